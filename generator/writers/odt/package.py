"""The parts that hold no text of the document, and the zip: no date, no person, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping

from generator.word.assembly import assemble, keep, pack
from generator.word.xmltext import escape
from generator.writers.odt.names import MIMETYPE, VERSION, root

_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_LAYOUT = {
    "AddParaTableSpacing": False,  # between two paragraphs the larger of the two spaces, not their sum
    "AddParaTableSpacingAtStart": True,
    "AddParaSpacingToTableCells": True,
    "AddParaLineSpacingToTableCells": True,
    "PropLineSpacingShrinksFirstLine": True,
    "UseFormerLineSpacing": False,
    "AddExternalLeading": True,
    "UseOldPrinterMetrics": False,
    "UseOldNumbering": False,
    "IgnoreFirstLineIndentInNumbering": False,
    "TableRowKeep": True,  # a paragraph kept with the next holds its row on the page of the next row
}


def packed(parts: Mapping[str, str]) -> bytes:
    """The .odt that holds these XML parts, its kind told first, undeflated, as the format asks."""
    every = {**parts, "META-INF/manifest.xml": _manifest(parts)}
    made = {name: pack(name, [xml.encode()]) for name, xml in every.items()}
    made["mimetype"] = keep("mimetype", MIMETYPE.encode())
    return assemble(("mimetype", *every), {}, made)


def settings_xml() -> str:
    """How LibreOffice lays lines out: as it does for a Word file, so that both files of a document break alike."""
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="boolean">{str(value).lower()}</config:config-item>'
        for name, value in _LAYOUT.items()
    )
    group = f'<config:config-item-set config:name="ooo:configuration-settings">{items}</config:config-item-set>'
    return root("document-settings", f"<office:settings>{group}</office:settings>")


def meta_xml(title: str, cover: Mapping[str, str]) -> str:
    """Title, author (the buyer), subject, language."""
    subject, author = cover.get("objet", ""), escape(cover.get("acheteur", ""))
    name = escape(" – ".join(part for part in (title, subject) if part))
    return root(
        "document-meta",
        f"<office:meta><meta:generator>Clausier</meta:generator><dc:title>{name}</dc:title>"
        f"<dc:subject>{escape(subject)}</dc:subject><meta:initial-creator>{author}</meta:initial-creator>"
        f"<dc:creator>{author}</dc:creator><dc:language>fr-FR</dc:language></office:meta>",
    )


def _manifest(parts: Mapping[str, str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_MANIFEST}" '
        f'manifest:version="{VERSION}"><manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}" '
        f'manifest:media-type="{MIMETYPE}"/>{entries}</manifest:manifest>'
    )
