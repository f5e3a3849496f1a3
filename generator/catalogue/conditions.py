"""When a clause applies and when it is proposed, in words: families, nature, answers, amount, duration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue.labels import capitalised
from generator.language.filters import euros, with_unit
from generator.language.typography import NBSP, finish_plain
from generator.library import ClauseVersion, Library
from generator.library.model import Conditions
from generator.market import question

ANY = "Tout marché, quelle que soit la famille d’achat"
_FLAGS: Mapping[tuple[str, object], str] = {
    ("est_reserve", True): "le lot, ou le marché, est réservé",
    ("est_reserve", False): "le lot, ou le marché, n’est pas réservé",
    ("insertion_prevue", True): "des heures ou une action d’insertion sont prévues",
    ("insertion_prevue", False): "aucune heure ni action d’insertion n’est prévue",
    ("services_sociaux", True): "le marché porte sur des services sociaux ou spécifiques",
    ("services_sociaux", False): "le marché ne porte pas sur des services sociaux ou spécifiques",
    ("par_bons_de_commande", True): "le marché s’exécute par bons de commande",
    ("par_bons_de_commande", False): "le marché ne s’exécute pas par bons de commande",
    ("dure_plus_d_un_an", True): "le marché dure plus d’un an",
    ("dure_plus_d_un_an", False): "le marché dure un an au plus",
    ("est_alloti", True): "le marché comporte des lots",
    ("est_alloti", False): "le marché n’est pas alloti",
    ("est_accord_cadre", True): "le contrat est un accord-cadre",
    ("est_accord_cadre", False): "le contrat n’est pas un accord-cadre",
    ("a_reconductions", True): "le marché peut être reconduit",
    ("a_reconductions", False): "le marché n’est pas reconductible",
    ("a_tranches", True): "le marché comporte des tranches",
    ("a_tranches", False): "le marché n’a pas de tranches",
    ("entite_adjudicatrice", True): "l’acheteur est une entité adjudicatrice",
    ("entite_adjudicatrice", False): "l’acheteur est un pouvoir adjudicateur",
    ("clause_sociale_due", True): "une condition d’exécution sociale est imposée",
    ("clause_sociale_due", False): "aucune condition d’exécution sociale n’est imposée",
    ("facilitateur_connu", True): "un facilitateur est désigné",
    ("facilitateur_connu", False): "aucun facilitateur n’est désigné",
}
_NAMED = {
    "nature": ("Nature", "nature"),
    "reserve": ("Réservation", "reserve"),
    "contrat": ("Contrat", "contrat"),
    "execution": ("Exécution", "execution"),
    "insertion_mode": ("Forme de l’insertion", "insertion.mode"),
}


@dataclass(frozen=True, slots=True)
class When:
    """One line of « when it applies »: what it is about, and the words; all of them hold together."""

    label: str
    texts: tuple[str, ...]


def when(clause: ClauseVersion, library: Library) -> tuple[When, ...]:
    """Where the clause may apply, then where Clausier proposes it by itself."""
    applies = tuple(map(finish_plain, _said(clause.applicable_si, library))) or (ANY,)
    proposed = tuple(map(finish_plain, _proposed(clause, library)))
    return (When("S’applique si", applies), *([When("Proposée d’office si", proposed)] if proposed else []))


def on_request(clause: ClauseVersion) -> bool:
    """Whether Clausier leaves it to the buyer to ask for the clause."""
    return not clause.propose


def _proposed(clause: ClauseVersion, library: Library) -> Iterator[str]:
    if on_request(clause):
        return
    yield from _said(clause.propose_si, library)
    if clause.propose_cpv:
        yield f"Code CPV : en {_any_of(clause.propose_cpv)}, ou plus général"
    if clause.montant_min is not None:
        yield f"Montant : au moins {euros(clause.montant_min)} HT"
    if clause.duree_min is not None:
        yield f"Durée : au moins {with_unit(clause.duree_min)}{NBSP}mois"


def _said(conditions: Conditions, library: Library) -> Iterator[str]:
    for name, values in conditions.items():
        if name == "segment":
            yield f"Famille d’achat : {_any_of(library.segments[str(id_)].libelle for id_ in values)}"
        elif (name, values[0]) in _FLAGS:
            yield capitalised(_any_of(_FLAGS[name, value] for value in values))
        elif name == "ccag_retenu":
            yield f"Cahier général : {_any_of(_ccag(str(value), library) for value in values)}"
        else:
            label, key = _NAMED.get(name, (name, name))
            yield f"{label} : {_any_of(_lower(_choice(key, str(value))) for value in values)}"


def _ccag(id_: str, library: Library) -> str:
    known = library.ccags.get(id_)
    return known.nom if known else "aucun"


def _choice(key: str, value: str) -> str:
    return next((choice.label for choice in question(key).choices if choice.value == value), value)


def _lower(text: str) -> str:
    """The label inside a sentence; an acronym keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _any_of(words: Iterable[str]) -> str:
    """« A ou B ou C »: names of families have commas of their own."""
    return " ou ".join(words)
