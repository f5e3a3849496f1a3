"""The facts of a marché, filled: exactly the names that `generator.facts` documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.calibration import Calibration
from generator.dossier.working import choice_label
from generator.facts import UNKNOWN
from generator.language.filters import percent
from generator.library import Ccag, Library
from generator.library.model import Conditions, condition_value
from generator.market import Lot, Marche
from generator.market.model import Critere
from generator.selection import LOCAL_FACTS, Retained, Selection, Variant, market_facts, places_of
from generator.selection.exposure import ceiling
from generator.text import ArticleRef, Rich, render_line

_ANSWERS = {
    "texte": "Réponse rédigée",
    "nombre": "Nombre",
    "pourcent": "Pourcentage",
    "euros": "Montant en euros",
    "oui_non": "Oui ou non",
    "date": "Date",
}
_ELIDED = ("l'", "l’")


def market_context(marche: Marche, library: Library, calibration: Calibration, selection: Selection) -> dict[str, Any]:
    """What every text may use. Facts without an answer are absent: a text asks « is defined »."""
    limit = ceiling(marche)
    facts: dict[str, Any] = {
        **market_facts(marche),
        **_common_of_places(marche, library, calibration),
        "objet": marche.objet,
        "acheteur_nom": buyer_name(marche),
        "criteres_decrits": bool(marche.criteres),
        "criteres_environnement": _criteria(marche, "environnement", "Environnement"),
        "criteres_sociaux": _criteria(marche, "social", "Insertion professionnelle"),
        "lignes_criteres": _weights(marche),
        "clause_sociale_due": "clause-sociale" in selection.due,
        "retenues": {id_: selection.get(id_) is not None for id_ in library.histories},
        "article": {id_: ArticleRef(id_) for id_ in library.histories},
        "ccag": ccag_family(library.ccags.get(marche.ccag or "")),
        "penalites_plafonnees": limit is not None,
        "plafond_penalites": (limit or Decimal(0)) * 100,
        "lots_insertion": _insertion_lots(marche, calibration, selection),
    }
    facts |= _insertion(marche, facts["lots_insertion"], calibration) | _facilitateur(marche)
    if marche.duree_totale_mois is not None:
        facts["duree_mois"] = marche.duree_totale_mois
    return facts


def clause_context(
    facts: Mapping[str, Any], marche: Marche, item: Retained, variant: Variant, lots: Sequence[int] | None = None
) -> dict[str, Any]:
    """The market's facts seen from one clause: its lots, its level, its parameters, « article.ici ».

    `lots` are the lots to speak of when they are more than the variant's own (texts written once for all).
    """
    numbers = variant.lots if lots is None else lots
    seen = {
        **facts,
        **variant.local,
        **variant.values(),
        "niveau": variant.niveau,
        "lots_concernes": lots_of(marche, numbers),
        "article": {**facts["article"], "ici": ArticleRef(item.id)},
    }
    seen["questions"] = list(_questions(item, seen))
    if item.lots:
        seen["lots_insertion"] = [row for row in facts["lots_insertion"] if row["numero"] in numbers]
        if "heures_insertion" in facts:
            seen["heures_insertion"] = sum(row["heures"] for row in seen["lots_insertion"])
    return seen


def holds(si: Conditions, facts: Mapping[str, Any]) -> bool:
    """Whether the conditions of a row hold: facts, level, the clause's parameters; a fact without answer is unknown."""
    return all(condition_value(facts.get(name, UNKNOWN)) in values for name, values in si.items())


def _questions(item: Retained, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions of the clause's answer frame that stand for these lots, numbered from 1."""
    rows = (row for row in item.clause.cadre if holds(row.si, facts))
    for number, row in enumerate(rows, start=1):
        yield {
            "numero": number,
            "question": Rich.of(render_line(row.question, facts, item.clause.path)),
            "reponse": _ANSWERS[row.reponse],
            "preuve": Rich.of(render_line(row.preuve, facts, item.clause.path)),
            "notee": row.notee,
            "points": row.points or 0,
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
    """Nature, segment and reservation of the whole marché, when every lot has the same."""
    places = places_of(marche, library, calibration)
    common: dict[str, Any] = {
        name: any(place.facts[name] for place in places) for name in ("insertion_prevue", "est_reserve")
    }
    for name in LOCAL_FACTS:
        values = {place.facts.get(name) for place in places}
        if len(values) == 1 and None not in values:
            common[name] = values.pop()
    return common


def _criteria(marche: Marche, kind: str, unnamed: str) -> list[dict[str, Any]]:
    """The weighted criteria of that kind, those that take the environment into account within another among them."""
    return [
        {
            "libelle": criterion.libelle or unnamed,
            "ponderation": criterion.ponderation,
            "lots": [] if criterion.lot is None else lots_of(marche, [criterion.lot]),
        }
        for criterion in marche.criteres
        if criterion.ponderation is not None
        and (criterion.type == kind or (kind == "environnement" and criterion.environnement))
    ]


def _weights(marche: Marche) -> list[dict[str, Any]]:
    """The criteria of each group of lots judged alike, in the buyer's order; those that weigh nothing are left out."""
    judged: dict[tuple[Critere, ...], list[int]] = {}
    for numero in [lot.numero for lot in marche.lots] or [0]:
        criteria = tuple(c for c in marche.criteres if c.lot in (None, numero) and c.ponderation != 0)
        judged.setdefault(criteria, []).append(numero)
    return [
        {
            "libelle": criterion.libelle or choice_label("criteres[].type", criterion.type) or "Critère",
            "poids": "Sans pondération" if criterion.ponderation is None else percent(criterion.ponderation),
            "lots": lots_of(marche, numbers),
        }
        for criteria, numbers in judged.items()
        for criterion in criteria
    ]


def _insertion_lots(marche: Marche, calibration: Calibration, selection: Selection) -> list[dict[str, Any]]:
    """The lots that owe hours: calibrated, and covered by a retained clause that prints hours."""
    hours = {lot.numero: lot.heures for lot in calibration.lots}
    covered = {lot for item in selection.retained if "lots_insertion" in item.clause.facts for lot in item.lots}
    return [
        {"numero": lot.numero, "intitule": lot_title(lot), "heures": hours[lot.numero]}
        for lot in marche.lots
        if hours.get(lot.numero) and lot.numero in covered
    ]


def _insertion(marche: Marche, lots: list[dict[str, Any]], calibration: Calibration) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    total = sum(lot["heures"] for lot in lots) if marche.est_alloti else calibration.total_heures
    if total:
        facts["heures_insertion"] = total
    asked = marche.insertion
    facts["base_tranche"] = (asked.base if asked else None) or "commande"
    if asked is not None:
        known = {
            "heures_par_tranche": asked.heures_par_tranche,
            "montant_tranche": asked.montant_tranche_ht,
            "palier_formation": asked.heures_formation,
        }
        facts |= {name: value for name, value in known.items() if value is not None}
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
