"""Blocks of working documents: unnumbered sections, said values, tables of plain strings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.blocks import Align, Article, Block, Document, Inlines, Item, ListBlock, Paragraph, Table, Text, Value
from generator.language.characters import clean
from generator.language.typography import finish_plain
from generator.library import DocumentPlan
from generator.market import Marche, question

BLANK = "………"  # room left to write
Cells = Sequence[str]


def working_document(plan: DocumentPlan, cover: Mapping[str, str], sections: Iterable[Article]) -> Document:
    """The sections that have blocks, under the title of the plan; never for signature."""
    return Document(
        id=plan.id,
        title=finish_plain(plan.titre),
        articles=tuple(section for section in sections if section.blocks),
        cover=cover,
        subtitle=finish_plain(plan.sous_titre),
        for_signature=False,
    )


def section(id_: str, title: str, blocks: Iterable[Block]) -> Article:
    """An unnumbered section; the caller drops it when it has no blocks."""
    return Article(id_, finish_plain(title), tuple(blocks), numbered=False)


def words(text: str) -> Inlines:
    """The project's own words."""
    return (Text(finish_plain(text)),)


def said(text: str, source: str) -> Inlines:
    """Words that may come from a person: a value, never markup."""
    return (Value(clean(text), source),)


def paragraph(text: str, source: str) -> Paragraph:
    return Paragraph(said(text, source))


def own(text: str) -> Paragraph:
    """A sentence of the project, that holds nothing a person typed."""
    return Paragraph(words(text))


def choice_label(key: str, value: str | None) -> str:
    """The label of a choice of a question, or nothing when it is not answered."""
    return next((choice.label for choice in question(key).choices if choice.value == value), "")


def working_cover(marche: Marche) -> dict[str, str]:
    """The cover of a page to send: whose, about what, nothing else."""
    return {
        "acheteur": marche.acheteur.nom[:1].upper() + marche.acheteur.nom[1:],
        "objet": marche.objet,
        "reference": marche.reference or "",
        "projet": "",
        "date": "",
        "mention": "",
    }


def bullets(texts: Iterable[str], source: str) -> Iterable[Block]:
    """A list, or nothing when there is no text."""
    items = tuple(Item(said(text, source)) for text in texts)
    if items:
        yield ListBlock(False, items)


def table(
    title: str, header: Cells, rows: Iterable[Cells], source: str, aligns: str = "", widths: Sequence[int] = ()
) -> Iterable[Block]:
    """A table, or nothing without rows. `aligns`: a letter by column, « d » for figures on the right."""
    body = tuple(tuple(said(cell, source) for cell in row) for row in rows)
    sides: tuple[Align, ...] = tuple(
        "droite" if letter == "d" else "gauche" for letter in aligns.ljust(len(header))[: len(header)]
    )
    if body:
        yield Table(tuple(words(cell) for cell in header), body, sides, finish_plain(title), tuple(widths))
