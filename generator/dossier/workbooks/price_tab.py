"""The « Développement durable » tab of the price schedule: a line for each price the clauses need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.blocks import plain
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    Columns,
    amounts,
    columns,
    numbers_of,
    shares,
    table_sheet,
    yes_or_no,
)
from generator.writers.xlsx import Cell, Validation, Workbook, write

PRICES = "bordereau-developpement-durable"
SHEET = "Développement durable"
TITLE = "Bordereau des prix – développement durable"
_NOTE = (
    "Ces lignes complètent le bordereau des prix : sans elles, les clauses retenues ne peuvent être ni commandées ni "
    "vérifiées. Le candidat remplit chaque case jaune de ses lots : un prix unitaire hors taxes, ou la valeur que "
    "l'unité demande."
)
_ANSWERS = ("oui ou non", "mention", "par ligne")  # units of a column to add, rather than of a price
Line = tuple[int | None, Mapping[str, Any]]  # its lot, and its row


def price_tab(dossier: Dossier) -> bytes:
    """One sheet; a line that several lots share comes once for each, for each has its own price."""
    lines = _lines(dossier.facts["lignes_bpu"])
    table = columns(
        ("numero", "N°", 5),
        ("lot", "Lot", 6) if dossier.marche.lots else None,
        ("sujet", "Sujet", 26),
        ("libelle", "Ligne du bordereau", 48),
        ("unite", "Unité", 22),
        ("aide", "Indication", 44),
        ("prix", "Prix unitaire HT ou valeur", 22),
    )
    rows = [table.row(_line(number, lot, row)) for number, (lot, row) in enumerate(lines, start=1)]
    sheet = table_sheet(dossier, SHEET, TITLE, _NOTE, table, rows, _rules(table, lines))
    return write(Workbook(TITLE, (sheet,), dossier.marche.objet))


def _lines(rows: Sequence[Mapping[str, Any]]) -> list[Line]:
    found: list[Line] = [(lot, row) for row in rows for lot in (numbers_of(row["lots"]) or (None,))]
    return sorted(found, key=lambda line: line[0] or 0)


def _line(number: int, lot: int | None, row: Mapping[str, Any]) -> dict[str, Cell]:
    unit = plain(row["unite"].inlines)
    return {
        "numero": Cell(number, shape="entier"),
        "lot": Cell(lot, shape="entier"),
        "sujet": Cell(row["sujet"], "groupe"),
        "libelle": Cell(plain(row["libelle"].inlines)),
        "unite": Cell(unit),
        "aide": Cell(plain(row["aide"].inlines)),
        "prix": Cell(None, "saisie", "" if unit in _ANSWERS else "pourcent" if unit.startswith("%") else "euros"),
    }


def _rules(table: Columns, lines: Sequence[Line]) -> tuple[Validation, ...]:
    column, found = table.rank("prix"), []
    for rank, (_, row) in enumerate(lines, start=FIRST):
        unit = plain(row["unite"].inlines)
        if unit == _ANSWERS[0]:
            found.append(yes_or_no(column, rank, rank))
        elif unit not in _ANSWERS:
            found.append((shares if unit.startswith("%") else amounts)(column, rank, rank))
    return tuple(found)
