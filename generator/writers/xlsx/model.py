"""What a workbook holds: sheets, rows of typed cells, what may be typed in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Style = Literal["texte", "titre", "entete", "saisie", "total", "note", "donnee", "groupe"]
Shape = Literal["", "nombre", "heures", "euros", "date", "mois", "entier", "pourcent"]
Kind = Literal["nombre", "entier", "date", "liste", "plage"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in English names, « =SUM(A1:A3) », written by the program and never from what a person typed.

    `result` is what readers that do not compute show: the value for the cells as they are written.
    """

    text: str
    result: Decimal | int | str = ""


CellValue = str | int | Decimal | dt.date | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, how it looks, how its figure is shown. « saisie » is the only style a protected sheet lets change.

    `across` is how many columns it spans; the row then goes on after them. `lines` is the least room it is given.
    """

    value: CellValue = None
    style: Style = "texte"
    shape: Shape = ""
    across: int = 1
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed in a block of cells (row and column ranks from 0, both ends included).

    « nombre », « entier » and « date » go from `minimum` to `maximum`; « liste » takes one of `choices`;
    « plage » takes a value of the range `source`.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    kind: Kind
    message: str
    minimum: int | dt.date = 0
    maximum: int | dt.date = 0
    choices: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """Days past in column `due` while column `done` is empty, from row `first` to row `last` (ranks from 0)."""

    due: int
    done: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` is at most 31 characters, none of []:*?/\\. `frozen` rows stay in sight; the last one, the header, repeats
    on each page and, when `filtered` gives how many rows follow, chooses which of them are shown.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    frozen: int = 0
    validations: tuple[Validation, ...] = ()
    protected: bool = False
    filtered: int = 0
    late: Late | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """`title` and `subject` go to the properties of the file, whose language is French."""

    title: str
    sheets: tuple[Sheet, ...]
    subject: str = ""


def cells(values: Iterable[CellValue], style: Style = "texte", shape: Shape = "") -> tuple[Cell, ...]:
    """A row of cells that look the same."""
    return tuple(Cell(value, style, shape) for value in values)
