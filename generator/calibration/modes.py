"""The modes without calculated hours (training, action, none), and what each should make one look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from generator.calibration.model import Warn
from generator.language.filters import hours as in_hours
from generator.language.filters import number
from generator.market.model import Insertion, Marche
from generator.market.table import question

WITHOUT_HOURS = {
    "formation": "L’insertion passe par une action de formation : aucune heure d’insertion n’est calculée.",
    "action": "L’insertion passe par une action : aucune heure d’insertion n’est calculée.",
    "aucune": "Aucune action d’insertion n’est demandée : aucune heure n’est calculée.",
}
FORMATION_BANDS = tuple(int(choice.value) for choice in question("insertion.heures_formation").choices)
BAND_MONTH = 150  # hours of a month of training
YEAR = Decimal(12)


def nearest_bands(hours: int | Decimal) -> tuple[int, ...]:
    """The bands on each side of a number of hours; one when it is outside."""
    below = [band for band in FORMATION_BANDS if band < hours]
    above = [band for band in FORMATION_BANDS if band > hours]
    return tuple([max(below)] if below else []) + tuple([min(above)] if above else [])


def general(marche: Marche, asked: Insertion) -> Iterator[Warn]:
    """What bears on the whole marché."""
    if asked.mode in WITHOUT_HOURS:
        yield Warn("mode-sans-heures", WITHOUT_HOURS[asked.mode])
    elif marche.lots and all(lot.insertion is None for lot in marche.lots):
        yield Warn("aucun-lot", "Aucun lot ne porte d’heures d’insertion.", "Cochez les lots concernés.")
    if asked.mode == "aucune" and not (asked.motif or "").strip():
        message = "Aucune action d’insertion n’est demandée, sans motif."
        yield Warn("aucune-sans-motif", message, "Écrivez pourquoi ce marché n’en porte pas.")
    if asked.mode == "formation":
        yield from _training(marche, asked)


def _training(marche: Marche, asked: Insertion) -> Iterator[Warn]:
    if asked.heures_formation is None:
        bands = ", ".join(str(band) for band in FORMATION_BANDS[:-1]) + f" ou {FORMATION_BANDS[-1]} heures"
        yield Warn("heures-formation-manquant", "La durée de l’action de formation n’est pas choisie.",
                   f"Choisissez {bands} ; il n’y a pas de valeur intermédiaire.")  # fmt: skip
    duration = marche.duree_totale_mois
    if duration is not None and duration < YEAR:
        message = f"Le marché dure {number(duration)} mois ; le dispositif vise des marchés d’au moins un an."
        yield Warn("formation-duree", message, "Vérifiez que le parcours tient dans la durée du marché.")


def sentence(marche: Marche, asked: Insertion) -> str:
    """What stands in place of the formula, in a mode without calculated hours."""
    if asked.mode == "formation" and asked.heures_formation is not None:
        months = number(asked.heures_formation // BAND_MONTH)
        return f"Action de formation de {in_hours(asked.heures_formation)} au moins, soit {months} mois."
    if asked.mode == "action":
        years = yearly_actions(marche)
        plural = f", soit {years} actions" if years and years > 1 else ""
        return f"Une action d’insertion par année d’exécution{plural} : aucune heure n’est calculée."
    return WITHOUT_HOURS[asked.mode or "aucune"]


def yearly_actions(marche: Marche) -> int | None:
    """Actions due, one for each year begun; None when the duration is not known."""
    duration = marche.duree_totale_mois
    return None if duration is None else int((duration / YEAR).to_integral_value(ROUND_CEILING))
