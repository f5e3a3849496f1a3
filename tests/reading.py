"""Readers for tests: a document's text as a person would read it, from blocks and from the Word file."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.table import Table as WordTable
from lxml import etree

from generator.blocks import Block, Document, Heading, ListBlock, Paragraph, plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(document: Document) -> list[str]:
    """One line per title, alinéa, list entry and table row, numbers computed."""
    numbers = document.numbers()
    found: list[str] = []
    for article in document.articles:
        number = numbers.get(article.id)
        found.append(f"# {number} {article.title}" if number else f"# {article.title}")
        for block in article.blocks:
            found += block_lines(block, numbers)
    return found


def block_lines(block: Block, numbers: dict[str, int], depth: int = 0) -> list[str]:
    if isinstance(block, Paragraph):
        return [plain(block.inlines, numbers)]
    if isinstance(block, Heading):
        return ["#" * block.level + " " + plain(block.inlines, numbers)]
    if isinstance(block, ListBlock):
        found = []
        for position, item in enumerate(block.items, start=1):
            mark = f"{position}." if block.ordered else "-"
            found.append("  " * depth + f"{mark} {plain(item.inlines, numbers)}")
            if item.children is not None:
                found += block_lines(item.children, numbers, depth + 1)
        return found
    rows = [block.header, *block.rows]
    return ["| " + " | ".join(plain(cell, numbers) for cell in row) + " |" for row in rows]


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
