"""What the insertion clause lacks to be printed with its figures: each lack is a point to settle."""

from __future__ import annotations

from collections.abc import Iterator

from generator.calibration import Calibration
from generator.law import Alert
from generator.market import Marche
from generator.selection.places import insertion_mode


def insertion_alerts(marche: Marche, calibration: Calibration) -> tuple[Alert, ...]:
    """Hours asked but not computable, or a rate by orders without its figures."""
    mode = insertion_mode(marche)
    if mode in ("prorata_commandes", "tranches_commandes"):
        return tuple(_rate(marche))
    return tuple(_hours(calibration)) if mode == "heures" else ()


def _rate(marche: Marche) -> Iterator[Alert]:
    given = marche.insertion
    missing = [
        name for name in ("heures_par_tranche", "montant_tranche_ht") if given is None or getattr(given, name) is None
    ]
    if missing:
        yield Alert(
            code="insertion-taux",
            gravite="bloquant",
            message="L’insertion suit les commandes, mais le nombre d’heures ou le montant qui les fait naître manque.",
            remede="Donnez les heures par tranche et le montant de la tranche, ou choisissez une autre forme.",
            champs=tuple(f"insertion.{name}" for name in missing),
        )


def _hours(calibration: Calibration) -> Iterator[Alert]:
    for lot in calibration.lots:
        if lot.heures is not None:
            continue
        where = f"du lot n° {lot.numero}" if lot.numero is not None else "du marché"
        reasons = " ".join(warning.message for warning in lot.avertissements)
        yield Alert(
            code=f"insertion-heures:{lot.numero}" if lot.numero is not None else "insertion-heures",
            gravite="bloquant",
            message=f"Les heures d’insertion {where} ne peuvent pas être calculées. {reasons}".strip(),
            remede="Complétez les facteurs du calcul, ou donnez les heures retenues par le facilitateur.",
            champs=("insertion",) if lot.numero is None else (f"lots[{lot.numero}].insertion",),
        )
