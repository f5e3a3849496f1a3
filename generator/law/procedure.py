"""The procedure against the amount, variants, and contracts awarded under an older framework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.errors import OutsideDatesError
from generator.law.model import Alert, Obligation
from generator.law.rule import in_force
from generator.law.situation import Situation
from generator.law.thresholds import compare
from generator.law.wording import day, euros, percent
from generator.parameters import DatedValue

_DATED = ("clause-environnementale", "clause-sociale", "critere-environnemental", "prix-seul-interdit")


def alerts(situation: Situation) -> Iterator[Alert]:
    """What the procedure, the variants and the framework of origin call for."""
    if situation.is_other_contract or situation.date is None:
        return
    yield from _adapted(situation)
    yield from _dispensed(situation)
    yield from _variants(situation)
    yield from _origin(situation)


def _adapted(situation: Situation) -> Iterator[Alert]:
    """An adapted procedure at or above the threshold: lawful for small lots and for social services only."""
    marche = situation.marche
    if marche.procedure != "adaptee" or marche.services_sociaux or situation.is_concession or situation.is_defence:
        return
    try:
        comparison = compare(situation)
    except OutsideDatesError:
        return
    if comparison.side != "above":
        return
    yield Alert(
        "procedure-montant",
        "attention",
        "La procédure est adaptée alors que la valeur du besoin atteint le seuil européen de "
        f"{euros(comparison.thresholds[0].number)}.{_small_lots(situation)}",
        "Choisissez une procédure formalisée, ou vérifiez que chaque lot concerné est un petit lot.",
        ("procedure", "montant_estime_ht"),
    )


def _small_lots(situation: Situation) -> str:
    works = situation.nature == "travaux"
    found = in_force(situation, "petits-lots-travaux" if works else "petits-lots-fs", "petits-lots-part")
    if len(found) < 2:
        return ""
    limit, part = found
    return (
        f" Seuls des lots inférieurs à {euros(limit.number)}, dans la limite de {percent(part.number)} du total, s’y "
        "prêtent (article R. 2123-1)."
    )


def _dispensed(situation: Situation) -> Iterator[Alert]:
    """No publicity above the amount that dispenses from it: another ground is needed."""
    limit, known = dispensation(situation), situation.value.known
    if situation.marche.procedure != "sans_publicite" or limit is None or known is None or known < limit.number:
        return
    yield Alert(
        "sans-publicite-montant",
        "conseil",
        f"Le marché est passé sans publicité alors que la valeur du besoin atteint {euros(limit.number)} "
        "(article R. 2122-8).",
        "Fondez ce choix sur un autre cas des articles R. 2122-1 à R. 2122-9-1, et gardez-en la trace.",
        ("procedure",),
    )


def dispensation(situation: Situation) -> DatedValue | None:
    """The amount under which no publicity is needed, for this nature on that date."""
    if situation.is_concession or situation.nature is None:
        return None
    if situation.is_defence:
        found = in_force(situation, "dispense-defense")
    else:
        found = in_force(situation, "dispense-travaux" if situation.nature == "travaux" else "dispense-fs")
    return found[0] if found else None


def _variants(situation: Situation) -> Iterator[Alert]:
    """Silence now admits variants, while the decree still says the contrary."""
    if situation.is_concession or situation.marche.procedure in (None, "sans_publicite"):
        return
    for value in in_force(situation, "variantes-par-defaut"):
        if value.valeur == "admises":
            yield Alert(
                "variantes",
                "conseil",
                f"Depuis le {day(value.a_compter_du)}, les variantes sont admises si la consultation n’en dit rien "
                "(article L. 2151-2). L’article R. 2151-8 garde l’ancienne règle : à trancher par votre service "
                "juridique.",
                "Dites dans le règlement de la consultation si les variantes sont admises, oui ou non.",
            )


def _origin(situation: Situation) -> Iterator[Alert]:
    origin = situation.marche.complements.accord_cadre_engage_le if situation.marche.complements else None
    if origin is not None and situation.date is not None and origin > situation.date:
        yield Alert(
            "accord-cadre-origine",
            "attention",
            "L’accord-cadre d’origine serait engagé après le marché qui en découle.",
            "Vérifiez les deux dates.",
            ("complements.accord_cadre_engage_le", "date_engagement"),
        )


def with_call_off_doubt(situation: Situation, obligation: Obligation) -> Obligation:
    """Texts newer than the framework of origin: whether they bear on its call-offs is left to the lawyers."""
    origin = situation.marche.complements.accord_cadre_engage_le if situation.marche.complements else None
    newer = [
        reference for reference in obligation.references if origin and reference.depuis and reference.depuis > origin
    ]
    if origin is None or not newer or obligation.id not in _DATED or obligation.statut != "obligatoire":
        return obligation
    doubt = (
        f"Ce marché découle d’un accord-cadre engagé le {day(origin)}, avant l’entrée en vigueur de ce texte, qui vise "
        "les consultations engagées à compter de sa date. La lecture prudente l’applique au marché subséquent : à "
        "trancher par votre service juridique."
    )
    return replace(obligation, doute=f"{obligation.doute} {doubt}" if obligation.doute else doubt)
