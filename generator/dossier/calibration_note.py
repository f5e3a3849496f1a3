"""The note de calibrage: the computation of insertion hours, its factors and sources. Never for signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from generator.blocks import Article, Block, Document
from generator.calibration import (
    Calibration,
    CalibrationData,
    LotHours,
    after_modification,
    capacity,
    comparison,
    rate_for_lots,
)
from generator.calibration.factors import NAMES, shown_share
from generator.calibration.orders import ORDER_MODES
from generator.dossier.context import lot_title
from generator.dossier.working import bullets, paragraph, section, table, working_document
from generator.language.filters import date as french_date
from generator.language.filters import designation, euros, hours, number, numeros, percent
from generator.library import DocumentPlan, Library
from generator.market import Marche, question
from generator.selection import insertion_mode

NOTE = "note-de-calibrage"
CERTITUDES = {
    "primaire": "lue dans le texte",
    "secondaire": "lue dans une source secondaire",
    "a_verifier": "à vérifier",
    "proposition": "ordre de grandeur proposé",
}
BAR = 14  # squares of the longest bar
_WRITERS: Mapping[str, Callable[[Decimal], str]] = {
    "montant_estime_ht": euros,
    "part_main_oeuvre": lambda share: percent((share * 100).normalize()),
    "taux_effort": lambda share: percent((share * 100).normalize()),
    "cout_horaire": euros,
    "heures_par_tranche": number,
    "montant_tranche_ht": euros,
}


def asks_insertion(marche: Marche) -> bool:
    """Whether the marché asks for insertion in any mode."""
    return insertion_mode(marche) != "aucune"


def calibration_note(
    plan: DocumentPlan, marche: Marche, library: Library, calibration: Calibration, cover: Mapping[str, str]
) -> Document:
    """The note as a document of unnumbered sections."""
    note = _Note(marche, library, calibration)
    return working_document(plan, cover, note.sections())


class _Note:
    def __init__(self, marche: Marche, library: Library, calibration: Calibration) -> None:
        self.marche, self.library, self.calibration = marche, library, calibration
        self.data: CalibrationData = library.calibrage
        self.titles = {lot.numero: lot_title(lot) for lot in marche.lots}
        self.owing = [lot for lot in calibration.lots if lot.facteurs]
        self.by_orders = insertion_mode(marche) in ORDER_MODES

    def sections(self) -> Iterable[Article]:
        yield section("demande", "Ce qui est demandé", self._asked())
        yield section("heures", "Heures par lot" if self.titles else "Heures", self._hours())
        yield section("facteurs", "Facteurs du calcul", self._factors())
        yield section("reperes", "Repères par métier", self._trades())
        yield section("repartition", "Répartition dans le temps", self._shares())
        yield section("facilitateur", "Chiffres retenus à la place du calcul", self._decided())
        yield section("comparaison", "Comparaison avec des marchés connus", self._compared())
        yield section("capacite", "Ce que le marché peut porter", self._capacity())
        yield section("verifier", "Points à regarder", self._warnings())
        yield section("suites", "En cas de modification ou de groupement", self._afterwards())
        yield section("sources", "Sources", self._sources())

    def _name(self, lot: LotHours) -> str:
        return "Marché" if lot.numero is None else f"{lot.numero}. {self.titles[lot.numero]}"

    def _asked(self) -> Iterable[Block]:
        mode = next(c.label for c in question("insertion.mode").choices if c.value == insertion_mode(self.marche))
        yield paragraph(f"Forme retenue : {mode[:1].lower()}{mode[1:]}.", "insertion.mode")
        yield paragraph(self.calibration.formule, "calibrage.formule")
        total, most = self.calibration.total_heures, self.calibration.total_heures_maximum
        if total:
            ordered = " si l’estimation est commandée" if self.by_orders else ""
            yield paragraph(f"Total : {hours(total)} d’insertion{ordered}.", "calibrage.total")
        if most is not None:
            yield paragraph(f"Plafond, si le maximum est commandé : {hours(most)}.", "calibrage.maximum")
        reason = self.marche.insertion.motif if self.marche.insertion else None
        if reason:
            yield paragraph(f"Motif : {reason}", "insertion.motif")

    def _hours(self) -> Iterable[Block]:
        yield from self._ordered_hours() if self.by_orders else self._calculated_hours()
        spared = [lot.numero for lot in self.calibration.lots if lot.numero is not None and not lot.facteurs]
        if spared and self.owing:
            yield paragraph(f"Sans heures d’insertion : {designation(spared)}.", "lots")

    def _ordered_hours(self) -> Iterable[Block]:
        rows = [
            (
                self._name(lot),
                _or_dash(lot.heures, hours),
                _or_dash(lot.heures_maximum, hours),
                _or_dash(lot.densite, _one),
            )
            for lot in self.owing
        ]
        header = ("Lot", "Heures à l’estimation", "Heures au maximum", "Heures pour 100 000 € HT")
        yield from table("Heures selon les commandes", header, rows, "calibrage", " ddd", (4, 2, 2, 2))

    def _calculated_hours(self) -> Iterable[Block]:
        rows = [
            (
                self._name(lot),
                _or_dash(lot.heures_exactes, _two),
                _or_dash(lot.heures, hours),
                _or_dash(lot.semaines, _one),
                _or_dash(lot.etp, _two),
                _or_dash(lot.part_travail, _percent),
                _or_dash(lot.densite, _one),
            )
            for lot in self.owing
        ]
        if len(rows) > 1:
            rows.append(("Total", "", hours(self.calibration.total_heures), "", "", "", ""))
        header = ("Lot", "Calcul", "Heures", "Semaines de 35 h", "ETP", "Part du travail", "Pour 100 000 € HT")
        yield from table("Heures par lot", header, rows, "calibrage", " dddddd", (4, 2, 3, 2, 2, 2, 2))

    def _factors(self) -> Iterable[Block]:
        names = list(self.owing[0].facteurs) if self.owing else []
        header = ("Lot", *(_label(name) for name in names))
        rows = [
            (self._name(lot), *(_or_dash(lot.facteurs[name], _WRITERS[name]) for name in names)) for lot in self.owing
        ]
        yield from table("Facteurs par lot", header, rows, "calibrage.facteurs", " dddd")
        yield from table("Origine de chaque facteur", ("Facteur", "Origine", "Lots"), self._origins(names), "calibrage")

    def _origins(self, names: Iterable[str]) -> Iterable[tuple[str, str, str]]:
        for name in names:
            found: dict[str, list[int]] = {}
            for lot in self.owing:
                if name in lot.origines:
                    found.setdefault(lot.origines[name], []).extend([lot.numero] if lot.numero is not None else [])
            for origin, lots in found.items():
                yield _label(name), origin, numeros(lots) if lots else "–"

    def _trades(self) -> Iterable[Block]:
        texts = {lot.numero: lot.intitule for lot in self.marche.lots}
        rows = [
            (self._name(lot), trade.metier, shown_share(trade), trade.source.source, CERTITUDES[trade.source.certitude])
            for lot in self.owing
            if not self.by_orders
            for trade in self.data.trades(texts.get(lot.numero or 0) or self.marche.objet)
        ]
        header = ("Lot", "Métier reconnu", "Part usuelle", "Source", "Certitude")
        yield from table("Part de main-d’œuvre par métier", header, rows, "calibrage.parts", "  d", (3, 3, 2, 4, 3))

    def _shares(self) -> Iterable[Block]:
        for title, kind in (("Par période", "periodes"), ("Par tranche", "tranches")):
            rows = [(self._name(lot), share.libelle, hours(share.heures))
                    for lot in self.owing for share in getattr(lot, kind)]  # fmt: skip
            yield from table(title, ("Lot", "Part du marché", "Heures"), rows, "calibrage", "  d", (3, 3, 2))

    def _decided(self) -> Iterable[Block]:
        rows = [
            (self._name(lot), _or_dash(lot.heures_exactes, _two), _or_dash(lot.heures, hours),
             lot.motif or "non donné", lot.par or "non dit", french_date(lot.le) if lot.le else "non dit")
            for lot in self.owing
            if lot.saisies
        ]  # fmt: skip
        header = ("Lot", "Calcul", "Retenu", "Motif", "Par", "Le")
        yield from table("Heures saisies", header, rows, "insertion.heures", " dd", (3, 2, 3, 4, 3, 3))

    def _compared(self) -> Iterable[Block]:
        found = comparison(self.marche, self.calibration, self.data)
        if found is None:
            return
        yield paragraph(found.phrase, "calibrage.densite")
        rows = [
            (
                mark.libelle,
                _bar(mark.position),
                ("≤ " if mark.au_plus else "") + _whole(mark.densite),
                mark.source,
            )
            for mark in found.marques
        ]
        header = ("Marché ou calcul", "Repère", "Heures pour 100 000 € HT", "Source")
        yield from table("Densités comparées", header, rows, "calibrage.cas", "  d", (4, 3, 2, 4))

    def _capacity(self) -> Iterable[Block]:
        works = [lot.travail for lot in self.owing]
        known = [work for work in works if work]
        duration, total = self.marche.duree_totale_mois, self.calibration.total_heures
        if not known or len(known) < len(works):
            return
        if duration:
            yield paragraph(capacity(sum(known, Decimal(0)), duration, total or None).phrase, "calibrage.capacite")
        rate = rate_for_lots(total, self.owing) if total else None
        if rate is not None:
            yield paragraph(rate.phrase, "calibrage.taux")

    def _warnings(self) -> Iterable[Block]:
        general = [f"{warning.message} {warning.remede}".strip() for warning in self.calibration.avertissements]
        by_lot = [
            f"{'' if lot.numero is None else f'Lot n° {lot.numero}. '}{warning.message} {warning.remede}".strip()
            for lot in self.calibration.lots
            for warning in lot.avertissements
            if warning.code != "mode-sans-heures"
        ]
        yield from bullets([*general, *by_lot], "calibrage.avertissements")

    def _afterwards(self) -> Iterable[Block]:
        total = self.calibration.total_heures
        if total and not self.by_orders:
            more = hours(after_modification(total, Decimal(100), Decimal(110)))
            said = "Si le montant est modifié, les heures peuvent suivre le montant hors taxes, au prorata : "
            yield paragraph(f"{said}{more} pour un montant augmenté de 10 %.", "calibrage.modification")
        if total:
            said = "En cas de groupement, les membres disent dans l’acte d’engagement comment ils se répartissent "
            yield paragraph(said + "les heures.", "calibrage.groupement")

    def _sources(self) -> Iterable[Block]:
        rows = []
        if not self.by_orders and self.owing:
            for cost in self.data.couts:
                since = f"depuis le {french_date(cost.a_compter_du)}" if cost.a_compter_du else "sans date"
                shown = euros(cost.bas) if cost.bas == cost.haut else f"{number(cost.bas)} à {euros(cost.haut)}"
                rows.append((cost.libelle, f"{shown}, {since}", cost.source.source, CERTITUDES[cost.source.certitude]))
        texts = (self.marche.objet, self.marche.acheteur.nom, *(lot.intitule for lot in self.marche.lots))
        for rule in self.data.rules(*texts):
            shown = f"taux d’effort d’au moins {_percent(rule.taux_minimum)}"
            rows.append((rule.libelle, shown, rule.source.source, CERTITUDES[rule.source.certitude]))
        if self.calibration.total_heures:
            band = self.data.plausibilite
            shown = f"{_whole(band.densite_basse)} à {_whole(band.densite_haute)} heures pour 100 000 € HT"
            rows.append(("Plage de densité", shown, band.source.source, CERTITUDES[band.source.certitude]))
        header = ("Repère", "Valeur", "Source", "Certitude")
        yield from table("Repères employés", header, rows, "calibrage.sources", "", (3, 3, 4, 3))


def _label(name: str) -> str:
    """« Part de main-d’œuvre » from « la part de main-d’œuvre »."""
    bare = NAMES[name].removeprefix("la ").removeprefix("le ")
    return bare[:1].upper() + bare[1:]


def _or_dash(value: Decimal | None, write: Callable[[Decimal], str]) -> str:
    return "–" if value is None else write(value)


def _bar(position: Decimal) -> str:
    """A drawn bar, at least one square."""
    return "■" * max(1, round(position * BAR / 100))


def _whole(value: Decimal) -> str:
    return number(round(value))


def _one(value: Decimal) -> str:
    return number(round(value, 1))


def _two(value: Decimal) -> str:
    return number(round(value, 2))


def _percent(share: Decimal) -> str:
    return percent(round(share * 100, 1))
