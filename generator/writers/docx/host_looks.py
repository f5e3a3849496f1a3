"""How our paragraphs look in a document that is not ours: what its own headings and text look like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from generator.word import package
from generator.word.host import Heading, Host
from generator.word.host_styles import W
from generator.word.places import Place

_NAMESPACE = f'xmlns:w="{W[1:-1]}"'
_PPR_ORDER = tuple(
    re.findall(
        r"\w+",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle",
    )
)
_RPR_ORDER = tuple(
    re.findall(
        r"\w+",
        "rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid color "
        "spacing w kern position sz szCs u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish "
        "oMath",
    )
)
_TEXT_PPR = ("pStyle", "spacing", "ind", "jc")  # of a body paragraph, what makes its look and nothing of its place
_TEXT_RPR = ("rFonts", "color", "sz", "szCs", "lang")
_HEADING_PPR = tuple(name for name in _PPR_ORDER if name not in ("pageBreakBefore", "framePr", "cnfStyle", "divId"))
_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?")
_BOLD = "<w:b/><w:bCs/>"
_CLOSE = '<w:spacing w:before="0" w:after="60"/>'
_KEEP = "<w:keepNext/>"
_ABOVE = '<w:keepNext/><w:spacing w:before="240" w:after="120"/>'


@dataclass(frozen=True, slots=True)
class Look:
    """The inside of w:pPr and of w:rPr, as the document writes them; `style` is its name, for a person."""

    ppr: str
    rpr: str
    style: str

    def opening(self, properties: str) -> str:
        """How a paragraph of that look begins; `properties` are ours and win."""
        return f"<w:p>{_properties('pPr', self.ppr + properties)}"

    def dressed(self, runs: str) -> str:
        """The runs in that look, bold and italic words kept."""
        return _RUN.sub(lambda found: f"<w:r>{_properties('rPr', self.rpr + (found.group(1) or ''))}", runs)


def looks(host: Host, place: Place, bullets: int) -> dict[str, Look]:
    """Role in the block tree → look. `bullets` is the number of the list that our bulleted lists take."""
    text = _text_look(host)
    cell = Look(_only(text.ppr, "pPr", ("pStyle",)) + '<w:spacing w:before="40" w:after="40"/><w:ind w:left="0" '
                'w:right="0" w:firstLine="0"/><w:jc w:val="left"/>', text.rpr, text.style)  # fmt: skip
    found = {f"titre{offset + 1}": _heading_look(host, place, place.level + offset, text) for offset in range(3)}
    plain = Look(_only(text.ppr, "pPr", ("pStyle", "spacing", "jc")), text.rpr, text.style)
    for level in (1, 2):
        numbered = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{bullets}"/></w:numPr>'
        found[f"puces{level}"] = Look(plain.ppr + _CLOSE + numbered, plain.rpr, plain.style)
        found[f"numeros{level}"] = Look(plain.ppr + _CLOSE, plain.rpr, plain.style)
    found |= dict.fromkeys(("corps", "note", "mention", "separateur"), text)
    return found | {"cellule": cell, "entete": Look(cell.ppr, text.rpr + _BOLD, text.style)}


def model_of(host: Host, place: Place, level: int) -> Heading | None:
    """The heading of that level to look like: the nearest above the place, else the first below."""
    same = [heading for heading in host.headings if heading.level == level]
    above = [heading for heading in same if heading.index < place.index]
    return above[-1] if above else same[0] if same else None


def _heading_look(host: Host, place: Place, level: int, text: Look) -> Look:
    """That of the document's own headings, unless a list would print a number beside the one that is typed."""
    model = model_of(host, place, level)
    by_list = place.model is not None and place.model.numbering is not None
    if model is not None and (by_list or model.numbering is None):
        ppr = _KEEP + _chosen(model.element.find(f"{W}pPr"), _HEADING_PPR)
        return Look(ppr, _run_look(model.element, _RPR_ORDER), host.styles.label(host.styles.style_of(model.element)))
    style = "" if host.by_hand or not host.headings else host.styles.heading_style(level)
    if style and model is None and (by_list or not _numbered(host, style)):
        return Look(f'<w:pStyle w:val="{style}"/>{_KEEP}', "", host.styles.label(style))
    return Look(text.ppr + _ABOVE, text.rpr + _BOLD, text.style)


def _numbered(host: Host, style: str) -> bool:
    paragraph = f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
    return host.styles.numbering_of(package.parse_xml(paragraph.encode()), host.lists) is not None


def _text_look(host: Host) -> Look:
    model = host.body_paragraph
    if model is None:
        return Look('<w:spacing w:after="120"/>', "", host.styles.label(host.styles.default))
    style = host.styles.label(host.styles.style_of(model))
    return Look(_chosen(model.find(f"{W}pPr"), _TEXT_PPR), _run_look(model, _TEXT_RPR), style)


def _run_look(paragraph: etree._Element, names: Iterable[str]) -> str:
    run = next((run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None), None)
    return "" if run is None else _chosen(run.find(f"{W}rPr"), names)


def _chosen(properties: etree._Element | None, names: Iterable[str]) -> str:
    """Those children, written without the declarations that the document already has."""
    wanted = {f"{W}{name}" for name in names}
    return "".join(_written(child) for child in (() if properties is None else properties) if child.tag in wanted)


def _only(inside: str, tag: str, names: Iterable[str]) -> str:
    return _chosen(package.parse_xml(f"<w:{tag} {_NAMESPACE}>{inside}</w:{tag}>".encode()), names)


def _written(element: etree._Element) -> str:
    bare = etree.fromstring(f"<x {_NAMESPACE}/>")
    copy = deepcopy(element)
    for name in [name for name in copy.attrib if not str(name).startswith(W)]:
        del copy.attrib[name]  # an attribute of a later Word, whose prefix our passage does not declare
    bare.append(copy)
    etree.cleanup_namespaces(bare, keep_ns_prefixes=["w"])
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(copy, encoding="unicode", with_tail=False))


@lru_cache(maxsize=512)
def _properties(tag: str, inside: str) -> str:
    """The element, its children once each and in the order of the schema; the last of a name wins."""
    if not inside:
        return ""
    order = _PPR_ORDER if tag == "pPr" else _RPR_ORDER
    found: dict[str, etree._Element] = {}
    for child in package.parse_xml(f"<w:{tag} {_NAMESPACE}>{inside}</w:{tag}>".encode()):
        name = str(child.tag).removeprefix(W)
        if name == "spacing" and name in found:
            for attribute, said in found[name].attrib.items():
                if attribute not in child.attrib:
                    child.set(attribute, said)
        found[name] = child
    return f"<w:{tag}>" + "".join(_written(found[name]) for name in order if name in found) + f"</w:{tag}>"
