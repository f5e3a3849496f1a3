"""The hours of a lot are one figure, whatever document prints them, and a total is the sum of what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.blocks import Document, Table, plain
from generator.errors import Fault

_HOURS = re.compile(r"([\d\u202f]+(?:,\d+)?)\u00a0heures?")
_LOT = re.compile(r"(?:Lot )?(\d+)\b")
_COLUMN = re.compile(r"Heures( d’insertion( \(minimum\))?| à l’estimation)?")
TOTAL = "Total"
_BY_LOT = {("Lot", second) for second in ("Intitulé", "Facteurs", "Calcul", "Heures à l’estimation")}
_ROUNDED = Decimal("0.005")  # hours by orders have no rounding of law: each is printed to the hundredth


@dataclass(frozen=True, slots=True)
class _Printed:
    """Hours as printed: of a lot, in a document, under an article."""

    lot: str
    hours: Decimal
    where: str


def totals_faults(documents: Iterable[Document]) -> list[Fault]:
    """A fault for each lot whose hours differ between two tables, and each total that is no sum."""
    faults: list[Fault] = []
    first: dict[str, _Printed] = {}
    for document in documents:
        for where, table, column in _tables_of_hours(document):
            printed = list(_rows(where, table, column))
            faults += _wrong_total(printed)
            for each in (one for one in printed if one.lot != TOTAL):
                known = first.setdefault(each.lot, each)
                if known.hours != each.hours:
                    said = f"{known.hours} heures pour le lot {each.lot} ({known.where}), {each.hours} ici."
                    faults.append(Fault(each.where, said, "Les heures d’un lot ne s’écrivent que par leurs faits."))
    return faults


def _tables_of_hours(document: Document) -> Iterator[tuple[str, Table, int]]:
    for article in document.articles:
        for block in article.blocks:
            # a table of hours by period also begins with « Lot »: it says other hours
            if isinstance(block, Table) and (plain(block.header[0]), plain(block.header[1])) in _BY_LOT:
                for column, cell in enumerate(block.header):
                    if _COLUMN.fullmatch(plain(cell)):
                        yield f"{document.id}, article « {article.title} »", block, column


def _rows(where: str, table: Table, column: int) -> Iterator[_Printed]:
    for row in table.rows:
        hours, lot = _HOURS.fullmatch(plain(row[column])), _LOT.match(plain(row[0]))
        total = TOTAL in (plain(row[0]), plain(row[1]))
        if hours and (lot or total):
            number = Decimal(hours[1].replace("\u202f", "").replace(",", "."))
            yield _Printed(TOTAL if total or lot is None else lot[1], number, where)


def _wrong_total(printed: list[_Printed]) -> Iterator[Fault]:
    total = next((each for each in printed if each.lot == TOTAL), None)
    added = sum((each.hours for each in printed if each.lot != TOTAL), Decimal(0))
    if total is not None and len(printed) > 1 and abs(total.hours - added) > _ROUNDED * len(printed):
        yield Fault(total.where, f"le total ({total.hours} heures) n’est pas la somme des lots ({added} heures).")
