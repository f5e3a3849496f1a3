"""styles.xml: the named styles, page layouts, header and footer."""

from __future__ import annotations

from functools import cache

from generator.blocks import Document
from generator.word.shipped.names import FONT, NOT_TO_SIGN, OF_PAGES, PAGE, RULE
from generator.writers.odt.named import named_styles
from generator.writers.odt.names import attributes, points, root
from generator.writers.odt.numbering import list_styles, outline
from generator.writers.odt.opening import Opening
from generator.writers.odt.page import TEXT_WIDTH
from generator.writers.odt.spans import text

_RUNNING = "running"
FIRST, FOLLOWING = "Premi_e8_re_20_page", "Standard"
_SIDE, _TOP, _EDGE = 1417, 1417, 709  # margins of the text, and of header and footer, twentieths of a point


def font_faces() -> str:
    """The font, with the one that replaces it where it is missing (same widths)."""
    return (
        f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="\'{FONT}\', Arial" '
        'style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>'
    )


def styles_xml(document: Document, kind: Opening) -> str:
    """The part; header and footer hold the document's title, state and reference."""
    return root("document-styles", _fixed() + _master_pages(document, kind))


@cache
def _fixed() -> str:
    return (
        f"{font_faces()}<office:styles>{named_styles()}{outline()}{list_styles()}</office:styles>"
        f"<office:automatic-styles>{_running()}{_layouts()}</office:automatic-styles>"
    )


def _running() -> str:
    """The header's line, over the whole width."""
    rule = {"fo:padding-bottom": "4pt", "fo:border-bottom": f"0.5pt solid #{RULE.lower()}"}
    return (
        f'<style:style style:name="{_RUNNING}" style:family="paragraph" style:parent-style-name="Header">'
        f"<style:paragraph-properties{attributes(rule)}/></style:style>"
    )


def _layouts() -> str:
    """« cover » has the whole margins, « first » a footer, « following » a header and a footer."""
    head, foot = (_band("header", "bottom", 240), _band("footer", "top", 520))  # the footer's line stands at its foot
    empty = ("<style:header-style/>", "<style:footer-style/>")
    return (
        _layout("cover", _TOP, _TOP, *empty)
        + _layout("first", _TOP, _EDGE, empty[0], foot)
        + _layout("following", _EDGE, _EDGE, head, foot)
    )


def _band(name: str, side: str, apart: int) -> str:
    room = {"fo:min-height": points(_TOP - _EDGE), f"fo:margin-{side}": points(apart), "style:dynamic-spacing": "true"}
    return f"<style:{name}-style><style:header-footer-properties{attributes(room)}/></style:{name}-style>"


def _layout(name: str, top: int, bottom: int, header: str, footer: str) -> str:
    sizes = {"fo:page-width": points(TEXT_WIDTH + 2 * _SIDE), "fo:page-height": points(16838)}
    sizes |= {"style:print-orientation": "portrait", "fo:margin-top": points(top), "fo:margin-bottom": points(bottom)}
    sizes |= {"fo:margin-left": points(_SIDE), "fo:margin-right": points(_SIDE)}
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties{attributes(sizes)}/>{header}{footer}'
        "</style:page-layout>"
    )


def _master_pages(document: Document, kind: Opening) -> str:
    footer = f"<style:footer>{_footer(document)}</style:footer>"
    first = ("cover", "") if kind is Opening.COVER else ("first", footer)
    return (
        f'<office:master-styles><style:master-page style:name="{FIRST}" style:display-name="Première page" '
        f'style:page-layout-name="{first[0]}" style:next-style-name="{FOLLOWING}">{first[1]}</style:master-page>'
        f'<style:master-page style:name="{FOLLOWING}" style:page-layout-name="following">'
        f"<style:header>{_header(document, kind)}</style:header>{footer}</style:master-page></office:master-styles>"
    )


def _header(document: Document, kind: Opening) -> str:
    state = NOT_TO_SIGN if kind is Opening.WORKING else document.cover.get("projet", "")
    written = f"<text:tab/>{text(state)}" if state else ""
    return f'<text:p text:style-name="{_RUNNING}">{text(document.title)}{written}</text:p>'


def _footer(document: Document) -> str:
    number = '<text:page-number text:select-page="current">1</text:page-number>'
    pages = f"{PAGE}{number}{OF_PAGES}<text:page-count>1</text:page-count>"
    return f'<text:p text:style-name="Footer">{text(document.cover.get("reference", ""))}<text:tab/>{pages}</text:p>'
