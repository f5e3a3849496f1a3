"""The block tree: what a document says, before anyone decides how it looks.

Texts become blocks once; every writer (docx, html, json) walks the same tree, so that the preview and the
Word file cannot disagree. Everything here is immutable and holds plain strings: escaping is the
writers' work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["gauche", "centre", "droite"]
Role = Literal["texte", "note", "mention"]


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the author's words, typographically finished."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value put into the text: `text` as printed, `source` the expression it came from.

    `text` may hold anything a person typed; it is never markup.
    """

    text: str
    source: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an article of the same document, by its id; writers print its number.

    The author writes « l'article » before it. `Document.numbers()` gives the number.
    """

    target: str
    bold: bool = False
    italic: bool = False


Inline = Text | Value | Ref
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An alinéa. `role` « note » is an explanation beside the text, « mention » a small legal mention."""

    inlines: Inlines
    role: Role = "texte"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article: level 2 (« 7.1 ») or 3 (« 7.1.1 »), numbered if its article is."""

    level: Literal[2, 3]
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with at most one list nested below it."""

    inlines: Inlines
    children: ListBlock | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted (`ordered` false) or numbered list; a numbered list starts at 1 again."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. `header` is one row that repeats on each page; every row has as many cells.

    `title` describes the table to assistive technology. `widths` are relative weights; empty = by content.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    title: str = ""
    widths: tuple[int, ...] = ()


Block = Paragraph | Heading | ListBlock | Table


@dataclass(frozen=True, slots=True)
class Origin:
    """Which clause an article comes from: id, date of the text, hash of what was read."""

    clause: str
    version: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered article, or (`numbered` false) an unnumbered section of a working document.

    `id` is unique in its document; it is the target of `Ref`, the HTML anchor and the Word bookmark.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    numbered: bool = True
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `id` is its file name without extension.

    `cover` holds the plain strings the carrier's tags ask for (objet, acheteur, reference, projet…).
    `subtitle` is a sentence under the title, or empty. `for_signature` is false for working documents.
    """

    id: str
    title: str
    articles: tuple[Article, ...]
    cover: Mapping[str, str] = field(default_factory=dict)
    subtitle: str = ""
    for_signature: bool = True

    def numbers(self) -> dict[str, int]:
        """Number of each numbered article, from 1, by id. Every writer prints these."""
        numbered = (article.id for article in self.articles if article.numbered)
        return {id_: number for number, id_ in enumerate(numbered, start=1)}


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines a block holds, in reading order."""
    if isinstance(block, Paragraph | Heading):
        yield block.inlines
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield item.inlines
            if item.children is not None:
                yield from inlines_of(item.children)
    else:
        yield from block.header
        for row in block.rows:
            yield from row


def plain(inlines: Inlines, numbers: Mapping[str, int | str] | None = None) -> str:
    """The inlines as a reader sees them; references take their number from `numbers`, else their id."""
    if len(inlines) == 1 and not isinstance(inlines[0], Ref):  # most cells and titles
        return inlines[0].text
    known = numbers or {}
    return "".join(
        str(known.get(inline.target, inline.target)) if isinstance(inline, Ref) else inline.text for inline in inlines
    )
