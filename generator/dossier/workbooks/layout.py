"""What every workbook of a dossier has in common: its columns by name, its heading, its bounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.dossier.context import buyer_name
from generator.dossier.preparation import Dossier
from generator.language.filters import numeros
from generator.language.typography import finish_plain
from generator.writers.xlsx import Cell, Sheet, Validation
from generator.writers.xlsx.model import Late, Shape

Row = tuple[Cell, ...]
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
MOST = 10**12  # euros, hours or counts: beyond, a slip of the hand
NONE = "–"
YES, NO = "oui", "non"
_DATE = "Indiquez une date, par exemple 01/03/2027."
_AMOUNT = "Indiquez un montant hors taxes, positif."
_COUNT = "Indiquez un nombre positif."
_YES_NO = "Répondez par oui ou par non."


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: key, words of the header, width in characters."""

    of: tuple[tuple[str, str, int], ...]

    @property
    def head(self) -> Row:
        return tuple(Cell(finish_plain(words), "entete") for _, words, _ in self.of)

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(width for _, _, width in self.of)

    def rank(self, key: str) -> int:
        """The rank of a column, from 0. Raises `ValueError` for a key that is not there."""
        return [name for name, _, _ in self.of].index(key)

    def row(self, cells: Mapping[str, Cell], otherwise: Cell = Cell(NONE)) -> Row:  # noqa: B008
        """The cells in the order of the columns, `otherwise` where none is given; plain ones take the table's look."""
        found = (cells.get(key, otherwise) for key, _, _ in self.of)
        return tuple(replace(cell, style="donnee") if cell.style == "texte" else cell for cell in found)

    def total(self, cells: Mapping[str, Cell]) -> Row:
        return self.row(cells, Cell("", "total"))


def columns(*given: tuple[str, str, int] | None) -> Columns:
    """The columns that are given; None stands for one that this marché does not need."""
    return Columns(tuple(column for column in given if column is not None))


def heading(dossier: Dossier, title: str, note: str, width: int) -> tuple[Row, ...]:
    """Three rows across the table: what it is, for which marché, what to do with it."""
    cover = dossier.documents[0].cover
    named = buyer_name(dossier.marche)
    said = [named[:1].upper() + named[1:], dossier.marche.objet, f"référence {cover['reference']}", cover["projet"]]
    market = finish_plain(" – ").join(part for part in said if part)
    return (
        (Cell(title, "titre", across=width),),
        (Cell(market, "note", across=width),),
        (Cell(note, "note", across=width),),
    )


HEADING_ROWS = 3
FIRST = HEADING_ROWS + 1  # rank of the first row under the header


def table_sheet(
    dossier: Dossier,
    name: str,
    title: str,
    note: str,
    table: Columns,
    rows: Iterable[Row],
    rules: Sequence[Validation] = (),
    *,
    filtered: int = 0,
    late: Late | None = None,
) -> Sheet:
    """A protected sheet: its heading, the header of the table, its rows; see `Sheet` for the rest."""
    above = heading(dossier, title, finish_plain(note), len(table.of))
    return Sheet(name, (*above, table.head, *rows), table.widths, HEADING_ROWS + 1, tuple(rules), True, filtered, late)


def dates(column: int, first: int, last: int) -> Validation:
    return Validation((first, column), (last, column), "date", _DATE, EARLIEST, LATEST)


def amounts(column: int, first: int, last: int) -> Validation:
    return Validation((first, column), (last, column), "nombre", _AMOUNT, 0, MOST)


def counts(column: int, first: int, last: int) -> Validation:
    return Validation((first, column), (last, column), "nombre", _COUNT, 0, MOST)


def shares(column: int, first: int, last: int, most: int = 1) -> Validation:
    told = f"Indiquez un pourcentage entre 0 % et {100 * most} %."
    return Validation((first, column), (last, column), "nombre", finish_plain(told), 0, most)


def yes_or_no(column: int, first: int, last: int) -> Validation:
    return choice(column, first, last, (YES, NO), _YES_NO)


def choice(column: int, first: int, last: int, choices: tuple[str, ...], told: str) -> Validation:
    return Validation((first, column), (last, column), "liste", told, choices=choices)


def entries(**shapes: Shape) -> dict[str, Cell]:
    """Cells to fill, by column, with the shape of what is typed."""
    return {key: Cell(None, "saisie", shape) for key, shape in shapes.items()}


def numbers_of(lots: Iterable[Mapping[str, object]]) -> tuple[int, ...]:
    return tuple(int(str(lot["numero"])) for lot in lots)


def lots_said(lots: Sequence[int]) -> str:
    """« 1, 3 et 5 à 8 », a dash when there is none."""
    return numeros(lots) if lots else NONE
