"""The properties of a produced file: title, author (the buyer), language; no date, no person."""

from __future__ import annotations

from collections.abc import Mapping

from generator.word.xmltext import escape

_FRAME = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>{author}</dc:creator><dc:language>fr-FR</dc:language>"
    "<dc:subject>{subject}</dc:subject><dc:title>{title}</dc:title></cp:coreProperties>"
)


def core_properties(values: Mapping[str, str]) -> str:
    """docProps/core.xml of a document; a carrier's own properties (who edited it, when) are not carried over."""
    title, subject = values.get("titre", ""), values.get("objet", "")
    return _FRAME.format(
        author=escape(values.get("acheteur", "")),
        subject=escape(subject),
        title=escape(" – ".join(part for part in (title, subject) if part)),
    )
