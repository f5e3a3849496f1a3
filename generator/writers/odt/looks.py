"""The look of a Word style as OpenDocument properties, so that both files of a document look the same.

Reads the few elements that the shipped styles use; any other is an error, so that none is lost unseen.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from generator.word.shipped.names import W_NS
from generator.writers.odt.names import points

_W = f"{{{W_NS}}}"
_SWITCHES = {
    "keepNext": ("fo:keep-with-next", "always"),
    "keepLines": ("fo:keep-together", "always"),
    "pageBreakBefore": ("fo:break-before", "page"),
}
_BOLD = {"fo:font-weight": "bold", "style:font-weight-asian": "bold", "style:font-weight-complex": "bold"}
_ITALIC = {"fo:font-style": "italic", "style:font-style-asian": "italic", "style:font-style-complex": "italic"}
_ELSEWHERE = {"numPr", "outlineLvl", "bCs", "iCs", "szCs"}  # the numbering is in the list styles


@dataclass(frozen=True, slots=True)
class Look:
    """Attributes of the paragraph and of its text, and tab stops (kind, twentieths of a point from the indent)."""

    paragraph: dict[str, str]
    text: dict[str, str]
    tabs: tuple[tuple[str, int], ...]


def look(ppr: str, rpr: str) -> Look:
    """The look that the inside of w:pPr and of w:rPr give. Raises ValueError for an element not foreseen."""
    paragraph: dict[str, str] = {}
    tabs: list[tuple[str, int]] = []
    edges = {"left": 0, "right": 0}
    for element in _parsed(ppr):
        name = etree.QName(element).localname
        if name in _SWITCHES:
            paragraph |= [_SWITCHES[name]]
        elif name == "spacing":
            paragraph |= _spacing(element)
        elif name == "pBdr":
            paragraph |= _borders(element, edges)
        elif name == "ind":
            paragraph |= _indent(element, edges)
        elif name == "tabs":
            tabs += [(_value(tab), _number(tab, "pos")) for tab in element]
        elif name not in _ELSEWHERE:
            raise ValueError(f"w:{name} has no OpenDocument equivalent here")
    indent = next((_number(each, "left") for each in _parsed(ppr) if each.tag == f"{_W}ind"), 0)
    return Look(paragraph, _text(rpr), tuple((kind, position - indent) for kind, position in tabs))


def _parsed(inside: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W_NS}">{inside}</w:x>')


def _value(element: etree._Element, name: str = "val") -> str:
    return str(element.get(f"{_W}{name}", ""))


def _number(element: etree._Element, name: str) -> int:
    return int(_value(element, name) or 0)


def _spacing(element: etree._Element) -> dict[str, str]:
    found = {"fo:margin-top": "before", "fo:margin-bottom": "after"}
    spacing = {ours: points(_number(element, theirs)) for ours, theirs in found.items()}
    line = _number(element, "line")
    if line and _value(element, "lineRule") == "exact":
        return spacing | {"fo:line-height": points(line)}
    return spacing | ({"fo:line-height": f"{line / 2.4:g}%"} if line else {})


def _borders(element: etree._Element, edges: dict[str, int]) -> dict[str, str]:
    """Borders; `edges` learns how far those of the sides stand from the text (Word counts the indent to the text)."""
    found: dict[str, str] = {}
    for border in element:
        side = etree.QName(border).localname
        if _value(border) == "nil":
            found |= {f"fo:border-{side}": "none", f"fo:padding-{side}": "0pt"}
            continue
        width, space = _number(border, "sz") / 8, _number(border, "space")
        found[f"fo:border-{side}"] = f"{width:g}pt solid #{_value(border, 'color').lower()}"
        found[f"fo:padding-{side}"] = f"{space}pt"
        if side in edges:
            edges[side] = round(20 * (space + width))
    return found


def _indent(element: etree._Element, edges: dict[str, int]) -> dict[str, str]:
    sides = {side: max(_number(element, side) - edge, 0) for side, edge in edges.items()}
    hanging = _number(element, "hanging")
    margins = {f"fo:margin-{side}": points(length) for side, length in sides.items()}
    return margins | ({"fo:text-indent": points(-hanging)} if hanging else {})


def _text(rpr: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in _parsed(rpr):
        name = etree.QName(element).localname
        if name == "b":
            found |= _BOLD
        elif name == "i":
            found |= _ITALIC
        elif name == "color":
            found["fo:color"] = f"#{_value(element).lower()}"
        elif name == "sz":
            found |= size(_number(element, "val"))
        elif name not in _ELSEWHERE:
            raise ValueError(f"w:{name} has no OpenDocument equivalent here")
    return found


def size(half_points: int) -> dict[str, str]:
    """The attributes of a text size, for every script."""
    length = f"{half_points / 2:g}pt"
    return dict.fromkeys(("fo:font-size", "style:font-size-asian", "style:font-size-complex"), length)
