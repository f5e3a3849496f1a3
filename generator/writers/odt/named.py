"""The named styles: those of the shipped carriers under LibreOffice's names, so that both files look the same."""

from __future__ import annotations

from generator.word.shipped.names import FONT
from generator.word.shipped.styles import STYLES, Style
from generator.writers.odt.looks import Look, look, size
from generator.writers.odt.names import attributes, points, style_name

# style of the carriers → LibreOffice's own style of that use, which its dialogs show in the user's language
_NAMES = {
    "Normal": "Standard",
    "Body Text": "Text body",
    "heading 1": "Heading 1",
    "heading 2": "Heading 2",
    "heading 3": "Heading 3",
    "List Bullet": "List 1",
    "List Bullet 2": "List 2",
    "List Number": "Numbering 1",
    "List Number 2": "Numbering 2",
    "Tableau texte": "Table Contents",
    "Tableau en-tête": "Table Heading",
    "TOC Heading": "Contents Heading",
    "toc 1": "Contents 1",
    "header": "Header",
    "footer": "Footer",
}
_LEFT_OUT = ("Séparateur",)  # Word wants a paragraph between two tables; here tables have margins
_BY_ID = {"Normal": "Standard"} | {style.id: _NAMES.get(style.name, style.name) for style in STYLES}
_LANGUAGE = {"fo:language": "fr", "fo:country": "FR"}
_SPACING = ("fo:margin-top", "fo:margin-bottom")


def named_styles() -> str:
    """Every default and named style, paragraphs then faces of text."""
    named = "".join(_named(style) for style in STYLES if style.name not in _LEFT_OUT)
    return f"{_defaults()}{named}{_unnumbered()}{_faces()}"


def _spacing() -> dict[str, dict[str, str]]:
    """Space above and below by XML name of a style; LibreOffice forgets one where a style gives the other alone."""
    found: dict[str, dict[str, str]] = {}
    for style in STYLES:
        own = {name: value for name, value in look(style.ppr, "").paragraph.items() if name in _SPACING}
        found[style_name(_BY_ID[style.id])] = own or found.get(style_name(_BY_ID[style.based_on]), {})
    return found


SPACING = _spacing()


def _defaults() -> str:
    body = {"style:font-name": FONT, "style:font-name-asian": FONT, "style:font-name-complex": FONT}
    body |= size(21) | _LANGUAGE | {"fo:hyphenate": "false"}
    paragraph = {"fo:line-height": "115%", "fo:orphans": "2", "fo:widows": "2", "style:tab-stop-distance": "35.45pt"}
    return (
        f'<style:default-style style:family="paragraph"><style:paragraph-properties{attributes(paragraph)}/>'
        f"<style:text-properties{attributes(body)}/></style:default-style>"
        '<style:default-style style:family="table">'
        '<style:table-properties table:border-model="collapsing"/></style:default-style>'
        '<style:default-style style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:default-style>'
        '<style:default-style style:family="table-cell"/>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )


def _named(style: Style) -> str:
    name = _BY_ID[style.id]
    head = {"style:name": style_name(name), "style:display-name": name, "style:family": "paragraph"}
    head["style:parent-style-name"] = style_name(_BY_ID[style.based_on])
    if style.next:
        head["style:next-style-name"] = style_name(_BY_ID[style.next])
    if name.startswith("Heading "):
        head["style:default-outline-level"] = name[-1]
    elif name == "Titre sans numéro":
        head["style:list-style-name"] = ""
    return f"<style:style{attributes(head)}>{_properties(look(style.ppr, style.rpr))}</style:style>"


def _properties(found: Look) -> str:
    stops = "".join(f'<style:tab-stop style:type="{kind}" style:position="{points(at)}"/>' for kind, at in found.tabs)
    tabs = f"<style:tab-stops>{stops}</style:tab-stops>" if stops else ""
    paragraph = attributes(found.paragraph)
    text_ = f"<style:text-properties{attributes(found.text)}/>" if found.text else ""
    return (
        f"<style:paragraph-properties{paragraph}>{tabs}</style:paragraph-properties>{text_}"
        if paragraph or tabs
        else text_
    )


def _unnumbered() -> str:
    """The sub-headings of a section without number."""
    return "".join(
        f'<style:style style:name="Heading_20_{level}_20_plain" style:display-name="Titre {level} sans numéro" '
        f'style:family="paragraph" style:parent-style-name="Heading_20_{level}" '
        'style:next-style-name="Text_20_body" style:list-style-name=""/>'
        for level in (2, 3)
    )


def _faces() -> str:
    bold = {"fo:font-weight": "bold", "style:font-weight-asian": "bold", "style:font-weight-complex": "bold"}
    italic = {"fo:font-style": "italic", "style:font-style-asian": "italic", "style:font-style-complex": "italic"}
    faces = {"Strong Emphasis": bold, "Emphasis": italic, "Strong Emphasis italic": bold | italic, "Index Link": {}}
    return "".join(
        f'<style:style style:name="{style_name(name)}" style:display-name="{name}" style:family="text">'
        f"<style:text-properties{attributes(face)}/></style:style>"
        for name, face in faces.items()
    )
