"""From obligations to what the buyer has to mend: unmet duties, answers and dated values that lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.law.exemptions import claim
from generator.law.model import Alert, Gravite, Obligation
from generator.law.rule import ANSWERS
from generator.law.situation import Situation
from generator.law.wording import listed

# The duties of every contract: what they lack keeps the dossier open.
CORE = frozenset(
    {
        "clause-environnementale",
        "clause-sociale",
        "critere-environnemental",
        "prix-seul-interdit",
        "marche-reserve",
        "objectifs-developpement-durable",
    }
)
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


# Duties of a sector that the contract itself may meet: said, never blocking, for the CPV code only suggests them.
_SECTOR: dict[str, tuple[Gravite, str]] = {
    "performance-energetique": (
        "attention",
        "Exigez la haute performance dans les spécifications, ou motivez l’exception.",
    ),
    "indice-reparabilite": ("conseil", "Tenez compte de l’indice dans le besoin, une spécification ou un critère."),
    "pneus-rechapes": (
        "conseil",
        "Demandez des pneumatiques rechapés, ou gardez la trace de la première consultation.",
    ),
    "batiments-temporaires": ("conseil", "Vérifiez que les spécifications admettent le reconditionné."),
    "technologies-zero-net": ("conseil", "Vérifiez si l’objet comprend une technologie de la liste européenne."),
}


def of_obligations(
    situation: Situation, obligations: tuple[Obligation, ...], examined: tuple[Obligation, ...] = ()
) -> Iterator[Alert]:
    """The alerts that follow from the obligations themselves. Those of a year, a buyer or a site never block."""
    for obligation in obligations:
        yield from _unmet(obligation)
        yield from _sector(obligation)
    core = tuple(each for each in obligations if each.id in CORE)
    others = tuple(each for each in (*obligations, *examined) if each.id not in CORE)
    yield from _exemption(situation, core)
    yield from _lacking(situation, core)
    yield from _outside(core)
    yield from _useful(core, others)
    yield from _advice(core)


def _sector(obligation: Obligation) -> Iterator[Alert]:
    if obligation.statut == "obligatoire" and obligation.id in _SECTOR and obligation.respect != "oui":
        gravity, remedy = _SECTOR[obligation.id]
        message = f"{obligation.libelle} : aucun moyen retenu n’y répond encore dans tout le marché. {obligation.motif}"
        yield Alert(obligation.id, gravity, message, remedy, ("cpv",))


def _useful(core: tuple[Obligation, ...], others: tuple[Obligation, ...]) -> Iterator[Alert]:
    """Answers that only duties of a sector lack, and values the register does not hold for them: said, no more."""
    known = {field for each in core for field in each.manquants} | {"date_engagement"}
    asked = dict.fromkeys(field for each in others for field in each.manquants if field not in known)
    if asked:
        names = listed(ANSWERS.get(field, field) for field in asked)
        yield Alert(
            "reponses-utiles",
            "conseil",
            f"Des obligations propres à un secteur ou à l’acheteur restent indéterminées, faute de connaître {names}.",
            "Renseignez ces réponses si elles vous concernent.",
            tuple(asked),
        )
    lacking = dict.fromkeys(value for each in others for value in each.hors_registre)
    if lacking:
        yield Alert(
            "hors-registre-secteur",
            "conseil",
            f"Le registre ne connaît pas, à cette date, les valeurs suivantes : {listed(lacking)}.",
            "Elles ne servent qu’à des obligations de secteur ; faites-les compléter si elles vous concernent.",
            ("date_engagement",),
        )


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
