"""From obligations to what the buyer has to mend: unmet duties, answers and dated values that lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.law.exemptions import claim
from generator.law.model import Alert, Obligation
from generator.law.rule import ANSWERS
from generator.law.situation import Situation
from generator.law.wording import listed

_REMEDIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "clause-environnementale": (
        "Retenez, dans chaque lot, au moins une clause environnementale vérifiable.",
        ("clauses.retenues",),
    ),
    "clause-sociale": (
        "Retenez une clause sociale dans chaque lot, ou invoquez une exemption ouverte avec un motif écrit.",
        ("clauses.retenues", "exemption_sociale"),
    ),
    "critere-environnemental": (
        "Décrivez, pour chaque lot, un critère environnemental, ou un critère qui prend l’environnement en compte.",
        ("criteres",),
    ),
    "prix-seul-interdit": (
        "Ajoutez un critère environnemental, ou retenez le coût global comme critère unique.",
        ("criteres",),
    ),
}
_DEGREES = {
    "non": "n’est pas respectée",
    "partiel": "n’est respectée qu’en partie",
    "a_justifier": "reste à justifier pour les lots réservés",
}


def of_obligations(situation: Situation, obligations: tuple[Obligation, ...]) -> Iterator[Alert]:
    """The alerts that follow from the obligations themselves."""
    for obligation in obligations:
        yield from _unmet(obligation)
    yield from _exemption(situation, obligations)
    yield from _lacking(situation, obligations)
    yield from _outside(obligations)
    yield from _advice(obligations)


def _unmet(obligation: Obligation) -> Iterator[Alert]:
    if obligation.statut != "obligatoire" or obligation.id not in _REMEDIES:
        return
    degree = _DEGREES.get(obligation.respect)
    if degree is None or (obligation.respect == "a_justifier" and obligation.id != "clause-sociale"):
        return
    remedy, fields = _REMEDIES[obligation.id]
    message = f"L’obligation « {obligation.libelle} » {degree}. {obligation.motif}"
    yield Alert(obligation.id, "bloquant", message, remedy, fields)


def _exemption(situation: Situation, obligations: tuple[Obligation, ...]) -> Iterator[Alert]:
    """An exemption claimed in vain blocks while the duty is unmet; claimed for nothing, it is only said."""
    social = next(each for each in obligations if each.id == "clause-sociale")
    if social.statut in ("indeterminee", "exemptee"):
        return
    asked = claim(situation) if social.statut == "obligatoire" else None
    claimed = situation.marche.exemption_sociale
    if asked is not None:
        yield Alert(
            "exemption-sociale",
            "attention" if social.respect == "oui" else "bloquant",
            f"L’exemption invoquée n’est pas retenue. {asked.refusal}",
            "Choisissez un cas qui convient et motivez-le, ou retirez l’exemption et retenez une clause sociale.",
            asked.fields,
        )
    elif claimed is not None and claimed.cas is not None:
        yield Alert(
            "exemption-sociale",
            "conseil",
            "Une exemption est invoquée alors que la clause sociale n’est pas imposée à ce contrat.",
            "Vous pouvez retirer cette réponse.",
            ("exemption_sociale",),
        )


def _lacking(situation: Situation, obligations: tuple[Obligation, ...]) -> Iterator[Alert]:
    """Answers without which a duty cannot be told; the date and the maximum have alerts of their own."""
    asked: dict[str, None] = {}
    for obligation in obligations:
        if obligation.respect != "oui":
            asked.update(dict.fromkeys(obligation.manquants))
    own = {"date_engagement"} | ({"montant_maximum_ht"} if situation.lacks_maximum else set())
    fields = tuple(field for field in asked if field not in own)
    if fields:
        names = listed(ANSWERS.get(field, field) for field in fields)
        yield Alert(
            "reponses-manquantes",
            "bloquant",
            f"Des obligations restent indéterminées, faute de connaître {names}.",
            "Renseignez ces réponses.",
            fields,
        )


def _outside(obligations: tuple[Obligation, ...]) -> Iterator[Alert]:
    values = dict.fromkeys(value for obligation in obligations for value in obligation.hors_registre)
    if values:
        yield Alert(
            "hors-registre",
            "bloquant",
            f"Le registre ne connaît pas, à cette date, les valeurs suivantes : {listed(values)}.",
            "Vérifiez la date d’engagement ; si elle est juste, faites compléter le registre des paramètres.",
            ("date_engagement",),
        )


def _advice(obligations: tuple[Obligation, ...]) -> Iterator[Alert]:
    social = next(each for each in obligations if each.id == "clause-sociale")
    if social.statut == "facultative" and social.respect == "non":
        yield Alert(
            "clause-sociale-conseillee",
            "conseil",
            social.motif,
            "Une clause sociale d’insertion reste utile si les prestations comportent assez de main-d’œuvre.",
            ("clauses.retenues",),
        )


def settled(situation: Situation, alert: Alert) -> Alert:
    """An open point closed by the buyer's written reason becomes advice, and keeps that reason in its message."""
    reason = (situation.marche.points_traites.get(alert.code) or "").strip()
    if alert.gravite != "bloquant" or not reason:
        return alert
    message = f"{alert.message} Point traité par l’acheteur : {reason}"
    return replace(alert, gravite="conseil", message=message)
