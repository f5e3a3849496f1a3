"""Questions asked backwards: which rate gives these hours, and what can this market bear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.calibration.model import HOURS_PER_FTE, WEEK, LotHours
from generator.language.filters import hours as in_hours
from generator.language.filters import number, percent, with_unit

MONTHS = Decimal(12)
HIGH_RATE = Decimal("0.20")  # above, the usual rates of works and services are left


@dataclass(frozen=True, slots=True)
class Rate:
    """The effort rate (fraction) that gives `heures`, and a French sentence. `taux` above 1 cannot be done."""

    heures: Decimal
    taux: Decimal
    phrase: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a market bears: hours of work, full-time equivalents over its duration, and the insertion share.

    `part` is a fraction of the hours of work, None when no hours are asked for; `etp_insertion` are the people
    at work at the same time, full time, over the duration.
    """

    heures_travail: Decimal
    etp: Decimal
    semaines: Decimal
    part: Decimal | None
    etp_insertion: Decimal | None
    phrase: str


def labour_hours(montant_ht: Decimal, part_main_oeuvre: Decimal, cout_horaire: Decimal) -> Decimal:
    """Hours of work that an amount pays: amount × labour share ÷ hourly cost. ValueError for a cost of 0 or less."""
    if cout_horaire <= 0:
        raise ValueError("Le coût horaire est supérieur à zéro.")
    return montant_ht * part_main_oeuvre / cout_horaire


def rate_for(heures: Decimal, travail: Decimal) -> Rate:
    """The rate that gives `heures` out of `travail` hours of work. ValueError when there is no work."""
    if travail <= 0:
        raise ValueError("Le marché ne comporte aucune heure de travail.")
    rate = heures / travail
    said = f"{in_hours(heures)} d’insertion demandent un taux d’effort de {_percent(rate)}"
    if rate > 1:
        return Rate(heures, rate, f"{said} : c’est plus que tout le travail du marché, ce qui est impossible.")
    if rate > HIGH_RATE:
        return Rate(heures, rate, f"{said}, au-dessus des taux usuels (5 à 20 %).")
    return Rate(heures, rate, f"{said}.")


def rate_for_lots(heures: Decimal, lots: Iterable[LotHours]) -> Rate | None:
    """One rate for every lot concerned; None when a factor of one of them is missing."""
    works = [lot.travail for lot in lots if lot.facteurs]
    known = [work for work in works if work is not None]
    return rate_for(heures, sum(known, Decimal(0))) if known and len(known) == len(works) and any(known) else None


def capacity(travail: Decimal, duree_mois: Decimal, heures: Decimal | None = None) -> Capacity:
    """What `travail` hours of work over `duree_mois` bear, `heures` of insertion among them.

    ValueError when the duration is not positive.
    """
    if duree_mois <= 0:
        raise ValueError("La durée est supérieure à zéro.")
    full_time = HOURS_PER_FTE * duree_mois / MONTHS
    people = travail / full_time
    said = f"Travail que le montant permet : {in_hours(round(travail))} sur {number(duree_mois)} mois, soit "
    said += f"{number(round(people, 1))} ETP ou {with_unit(round(travail / WEEK), 'semaine')} de 35 heures."
    if heures is None:
        return Capacity(travail, people, travail / WEEK, None, None, said)
    share = heures / travail if travail > 0 else None
    inserted = heures / full_time
    if share is not None:
        said += f" {in_hours(heures)} d’insertion en font {_percent(share)}"
        said += f", l’équivalent de {with_unit(round(inserted, 2), 'personne')} à temps plein pendant toute la durée."
    return Capacity(travail, people, travail / WEEK, share, inserted, said)


def _percent(share: Decimal) -> str:
    return percent(round(share * 100, 1))
