"""The places a clause may apply to: each lot, or the whole unlotted marché, with the facts that decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.calibration import Calibration
from generator.library import Library
from generator.library.model import Conditions
from generator.market import Lot, Marche

CLASS_DIGITS = 5  # a code of five digits or fewer names a class of purchases, not a trade
LOCAL_FACTS = ("nature", "segment", "reserve")  # what a lot may answer for itself


@dataclass(frozen=True, slots=True)
class Place:
    """A lot (`numero`), or the unlotted marché (`numero` None), and its condition facts."""

    numero: int | None
    facts: Mapping[str, object]
    cpv: str = ""  # eight digits, of the lot or of the marché

    def satisfies(self, conditions: Conditions) -> bool:
        """AND between facts, OR inside a list; a fact without answer satisfies nothing."""
        return all(self.facts.get(name) in values for name, values in conditions.items())

    def buys(self, prefixes: tuple[str, ...]) -> bool:
        """Whether the CPV code is under one of the prefixes, or too general to tell; no prefix, no question."""
        kind = self.cpv.rstrip("0")
        general = kind if len(kind) <= CLASS_DIGITS else ""
        return not prefixes or any(
            self.cpv.startswith(prefix) or bool(general and prefix.startswith(general)) for prefix in prefixes
        )

    def failed(self, conditions: Conditions) -> tuple[str, ...]:
        return tuple(name for name, values in conditions.items() if self.facts.get(name) not in values)


def places_of(
    marche: Marche, library: Library, calibration: Calibration, due: frozenset[str] = frozenset()
) -> tuple[Place, ...]:
    """One place by lot, or a single one; a lot answers for itself, else the marché answers for it.

    `due` are the duties that the code commands on this marché.
    """
    shared = {**market_facts(marche), "clause_sociale_due": "clause-sociale" in due}
    hours = {lot.numero: lot.heures for lot in calibration.lots}
    if not marche.est_alloti:
        return (
            Place(
                None,
                {**shared, **_local(marche, library, None), "insertion_prevue": _insertion(marche, hours)},
                marche.cpv or "",
            ),
        )
    return tuple(
        Place(
            lot.numero,
            {**shared, **_local(marche, library, lot), "insertion_prevue": _lot_insertion(marche, lot, hours)},
            lot.cpv or marche.cpv or "",
        )
        for lot in marche.lots
    )


def market_facts(marche: Marche) -> dict[str, object]:
    """The condition facts that are the same for every lot."""
    duration = marche.duree_totale_mois
    renewals = marche.periodes.reconductions if marche.periodes else None
    return {
        "contrat": marche.contrat or "marche",
        "execution": marche.execution or "ordinaire",
        "ccag_retenu": marche.ccag or "aucun",
        "est_alloti": marche.est_alloti,
        "est_accord_cadre": marche.contrat == "accord_cadre",
        "par_bons_de_commande": marche.execution == "bons_de_commande",
        "a_reconductions": bool(renewals),
        "a_tranches": marche.execution == "tranches",
        "services_sociaux": marche.services_sociaux is True,
        "entite_adjudicatrice": marche.entite_adjudicatrice() is True,
        "dure_plus_d_un_an": duration is not None and duration > 12,
        "insertion_mode": insertion_mode(marche),
        "facilitateur_connu": bool(marche.facilitateur and marche.facilitateur.structure),
    }


def insertion_mode(marche: Marche) -> str:
    """The mode asked for; hours when factors are given without one; « aucune » when nothing is said."""
    if marche.insertion is not None and marche.insertion.mode is not None:
        return marche.insertion.mode
    asked = marche.insertion is not None or any(lot.insertion is not None for lot in marche.lots)
    return "heures" if asked else "aucune"


def _local(marche: Marche, library: Library, lot: Lot | None) -> dict[str, object]:
    facts: dict[str, object] = {}
    segment = library.segment_of_cpv((lot.cpv if lot else None) or marche.cpv)
    nature = (lot.nature if lot else None) or marche.nature
    if segment is not None:
        facts["segment"] = segment.id
    if nature is not None:
        facts["nature"] = nature
    reserve = (lot.reserve if lot else None) or marche.reserve
    facts["est_reserve"] = reserve is not None
    if reserve is not None:
        facts["reserve"] = reserve
    return facts


def _insertion(marche: Marche, hours: Mapping[int | None, object]) -> bool:
    mode = insertion_mode(marche)
    if mode == "aucune":
        return False
    return mode != "heures" or bool(hours.get(None))


def _lot_insertion(marche: Marche, lot: Lot, hours: Mapping[int | None, object]) -> bool:
    mode = insertion_mode(marche)
    if mode == "aucune" or lot.insertion is None:
        return False
    return mode != "heures" or bool(hours.get(lot.numero))
