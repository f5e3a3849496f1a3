"""The first page: a cover, or the few lines that head a short or a working document."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from generator.blocks import Document
from generator.word.shipped.names import NOT_TO_SIGN, OBJECT_LABEL, OBJECT_PREFIX, REFERENCE_PREFIX
from generator.writers.odt.names import style_name
from generator.writers.odt.page import Page
from generator.writers.odt.spans import text


class Opening(Enum):
    """How a document begins: a cover and contents, compact lines, compact lines and « ne pas signer »."""

    COVER = "cover"
    COMPACT = "compact"
    WORKING = "working"


Line = tuple[str, str]  # style as people see it, words


def opening(document: Document, kind: Opening, page: Page, master: str) -> str:
    """The lines whose value is given, the first on the page style `master`."""
    lines = [(style, words) for style, words in _lines(document, kind) if text(words)]
    return "".join(
        f'<text:p text:style-name="{_style(style, page, master if index == 0 else "")}">{text(words)}</text:p>'
        for index, (style, words) in enumerate(lines)
    )


def _style(name: str, page: Page, master: str) -> str:
    return page.style(style_name(name), {}, f' style:master-page-name="{master}"' if master else "")


def _lines(document: Document, kind: Opening) -> Iterator[Line]:
    given = {name: document.cover.get(name, "") for name in ("acheteur", "objet", "projet", "reference", "date")}
    cover = kind is Opening.COVER
    banner = ("Bandeau", NOT_TO_SIGN if kind is Opening.WORKING else given["projet"])
    yield "Acheteur" if cover else "Acheteur compact", given["acheteur"]
    yield "Title" if cover else "Titre compact", document.title
    yield "Subtitle", document.subtitle
    if not cover:
        yield banner
    if given["objet"]:
        yield from _object(given["objet"], cover)
    if cover:
        yield banner
    yield "Référence", REFERENCE_PREFIX + given["reference"] if given["reference"] else ""
    yield "Référence", given["date"]
    yield "Mention", document.cover.get("mention", "")


def _object(words: str, cover: bool) -> Iterator[Line]:
    if cover:
        yield "Étiquette", OBJECT_LABEL
        yield "Objet", words
    else:
        yield "Objet compact", OBJECT_PREFIX + words
