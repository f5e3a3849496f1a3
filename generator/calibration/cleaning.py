"""The cleaning trade's published method: only new hires count, staff taken over is left out.

I = P × A ÷ C × T, with P = 1 − (S × C) ÷ (A ÷ N): A the amount in euros before tax over N months, S the monthly hours
of the staff taken over, T the effort rate, C the hourly cost of the method. Under its minimum, or with P at zero: no
clause. It is the usual formula with P as labour share, so that everything that shows the factors shows these.
"""

from __future__ import annotations

from decimal import Decimal

from generator.calibration.data import CleaningMethod
from generator.language.filters import hours as in_hours


def new_hires(montant_ht: Decimal, mois: Decimal, heures_reprises: Decimal, method: CleaningMethod) -> Decimal:
    """P, the share of the work left to new hires, zero when the staff taken over does it all.

    ValueError for an amount or a duration that is not positive.
    """
    if montant_ht <= 0 or mois <= 0:
        raise ValueError("Le montant et la durée sont supérieurs à zéro.")
    return max(1 - (heures_reprises * method.cout_horaire) / (montant_ht / mois), Decimal(0))


def under_minimum(heures: Decimal, method: CleaningMethod) -> str:
    """Why the method asks for no clause for that many exact hours, or nothing when it does."""
    if heures >= method.minimum_heures:
        return ""
    if not heures:
        return "Le personnel repris fait tout le travail : aucune embauche nouvelle, donc pas d’heures d’insertion."
    least = in_hours(method.minimum_heures)
    return f"{in_hours(round(heures, 1))} d’insertion, sous le minimum de {least} de la méthode : pas d’heures."
