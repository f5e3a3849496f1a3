"""Dated values and the parameters that hold them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from generator.errors import OutsideDatesError

ParameterValue = Decimal | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value and the days it covers. `jusqu_au` is its last day, None when no end is known.

    `valeur` is a Decimal (euros before tax, share 0 to 1, percent 0 to 100, plain number), a str (words, or
    a day as « 2026-08-22 ») or a bool, as `type` says. `verification` tells how far the source was read.
    """

    id: str
    libelle: str
    type: str
    valeur: ParameterValue
    reference: str
    verification: str
    a_compter_du: dt.date
    jusqu_au: dt.date | None = None
    extrait: str = ""
    source_lue_le: dt.date | None = None

    @property
    def number(self) -> Decimal:
        """The value as a Decimal; TypeError when the parameter is not a number."""
        if not isinstance(self.valeur, Decimal):
            raise TypeError(f"parameter {self.id} is not a number")
        return self.valeur

    @property
    def as_text(self) -> str:
        """The value as JSON documents print it: « 216000 », « 0.5 », « obligatoire », « oui »."""
        if isinstance(self.valeur, bool):
            return "oui" if self.valeur else "non"
        return format(self.valeur, "f") if isinstance(self.valeur, Decimal) else self.valeur

    def covers(self, day: dt.date) -> bool:
        """Whether `day` is between the first and the last day of this value, both included."""
        return self.a_compter_du <= day and (self.jusqu_au is None or day <= self.jusqu_au)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom and what a text bears on; an empty list excludes nobody. CPV codes are matched by prefix."""

    acheteurs: tuple[str, ...] = ()  # etat · local · autre · entite_adjudicatrice
    hors_sante: bool = False  # hospitals escape it
    natures: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    hors_cpv: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter and its values, oldest first, whose days never overlap.

    `entree_en_vigueur`: the first day is the one on which the text began to exist; else the register simply
    knows nothing before. `secteur` sorts the parameters for readers.
    """

    id: str
    libelle: str
    type: str
    valeurs: tuple[DatedValue, ...]
    secteur: str = ""
    note: str = ""
    entree_en_vigueur: bool = False
    vise: Scope = Scope()

    def at(self, day: dt.date) -> DatedValue:
        """The value of that day; OutsideDatesError when no validity covers it."""
        for value in reversed(self.valeurs):
            if value.covers(day):
                return value
        raise OutsideDatesError(self.id, day.isoformat())
