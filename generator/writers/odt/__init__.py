"""Writes a document's blocks as an OpenDocument text, for those who work with LibreOffice."""

from __future__ import annotations

from generator.blocks import Document
from generator.writers.odt.articles import body
from generator.writers.odt.contents import table_of_contents
from generator.writers.odt.names import root
from generator.writers.odt.opening import Opening, opening
from generator.writers.odt.package import meta_xml, packed, settings_xml
from generator.writers.odt.page import Page
from generator.writers.odt.styles import FIRST, font_faces, styles_xml

__all__ = ["Opening", "write"]


def write(document: Document, kind: Opening) -> bytes:
    """The bytes of an .odt; the same document always gives the same bytes."""
    page = Page.of(document)
    contents = table_of_contents(document, page) if kind is Opening.COVER else ""
    text = opening(document, kind, page, FIRST) + contents + body(document, page, after_contents=bool(contents))
    content = (
        f"{font_faces()}<office:automatic-styles>{page.local.xml}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
    )
    return packed(
        {
            "content.xml": root("document-content", content),
            "styles.xml": styles_xml(document, kind),
            "settings.xml": settings_xml(),
            "meta.xml": meta_xml(document.title, document.cover),
        }
    )
