"""The block tree as plain data for the Typst template: every string printable, every number computed.

Nothing here is Typst code. A run is `{"t": text}` with, when they apply, "b" bold, "i" italic, "to" the label of the
article it links to, "cut" the width where it stands, for a word that may not fit in it. All lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.blocks import Article, Block, Document, Heading, Inlines, Item, ListBlock, Paragraph, Ref, Table
from generator.language.typography import NBSP
from generator.word.shipped.names import ACCENT, FONT, GREY, NOT_TO_SIGN, RULE, TINT
from generator.writers.pdf.glyphs import printable
from generator.writers.widths import column_widths, is_tall

TEXT_WIDTH = 9072  # twentieths of a point, as in the shipped Word carriers
FONTS = (FONT, "DejaVu Sans", "Noto Emoji")
_LINE = 380.0  # points, indents of the deepest list left out
_WIDEST = 9  # points of a wide capital: a word shorter than its room at this measure fits
_INSETS = 8.5  # points, both sides of a cell
_ALIGNS = {"gauche": "left", "centre": "center", "droite": "right"}
_WORDS = re.compile(r"(\S+)")
Data = dict[str, Any]


def data_of(document: Document, *, contents: bool) -> Data:
    """The data of `document`; `contents`: a cover and a table of contents come first."""
    cover = document.cover
    title, objet = printable(document.title), printable(cover.get("objet", ""))
    said = "ne pas signer" in cover.get("projet", "")  # the frame says so itself, in its own words
    working = "" if document.for_signature or said else NOT_TO_SIGN
    notices = (working, cover.get("projet", ""))
    return {
        "look": {"fonts": FONTS, "accent": f"#{ACCENT}", "grey": f"#{GREY}", "rule": f"#{RULE}", "tint": f"#{TINT}"},
        "properties": {
            "title": " – ".join(part for part in (title, objet) if part),
            "author": printable(cover.get("acheteur", "")),
            "subject": objet,
        },
        "contents": contents,
        "title": words(document.title),
        "subtitle": words(document.subtitle),
        "cover": {name: words(cover.get(name, "")) for name in ("acheteur", "objet", "date", "mention", "reference")},
        "notices": [words(notice) for notice in notices if notice],
        "running": words(working or cover.get("projet", "")),
        "articles": _articles(document),
    }


def words(text: str, room: float = _LINE, **face: object) -> list[Data]:
    """The runs of a plain string; a word that may be wider than `room` says so, for the template to measure it."""
    safe = printable(text)
    longest = int(room / _WIDEST)
    if max(map(len, safe.split()), default=0) <= longest:
        return [{"t": safe, **face}] if safe else []
    pieces = (piece for piece in _WORDS.split(safe) if piece)
    return [{"t": piece, **face, **({"cut": room} if len(piece) > longest else {})} for piece in pieces]


def _articles(document: Document) -> list[Data]:
    numbers = document.numbers()
    labels = {article.id: f"art-{rank}" for rank, article in enumerate(document.articles)}
    return [_Article(numbers, labels, numbers.get(article.id)).data(article) for article in document.articles]


@dataclass(slots=True)
class _Article:
    """Turns one article into data, counting its sub-articles; `numbers` and `labels` are those of all articles."""

    numbers: Mapping[str, int]
    labels: Mapping[str, str]
    number: int | None
    counts: dict[int, int] = field(default_factory=lambda: {2: 0, 3: 0})

    def data(self, article: Article) -> Data:
        return {
            "label": self.labels[article.id],
            "number": "" if self.number is None else str(self.number),
            "title": words(article.title),
            "blocks": [self._block(block, following) for block, following in _pairs(article.blocks)],
        }

    def _block(self, block: Block, following: Block | None) -> Data:
        if isinstance(block, Paragraph):
            opens = isinstance(following, ListBlock | Table)
            return {"kind": "paragraph", "role": block.role, "runs": self._runs(block.inlines), "opens": opens}
        if isinstance(block, Heading):
            number = self._number(block.level)
            return {"kind": "heading", "level": block.level, "number": number, "runs": self._runs(block.inlines)}
        return self._list(block) if isinstance(block, ListBlock) else self._table(block)

    def _number(self, level: int) -> str:
        """« 7.1 », « 7.1.1 », or nothing in an article without number."""
        self.counts[level] += 1
        if level == 2:
            self.counts[3] = 0
        parts = (self.number, *(self.counts[each] for each in range(2, level + 1)))
        return "" if self.number is None else ".".join(map(str, parts))

    def _list(self, block: ListBlock) -> Data:
        return {"kind": "list", "ordered": block.ordered, "items": [self._item(item) for item in block.items]}

    def _item(self, item: Item) -> Data:
        return {"runs": self._runs(item.inlines), "list": None if item.children is None else self._list(item.children)}

    def _table(self, block: Table) -> Data:
        widths = column_widths(block, TEXT_WIDTH, self.numbers)
        return {
            "kind": "table",
            "title": printable(block.title),
            "widths": [width / 20 for width in widths],
            "aligns": [_ALIGNS[align] for align in block.aligns],
            "header": self._cells(block.header, widths),
            "rows": [{"cells": self._cells(row, widths), "tall": is_tall(row, widths)} for row in block.rows],
        }

    def _cells(self, cells: Sequence[Inlines], widths: Sequence[int]) -> list[list[Data]]:
        return [self._runs(cell, width / 20 - _INSETS) for cell, width in zip(cells, widths, strict=True)]

    def _runs(self, inlines: Inlines, room: float = _LINE) -> list[Data]:
        """The runs; the space between « article » and its number never ends a line."""
        runs: list[Data] = []
        for inline in inlines:
            face = {key: True for key, on in (("b", inline.bold), ("i", inline.italic)) if on}
            if not isinstance(inline, Ref):
                runs += words(inline.text, room, **face)
                continue
            if runs and runs[-1]["t"].endswith(" "):
                runs[-1]["t"] = runs[-1]["t"][:-1] + NBSP
            number = self.numbers.get(inline.target)
            link = {} if number is None else {"to": self.labels[inline.target]}
            runs += words(inline.target if number is None else str(number), room, **face, **link)
        return runs


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Each block with the one that follows it."""
    return zip(blocks, (*blocks[1:], None), strict=True)
