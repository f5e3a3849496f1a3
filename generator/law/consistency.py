"""Answers that contradict each other or lack: alerts, never errors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.law.model import Alert
from generator.law.situation import Situation
from generator.law.wording import NBSP, euros, lots, plain_number

_LA_POSTE = "356000000"  # its establishments do not follow the ordinary key


def alerts(situation: Situation) -> Iterator[Alert]:
    """Every inconsistency of the answers, in the order of the form."""
    yield from _siret(situation)
    yield from _date(situation)
    yield from _ccag(situation)
    yield from _maximum(situation)
    yield from _amounts(situation)
    yield from _reserved_hours(situation)
    yield from _weights(situation)


def is_siret(number: str) -> bool:
    """Whether the fourteen digits have the right key (Luhn; La Poste: the sum is a multiple of five)."""
    digits = "".join(number.split())
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit():
        return False
    doubled = sum(sum(divmod(int(digit) * (1 + rank % 2), 10)) for rank, digit in enumerate(reversed(digits)))
    return doubled % 10 == 0 or (digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0)


def _siret(situation: Situation) -> Iterator[Alert]:
    siret = situation.marche.acheteur.siret
    if siret and not is_siret(siret):
        yield Alert(
            "siret",
            "attention",
            f"Le numéro SIRET «{NBSP}{siret}{NBSP}» n’a pas une clé juste.",
            "Vérifiez les quatorze chiffres.",
            ("acheteur.siret",),
        )


def _date(situation: Situation) -> Iterator[Alert]:
    if situation.date is None:
        yield Alert(
            "date-engagement",
            "bloquant",
            "La date d’engagement de la consultation manque : les obligations datées ne peuvent pas être établies.",
            "Indiquez le jour d’envoi de l’avis ou, sans avis, celui où la consultation commence.",
            ("date_engagement",),
        )


def _ccag(situation: Situation) -> Iterator[Alert]:
    if situation.marche.ccag is None and not situation.is_concession:
        yield Alert(
            "ccag",
            "bloquant",
            "Le CCAG n’est pas choisi : les textes sont rédigés comme si le marché ne se référait à aucun.",
            "Choisissez le CCAG du marché, ou « aucun ».",
            ("ccag",),
        )


def _maximum(situation: Situation) -> Iterator[Alert]:
    if situation.lacks_maximum:
        yield Alert(
            "montant-maximum",
            "bloquant",
            "Cet accord-cadre n’indique pas de maximum, alors que l’article R. 2162-4 du code en exige un.",
            "Indiquez le montant maximum hors taxes sur toute la durée.",
            ("montant_maximum_ht",),
        )


def _amounts(situation: Situation) -> Iterator[Alert]:
    marche = situation.marche
    total, estimate = marche.somme_des_lots_ht, marche.montant_estime_ht
    if total is not None and estimate is not None and total != estimate:
        yield Alert(
            "montants-lots",
            "attention",
            f"La somme des lots ({euros(total)}) diffère du montant estimé ({euros(estimate)}).",
            "Corrigez les montants, ou gardez-les si l’écart est voulu.",
            ("montant_estime_ht", "lots[].montant_estime_ht"),
        )
    known = [each for each in (estimate, marche.montant_maximum_ht, total) if each is not None]
    if marche.valeur_besoin_ht is not None and known and marche.valeur_besoin_ht < max(known):
        yield Alert(
            "valeur-besoin",
            "attention",
            f"La valeur du besoin ({euros(marche.valeur_besoin_ht)}) est inférieure au montant du marché "
            f"({euros(max(known))}).",
            "La valeur du besoin comprend au moins ce marché, tous lots et reconductions compris.",
            ("valeur_besoin_ht",),
        )
    if estimate is not None and marche.montant_maximum_ht is not None and estimate > marche.montant_maximum_ht:
        yield Alert(
            "montant-maximum-depasse",
            "attention",
            f"Le montant estimé ({euros(estimate)}) dépasse le maximum ({euros(marche.montant_maximum_ht)}).",
            "Relevez le maximum ou corrigez l’estimation.",
            ("montant_estime_ht", "montant_maximum_ht"),
        )


def _reserved_hours(situation: Situation) -> Iterator[Alert]:
    marche = situation.marche
    both = [lot.numero for lot in marche.lots if lot.insertion is not None and (lot.reserve or marche.reserve)]
    unlotted = not marche.lots and marche.reserve and marche.insertion and _has_hours(marche.insertion.mode)
    if both or unlotted:
        yield Alert(
            "heures-lot-reserve",
            "attention",
            f"Des heures d’insertion sont demandées alors que la réservation couvre déjà {lots(both)}.",
            "Un lot réservé se suffit en général : retirez les heures, ou gardez-les si le facilitateur le conseille.",
            ("lots[].insertion", "lots[].reserve") if both else ("insertion", "reserve"),
        )


def _has_hours(mode: str | None) -> bool:
    return mode in ("heures", "prorata_commandes", "tranches_commandes")


def _weights(situation: Situation) -> Iterator[Alert]:
    """The weights of the criteria that judge one lot add up to 100; lots with the same criteria are said once."""
    wrong: dict[Decimal, list[int]] = {}
    partial: list[int] = []
    for lot in situation.lots:
        weights = [criterion.ponderation for criterion in situation.criteria_of(lot)]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) < len(weights):
            partial.append(lot)
        elif known and sum(known) != 100:
            wrong.setdefault(sum(known, Decimal(0)), []).append(lot)
    for total, concerned in wrong.items():
        yield Alert(
            "ponderation-criteres",
            "bloquant",
            f"Les pondérations des critères totalisent {plain_number(total)}{NBSP}% pour "
            f"{lots(situation.named(concerned))}, au lieu de 100{NBSP}%.",
            "Corrigez les pondérations.",
            ("criteres[].ponderation",),
        )
    if partial:
        yield Alert(
            "ponderation-incomplete",
            "attention",
            f"Certains critères n’ont pas de pondération pour {lots(situation.named(partial))}.",
            "Pondérez chaque critère : la pondération est exigée en procédure formalisée.",
            ("criteres[].ponderation",),
        )
