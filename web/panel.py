"""The panel beside the form: what the law says, what is left to settle, the hours, the clauses, in words.

Everything here is ready to print; the templates decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.calibration import Calibration
from generator.calibration import LotHours as CalibratedLot
from generator.language.filters import euros, hours, number, percent
from generator.language.typography import NBSP, finish_plain
from generator.law import Alert, Diagnosis, Obligation
from generator.market import Marche, question
from generator.market.form import field_name
from web.choices import lots_in_words
from web.desk import Examination
from web.fields import field_id
from web.layout import section_of

STATUSES = {
    "obligatoire": ("Obligatoire", "obligatoire"),
    "facultative": ("Facultative", "facultative"),
    "exemptee": ("Exemptée", "exemptee"),
    "sans_objet": ("Sans objet", "sans-objet"),
    "indeterminee": ("Indéterminée", "indeterminee"),
}
RESPECTS = {
    "oui": ("Remplie", "oui"),
    "partiel": ("Remplie en partie", "partiel"),
    "non": ("Reste à remplir", "non"),
    "a_justifier": ("À justifier", "a-faire"),
    "hors_marche": ("Hors du marché", "sans-objet"),
}
FORESEEN = {  # of a duty that the law only allows
    "oui": ("Prévue", "oui"),
    "partiel": ("Prévue en partie", "partiel"),
    "non": ("Non prévue", "sans-objet"),
    "a_justifier": ("À justifier", "a-faire"),
}
OF_CONTRACT = ("marche", "lot")  # the other duties bear on a site, a year or the buyer, whatever the contract
GRAVITIES = {"bloquant": ("À régler", "non"), "attention": ("Attention", "a-faire"), "conseil": ("Conseil", "partiel")}
LIVE = ("obligatoire", "facultative", "exemptee", "indeterminee")


@dataclass(frozen=True)
class Link:
    label: str
    target: str


@dataclass(frozen=True)
class Duty:
    label: str
    article: str
    status: str
    status_mark: str
    respect: str
    respect_mark: str
    reason: str
    doubt: str
    missing: tuple[Link, ...]


@dataclass(frozen=True)
class Point:
    code: str
    gravity: str
    mark: str
    message: str
    remedy: str
    target: str


@dataclass(frozen=True)
class LotHours:
    name: str
    hours: str
    working: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class ClauseLine:
    title: str
    lots: str


@dataclass(frozen=True)
class Panel:
    summary: str
    date: str
    duties: tuple[Duty, ...]
    idle: tuple[Duty, ...]
    beyond: str
    points: tuple[Point, ...]
    advice: tuple[Point, ...]
    hours: str
    hours_short: str
    hours_note: str
    no_hours: str
    formula: str
    lots: tuple[LotHours, ...]
    lot_hours: tuple[str, ...]
    lots_amount: str
    clauses: tuple[ClauseLine, ...]


def panel_of(marche: Marche, found: Examination) -> Panel:
    """The whole panel of a marché."""
    of_contract = [each for each in found.diagnosis.obligations if each.portee in OF_CONTRACT]
    total, note = _total(found.calibration)
    lines = _clauses(found)
    return Panel(
        summary=_summary(found.diagnosis, total, len(lines)),
        date=f"{marche.date_engagement:%d/%m/%Y}" if marche.date_engagement else "",
        duties=tuple(duty_of(each) for each in of_contract if each.statut in LIVE),
        idle=tuple(duty_of(each) for each in of_contract if each.statut not in LIVE),
        beyond=_beyond(found.diagnosis),
        points=points(found.open_points),
        advice=points(alert for alert in found.diagnosis.alertes if alert.gravite != "bloquant"),
        hours=total,
        hours_short=total,
        hours_note=note,
        no_hours=_no_hours(found.calibration),
        formula=found.calibration.formule if found.calibration else "",
        lots=_lots(found.calibration),
        lot_hours=_lot_hours(marche, found.calibration),
        lots_amount=euros(marche.somme_des_lots_ht) if marche.somme_des_lots_ht is not None else "",
        clauses=lines,
    )


def _clauses(found: Examination) -> tuple[ClauseLine, ...]:
    retained = found.selection.retained if found.selection else ()
    return tuple(ClauseLine(finish_plain(item.clause.titre), lots_in_words(item, found.marche)) for item in retained)


def points(alerts: Iterable[Alert]) -> tuple[Point, ...]:
    """Alerts as points to settle, each with the field to go to."""
    return tuple(
        Point(alert.code, *GRAVITIES[alert.gravite], alert.message, alert.remede, _target(alert.champs))
        for alert in alerts
    )


def target_of(path: str) -> str:
    """The id to go to for a JSON path: the field when the form shows it, else its section."""
    name = field_name(path)
    key = _key(path)
    try:
        question(key)
    except KeyError:
        return section_id(path)
    return field_id(name) if "[]" not in name else section_id(path)


def section_id(path: str) -> str:
    """The part of the form that a path belongs to."""
    head = path.split(".")[0].split("[")[0]
    return head if head in ("criteres", "clauses", "lots") else section_of(_key(path))


def _key(path: str) -> str:
    inside = [part.split("[")[0] + ("[]" if "[" in part else "") for part in path.split(".")]
    return ".".join(inside)


def _target(fields: Iterable[str]) -> str:
    return next((target_of(field) for field in fields), "")


def duty_of(obligation: Obligation) -> Duty:
    """A duty in words: whether the text bears, and whether it is met where that has a meaning."""
    status, mark = STATUSES[obligation.statut]
    respect, respect_mark = _respect(obligation)
    return Duty(
        label=obligation.libelle,
        article=obligation.references[0].texte if obligation.references else "",
        status=status,
        status_mark=mark,
        respect=respect,
        respect_mark=respect_mark,
        reason=obligation.motif,
        doubt=obligation.doute or "",
        missing=tuple(Link(label_of(path), target_of(path)) for path in obligation.manquants),
    )


def due_count(diagnosis: Diagnosis) -> int:
    """How many duties the contract itself has to meet."""
    found = (each for each in diagnosis.obligations if each.portee in OF_CONTRACT)
    return sum(1 for each in found if each.statut == "obligatoire")


def _respect(obligation: Obligation) -> tuple[str, str]:
    if obligation.statut == "facultative":
        return FORESEEN.get(obligation.respect, ("", ""))
    told = obligation.statut == "obligatoire" and obligation.respect != "hors_marche"
    return RESPECTS[obligation.respect] if told else ("", "")


def _beyond(diagnosis: Diagnosis) -> str:
    """One sentence on the duties of the site, the year and the buyer; empty when none bears."""
    found = [each for each in diagnosis.obligations if each.portee not in OF_CONTRACT and each.statut in LIVE]
    if not found:
        return ""
    plural = "s" if len(found) > 1 else ""
    return f"{len(found)} autre{plural} devoir{plural} du chantier, de l’année ou de l’acheteur à connaître."


def label_of(path: str) -> str:
    """The label of the answer at a JSON path, to stand inside a sentence."""
    try:
        label = question(_key(path)).label
    except KeyError:
        return path
    label = finish_plain(label)
    return label[0].lower() + label[1:]


def _summary(diagnosis: Diagnosis, total: str, clauses: int) -> str:
    due = due_count(diagnosis)
    words = [
        f"{due} obligation{'s' if due > 1 else ''}",
        total or "0 h",
        f"{clauses} clause{'s' if clauses > 1 else ''}",
    ]
    return " · ".join(words)


def _total(calibration: Calibration | None) -> tuple[str, str]:
    if calibration is None or not calibration.total_heures:
        return "", ""
    total = _hours(calibration.total_heures)
    most = calibration.total_heures_maximum
    return total, f"{hours(most)} au maximum du marché." if most is not None else ""


def _no_hours(calibration: Calibration | None) -> str:
    if calibration is None:
        return "Un facteur du calcul est impossible : corrigez-le pour voir les heures."
    warnings = [*calibration.avertissements, *(w for lot in calibration.lots for w in lot.avertissements)]
    return warnings[0].message if warnings else "Cochez les lots qui portent des heures d’insertion."


def _hours(value: object) -> str:
    return f"{number(value)}{NBSP}h"


def _lots(calibration: Calibration | None) -> tuple[LotHours, ...]:
    found = calibration.lots if calibration else ()
    return tuple(
        LotHours(
            name=f"Lot {lot.numero}" if lot.numero is not None else "Marché",
            hours=_hours(lot.heures) if lot.heures is not None else "à compléter",
            working=working(lot),
            warnings=tuple(warning.message for warning in lot.avertissements),
        )
        for lot in found
        if lot.facteurs
    )


def working(lot: CalibratedLot) -> str:
    """« 372 000 € × 50 % × 4 % ÷ 30 €/h », « 920 000 € ÷ 25 000 € × 35 h », or nothing while a factor is missing."""
    factors = lot.facteurs
    if not factors or lot.heures is None or any(value is None for value in factors.values()):
        return ""
    if "heures_par_tranche" in factors:
        slices = f"{euros(factors['montant_estime_ht'])} commandés ÷ {euros(factors['montant_tranche_ht'])}"
        return f"{slices} × {_hours(factors['heures_par_tranche'])}"
    share, rate = (percent((factors[name] or Decimal(0)) * 100) for name in ("part_main_oeuvre", "taux_effort"))
    return f"{euros(factors['montant_estime_ht'])} × {share} × {rate} ÷ {euros(factors['cout_horaire'])}/h"


def _lot_hours(marche: Marche, calibration: Calibration | None) -> tuple[str, ...]:
    """Hours to print beside each lot of the form, in its order; empty for a lot without insertion."""
    found = {lot.numero: lot for lot in calibration.lots if lot.facteurs} if calibration else {}
    return tuple(_lot_words(found.get(lot.numero)) for lot in marche.lots)


def _lot_words(lot: CalibratedLot | None) -> str:
    if lot is None:
        return ""
    return "à compléter" if lot.heures is None else _hours(lot.heures)
