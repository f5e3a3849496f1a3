"""The indicators of the clauses, period by period: target, value measured, gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.blocks import plain
from generator.dossier.preparation import Dossier
from generator.dossier.rows import MOMENTS
from generator.dossier.workbooks.layout import (
    FIRST,
    MOST,
    Columns,
    Row,
    choice,
    columns,
    dates,
    entries,
    lots_said,
    numbers_of,
    shares,
    table_sheet,
    yes_or_no,
)
from generator.dossier.workbooks.moments import Execution, Moment, Unit, periods
from generator.dossier.workbooks.targets import AT_LEAST, AT_MOST, YES_NO_UNIT, Target, target
from generator.writers.xlsx import Cell, Formula, Sheet, Validation, place
from generator.writers.xlsx.model import Shape

SHEET = "Indicateurs"
DELIVERIES = 6  # rows for an indicator that is measured at each delivery
PERCENT = "%"
MOST_SHARE = 10  # 1000 %: a share of a reference may exceed it
_UNITS: Mapping[str, Unit] = {
    MOMENTS["mois"]: "mois",
    MOMENTS["trimestre"]: "trimestre",
    MOMENTS["semestre"]: "semestre",
    MOMENTS["an"]: "an",
    MOMENTS["fin"]: "fin",
}
_NOTE = (
    "Une ligne par indicateur et par période. Saisissez la valeur mesurée ; l'écart se calcule : négatif, la cible "
    "n'est pas tenue. Un seuil en jaune n'est pas chiffré par le marché : il se saisit, s'il y en a un."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator in one period (`when` None: at a delivery, of that rank)."""

    row: Mapping[str, Any]
    when: Moment | None
    rank: int

    @property
    def said(self) -> str:
        return self.when.said if self.when else f"Livraison {self.rank}"


def measures(dossier: Dossier, execution: Execution) -> tuple[Measure, ...]:
    """Every indicator in every period, periods in order."""
    found: list[Measure] = []
    for row in dossier.facts["lignes_suivi"]:
        unit = _UNITS.get(row["quand"])
        moments = periods(unit, execution) if unit else (None,) * DELIVERIES
        found += [Measure(row, moment, rank) for rank, moment in enumerate(moments, start=1)]
    return tuple(sorted(found, key=lambda measure: measure.when.order if measure.when else (0, "")))


def indicators(dossier: Dossier, execution: Execution) -> Sheet:
    table = _columns(dossier)
    found = measures(dossier, execution)
    rows = [_row(table, measure, FIRST + rank, execution) for rank, measure in enumerate(found)]
    rules = _rules(table, found)
    return table_sheet(dossier, SHEET, "Indicateurs", _NOTE, table, rows, rules, filtered=len(found))


def _columns(dossier: Dossier) -> Columns:
    return columns(
        ("periode", "Période", 18),
        ("fin", "Fin de la période", 12),
        ("sujet", "Sujet", 24),
        ("lots", "Lots", 11) if dossier.marche.lots else None,
        ("indicateur", "Indicateur", 40),
        ("unite", "Unité", 15),
        ("cible", "Cible", 24),
        ("seuil", "Seuil chiffré", 14),
        ("sens", "Sens", 10),
        ("mesure", "Valeur mesurée", 12),
        ("ecart", "Écart", 10),
        ("observations", "Observations", 24),
    )


def _row(table: Columns, measure: Measure, row: int, execution: Execution) -> Row:
    unit, words = (plain(measure.row[key].inlines) for key in ("unite", "cible"))
    shape: Shape = "pourcent" if unit == PERCENT else "nombre"
    found = target(words, unit)
    known = measure.when.formula(execution) if measure.when else None
    return table.row(
        {
            "periode": Cell(measure.said),
            "fin": Cell(known, "texte" if known else "saisie", "date"),
            "sujet": Cell(measure.row["sujet"], "groupe"),
            "lots": Cell(lots_said(numbers_of(measure.row["lots"]))),
            "indicateur": Cell(plain(measure.row["indicateur"].inlines)),
            "unite": Cell(unit),
            "cible": Cell(words or "Suivi, sans seuil"),
            **_limits(found, unit, shape),
            "mesure": Cell(None, "saisie", "" if unit == YES_NO_UNIT else shape),
            **({} if found.followed else {"ecart": _gap(table, row, shape)}),
            **entries(observations=""),
        }
    )


def _limits(found: Target, unit: str, shape: Shape) -> dict[str, Cell]:
    if found.followed:
        return {}
    if found.figure is None:
        return {"seuil": Cell(None, "saisie", shape), "sens": Cell(None, "saisie")}
    figure = found.figure / 100 if unit == PERCENT else found.figure
    return {"seuil": Cell(Decimal(figure), "texte", shape), "sens": Cell(found.sense)}


def _gap(table: Columns, row: int, shape: Shape) -> Cell:
    limit, sense, value = (place(row, table.rank(key)) for key in ("seuil", "sens", "mesure"))
    side = f'IF({sense}="{AT_MOST}",{limit}-{value},{value}-{limit})'
    return Cell(Formula(f'=IF(OR({limit}="",{value}=""),"",{side})', ""), "texte", shape)


def _rules(table: Columns, found: tuple[Measure, ...]) -> tuple[Validation, ...]:
    """Runs of rows that take the same kind of value share one rule."""
    last = FIRST + len(found) - 1
    rules = [
        dates(table.rank("fin"), FIRST, last),
        choice(table.rank("sens"), FIRST, last, (AT_LEAST, AT_MOST), "Choisissez « au moins » ou « au plus »."),
    ]
    units = [plain(measure.row["unite"].inlines) for measure in found]
    start = 0
    for rank in range(1, len(units) + 1):
        if rank == len(units) or _kind(units[rank]) != _kind(units[start]):
            rules += _run(table, _kind(units[start]), FIRST + start, FIRST + rank - 1)
            start = rank
    return tuple(rules)


def _kind(unit: str) -> str:
    return unit if unit in (PERCENT, YES_NO_UNIT) else ""


def _run(table: Columns, kind: str, first: int, last: int) -> list[Validation]:
    value, limit = table.rank("mesure"), table.rank("seuil")
    if kind == YES_NO_UNIT:
        return [yes_or_no(value, first, last)]
    if kind == PERCENT:
        return [shares(column, first, last, MOST_SHARE) for column in (limit, value)]
    told = "Indiquez un nombre."
    return [Validation((first, column), (last, column), "nombre", told, -MOST, MOST) for column in (limit, value)]
