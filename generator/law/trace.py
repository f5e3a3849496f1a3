"""Why a duty is told as it is, as a tree: the rule, the answers it read, the sum, the values and their articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.law.model import Obligation, Trace
from generator.law.need import Need
from generator.market import question
from generator.market.model import Marche
from generator.parameters import DatedValue

_CONTRACT = ("date_engagement", "contrat", "defense_securite")
_THRESHOLD = ("nature", "acheteur.categorie", "acheteur.agit_comme", "montant_estime_ht", "montant_maximum_ht",
              "valeur_besoin_ht")  # fmt: skip
_CRITERIA = (*_CONTRACT, "procedure", "criteres[].type", "criteres[].environnement", "criteres[].lot")
_SECTOR = ("date_engagement", "acheteur.categorie", "nature", "cpv", "lots[].cpv")
_WORKS = (*_SECTOR, "complements.type_travaux", "complements.surface_plancher_m2")
_FLEET = (*_SECTOR, "acheteur.flotte_vehicules")

ANSWERS_READ: Mapping[str, tuple[str, ...]] = {
    "clause-environnementale": _CONTRACT,
    "clause-sociale": (*_CONTRACT, *_THRESHOLD, "services_sociaux", "duree_mois", "exemption_sociale.cas"),
    "critere-environnemental": _CRITERIA,
    "prix-seul-interdit": _CRITERIA,
    "marche-reserve": (*_CONTRACT, "reserve", "lots[].reserve", "services_sociaux", "duree_mois"),
    "objectifs-developpement-durable": _CONTRACT,
    "performance-energetique": (*_CONTRACT, *_THRESHOLD, "cpv", "lots[].cpv", "complements.effet_energetique"),
    "spaser": ("date_engagement", "acheteur.categorie", "acheteur.depenses_annuelles_ht"),
    "reemploi-recyclage": (*_SECTOR, "acheteur.sante"),
    "vehicules-faibles-emissions": _FLEET,
    "autobus-faibles-emissions": _FLEET,
    "restauration-collective": (*_SECTOR, "departements"),
    "plastique-restauration": (*_SECTOR, "acheteur.habitants"),
    "diagnostic-pemd": _WORKS,
    "re2020": _WORKS,
    "technologies-zero-net": (*_SECTOR, *_THRESHOLD),
}


def explained(obligation: Obligation, marche: Marche, need: Need) -> Trace:
    """The tree of one obligation."""
    return Trace(
        "regle",
        obligation.libelle,
        obligation.statut,
        (
            *_answers(obligation, marche),
            *_sum(obligation, need),
            *(_value(value) for value in obligation.parametres),
            *_articles(obligation),
            *(Trace("moyen", moyen.id, moyen.type) for moyen in obligation.moyens),
        ),
    )


def answers_of(obligation: str) -> tuple[str, ...]:
    """The keys of the answers a rule reads."""
    return tuple(dict.fromkeys(ANSWERS_READ.get(obligation, _SECTOR)))


def _answers(obligation: Obligation, marche: Marche) -> Iterator[Trace]:
    for key in answers_of(obligation.id):
        said = list(_read(marche, key))
        if said or key in obligation.manquants:
            yield Trace("reponse", question(key).label, ", ".join(dict.fromkeys(said)) or None)


def _read(source: object, key: str) -> Iterator[str]:
    """Every answer at a key, one by lot or criterion when the key passes through a list."""
    name, _, rest = key.partition(".")
    found = getattr(source, name.removesuffix("[]"))
    if found is None:
        return
    for item in found if isinstance(found, tuple) else (found,):
        if rest:
            yield from _read(item, rest)
        else:
            yield _as_text(item)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _sum(obligation: Obligation, need: Need) -> Iterator[Trace]:
    """The value of the need, where the rule compares it with a threshold."""
    if any(value.id.startswith("seuil-europeen") for value in obligation.parametres) and need.montant is not None:
        lines = tuple(
            Trace("calcul", line.libelle, format(line.montant, "f"), (Trace("article", line.article),))
            for line in need.lignes
        )
        yield Trace("calcul", need.phrase, format(need.montant, "f"), lines)


def _value(value: DatedValue) -> Trace:
    since = value.a_compter_du.isoformat()
    return Trace("valeur", value.libelle, value.as_text, (Trace("article", value.reference, since),))


def _articles(obligation: Obligation) -> Iterator[Trace]:
    """The references that no value already carries."""
    carried = {value.reference for value in obligation.parametres}
    for reference in obligation.references:
        if reference.texte not in carried:
            yield Trace("article", reference.texte, reference.depuis.isoformat() if reference.depuis else None)
