"""Readers for tests: a document's text as a person would read it, from blocks and from the Word file."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from lxml import etree

from tools.reading import block_lines, lines

__all__ = ["block_lines", "lines", "tables", "well_formed", "word", "word_text"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(raw: bytes) -> WordDocument:
    return docx.Document(BytesIO(raw))


def word_text(raw: bytes) -> str:
    """Every word of the body, content controls and fields included, paragraphs separated by newlines."""
    body = word(raw).element.body
    paragraphs = []
    for paragraph in body.iter(W + "p"):
        pieces = [
            "-" if node.tag == W + "noBreakHyphen" else (node.text or "")
            for node in paragraph.iter(W + "t", W + "noBreakHyphen")
        ]
        paragraphs.append("".join(pieces))
    return "\n".join(paragraphs)


def tables(raw: bytes) -> list[list[list[str]]]:
    """Every table as rows of cell texts."""
    document = word(raw)
    found = []
    for element in document.element.body.iter(W + "tbl"):
        table = WordTable(element, document)
        found.append(
            [["".join(t.text or "" for t in cell._tc.iter(W + "t")) for cell in row.cells] for row in table.rows]
        )
    return found


def well_formed(raw: bytes) -> bool:
    return etree.fromstring(raw) is not None
