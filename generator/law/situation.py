"""What the rules read of a marché: the kind of contract, its lots, the value of the need, the criteria.

Answers nobody gave about exceptions (defence, social services, no publicity) are read as the ordinary case;
answers that choose between two ordinary rules (contract, nature, buyer, value) are never supposed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.errors import OutsideDatesError
from generator.law.model import Moyen, whole_market
from generator.law.need import establish
from generator.market.model import Critere, Marche
from generator.parameters import DatedValue, Register

UNLOTTED = 0  # stands for the whole marché where rules work lot by lot


@dataclass(frozen=True, slots=True)
class Value:
    """The value of the need, euros before tax. `known` None: nothing is known; `missing`: answers that lack.

    While an answer is missing, `known` is a floor: the true value cannot be lower.
    """

    known: Decimal | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """A marché on its date, with the register and the means retained. Rules take this and nothing else."""

    marche: Marche
    register: Register
    moyens: tuple[Moyen, ...] = ()

    @property
    def date(self) -> dt.date | None:
        return self.marche.date_engagement

    @property
    def is_concession(self) -> bool:
        return self.marche.contrat == "concession"

    @property
    def is_other_contract(self) -> bool:
        """A contract of « livre V »: the duties of « livre Ier » do not apply to it (L. 2500-1)."""
        return self.marche.contrat == "autre_marche"

    @property
    def is_defence(self) -> bool:
        return self.marche.defense_securite is True

    @cached_property
    def nature(self) -> str | None:
        """The nature of the marché, else the one all lots share."""
        if self.marche.nature:
            return self.marche.nature
        natures = {lot.nature for lot in self.marche.lots}
        return natures.pop() if len(natures) == 1 else None

    @cached_property
    def lots(self) -> tuple[int, ...]:
        """Numbers of the lots, or the single stand-in of an unlotted marché."""
        return tuple(lot.numero for lot in self.marche.lots) or (UNLOTTED,)

    def named(self, numbers: Sequence[int] | frozenset[int]) -> list[int]:
        """Lot numbers to print, in the order of the marché; empty when unlotted."""
        return [number for number in self.lots if number in numbers and number != UNLOTTED]

    @cached_property
    def reserved_lots(self) -> frozenset[int]:
        """Lots reserved to a family of structures; the stand-in when the whole marché is."""
        if self.marche.reserve:
            return frozenset(self.lots)
        return frozenset(lot.numero for lot in self.marche.lots if lot.reserve)

    @cached_property
    def value(self) -> Value:
        """The value the law reads: `valeur_besoin_ht`, else the greatest of estimate, maximum and lots.

        A framework counts its maximum (R. 2121-8): without one, the value is only a floor. What the buyer adds to
        establish the need (a yearly amount, options, other contracts of the same need) counts too.
        """
        marche = self.marche
        if marche.valeur_besoin_ht is not None:
            return Value(marche.valeur_besoin_ht, ("montant_maximum_ht",) if self.lacks_maximum else ())
        need = establish(marche)
        floor = _greatest(need.montant, marche.besoin_ht, _known_sum(self._estimates), _known_sum(self._maxima))
        if self.lacks_maximum:
            estimate = () if floor is not None else ("montant_estime_ht",)
            return Value(floor, (*estimate, "montant_maximum_ht"))
        by_year = marche.besoin is not None and marche.besoin.annuel_ht is not None
        if marche.besoin_ht is not None or marche.contrat == "accord_cadre" or by_year:
            return Value(floor, need.manquants)
        return Value(floor, ("montant_estime_ht",))

    @property
    def lacks_maximum(self) -> bool:
        """A framework agreement that states no maximum, neither in all nor lot by lot (R. 2162-4)."""
        if self.marche.contrat != "accord_cadre" or self.marche.montant_maximum_ht is not None:
            return False
        return not self._maxima or None in self._maxima

    @property
    def _estimates(self) -> list[Decimal | None]:
        return [lot.montant_estime_ht for lot in self.marche.lots]

    @property
    def _maxima(self) -> list[Decimal | None]:
        return [lot.montant_maximum_ht for lot in self.marche.lots]

    @cached_property
    def duration(self) -> Decimal | None:
        """Months of the whole marché, renewals included; never less than its longest lot."""
        return _greatest(self.marche.duree_totale_mois, *(lot.duree_mois for lot in self.marche.lots))

    def criteria_of(self, lot: int) -> tuple[Critere, ...]:
        """The criteria that judge the offers of a lot."""
        return tuple(each for each in self.marche.criteres if each.lot in (None, lot))

    def means_for(self, obligation: str) -> tuple[Moyen, ...]:
        """The means retained that satisfy an obligation."""
        return tuple(moyen for moyen in self.moyens if obligation in moyen.satisfait)

    def covered_by(self, moyens: Sequence[Moyen]) -> frozenset[int]:
        """The lots at least one of these means covers."""
        return frozenset().union(*(whole_market(moyen, self.lots) for moyen in moyens))

    def precedes(self, parameter: str) -> bool:
        """Whether the text of this parameter did not exist yet on the date of the marché."""
        return self.date is not None and self.register.precedes(parameter, self.date)

    def at(self, parameter: str) -> DatedValue:
        """The dated value in force; OutsideDatesError outside the register. The date must be known."""
        if self.date is None:
            raise OutsideDatesError(parameter, "une date inconnue")
        return self.register.at(parameter, self.date)


def _greatest(*amounts: Decimal | None) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return max(known) if known else None


def _known_sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
