"""Builds the shipped carriers: `python -m generator.word.build_carriers`.

The files are stored, not deflated, with fixed dates: the same code gives the same bytes on every machine.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from generator.word.core_properties import core_properties
from generator.word.shipped import fixed, pages
from generator.word.shipped.numbering import numbering_xml
from generator.word.shipped.styles import styles_xml
from generator.word.shipped.theme import theme_xml

FOLDER = Path(__file__).parents[2] / "clause_templates" / "modeles"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_THE_DAY_ZIP_WAS_BORN = (1980, 1, 1, 0, 0, 0)


def build(model: pages.Model) -> bytes:
    """The bytes of one carrier."""
    parts = {
        "[Content_Types].xml": fixed.content_types_xml(),
        "_rels/.rels": fixed.root_relationships_xml(),
        "word/document.xml": pages.document_xml(model),
        "word/_rels/document.xml.rels": fixed.document_relationships_xml(),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(),
        "word/settings.xml": fixed.settings_xml(),
        "word/fontTable.xml": fixed.font_table_xml(),
        "word/theme/theme1.xml": theme_xml(),
        "word/header1.xml": pages.header_xml(model),
        "word/footer1.xml": pages.footer_xml(model),
        "word/footer2.xml": pages.footer_xml(model),
        "docProps/core.xml": core_properties({"titre": model.name}),
        "docProps/app.xml": fixed.app_xml(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in parts.items():
            text = xml if xml.startswith("<?xml") else _DECLARATION + xml
            archive.writestr(zipfile.ZipInfo(name, _THE_DAY_ZIP_WAS_BORN), text.encode())
    return out.getvalue()


def carriers() -> dict[str, bytes]:
    """Every shipped carrier, by file name."""
    return {f"{model.name}.docx": build(model) for model in pages.MODELS}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, raw in carriers().items():
        (FOLDER / name).write_bytes(raw)


if __name__ == "__main__":
    main()
