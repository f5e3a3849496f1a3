"""The same annex typed as a template of each engine: its page replaces that of the carrier, styles and all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from tools.bench_prose import Prose

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Rows = Callable[[Sequence[str]], str]


def with_page(carrier: bytes, page: str) -> bytes:
    """The carrier with `page`, ready WordprocessingML, instead of its own contents; headers lose their tags."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(carrier)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = _page_in(data, page)
            elif name.startswith(("word/header", "word/footer")):
                data = _without_tags(data)
            target.writestr(name, data)
    return out.getvalue()


def paragraph(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def table(header: Sequence[str], rows: str) -> str:
    """A table with its header row; `rows` are ready rows, tags included."""
    head = row("TableauEnTete", header, "<w:trPr><w:tblHeader/></w:trPr>")
    grid = '<w:gridCol w:w="3000"/>' * len(header)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableauClausier"/><w:tblW w:w="9072" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def row(style: str, cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{paragraph(style, cell)}</w:tc>' for cell in cells)}</w:tr>"


def fixed_articles(words: Prose) -> str:
    """The articles that never change, typed in the template as they are."""
    found = []
    for title, subs in words.fixed:
        found.append(paragraph("Titre1", title))
        for sub_title, text in subs:
            found += [paragraph("Titre2", sub_title), paragraph("Corps", text)]
    return "".join(found)


def page(words: Prose, lots: str, clauses: str, penalties: str) -> str:
    """The page in its order; `lots` and `penalties` are ready rows, `clauses` ready paragraphs or a table."""
    return (
        fixed_articles(words)
        + paragraph("Titre1", "Lots et volumes")
        + table(("Lot", "Intitulé", "Heures"), lots)
        + clauses
        + paragraph("Titre1", "Pénalités")
        + table(("Manquement", "Montant", "Mise en demeure"), penalties)
        + paragraph("Corps", "")
    )


def _page_in(data: bytes, content: str) -> bytes:
    root = etree.fromstring(data)
    body = root.find(f"{_W}body")
    section = body.find(f"{_W}sectPr")
    wrapper = etree.fromstring(f'<w:body xmlns:w="{_W[1:-1]}">{content}</w:body>')
    for element in list(body):
        body.remove(element)
    body.extend(list(wrapper))
    body.append(section)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_tags(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for text in root.iter(f"{_W}t"):
        if "{" in (text.text or ""):
            text.text = ""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
