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


def new_hires(montant_ht: Decimal, mois: Decimal, heures_reprises: Decimal, method: CleaningMethod) -> Decimal:
    """P, the share of the work left to new hires: 1 − (S × C) ÷ (A ÷ N), zero when the staff taken over does it all."""
    return max(1 - (heures_reprises * method.cout_horaire) / (montant_ht / mois), Decimal(0))


def under_minimum(heures: Decimal, method: CleaningMethod) -> str:
    """Why the method asks for no clause, or nothing when it does."""
    if heures >= method.minimum_heures:
        return ""
    if not heures:
        return "Le personnel repris fait tout le travail : aucune embauche nouvelle, donc pas d’heures d’insertion."
    least = in_hours(method.minimum_heures)
    return f"{in_hours(heures)} d’insertion, sous le minimum de {least} de la méthode : pas d’heures pour ce lot."


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
    share = new_hires(montant_ht, mois, heures_reprises, method)
    exact = share * montant_ht / cost * taux
    if not share:
        said = "Le personnel repris fait tout le travail : aucune embauche nouvelle, donc pas d’heures d’insertion."
        return Cleaning(share, exact, None, said)
    hours = exact.to_integral_value(ROUND_HALF_UP)
    new = f"Les embauches nouvelles font {percent(round(share * 100, 1))} du travail"
    if exact < method.minimum_heures:
        said = f"{new} : {in_hours(hours)}, sous le minimum de {in_hours(method.minimum_heures)}. Pas de clause."
        return Cleaning(share, exact, None, said)
    return Cleaning(share, exact, hours, f"{new}, ce qui donne {in_hours(hours)} d’insertion.")
