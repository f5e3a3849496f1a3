"""Lots pasted from a spreadsheet: columns recognised by their headings, or by what they hold."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.errors import Fault
from generator.market.answers import is_unanswered, read_answer
from generator.market.plain import clean_line, fold
from generator.market.serialise import json_answer
from generator.market.shape import MOST_LOTS
from generator.market.table import question
from generator.market.typed import UnreadableError, parse_amount

LONGEST_PASTE = 100_000  # below the longest cell that csv accepts
_LOT_PREFIX = re.compile(r"(?:lots?\s*)?(?:n°|nº|no|num(?:éro)?)?\s*(?=[0-9])", re.IGNORECASE)
_HEADINGS = (
    ("cpv", re.compile(r"\bcpv\b")),
    ("taxed", re.compile(r"\bttc\b")),
    ("montant_maximum_ht", re.compile(r"\bmax")),
    ("montant_estime_ht", re.compile(r"^(?:montant|estimation|estime|prix|budget|cout)")),
    ("duree_mois", re.compile(r"^(?:duree|delai|mois)")),
    ("intitule", re.compile(r"^(?:intitule|libelle|designation|objet|description|nom)")),
    ("numero", re.compile(r"^(?:n°|n|no|num|numero|lots?|rang)(?:\s*(?:n°|no|numero|de lot|du lot|lots?))?\.?$")),
)
_CURRENT_MONTHS = 240  # a column whose figures all stay below reads as months rather than euros


@dataclass(frozen=True, slots=True)
class PastedLots:
    """Lots as JSON data, in the order of the rows, and what was not understood, by row.

    A cell that was not understood is kept as typed, so that the form shows it with its fault.
    """

    lots: tuple[dict[str, object], ...]
    faults: tuple[Fault, ...]


def lots_from_text(text: str) -> PastedLots:
    """Rows separated by tabs, semicolons or wide blanks, with or without a heading row, up to 100 lots."""
    if len(text) > LONGEST_PASTE:
        message = f"Ce texte a {len(text)} caractères ; la limite est de {LONGEST_PASTE}."
        return PastedLots((), (Fault("", message, "Collez seulement les lignes des lots.", "longueur"),))
    rows = [(number, row) for number, row in enumerate(_rows(text), start=1) if any(row)]
    if not rows:
        return PastedLots((), (Fault("", "Aucune ligne n’a été collée.", "Copiez les lignes des lots.", "manquant"),))
    heading = _heading(rows[0][1])
    body = rows[1:] if heading else rows
    columns, faults = heading or _guess([row for _, row in body]), []
    if "taxed" in columns:
        remedy = "Copiez la colonne des montants hors taxes."
        faults.append(Fault("ligne 1", "Une colonne donne des montants TTC : elle n’est pas lue.", remedy, "ttc"))
    kept = [(number, row) for number, row in body if not _is_total(row)]
    return _read(kept, columns, faults)


def _read(rows: list[tuple[int, list[str]]], columns: Sequence[str], faults: list[Fault]) -> PastedLots:
    lots = [_lot(number, row, columns, faults) for number, row in rows[:MOST_LOTS]]
    if len(rows) > MOST_LOTS:
        message = f"{len(rows)} lots sont collés ; la limite est de {MOST_LOTS}."
        faults.append(Fault(f"ligne {rows[MOST_LOTS][0]}", message, "Les suivants ne sont pas lus.", "nombre"))
    if not any(lots):
        faults.append(Fault("", "Aucun lot n’a été reconnu.", "Donnez au moins un intitulé par ligne.", "manquant"))
    return PastedLots(tuple(lot for lot in lots if lot), tuple(faults))


def _rows(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\t" in lines or lines.count(";") >= lines.count("\n") + 1:
        return _separated(lines, "\t" if "\t" in lines else ";")
    return [[clean_line(cell) for cell in re.split(r" {2,}", line.strip(" "))] for line in lines.split("\n")]


def _separated(lines: str, mark: str) -> list[list[str]]:
    """Rows of a spreadsheet; quotes count only when they go by pairs, else a stray one would eat what follows."""
    if lines.count('"') % 2:
        return [[clean_line(cell) for cell in line.split(mark)] for line in lines.split("\n")]
    return [[clean_line(cell) for cell in row] for row in csv.reader(lines.splitlines(keepends=True), delimiter=mark)]


def _heading(row: list[str]) -> list[str]:
    """The field of each column when the row is a heading row (« » for an unknown one), else nothing."""
    fields = [_field_of(cell) for cell in row]
    known = [field for field in fields if field]
    if len(known) < min(2, len(row)) or any(re.fullmatch(r"[0-9][0-9 .,]*", cell) for cell in row):
        return []
    return [field if field and fields.index(field) == index else "" for index, field in enumerate(fields)]


def _field_of(heading: str) -> str:
    folded = fold(heading)
    return next((field for field, pattern in _HEADINGS if pattern.search(folded)), "")


def _guess(rows: list[list[str]]) -> list[str]:
    """The field of each column from what most of its cells hold."""
    width = max(map(len, rows), default=0)
    cells = [[row[index] for row in rows if index < len(row) and row[index]] for index in range(width)]
    columns = [""] * width
    _place(columns, "cpv", [i for i in range(width) if _mostly("cpv", cells[i])])
    numbers = [i for i in range(width) if not columns[i] and _mostly("numero", cells[i])]
    texts = [i for i in range(width) if not columns[i] and not _mostly("montant_estime_ht", cells[i]) and cells[i]]
    _place(columns, "numero", [i for i in numbers if i == 0 and width > 1])
    _place(columns, "intitule", [i for i in texts if not columns[i]])
    figures = [i for i in range(width) if not columns[i] and _mostly("montant_estime_ht", cells[i])]
    _place_figures(columns, figures, cells)
    return columns


def _place(columns: list[str], field: str, candidates: list[int]) -> None:
    if candidates:
        columns[candidates[0]] = field


def _place_figures(columns: list[str], figures: list[int], cells: list[list[str]]) -> None:
    """Euros are the column with the greater figures; months the other, or the only one when it stays small."""
    by_size = sorted(figures[:2], key=lambda index: _greatest(cells[index]), reverse=True)
    if len(by_size) == 2:
        columns[by_size[0]], columns[by_size[1]] = "montant_estime_ht", "duree_mois"
    elif by_size:
        small = _greatest(cells[by_size[0]]) <= _CURRENT_MONTHS
        columns[by_size[0]] = "duree_mois" if small else "montant_estime_ht"


def _greatest(cells: list[str]) -> Decimal:
    return max((amount for cell in cells if (amount := _amount(cell)) is not None), default=Decimal(0))


def _amount(cell: str) -> Decimal | None:
    try:
        return parse_amount(cell)
    except UnreadableError:
        return None


def _mostly(field: str, cells: list[str]) -> bool:
    """Whether more than half of the cells answer the question of this field."""
    return sum(_answers(field, cell) for cell in cells) * 2 > len(cells)


def _answers(field: str, cell: str) -> bool:
    try:
        return read_answer(question(f"lots[].{field}"), _bare(field, cell)) is not None
    except UnreadableError:
        return False


def _bare(field: str, cell: str) -> str:
    """« Lot n° 3 » is 3 in the column of numbers; « 12 mois » is 12 in that of durations."""
    if field == "numero":
        return _LOT_PREFIX.sub("", cell, count=1)
    return re.sub(r"\s*mois\Z", "", cell, flags=re.IGNORECASE) if field == "duree_mois" else cell


def _is_total(row: list[str]) -> bool:
    first = next((fold(cell) for cell in row if cell), "")
    return re.match(r"(?:sous )?total\b", first) is not None


def _lot(number: int, row: list[str], columns: Sequence[str], faults: list[Fault]) -> dict[str, object]:
    lot: dict[str, object] = {}
    for field, cell in zip(columns, row, strict=False):
        if field and field != "taxed" and not is_unanswered(cell):
            lot[field] = _cell(number, field, cell, faults)
    return lot


def _cell(number: int, field: str, cell: str, faults: list[Fault]) -> object:
    asked = question(f"lots[].{field}")
    try:
        answer = read_answer(asked, _bare(field, cell))
    except UnreadableError as error:
        faults.append(Fault(f"ligne {number}", f"{asked.label} : {error}", asked.expected, "format"))
        return cell
    return json_answer(answer)
