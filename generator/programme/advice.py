"""What each future purchase can bear: an insertion clause, a reserved lot or market, a direct purchase; and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from generator.errors import OutsideDatesError
from generator.language.filters import euros, hours, percent
from generator.library import Library, Recognition
from generator.market.plain import fold
from generator.parameters import DatedValue
from generator.programme.reading import Line
from generator.programme.rules import Rules, shipped_rules

Opportunity = Literal["clause", "lot_reserve", "marche_reserve", "faible_montant", "a_voir"]
LABELS: dict[Opportunity, str] = {
    "clause": "Clause d’insertion",
    "lot_reserve": "Lot réservé",
    "marche_reserve": "Marché réservé",
    "faible_montant": "Achat de faible montant",
    "a_voir": "À voir",
}
_WORKS = ("45",)


@dataclass(frozen=True, slots=True)
class Advice:
    """The opportunity of a line. `heures` are proposed for a clause, None otherwise; `pourquoi` French sentences."""

    line: Line
    opportunite: Opportunity
    heures: Decimal | None
    pourquoi: tuple[str, ...]
    segment: str = ""


def advise(lines: Iterable[Line], library: Library, date: dt.date, rules: Rules | None = None) -> tuple[Advice, ...]:
    """One advice for each line. `date` is the day whose thresholds are read."""
    known = rules or shipped_rules()
    return tuple(_Adviser(line, library, date, known).advice() for line in lines)


class _Adviser:
    def __init__(self, line: Line, library: Library, date: dt.date, rules: Rules) -> None:
        self.line, self.library, self.date, self.rules = line, library, date, rules
        self.family = self._family()
        self.segment = self.family.segment
        self.trades = self.library.calibrage.trades(*self._texts())
        self.share, self.origin = self._share()

    def advice(self) -> Advice:
        amount = self.line.montant
        if amount is None:
            return self._as("a_voir", None, "Le montant manque : il décide du volume d’heures et de la procédure.")
        threshold = self._dispensation()
        if threshold is not None and amount < threshold.number:
            return self._as(
                "faible_montant",
                None,
                f"Le montant est inférieur à {euros(threshold.number)} HT ({threshold.reference}).",
                "Une structure inclusive peut être sollicitée directement.",
            )
        if self._is_without_labour():
            return self._as("a_voir", None, "Cet achat ne comporte pas de travail : aucune heure d’insertion.",
                            "Voyez les clauses environnementales de la famille.")  # fmt: skip
        if self.share is None:
            return self._as("a_voir", None, "La part de main-d’œuvre n’est pas connue pour cet achat.",
                            "Précisez la catégorie ou le code CPV, ou demandez un calibrage.")  # fmt: skip
        return self._with_share(amount, self.share)

    def _with_share(self, amount: Decimal, share: Decimal) -> Advice:
        cost = self._cost()
        due = (amount * share * self.rules.taux_effort / cost).to_integral_value(ROUND_HALF_UP)
        shown = f"{euros(amount)} × {percent((share * 100).normalize())} de main-d’œuvre ({self.origin})"
        rate = percent((self.rules.taux_effort * 100).normalize())
        computed = f"{shown} × {rate} ÷ {euros(cost)} de l’heure : {hours(due)}."
        if self.segment is not None and self.segment.id in self.rules.segments_reserves:
            return self._reserved(amount, due, computed)
        if due >= self.rules.minimum_heures:
            return self._as("clause", due, computed)
        low = f"{computed} C’est moins que {hours(self.rules.minimum_heures)}."
        return self._as("a_voir", None, low, "Voyez une action de formation, un stage ou une sous-traitance inclusive.")

    def _reserved(self, amount: Decimal, due: Decimal, computed: str) -> Advice:
        assert self.segment is not None  # noqa: S101 - the caller has just checked it
        why = f"« {self.segment.libelle} » fait partie des familles où des structures inclusives savent répondre."
        care = "Vérifiez leur nombre et leur capacité. Un lot réservé ne porte pas d’heures en plus."
        if amount <= self.rules.plafond_marche_reserve:
            return self._as("marche_reserve", None, why, care)
        other = f"À défaut de réservation, clause d’insertion : {computed}"
        return self._as("lot_reserve", None, why, care, other)

    def _as(self, opportunity: Opportunity, due: Decimal | None, *why: str) -> Advice:
        label = self.segment.libelle if self.segment else ""
        return Advice(self.line, opportunity, due, (*why, *self._hesitation()), label)

    def _hesitation(self) -> tuple[str, ...]:
        if self.family.etat != "plusieurs":
            return ()
        names = " ; ".join(family.segment.libelle for family in self.family.familles)
        return (f"Plusieurs familles possibles : {names}.",)

    def _texts(self) -> tuple[str, ...]:
        return self.line.titre, self.line.categorie, self.line.description

    def _family(self) -> Recognition:
        """By the CPV code, else by the first text that leaves no doubt: the title, the category, the description."""
        found = [self.library.familles.recognise(text) for text in (self.line.cpv, *self._texts())]
        ranked = [each for state in ("connue", "plusieurs") for each in found if each.etat == state]
        return ranked[0] if ranked else Recognition("inconnue")

    def _is_without_labour(self) -> bool:
        """Whether the family, or every trade named, is that of a purchase without labour, such as energy."""
        rows = (row for row in self.library.calibrage.parts if row.sans_main_oeuvre)
        if self.segment is not None and self.segment.id in {row.segment for row in rows}:
            return True
        return bool(self.trades) and all(trade.sans_main_oeuvre for trade in self.trades)

    def _share(self) -> tuple[Decimal | None, str]:
        """The low end of the trade named, else the segment's share: a prudent proposal."""
        if len(self.trades) == 1:
            return self.trades[0].basse, self.trades[0].metier
        if self.segment is not None and self.segment.part_main_oeuvre is not None:
            return self.segment.part_main_oeuvre, self.segment.libelle
        return None, ""

    def _cost(self) -> Decimal:
        """The high end of the usual hourly costs: those of building for works, of the others otherwise."""
        usual = [row for row in self.library.calibrage.couts if row.genre == "usage"]
        works = [row for row in usual if "travaux publics" in fold(row.libelle)]
        chosen = works if self._is_works() and works else [row for row in usual if row not in works] or usual
        return max(row.haut for row in chosen)

    def _is_works(self) -> bool:
        texts = (self.line.categorie, self.line.titre)
        return self.line.cpv.startswith(_WORKS) or any("travaux" in fold(text).split() for text in texts)

    def _dispensation(self) -> DatedValue | None:
        id_ = "dispense-travaux" if self._is_works() else "dispense-fs"
        try:
            return self.library.register.at(id_, self.date)
        except OutsideDatesError:
            return None
