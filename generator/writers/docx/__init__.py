"""Writes a document's blocks into a Word carrier, as WordprocessingML made straight from the tree."""

from __future__ import annotations

from generator.blocks import Document
from generator.word import Carrier
from generator.writers.docx.articles import body
from generator.writers.docx.contents import table_of_contents
from generator.writers.docx.page import Page

__all__ = ["write"]


def write(document: Document, carrier: Carrier) -> bytes:
    """The bytes of a .docx; the same document and carrier always give the same bytes."""
    page = Page.of(document, carrier.layout, after_contents=carrier.has_contents)
    values = {**document.cover, "titre": document.title, "sous_titre": document.subtitle}
    contents = table_of_contents(document, page) if carrier.has_contents else ""
    return carrier.fill(values, body(document, page), contents, page.lists.xml)
