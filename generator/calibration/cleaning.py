"""The cleaning trade's published method: only new hires count, staff taken over is left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.calibration.data import CleaningMethod
from generator.language.filters import hours as in_hours
from generator.language.filters import percent


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`part` P is the share of new hires; `heures` I are None when no clause should be asked for."""

    part: Decimal
    heures_exactes: Decimal
    heures: Decimal | None
    phrase: str


def cleaning_hours(
    montant_ht: Decimal, mois: Decimal, heures_reprises: Decimal, taux: Decimal, method: CleaningMethod
) -> Cleaning:
    """I = P × A ÷ C × T with P = 1 − (S × C) ÷ (A ÷ N).

    A is the amount in euros before tax over N months, S the monthly hours of the staff taken over, T the effort rate
    (fraction), C the hourly cost of the method. Under its minimum, or with P ≤ 0: no clause. ValueError for an
    amount or a duration that is not positive.
    """
    if montant_ht <= 0 or mois <= 0:
        raise ValueError("Le montant et la durée sont supérieurs à zéro.")
    cost = method.cout_horaire
    share = 1 - (heures_reprises * cost) / (montant_ht / mois)
    exact = max(share, Decimal(0)) * montant_ht / cost * taux
    if share <= 0:
        said = "Le personnel repris fait tout le travail : aucune embauche nouvelle, donc pas d’heures d’insertion."
        return Cleaning(share, exact, None, said)
    hours = exact.to_integral_value(ROUND_HALF_UP)
    new = f"Les embauches nouvelles font {percent(round(share * 100, 1))} du travail"
    if exact < method.minimum_heures:
        said = f"{new} : {in_hours(hours)}, sous le minimum de {in_hours(method.minimum_heures)}. Pas de clause."
        return Cleaning(share, exact, None, said)
    return Cleaning(share, exact, hours, f"{new}, ce qui donne {in_hours(hours)} d’insertion.")
