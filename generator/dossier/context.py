"""The facts of a marché, filled: exactly the names that `generator.facts` documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.calibration import Calibration
from generator.library import Ccag, Library
from generator.market import Lot, Marche
from generator.selection import Retained, Selection, Variant, market_facts, places_of
from generator.text import ArticleRef

_ELIDED = ("l'", "l’")


def market_context(marche: Marche, library: Library, calibration: Calibration, selection: Selection) -> dict[str, Any]:
    """What every text may use. Facts without an answer are absent: a text asks « is defined »."""
    facts: dict[str, Any] = {
        **market_facts(marche),
        **_common_of_places(marche, library, calibration),
        "objet": marche.objet,
        "acheteur_nom": buyer_name(marche),
        "criteres_decrits": bool(marche.criteres),
        "criteres_environnement": _environment_criteria(marche),
        "retenues": {id_: selection.get(id_) is not None for id_ in library.histories},
        "article": {id_: ArticleRef(id_) for id_ in library.histories},
        "ccag": ccag_family(library.ccags.get(marche.ccag or "")),
        "lots_insertion": _insertion_lots(marche, calibration),
    }
    facts |= _insertion(marche, calibration) | _facilitateur(marche)
    if marche.duree_totale_mois is not None:
        facts["duree_mois"] = marche.duree_totale_mois
    return facts


def clause_context(facts: Mapping[str, Any], marche: Marche, item: Retained, variant: Variant) -> dict[str, Any]:
    """The market's facts seen from one clause: its lots, its level, its parameters, « article.ici »."""
    return {
        **facts,
        **variant.values(),
        "niveau": variant.niveau,
        "lots_concernes": lots_of(marche, variant.lots),
        "article": {**facts["article"], "ici": ArticleRef(item.id)},
    }


def lots_of(marche: Marche, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The lots of those numbers as texts see them; empty when the marché is unlotted."""
    return [{"numero": lot.numero, "intitule": lot_title(lot)} for lot in marche.lots if lot.numero in numbers]


def lot_title(lot: Lot) -> str:
    return lot.intitule or f"Lot n° {lot.numero}"


def buyer_name(marche: Marche) -> str:
    """The buyer's name with its article: « la commune de… », « l’Institut… »."""
    article = (marche.acheteur.article or "").strip()
    if not article:
        return marche.acheteur.nom
    return ("l’" if article in _ELIDED else article + " ") + marche.acheteur.nom


def ccag_family(ccag: Ccag | None) -> dict[str, Any]:
    if ccag is None:
        return {"applicable": False}
    return {"applicable": True, "nom": ccag.nom, **ccag.articles}


def _common_of_places(marche: Marche, library: Library, calibration: Calibration) -> dict[str, Any]:
    """Nature and segment of the whole marché, when every lot has the same."""
    places = places_of(marche, library, calibration)
    common: dict[str, Any] = {"insertion_prevue": any(place.facts["insertion_prevue"] for place in places)}
    for name in ("nature", "segment"):
        values = {place.facts.get(name) for place in places}
        if len(values) == 1 and None not in values:
            common[name] = values.pop()
    return common


def _environment_criteria(marche: Marche) -> list[dict[str, Any]]:
    return [
        {"libelle": criterion.libelle or "Environnement", "ponderation": criterion.ponderation}
        for criterion in marche.criteres
        if (criterion.type == "environnement" or criterion.environnement) and criterion.ponderation is not None
    ]


def _insertion_lots(marche: Marche, calibration: Calibration) -> list[dict[str, Any]]:
    hours = {lot.numero: lot.heures for lot in calibration.lots}
    return [
        {"numero": lot.numero, "intitule": lot_title(lot), "heures": hours[lot.numero]}
        for lot in marche.lots
        if hours.get(lot.numero)
    ]


def _insertion(marche: Marche, calibration: Calibration) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if calibration.total_heures:
        facts["heures_insertion"] = calibration.total_heures
    if marche.insertion is not None:
        if marche.insertion.heures_par_tranche is not None:
            facts["heures_par_tranche"] = marche.insertion.heures_par_tranche
        if marche.insertion.montant_tranche_ht is not None:
            facts["montant_tranche"] = marche.insertion.montant_tranche_ht
    return facts


def _facilitateur(marche: Marche) -> dict[str, Any]:
    known = marche.facilitateur
    if known is None or not known.structure:
        return {}
    values = {
        "facilitateur_structure": known.structure,
        "facilitateur_contact": known.contact,
        "facilitateur_courriel": known.courriel,
        "facilitateur_telephone": known.telephone,
    }
    return {name: value for name, value in values.items() if value}
