"""What does not hold together over the whole marché once its clauses and hours are known: alerts, never stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.calibration import Calibration, capacity
from generator.calibration.model import LotHours
from generator.language.filters import designation, euros, number
from generator.law import Alert
from generator.market import Marche
from generator.selection.exposure import CEILING, ceiling, exposure
from generator.selection.model import Retained

_DOUBTFUL = {"densite": "heures-densite", "heures-impossibles": "heures-densite"}
_SHARE = Decimal("0.30")  # of the lot's own workforce, beyond which insertion hours seem out of reach


def consistency_alerts(marche: Marche, calibration: Calibration, retained: Sequence[Retained]) -> tuple[Alert, ...]:
    """Hours that fit neither density nor duration, and penalties out of proportion with the amount."""
    return (*_hours(marche, calibration), *_penalties(marche, calibration, retained))


def _hours(marche: Marche, calibration: Calibration) -> Iterator[Alert]:
    for lot in calibration.lots:
        for warning in lot.avertissements:
            if warning.code in _DOUBTFUL:
                yield _alert(_DOUBTFUL[warning.code], f"{_place(lot)} : {warning.message}", warning.remede)
        yield from _duration(marche, lot)


def _duration(marche: Marche, lot: LotHours) -> Iterator[Alert]:
    months = next((each.duree_mois for each in marche.lots if each.numero == lot.numero), None)
    months = months if months is not None else marche.duree_totale_mois
    if not lot.heures or not months or months <= 0:
        return
    work = _work(lot)
    found = capacity(work or lot.heures, months, lot.heures)
    people = found.etp if work else None
    inserted = found.etp_insertion or Decimal(0)
    if inserted > 1 and (people is None or inserted > people * _SHARE):
        said = f"{_place(lot)} : {number(lot.heures)} heures en {number(months)} mois occupent "
        said += f"{number(round(inserted, 1))} personnes à temps plein pendant toute la durée"
        said += f", pour {number(round(people, 1))} que le montant permet d’employer." if people is not None else "."
        yield _alert("heures-duree", said, "Vérifiez la durée ou le volume avec le facilitateur.")


def _work(lot: LotHours) -> Decimal | None:
    """The hours of work the lot's amount pays, when its factors are known."""
    amount, share = lot.facteurs.get("montant_estime_ht"), lot.facteurs.get("part_main_oeuvre")
    cost = lot.facteurs.get("cout_horaire")
    return amount * share / cost if amount and share and cost else None


def _penalties(marche: Marche, calibration: Calibration, retained: Sequence[Retained]) -> Iterator[Alert]:
    amount = marche.besoin_ht
    if not amount:
        return
    most = exposure(marche, calibration, retained)
    limit = ceiling(marche)
    if most.total <= amount * CEILING or (limit is not None and limit <= CEILING):
        return
    share = number(round(most.total / amount * 100, 1))
    message = f"Les pénalités peuvent atteindre {euros(round(most.total))}, soit {share} % du montant : "
    message += (
        f"la clause « {most.heaviest} » en porte le plus. Le juge peut réduire une pénalité manifestement excessive."
    )
    yield _alert("penalites-disproportion", message, "Baissez les montants, ou fixez un plafond.")


def _place(lot: LotHours) -> str:
    said = designation([] if lot.numero is None else [lot.numero])
    return said[:1].upper() + said[1:]


def _alert(code: str, message: str, remedy: str) -> Alert:
    return Alert(code=code, gravite="attention", message=message, remede=remedy, champs=("insertion",))
