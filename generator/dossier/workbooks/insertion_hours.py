"""The insertion hours by lot: due, done, remaining. Hours only, never a person."""

from __future__ import annotations

from decimal import Decimal

from generator.calibration.orders import ORDER_MODES
from generator.dossier.dues import Due, dues, owed_by_orders, social_action
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    Columns,
    Row,
    amounts,
    columns,
    counts,
    dates,
    entries,
    table_sheet,
)
from generator.selection import insertion_mode
from generator.writers.xlsx import Cell, Formula, Sheet, place

SHEET = "Heures d’insertion"
_NOTE = (
    "Saisissez les heures validées par le facilitateur, en cumul depuis la notification. Des heures seulement : aucune "
    "donnée sur les personnes. Les heures faites au-delà de ce qu'un lot doit n'en remplacent pas dans un autre."
)
_ORDERS = " Les heures dues suivent le montant saisi."


def hours_due(dossier: Dossier) -> tuple[Due, ...]:
    """What each lot owes in hours; nothing when the marché counts none."""
    action = social_action(dossier.selection)
    if action is None:
        return ()
    found = dues(dossier.marche, action, dossier.facts)
    return found if _by_orders(dossier) or any(due.hours is not None for due in found) else ()


def _by_orders(dossier: Dossier) -> bool:
    return insertion_mode(dossier.marche) in ORDER_MODES


def insertion_hours(dossier: Dossier, found: tuple[Due, ...]) -> Sheet:
    by_orders = _by_orders(dossier)
    table = columns(
        ("lot", "Lot", 6) if dossier.marche.lots else None,
        ("intitule", "Intitulé", 42),
        ("engagement", "Engagement", 40),
        ("montant", "Montant cumulé HT", 18) if by_orders else None,
        ("dues", "Heures dues", 13),
        ("faites", "Heures réalisées", 13),
        ("reste", "Reste à réaliser", 13),
        ("taux", "Taux", 9),
        ("arretees", "Arrêtées le", 12),
        ("observations", "Observations", 26),
    )
    last = FIRST + len(found) - 1
    rows = [_row(dossier, table, due, FIRST + rank) for rank, due in enumerate(found)]
    rows.append(_total(table, found, last))
    rules = [counts(table.rank(key), FIRST, last) for key in ("dues", "faites")] + [
        dates(table.rank("arretees"), FIRST, last)
    ]
    rules += [amounts(table.rank("montant"), FIRST, last)] if by_orders else []
    return table_sheet(dossier, SHEET, SHEET, _NOTE + (_ORDERS if by_orders else ""), table, rows, rules)


def _row(dossier: Dossier, table: Columns, due: Due, row: int) -> Row:
    owed, done, rest = (place(row, table.rank(key)) for key in ("dues", "faites", "reste"))
    known = due.hours or Decimal(0)
    return table.row(
        {
            "lot": Cell(due.lot, shape="entier"),
            "intitule": Cell(due.title),
            "engagement": Cell(due.said),
            **entries(montant="euros", faites="heures", arretees="date", observations=""),
            "dues": _owed(dossier, table, due, row),
            "reste": Cell(Formula(f"=MAX(0,{owed}-{done})", known), shape="heures"),
            "taux": Cell(Formula(f'=IF({owed}=0,"",1-{rest}/{owed})', 0 if known else ""), shape="pourcent"),
        }
    )


def _owed(dossier: Dossier, table: Columns, due: Due, row: int) -> Cell:
    """A figure, what the amount ordered makes due, or a cell to fill."""
    if due.hours is not None:
        return Cell(due.hours, shape="heures")
    if _by_orders(dossier):
        formula = owed_by_orders(dossier.marche, place(row, table.rank("montant")))
        if formula:
            return Cell(Formula(formula, 0), shape="heures")
    return Cell(None, "saisie", "heures")


def _total(table: Columns, found: tuple[Due, ...], last: int) -> Row:
    known = sum((due.hours for due in found if due.hours is not None), Decimal(0))
    cells = {"intitule": Cell("Total", "total")}
    for key, result in (("dues", known), ("faites", Decimal(0)), ("reste", known)):
        column = table.rank(key)
        summed = Formula(f"=SUM({place(FIRST, column)}:{place(last, column)})", result)
        cells[key] = Cell(summed, "total", "heures")
    return table.total(cells)
