"""What the engines are compared on: an annex of real French prose, at any number of clauses.

Fifteen articles of three sub-articles that never change, a table of lots, a table of penalties, and as many clauses
as asked, each a title and some 95 words of the library, cut at sentences; no two clauses say the same.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.blocks import Article, Document, Heading, Inlines, Origin, Paragraph, Table, Text, plain
from generator.catalogue.samples import market_for
from generator.dossier import ANNEX, prepare
from generator.library import Library, shipped
from generator.market import read

WORDS_OF_A_CLAUSE = 95
ARTICLES, SUB_ARTICLES = 15, 3
_LOTS = tuple((str(n), f"Lot d’essai {n}", f"{n * 35} heures") for n in range(1, 10))
_PENALTIES = tuple((f"Pièce n° {n} non remise", f"{n * 50} € par semaine", "15 jours") for n in range(1, 16))
COVER = {
    "acheteur": "Commune de Haut-Pays",
    "objet": "Réhabilitation de la halle et construction d’un équipement public",
    "reference": "2026-TRX-014",
    "projet": "",
}


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of one annex: `fixed` articles with their sub-articles, and clauses, as (title, text) pairs."""

    fixed: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    clauses: tuple[tuple[str, str], ...]
    lots: tuple[tuple[str, str, str], ...] = _LOTS
    penalties: tuple[tuple[str, str, str], ...] = _PENALTIES


def prose(clauses: int, turn: int = 0) -> Prose:
    """The words for that many clauses; each `turn` changes a number in every clause: none can be kept."""
    parts = _chunks(itertools.cycle(_sentences()))
    fixed = tuple(
        (f"Dispositions communes {n}", tuple((f"Disposition {n}.{m}", next(parts)) for m in range(1, SUB_ARTICLES + 1)))
        for n in range(1, ARTICLES + 1)
    )
    return Prose(
        fixed, tuple((f"Clause d’essai {n}", f"Clause {n}, tour {turn}. {next(parts)}") for n in range(1, clauses + 1))
    )


def as_document(words: Prose) -> Document:
    """The same annex as blocks."""
    fixed = tuple(
        Article(f"commun{n}", title, tuple(block for sub in subs for block in _sub_article(*sub)))
        for n, (title, subs) in enumerate(words.fixed)
    )
    clauses = tuple(
        Article(f"clause{n}", title, (_say(text),), origin=Origin(f"clause{n}", "2021-04-01", ""))
        for n, (title, text) in enumerate(words.clauses)
    )
    tables = (
        Article("lots", "Lots et volumes", (_table(("Lot", "Intitulé", "Heures"), words.lots),)),
        Article("penalites", "Pénalités", (_table(("Manquement", "Montant", "Mise en demeure"), words.penalties),)),
    )
    return Document("annexe", "Annexe", (*fixed, tables[0], *clauses, tables[1]), COVER, "Essai")


def _sub_article(title: str, text: str) -> tuple[Heading, Paragraph]:
    return Heading(2, _inlines(title)), _say(text)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    cells = tuple(tuple(map(_inlines, row)) for row in rows)
    return Table(tuple(map(_inlines, header)), cells, ("gauche",) * len(header), title=header[0])


def _say(text: str) -> Paragraph:
    return Paragraph(_inlines(text))


def _inlines(text: str) -> Inlines:
    return (Text(text),)


@functools.cache
def _sentences() -> list[str]:
    """The sentences of the library's own articles, numbers filled, in the order of their ids."""
    library = Library.load([shipped()])
    found = []
    for clause in sorted(library.clauses_at(None).values(), key=lambda each: each.id):
        if not clause.commun:
            annex = prepare(read(market_for(clause, library)), library).document(ANNEX)
            texts = [
                plain(block.inlines, annex.numbers())
                for article in annex.articles
                if article.id == clause.id
                for block in article.blocks
                if isinstance(block, Paragraph)
            ]
            found += re.split(r"(?<=\.) (?=[A-ZÉÀ])", " ".join(texts))
    return found


def _chunks(sentences: Iterator[str]) -> Iterator[str]:
    """Whole sentences, some 95 words at a time."""
    while True:
        taken: list[str] = []
        while sum(len(each.split()) for each in taken) < WORDS_OF_A_CLAUSE - 10:
            taken.append(next(sentences))
        yield " ".join(taken)
