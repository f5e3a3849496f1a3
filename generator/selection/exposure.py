"""How much the penalties of the retained clauses could cost at most, in a plausible bad case.

A bad case is not the worst: every duty is missed as often as the unit lets it be counted in a year, within the
frequencies below. It serves to see that penalties stay in proportion with the amount, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.calibration import Calibration
from generator.library import Penalty
from generator.library.model import condition_value
from generator.market import Marche
from generator.selection.model import Retained, Variant

CEILING = Decimal("0.05")  # of the amount before tax; proposed, no text fixes it
_AT_MOST = re.compile(r"dans la limite de (\d+|cinq|six|huit|dix|quinze|vingt)\b")
_WORDS = {"cinq": 5, "six": 6, "huit": 8, "dix": 10, "quinze": 15, "vingt": 20}
MONTHS = Decimal(12)

# What a unit counts, and how often it is counted in a year of bad performance; proposed figures.
_PER_YEAR: tuple[tuple[re.Pattern[str], Decimal], ...] = (
    (re.compile(r"\bpoint"), Decimal(10)),
    (re.compile(r"\bjour"), Decimal(30)),
    (re.compile(r"\bsemaine"), Decimal(10)),
    (re.compile(r"\b(document|relevé)"), Decimal(4)),
    (re.compile(r"\b(constat|cas|manquement|livraison)"), Decimal(6)),
    (re.compile(r"\b(personne|agent)"), Decimal(5)),
)
_ONCE_A_YEAR = Decimal(2)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The total in euros, and the title of the clause that weighs most (empty without penalty)."""

    total: Decimal
    heaviest: str


def ceiling(marche: Marche) -> Decimal | None:
    """The share of the amount that the penalties do not exceed: the buyer's, else the one proposed; None: none."""
    chosen = CEILING if marche.plafond_penalites is None else marche.plafond_penalites
    return chosen or None


def exposure(marche: Marche, calibration: Calibration, retained: Sequence[Retained]) -> Exposure:
    """The penalties of a bad performance over the whole life of the marché.

    Those of the insertion action are left out: they pay for work not done, hour by hour, and are looked at apart.
    """
    years = max(Decimal(1), (marche.duree_totale_mois or MONTHS) / MONTHS)
    counted = [item for item in retained if not item.clause.theme.startswith("social/insertion")]
    weights = {item.clause.titre: _clause(item, calibration, years) for item in counted}
    if not weights:
        return Exposure(Decimal(0), "")
    return Exposure(sum(weights.values(), Decimal(0)), max(weights, key=lambda title: weights[title]))


def _clause(item: Retained, calibration: Calibration, years: Decimal) -> Decimal:
    total = Decimal(0)
    for variant in item.variants:
        for penalty in item.clause.penalites:
            if not _may_be_due(penalty, variant):
                continue
            amount = variant.reglages[f"penalite_{penalty.id}"].valeur
            if isinstance(amount, Decimal):
                total += amount * _times(penalty, variant, calibration, years)
    return total


def _may_be_due(penalty: Penalty, variant: Variant) -> bool:
    """Whether the level and the choices of the clause let the penalty be due; a fact is taken to hold."""
    known = {**variant.values(), "niveau": variant.niveau, **variant.local}
    return all(condition_value(known.get(name, values[0])) in values for name, values in penalty.si.items())


def _times(penalty: Penalty, variant: Variant, calibration: Calibration, years: Decimal) -> Decimal:
    """How many times the amount is due; insertion hours are all missed, counted once over the contract."""
    unit = penalty.unite.source.lower()
    if re.search(r"\bheure", unit):
        return sum(
            (lot.heures or Decimal(0) for lot in calibration.lots if _concerned(lot.numero, variant)), Decimal(0)
        )
    lots = Decimal(max(1, len(variant.lots)))
    for pattern, often in _PER_YEAR:
        if pattern.search(unit):
            count = min(often, _limit(unit) or often)
            return count * years * (lots if "point" not in unit else Decimal(1))
    return _ONCE_A_YEAR * years


def _limit(unit: str) -> Decimal | None:
    """The most days or weeks of one delay, when the unit says it: « dans la limite de 20 jours »."""
    found = _AT_MOST.search(unit)
    return Decimal(_WORDS.get(found[1]) or found[1]) if found else None


def _concerned(numero: int | None, variant: Variant) -> bool:
    return not variant.lots or numero in variant.lots
