"""Reserved contracts and lots: L. 2113-12 to L. 2113-17, and L. 3113-1 to L. 3113-3 for concessions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.errors import OutsideDatesError
from generator.law.model import Alert, Moyen, Obligation, Respect
from generator.law.rule import Head, in_force, references, undated
from generator.law.situation import UNLOTTED, Situation
from generator.law.wording import day, euros, listed, lots, percent, plain_number

RESERVATION = Head("marche-reserve", "Marché ou lots réservés")

LABELS = {
    "ea_esat": "aux entreprises adaptées et aux établissements et services d’accompagnement par le travail",
    "siae": "aux structures d’insertion par l’activité économique",
    "ea_esat_siae": "conjointement aux structures du handicap et de l’insertion par l’activité économique",
    "penitentiaire": "aux opérateurs qui emploient des personnes détenues",
    "ess": "aux entreprises de l’économie sociale et solidaire",
    "jei": "aux jeunes entreprises innovantes",
}
_WITH_SHARE = ("ea_esat", "siae", "ea_esat_siae", "penitentiaire")
_CONCESSION_HEADS = ("ea_esat", "siae", "penitentiaire")
_REMEDY = "Revoyez la réservation, ou justifiez-la auprès de votre service juridique."


def reserved_contract(situation: Situation) -> Obligation:
    """A faculty: what is reserved, to whom, on which article; unlawful combinations are alerts."""
    lacking = undated(RESERVATION, situation)
    if lacking:
        return lacking
    heads = _heads(situation)
    if not heads:
        motif = (
            "Aucun lot n’est réservé. L’acheteur peut réserver le marché ou certains lots à des structures inclusives."
        )
        return _obligation(situation, motif, respect="non")
    said = listed(f"{_reserved_subject(situation, numbers)} {LABELS[head]}" for head, numbers in heads.items())
    motif = f"{said[:1].upper()}{said[1:]}. {_share_sentence(situation, heads)}".strip()
    return _obligation(situation, motif, respect="non" if any(faults_of(situation)) else "oui")


def _obligation(situation: Situation, motif: str, *, respect: Respect) -> Obligation:
    heads = _heads(situation)
    values = in_force(situation, *(_parameter(situation, head) for head in heads))
    if any(head in _WITH_SHARE for head in heads):
        values = (*values, *in_force(situation, "part-reservee"))
    moyens = tuple(
        Moyen("reservation", head, tuple(n for n in numbers if n != UNLOTTED)) for head, numbers in heads.items()
    )
    return Obligation(
        id=RESERVATION.id,
        libelle=RESERVATION.libelle,
        portee="lot" if situation.marche.est_alloti and not situation.marche.reserve else "marche",
        statut="facultative",
        respect=respect,
        motif=motif,
        references=references(
            values or in_force(situation, _parameter(situation, "ea_esat"), _parameter(situation, "siae"))
        ),
        parametres=values,
        moyens=moyens,
        doute="Les règles de réservation propres à la défense ou à la sécurité n’ont pas été vérifiées. "
        "À trancher par votre service juridique."
        if situation.is_defence and heads
        else None,
    )


def _heads(situation: Situation) -> dict[str, tuple[int, ...]]:
    """Lots by head of reservation; the whole marché's head covers every lot."""
    found: dict[str, tuple[int, ...]] = {}
    if situation.marche.reserve:
        found[situation.marche.reserve] = situation.lots
    for lot in situation.marche.lots:
        if lot.reserve and lot.reserve != situation.marche.reserve:
            found[lot.reserve] = (*found.get(lot.reserve, ()), lot.numero)
    return {head: numbers for head, numbers in found.items() if head in LABELS}


def _reserved_subject(situation: Situation, numbers: tuple[int, ...]) -> str:
    named = situation.named(numbers)
    whole = situation.marche.reserve and len(named) == len(situation.lots)
    subject = lots([] if whole else named)
    return f"{subject} {'sont réservés' if not whole and len(named) > 1 else 'est réservé'}"


def _share_sentence(situation: Situation, heads: dict[str, tuple[int, ...]]) -> str:
    if not any(head in _WITH_SHARE for head in heads):
        return ""
    share = in_force(situation, "part-reservee")
    if not share:
        return ""
    return f"Ces structures emploient au moins {percent(share[0].number)} de travailleurs concernés."


def _parameter(situation: Situation, head: str) -> str:
    suffix = "-concessions" if situation.is_concession and head in _CONCESSION_HEADS else ""
    return f"reserve-{head.replace('_', '-')}{suffix}"


def alerts(situation: Situation) -> Iterator[Alert]:
    """A blocking alert by unlawful reservation, and what to confirm."""
    if situation.is_other_contract:
        return
    for message, fields in faults_of(situation):
        yield Alert(RESERVATION.id, "bloquant", message, _REMEDY, fields)
    heads = _heads(situation)
    if "ess" in heads and situation.marche.services_sociaux is None:
        yield Alert(
            RESERVATION.id,
            "attention",
            "La réservation à l’économie sociale et solidaire suppose des services sociaux ou spécifiques.",
            "Indiquez si les prestations en relèvent.",
            ("services_sociaux",),
        )


Found = tuple[str, tuple[str, ...]]  # a French sentence and the answers it is about


def faults_of(situation: Situation) -> Iterator[Found]:
    """What makes a reservation unlawful on that date."""
    for head in _heads(situation):
        yield from _not_open(situation, head)
    yield from _social_economy(situation)
    yield from _young_firms(situation)
    whole = situation.marche.reserve
    if whole and any(lot.reserve not in (None, whole) for lot in situation.marche.lots):
        yield (
            "Le marché entier et l’un de ses lots sont réservés à des structures différentes.",
            ("reserve", "lots[].reserve"),
        )


def _fields(situation: Situation) -> tuple[str, ...]:
    return ("reserve",) if situation.marche.reserve else ("lots[].reserve",)


def _not_open(situation: Situation, head: str) -> Iterator[Found]:
    if situation.is_concession and head not in _CONCESSION_HEADS:
        joint = " (article L. 3113-3)" if head == "ea_esat_siae" else ""
        yield f"Une concession ne peut être réservée {LABELS[head]}{joint}.", _fields(situation)
        return
    if situation.date is None:
        return
    try:
        situation.at(_parameter(situation, head))
    except OutsideDatesError:
        yield f"Au {day(situation.date)}, le code ne permet pas de réserver {LABELS[head]}.", _fields(situation)


def _social_economy(situation: Situation) -> Iterator[Found]:
    """L. 2113-15 and -16: listed services only, pouvoir adjudicateur, three years at most."""
    if "ess" not in _heads(situation) or situation.is_concession:
        return
    if situation.marche.services_sociaux is False:
        yield (
            "La réservation à l’économie sociale et solidaire ne vaut que pour des services sociaux ou spécifiques.",
            ("services_sociaux", *_fields(situation)),
        )
    if situation.marche.entite_adjudicatrice():
        yield (
            "La réservation à l’économie sociale et solidaire est ouverte aux seuls pouvoirs adjudicateurs.",
            ("acheteur.agit_comme", *_fields(situation)),
        )
    longest = in_force(situation, "duree-reserve-ess")
    if longest and situation.duration is not None and situation.duration > longest[0].number:
        yield (
            f"Un marché réservé à l’économie sociale et solidaire dure trois ans au plus ; celui-ci dure "
            f"{plain_number(situation.duration)} mois.",
            ("duree_mois", *_fields(situation)),
        )


def _young_firms(situation: Situation) -> Iterator[Found]:
    """L. 2113-17: some lots, up to 15 % of the total, under the threshold of central authorities."""
    if "jei" not in _heads(situation) or situation.is_concession or situation.date is None:
        return
    share, ceiling = in_force(situation, "part-lots-jei"), in_force(situation, "seuil-europeen-fs-etat")
    total = situation.value.known
    if situation.marche.reserve == "jei":
        yield (
            "Seuls des lots peuvent être réservés aux jeunes entreprises innovantes, non le marché entier.",
            ("reserve",),
        )
    if ceiling and total is not None and total >= ceiling[0].number:
        yield (
            f"Réserver aux jeunes entreprises innovantes suppose un besoin inférieur à {euros(ceiling[0].number)}.",
            ("montant_estime_ht", *_fields(situation)),
        )
    amounts = [lot.montant_estime_ht for lot in situation.marche.lots if lot.reserve == "jei"]
    reserved = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if share and total and reserved > share[0].number * total:
        yield (
            f"Les lots réservés aux jeunes entreprises innovantes passent {percent(share[0].number)} du montant total.",
            ("lots[].montant_estime_ht", "lots[].reserve"),
        )


RULES = (RESERVATION.rule(reserved_contract),)
