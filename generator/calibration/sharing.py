"""Hours divided between periods, tranches or partners, and hours after a modification: shares that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from generator.market.model import Insertion, Marche


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the hours: what for (« Période ferme »), and how many."""

    libelle: str
    heures: Decimal

    def as_json(self) -> dict[str, object]:
        return {"libelle": self.libelle, "heures": format(self.heures.normalize(), "f")}


def split(hours: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """`hours` divided in proportion of `weights`: whole hours whose sum is `hours` (largest remainders first).

    A fraction of an hour goes to the last share served. ValueError for no weight above zero, or a negative.
    """
    total = sum(weights, Decimal(0))
    if total <= 0 or min(weights) < 0:
        raise ValueError("Les poids sont positifs, et l’un d’eux au moins n’est pas nul.")
    exact = [hours * weight / total for weight in weights]
    floors = [share.to_integral_value(ROUND_FLOOR) for share in exact]
    order = sorted(range(len(weights)), key=lambda rank: (floors[rank] - exact[rank], rank))
    left = hours - sum(floors, Decimal(0))
    for rank in order:
        taken = min(left, Decimal(1))
        floors[rank] += taken
        left -= taken
    return tuple(floors)


def after_modification(hours: Decimal, before_ht: Decimal, after_ht: Decimal) -> Decimal:
    """The hours due once the amount goes from `before_ht` to `after_ht` (euros before tax): pro rata, half up.

    ValueError when the first amount is not positive or the second is negative.
    """
    if before_ht <= 0 or after_ht < 0:
        raise ValueError("Le montant initial est positif, le montant modifié ne peut être négatif.")
    return (hours * after_ht / before_ht).to_integral_value(ROUND_HALF_UP)


def between_partners(hours: Decimal, shares: Sequence[tuple[str, Decimal]]) -> tuple[Share, ...]:
    """The hours of each member of a group of firms, in proportion of what it performs."""
    divided = split(hours, [weight for _, weight in shares])
    return tuple(Share(name, part) for (name, _), part in zip(shares, divided, strict=True))


def by_period(marche: Marche, hours: Decimal) -> tuple[Share, ...]:
    """The hours of the firm period and of each renewal, in proportion of their months; empty without renewal."""
    periods = marche.periodes
    if periods is None or not periods.reconductions or not periods.ferme_mois or not periods.reconduction_mois:
        return ()
    weights = [periods.ferme_mois, *[periods.reconduction_mois] * periods.reconductions]
    names = ["Période ferme", *(f"Reconduction n° {rank}" for rank in range(1, len(weights)))]
    return between_partners(hours, list(zip(names, weights, strict=True)))


def by_tranche(marche: Marche, asked: Insertion, hours: Decimal) -> tuple[Share, ...]:
    """The hours of the firm tranche and those that optional tranches add once affirmed; empty when not known."""
    firm = asked.part_ferme
    if marche.execution != "tranches" or firm is None or not 0 < firm < 1:
        return ()
    return between_partners(hours, [("Tranche ferme", firm), ("Tranches optionnelles", 1 - firm)])
