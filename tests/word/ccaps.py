"""CCAP as buyers write them, made for the tests: numbered by style, by hand, or not at all."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLES = (
    "Objet du marché",
    "Pièces contractuelles",
    "Prix et règlement",
    "Pénalités de retard",
    "Résiliation",
    "Dérogations au CCAG",
)
TEXT = (
    "Les stipulations du présent article s’appliquent à l’ensemble des prestations du marché, pendant toute sa durée, "
    "sauf disposition contraire de l’acte d’engagement."
)


def _saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _sized(document: Document) -> Document:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    return document


def _list(document: Document, levels: tuple[str, ...], styles: tuple[str, ...] = ()) -> int:
    """A multilevel list; each level is tied to a style when `styles` names it. Its number."""
    numbering = document.part.numbering_part.element
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        + (f'<w:pStyle w:val="{styles[n]}"/>' if n < len(styles) else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n, text in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum xmlns:w="{W_NS}" w:abstractNumId="77">'
        f'<w:multiLevelType w:val="multilevel"/>{inside}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num xmlns:w="{W_NS}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def by_style(text: str = "%1.", titles: tuple[str, ...] = TITLES) -> bytes:
    """Word's own headings, numbered by their style; two headings below the third."""
    document = _sized(docx.Document())
    document.add_heading("CCAP", 0)
    number = _list(document, (text, "%1.%2", "%1.%2.%3"), ("Heading1", "Heading2", "Heading3"))
    for level, name in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr xmlns:w="{W_NS}"><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        ))  # fmt: skip
        order = properties.find(f"{{{W_NS}}}spacing")
        if order is not None:
            properties.insert(list(properties).index(order), properties[-1])
    for title in titles:
        document.add_heading(title, 1)
        document.add_paragraph(TEXT)
        if title == "Prix et règlement":
            document.add_heading("Prix", 2)
            document.add_paragraph(TEXT)
            document.add_heading("Règlement", 2)
            document.add_paragraph(TEXT)
    return _saved(document)


def typed(pattern: str = "Article {} - {}", *, styled: bool = False, signed: bool = False) -> bytes:
    """Numbers typed by hand, before bold lines or under the heading style."""
    document = _sized(docx.Document())
    for number, title in enumerate(TITLES, start=1):
        text = pattern.format(number, title)
        if styled:
            document.add_heading(text, 1)
        else:
            run = document.add_paragraph().add_run(text)
            run.bold, run.font.size = True, Pt(12)
        document.add_paragraph(TEXT)
    if signed:
        document.add_paragraph("Fait à Amiens, le")
    return _saved(document)


def without_headings() -> bytes:
    document = _sized(docx.Document())
    for _ in range(5):
        document.add_paragraph(TEXT)
    return _saved(document)


def french_names(*, marker: str = "") -> bytes:
    """Styles named « Titre 1 » and a body style of its own, as an old template leaves them."""
    document = _sized(docx.Document())
    body = document.styles.add_style("Corps CCAP", WD_STYLE_TYPE.PARAGRAPH)
    body.font.name, body.font.size = "Times New Roman", Pt(11)
    for level in (1, 2):
        style = document.styles.add_style(f"Titre {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.font.bold = True
    number = _list(document, ("Article %1 –", "%1.%2"))
    for title in TITLES:
        paragraph = document.add_paragraph(title, style="Titre 1")
        paragraph._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr xmlns:w="{W_NS}"><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        ))  # fmt: skip
        document.add_paragraph(TEXT, style="Corps CCAP")
        if marker and title == "Pénalités de retard":
            document.add_paragraph(marker)
    return _saved(document)
