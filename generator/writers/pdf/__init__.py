"""Writes a document's blocks as a tagged PDF, without any office suite: the tree goes as data into a Typst template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typst import TypstError

from generator.blocks import Document
from generator.errors import Fault, ProductionError
from generator.writers.pdf.engine import compiled
from generator.writers.pdf.glyphs import sober
from generator.writers.pdf.tree import data_of

__all__ = ["write"]


def write(document: Document, *, contents: bool) -> bytes:
    """The bytes of a PDF; the same document always gives the same bytes.

    `contents`: whether a cover and a table of contents come first, as in the carrier of the annex. Raises
    ProductionError when the compiler refuses the document.
    """
    data = data_of(document, contents=contents)
    try:
        return compiled(data)
    except TypstError:
        return _compiled_again(document.id, sober(data))


def _compiled_again(id_: str, data: Mapping[str, Any]) -> bytes:
    try:
        return compiled(data)
    except TypstError as error:
        message = f"le PDF ne se compose pas : {error.message}."
        raise ProductionError([Fault(f"{id_}.pdf", message, "Téléchargez le document en Word.")]) from error
