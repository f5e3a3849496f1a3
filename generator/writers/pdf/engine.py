"""The Typst compiler, one for the process: fonts are read once, and only those of this folder.

The data is handed over as a file in a folder that lives as long as one document is compiled. Handed over as an input
of the program, it would be part of what every remembered paragraph depends on, and nothing would ever be reused:
three to four times slower, measured, when one value of a document changes.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from generator.writers.pdf.glyphs import FOLDER

TEMPLATE = Path(__file__).parent / "document.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1"]  # compiling fails when the file breaks one of its rules
_ONE_AT_A_TIME = threading.Lock()


def compiled(data: Mapping[str, Any]) -> bytes:
    """The PDF of `data` (see `tree.data_of`), the same bytes each time. Raises TypstError when it is refused."""
    with tempfile.TemporaryDirectory(prefix="clausier-") as name:
        folder = Path(name)
        template = folder / TEMPLATE.name
        template.write_bytes(TEMPLATE.read_bytes())
        (folder / "document.json").write_text(json.dumps(data), encoding="ascii")
        with _ONE_AT_A_TIME:
            made = _compiler().compile(template, root=folder, format="pdf", pdf_standards=STANDARDS)
    if not isinstance(made, bytes):
        raise TypeError(f"a PDF is bytes, not {type(made).__name__}")
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
