"""Factors no marché can have: refused, all at once, whatever else is incoherent."""

from __future__ import annotations

from collections.abc import Iterator

from generator.calibration.modes import FORMATION_BANDS, nearest_bands
from generator.errors import Fault
from generator.market.model import Facteurs, Insertion, Marche


def impossible(marche: Marche) -> Iterator[Fault]:
    """Factors no market can have: shares outside 0 to 1, costs and slices that are not positive, negatives."""
    sources: list[tuple[str, Facteurs | Insertion]] = []
    if marche.insertion is not None:
        sources.append(("insertion", marche.insertion))
        yield from _impossible_band(marche.insertion)
    sources += [(f"lots[{rank}].insertion", lot.insertion) for rank, lot in enumerate(marche.lots) if lot.insertion]
    for where, source in sources:
        yield from _impossible_factors(where, source)
    amounts = [("montant_estime_ht", marche.montant_estime_ht)]
    amounts += [(f"lots[{rank}].montant_estime_ht", lot.montant_estime_ht) for rank, lot in enumerate(marche.lots)]
    for where, amount in amounts:
        if amount is not None and amount < 0:
            yield Fault(where, f"un montant ne peut être négatif ({amount}).", "Corrigez le montant.", "montant")


def _impossible_factors(where: str, source: Facteurs | Insertion) -> Iterator[Fault]:
    for name in ("part_main_oeuvre", "taux_effort", "poids_travail", "part_ferme"):
        share = getattr(source, name, None)
        if share is not None and not 0 <= share <= 1:
            yield Fault(f"{where}.{name}", f"{share} n’est pas entre 0 et 1.", "Écrivez 0,05 pour 5 %.", "part")
    for name in ("cout_horaire", "montant_tranche_ht"):
        amount = getattr(source, name, None)
        if amount is not None and amount <= 0:
            yield Fault(f"{where}.{name}", f"{amount} n’est pas un montant positif.", "Corrigez ce montant.", "positif")
    for name in ("heures", "heures_reprises_mois", "heures_par_tranche", "minimum_heures", "arrondi"):
        hours = getattr(source, name, None)
        if hours is not None and hours < 0:
            yield Fault(f"{where}.{name}", f"{hours} heures : un nombre négatif.", "Corrigez ce nombre.", "heures")


def _impossible_band(asked: Insertion) -> Iterator[Fault]:
    hours = asked.heures_formation
    if hours is not None and hours not in FORMATION_BANDS:
        near = " et ".join(str(band) for band in nearest_bands(hours))
        yield Fault("insertion.heures_formation", f"{hours} heures n’est pas une durée de l’action de formation.",
                    f"Les plus proches : {near}.", "palier")  # fmt: skip
