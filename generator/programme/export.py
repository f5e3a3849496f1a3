"""The advised list as a workbook, as CSV, and as text that can be pasted or read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.language.characters import clean
from generator.language.typography import finish_plain
from generator.programme.advice import LABELS, Advice
from generator.programme.reading import SHOWN, Line
from generator.writers.xlsx import Cell, Sheet, Workbook, cells, write

HEAD = (*SHOWN.values(), "Opportunité", "Heures proposées", "Pourquoi")
_HAZARDS = ("=", "+", "-", "@", "\t", "\r")


def workbook(advice: Iterable[Advice]) -> bytes:
    """An .xlsx file; texts are texts, figures are figures."""
    rows = [cells(HEAD, "entete"), *(_cells(each) for each in advice)]
    sheet = Sheet("Programmation", tuple(rows), (40, 20, 20, 16, 40, 10, 12, 20, 12, 70), 1)
    return write(Workbook("Programmation des achats", (sheet,)))


def _cells(each: Advice) -> tuple[Cell, ...]:
    line = each.line
    return (
        Cell(line.titre),
        Cell(line.categorie),
        Cell(line.localisation),
        Cell(line.montant, "texte", "euros") if line.montant is not None else Cell(""),
        Cell(line.description),
        Cell(line.duree_mois if line.duree_mois is not None else ""),
        Cell(line.cpv),
        Cell(LABELS[each.opportunite]),
        Cell(each.heures, "texte", "entier") if each.heures is not None else Cell(""),
        Cell(finish_plain(" ".join(each.pourquoi))),
    )


def csv_file(advice: Iterable[Advice]) -> bytes:
    """A .csv file for a spreadsheet: semicolons, UTF-8 with its mark, no cell that a spreadsheet would compute."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for each in advice:
        said = (LABELS[each.opportunite], _figure(each.heures), finish_plain(" ".join(each.pourquoi)))
        writer.writerow([harmless(clean(cell)) for cell in (*_texts(each.line), *said)])
    return buffer.getvalue().encode("utf-8-sig")


def as_text(lines: Iterable[Line]) -> str:
    """The lines as tab-separated text that `read` understands again."""
    rows: list[Sequence[str]] = [tuple(SHOWN.values()), *(_texts(line) for line in lines)]
    return "\n".join("\t".join(_unquoted(cell) for cell in row) for row in rows)


def harmless(cell: str) -> str:
    """The cell, behind an apostrophe when its first character would make it a formula."""
    return "'" + cell if cell.startswith(_HAZARDS) else cell


def _texts(line: Line) -> tuple[str, ...]:
    return (line.titre, line.categorie, line.localisation, _figure(line.montant), line.description,
            _figure(line.duree_mois), line.cpv)  # fmt: skip


def _figure(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}".replace(".", ",")


def _unquoted(cell: str) -> str:
    """Quotes would change how the row is cut; they become typographic ones."""
    return clean(cell).replace('"', "”")
