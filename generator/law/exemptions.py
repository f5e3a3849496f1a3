"""The exemptions from the social execution clause: four for a marché, two for a concession."""

from __future__ import annotations

from dataclasses import dataclass

from generator.law.model import ExemptionCase
from generator.law.situation import Situation
from generator.law.wording import plain_number

WORKS_CASE = 4

_IMMEDIATE = "Le besoin peut être satisfait par une solution immédiatement disponible"
_NO_LINK = "La considération sociale n’aurait pas de lien suffisant avec l’objet"
_DIFFICULT = "Elle restreindrait la concurrence, ou rendrait l’exécution techniquement ou économiquement difficile"
_SHORT_WORKS = "Le marché est un marché de travaux d’une durée inférieure à six mois"

_MARCHE = {1: _IMMEDIATE, 2: _NO_LINK, 3: _DIFFICULT, WORKS_CASE: _SHORT_WORKS}
_CONCESSION = {1: _NO_LINK, 2: _DIFFICULT}


@dataclass(frozen=True, slots=True)
class Claim:
    """What the buyer claims. `refusal` is a French sentence, empty when the claim stands."""

    cas: int | None
    motif: str
    refusal: str = ""
    fields: tuple[str, ...] = ("exemption_sociale.cas",)

    @property
    def stands(self) -> bool:
        return not self.refusal


def article(situation: Situation) -> str:
    """The article whose list applies."""
    return "L. 3114-2-1" if situation.is_concession else "L. 2112-2-1"


def cases(situation: Situation) -> tuple[ExemptionCase, ...]:
    """Every case of the list that applies, and whether it is open to this marché."""
    labels = _CONCESSION if situation.is_concession else _MARCHE
    return tuple(
        ExemptionCase(number, label, number != WORKS_CASE or not short_works_refusal(situation))
        for number, label in labels.items()
    )


def claim(situation: Situation) -> Claim | None:
    """The exemption the buyer claims, judged; None when nothing is claimed."""
    claimed = situation.marche.exemption_sociale
    if claimed is None or (claimed.cas is None and not (claimed.motif or "").strip()):
        return None
    motif = (claimed.motif or "").strip()
    known = {case.cas for case in cases(situation)}
    if claimed.cas is None:
        return Claim(None, motif, "Un motif est donné, mais le cas d’exemption n’est pas choisi.")
    if claimed.cas not in known:
        refusal = f"Le cas {claimed.cas} ne figure pas dans la liste de l’article {article(situation)}."
        return Claim(claimed.cas, motif, refusal)
    if claimed.cas == WORKS_CASE and (refusal := short_works_refusal(situation)):
        return Claim(claimed.cas, motif, refusal, ("exemption_sociale.cas", "nature", "duree_mois"))
    if not motif:
        refusal = f"Le cas {claimed.cas} est invoqué sans motif écrit."
        return Claim(claimed.cas, motif, refusal, ("exemption_sociale.motif",))
    return Claim(claimed.cas, motif)


def short_works_refusal(situation: Situation) -> str:
    """Why the fourth case does not fit, or nothing: works only, less than six months, strictly."""
    if situation.nature != "travaux":
        return "Le cas 4 est réservé aux marchés de travaux."
    limit = situation.at("exemption-travaux-duree").number
    duration = situation.duration
    if duration is None:
        return "Le cas 4 suppose une durée inférieure à six mois, et la durée du marché n’est pas renseignée."
    if duration >= limit:
        return (
            f"Le cas 4 suppose une durée inférieure à six mois ; celle du marché, tous lots compris, est de "
            f"{plain_number(duration)} mois."
        )
    return ""
