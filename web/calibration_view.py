"""The calibration in words: each lot's computation, its factors and their sources, the comparison, the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.calibration import (
    Calibration,
    CalibrationData,
    LotHours,
    capacity,
    labour_hours,
    rate_for,
)
from generator.calibration.factors import NAMES, shown_share
from generator.dossier.calibration_note import CERTITUDES
from generator.language.filters import date, euros, hours, number, percent, with_unit
from generator.language.typography import NBSP, finish_plain
from generator.market import Insertion, Lot, Marche
from generator.market.typed import UnreadableError, parse_amount, parse_number, parse_share
from web.answers import UNPRINTABLE

LONGEST = 60
ORDERS = "heures_par_tranche"  # the factor that only a computation by orders has


@dataclass(frozen=True, slots=True)
class Mark:
    """What a factor is compared with."""

    text: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Factor:
    label: str
    value: str
    origin: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot that owes hours. `decided`: the facilitateur's own figure, with its reason, who and when."""

    name: str
    hours: str
    sentence: str
    decided: str
    figures: str
    factors: tuple[Factor, ...]
    warnings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of the questions asked backwards."""

    name: str
    label: str
    help: str
    value: str
    error: str = ""

    @property
    def id(self) -> str:
        return f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class Questions:
    """The two questions and their answers; `assumed` are the factors to give when the lots do not tell the work."""

    target: Ask
    duration: Ask
    assumed: tuple[Ask, ...]
    work: str
    rate: str
    bears: str


def lot_views(marche: Marche, calibration: Calibration, data: CalibrationData) -> tuple[LotView, ...]:
    """The lots that owe hours, in their order; one nameless for an unlotted marché."""
    lots = {lot.numero: lot for lot in marche.lots}
    owing = (lot for lot in calibration.lots if lot.facteurs)
    return tuple(_lot_view(marche, lots.get(lot.numero or 0), lot, data) for lot in owing)


def _lot_view(marche: Marche, lot: Lot | None, found: LotHours, data: CalibrationData) -> LotView:
    title = f"{NBSP}: {lot.intitule}" if lot and lot.intitule else ""
    return LotView(
        name="Marché" if found.numero is None else f"Lot {found.numero}{title}",
        hours=hours(found.heures) if found.heures is not None else "à compléter",
        sentence=sentence(marche, found),
        decided=_decided(found),
        figures=_figures(found),
        factors=tuple(_factor(name, marche, lot, found, data) for name in found.facteurs),
        warnings=tuple((finish_plain(each.message), finish_plain(each.remede)) for each in found.avertissements),
    )


def sentence(marche: Marche, lot: LotHours) -> str:
    """« 600 000 € × 50 % × 5 % ÷ 30 €/h = 500 heures »; a factor that is missing is named in its place."""
    shown = {name: _shown(name, value) for name, value in lot.facteurs.items()}
    exact = lot.heures_exactes if not lot.saisies or _complete(lot) else None
    if ORDERS in shown:
        whole = marche.insertion is not None and marche.insertion.mode == "tranches_commandes"
        slices = f"({shown['montant_estime_ht']} ÷ {shown['montant_tranche_ht']}"
        said = f"{slices}{', tranches entières' if whole else ''}) × {shown[ORDERS]} h"
    else:
        said = f"{shown['montant_estime_ht']} × {shown['part_main_oeuvre']} × {shown['taux_effort']}"
        said += f" ÷ {shown['cout_horaire']}/h"
    if exact is None:
        return said
    said += f" = {hours(round(exact, 2))}"
    changed = lot.heures is not None and not lot.saisies and lot.heures != round(exact, 2)
    return f"{said}, soit {hours(lot.heures)} retenues" if changed else said


def _complete(lot: LotHours) -> bool:
    return all(value is not None for value in lot.facteurs.values())


def _decided(lot: LotHours) -> str:
    if not lot.saisies:
        return ""
    said = f"{hours(lot.heures)} retenues à la place du calcul"
    who = ", ".join(filter(None, (f"par {lot.par}" if lot.par else "", f"le {date(lot.le)}" if lot.le else "")))
    reason = f"motif{NBSP}: {lot.motif}" if lot.motif else "aucun motif n’est écrit"
    return ", ".join(filter(None, (said, who, reason)))


def _figures(lot: LotHours) -> str:
    parts = [
        with_unit(round(lot.semaines, 1), "semaine") + " de 35 heures" if lot.semaines is not None else "",
        f"{number(round(lot.etp, 2))} ETP" if lot.etp is not None else "",
        f"{_percent(lot.part_travail)} du travail" if lot.part_travail is not None else "",
        f"{number(round(lot.densite))} heures pour {euros(100_000)} HT" if lot.densite is not None else "",
        f"au maximum du marché{NBSP}: {hours(lot.heures_maximum)}" if lot.heures_maximum is not None else "",
    ]
    return " · ".join(filter(None, parts))


def _factor(name: str, marche: Marche, lot: Lot | None, found: LotHours, data: CalibrationData) -> Factor:
    value = found.facteurs[name]
    label = NAMES[name].removeprefix("la ").removeprefix("le ")
    return Factor(
        label=label[:1].upper() + label[1:],
        value=_shown(name, value) if value is not None else "à compléter",
        origin=found.origines.get(name, "aucune réponse"),
        marks=tuple(_marks(name, marche, lot, data)),
    )


def _marks(name: str, marche: Marche, lot: Lot | None, data: CalibrationData) -> Iterator[Mark]:
    """What the data know of a factor, each with its source and how sure it is."""
    if name == "part_main_oeuvre":
        for asked in (lot.insertion if lot else None, marche.insertion):
            index = data.index(asked.index_revision if asked else None)
            if index is not None:
                said = f"index {index.indice}{NBSP}: {percent(index.part * 100)}"
                yield Mark(said, index.source.source, CERTITUDES[index.source.certitude])
        for trade in data.trades((lot.intitule if lot else None) or marche.objet):
            said = f"{trade.metier}{NBSP}: {shown_share(trade)}"
            yield Mark(said, trade.source.source, CERTITUDES[trade.source.certitude])
    elif name == "taux_effort":
        for rule in data.rules(marche.objet, marche.acheteur.nom, lot.intitule if lot else None):
            said = f"{rule.libelle}{NBSP}: {_percent(rule.taux_minimum)} au moins"
            yield Mark(said, rule.source.source, CERTITUDES[rule.source.certitude])
    elif name == "cout_horaire":
        floor = data.floor_cost(marche.date_engagement)
        for cost in (row for row in data.couts if row.genre == "usage" or row is floor):
            shown = euros(cost.bas) if cost.bas == cost.haut else f"{number(cost.bas)} à {euros(cost.haut)}"
            yield Mark(f"{cost.libelle}{NBSP}: {shown}", cost.source.source, CERTITUDES[cost.source.certitude])


_WRITERS: Mapping[str, Callable[[Decimal], str]] = {
    "montant_estime_ht": euros,
    "montant_tranche_ht": euros,
    "cout_horaire": euros,
    "part_main_oeuvre": lambda share: percent(share * 100),
    "taux_effort": lambda share: percent(share * 100),
    ORDERS: number,
}


def _shown(name: str, value: Decimal | None) -> str:
    if value is None:
        return f"[{NAMES[name].removeprefix('la ').removeprefix('le ')} à donner]"
    return _WRITERS[name](value)


def _percent(share: Decimal) -> str:
    return percent(round(share * 100, 1))


class Reader:
    """The numbers a person typed for the questions; a wrong one is told beside its field."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed

    def ask(
        self, name: str, label: str, help_: str, parse: Callable[[str], Decimal], most: int, otherwise: str = ""
    ) -> tuple[Ask, Decimal | None]:
        """The field and its value: above 0, `most` at most; None when there is none."""
        text = UNPRINTABLE.sub("", self.typed.get(name, otherwise)).strip()[:LONGEST]
        if not text:
            return Ask(name, label, help_, ""), None
        try:
            value = parse(text)
        except UnreadableError as error:
            return Ask(name, label, help_, text, f"{error} {help_}"), None
        if not 0 < value <= most:
            limit = percent(100) if most == 1 else number(most)
            return Ask(name, label, help_, text, f"Donnez un nombre supérieur à zéro, {limit} au plus. {help_}"), None
        return Ask(name, label, help_, text), value


def questions(marche: Marche, calibration: Calibration | None, typed: Mapping[str, str]) -> Questions:
    """The questions asked backwards, answered as far as what is known allows."""
    reader = Reader(typed)
    months, total = marche.duree_totale_mois, calibration.total_heures if calibration else Decimal(0)
    asked, hours_wanted = reader.ask(
        "heures_visees", "Heures d’insertion visées", f"Exemple{NBSP}: 630.", parse_number, 10_000_000,
    )  # fmt: skip
    lasting, duration = reader.ask(
        "duree", "Durée, en mois", f"Exemple{NBSP}: 18.", parse_number, 1200, number(months) if months else "",
    )  # fmt: skip
    work, assumed = _work(marche, calibration), tuple[Ask, ...]()
    if work is None:
        work, assumed = _assumed(marche, reader)
    rate = rate_for(hours_wanted, work).phrase if work and hours_wanted else ""
    bears = capacity(work, duration, hours_wanted or total or None).phrase if work and duration else ""
    known = hours(round(work)) if work is not None else ""
    return Questions(asked, lasting, assumed, known, finish_plain(rate), finish_plain(bears))


def _work(marche: Marche, calibration: Calibration | None) -> Decimal | None:
    """Hours of work of the lots that owe hours; None when a factor of one is missing."""
    works = [lot.travail for lot in calibration.lots if lot.facteurs] if calibration else []
    known = [work for work in works if work]
    return sum(known, Decimal(0)) if known and len(known) == len(works) else None


def _assumed(marche: Marche, reader: Reader) -> tuple[Decimal | None, tuple[Ask, ...]]:
    given = marche.somme_des_lots_ht or marche.montant_estime_ht
    own = marche.insertion or Insertion()
    share_typed = percent(own.part_main_oeuvre * 100) if own.part_main_oeuvre else ""
    amount, value = reader.ask("montant", "Montant HT", f"Exemple{NBSP}: 600 000 €.", parse_amount, 10**12,
                               euros(given) if given else "")  # fmt: skip
    part, share = reader.ask("part", "Part de main-d’œuvre", f"Exemple{NBSP}: 50 %.", parse_share, 1, share_typed)
    cost, euros_an_hour = reader.ask("cout", "Coût d’une heure", f"Exemple{NBSP}: 30 €.", parse_amount, 10_000,
                                     euros(own.cout_horaire) if own.cout_horaire else "")  # fmt: skip
    asks = (amount, part, cost)
    if value is None or share is None or euros_an_hour is None:
        return None, asks
    return labour_hours(value, share, euros_an_hour), asks
