"""Penalties that follow the size of the marché: a factor by bracket, then a round amount within the clause's bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.calibration.rows import SOURCED, Column

COLUMNS = (
    Column("libelle"),
    Column("moins_de", "nombre", required=False),
    Column("moins_de_travaux", "nombre", required=False),
    Column("facteur", "nombre"),
    *SOURCED,
)
_STEPS = ((Decimal(20), Decimal(1)), (Decimal(100), Decimal(5)), (Decimal(500), Decimal(10)))
_LARGE_STEP = Decimal(50)


@dataclass(frozen=True, slots=True)
class Bracket:
    """`moins_de`: euros before tax under which the bracket serves (works apart); None, it serves above the others."""

    libelle: str
    moins_de: Decimal | None
    moins_de_travaux: Decimal | None
    facteur: Decimal
    source: str

    def holds(self, amount: Decimal, nature: str | None) -> bool:
        ceiling = self.moins_de_travaux if nature == "travaux" else self.moins_de
        return ceiling is None or amount < ceiling


def bracket_of(brackets: Sequence[Bracket], amount: Decimal | None, nature: str | None) -> Bracket | None:
    """The first bracket that holds the amount (euros before tax); None without amount."""
    return None if amount is None else next((each for each in brackets if each.holds(amount, nature)), None)


def scaled(amount: Decimal, factor: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """The amount by the factor, rounded half up to 1, 5, 10 or 50 €, never out of its bounds."""
    raw = amount * factor
    step = next((step for ceiling, step in _STEPS if raw < ceiling), _LARGE_STEP)
    rounded = max((raw / step).to_integral_value(ROUND_HALF_UP), Decimal(1)) * step
    return amount if factor == 1 else min(max(rounded, low), high)
