"""Hours that follow the orders: pro rata of the amount, or by whole slices. Nothing is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from generator.calibration.factors import missing, over_maximum
from generator.calibration.model import LotHours
from generator.market.model import Insertion, Lot, Marche

ORDER_MODES = ("prorata_commandes", "tranches_commandes")
_BASES = {"commande": "commandé", "facture": "facturé"}


def by_orders(marche: Marche, asked: Insertion, lot: Lot | None) -> LotHours:
    """The hours due if the estimate is ordered, and those of the maximum, which is the ceiling."""
    source = lot or marche
    factors = {
        "montant_estime_ht": source.montant_estime_ht,
        "heures_par_tranche": asked.heures_par_tranche,
        "montant_tranche_ht": asked.montant_tranche_ht,
    }
    heures = ordered(asked, source.montant_estime_ht)
    whose = "du lot" if lot else "du marché"
    origins = {"montant_estime_ht": f"estimation {whose}"}
    origins |= {"heures_par_tranche": "réponse du marché", "montant_tranche_ht": "réponse du marché"}
    return LotHours(
        numero=lot.numero if lot else None,
        heures=heures,
        heures_exactes=heures,
        heures_maximum=ordered(asked, source.montant_maximum_ht),
        facteurs=factors,
        origines={name: origins[name] for name, value in factors.items() if value is not None},
        motif=asked.motif,
        avertissements=(*missing(factors), *over_maximum(marche, lot)),
    )


def ordered(asked: Insertion, amount: Decimal | None) -> Decimal | None:
    """Hours due once `amount` is ordered: exact pro rata, or whole slices only."""
    if amount is None or asked.heures_par_tranche is None or asked.montant_tranche_ht is None:
        return None
    if asked.mode == "tranches_commandes":
        return (amount / asked.montant_tranche_ht).to_integral_value(ROUND_FLOOR) * asked.heures_par_tranche
    return amount * asked.heures_par_tranche / asked.montant_tranche_ht


def total_maximum(marche: Marche, asked: Insertion, lots: Sequence[LotHours]) -> Decimal | None:
    """Sum of the lots' maxima; else, pro rata and with every lot concerned, the marché's own maximum."""
    if asked.mode not in ORDER_MODES:
        return None
    concerned = [lot for lot in lots if lot.facteurs]
    maxima = [lot.heures_maximum for lot in concerned]
    known = [maximum for maximum in maxima if maximum is not None]
    if known and len(known) == len(maxima):
        return sum(known, Decimal(0))
    whole = len(concerned) == len(lots)
    return ordered(asked, marche.montant_maximum_ht) if whole and asked.mode == "prorata_commandes" else None


def order_formula(asked: Insertion) -> str:
    """The formula by orders: before tax, ordered or invoiced, added up, pro rata or by whole slices."""
    how = "au prorata" if asked.mode == "prorata_commandes" else "par tranche entière"
    base = _BASES.get(asked.base or "commande", "commandé")
    return f"Heures d’insertion = montant HT {base} cumulé ÷ montant de la tranche × heures par tranche, {how}."
