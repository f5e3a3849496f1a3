"""The factors of the formula for one lot, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.calibration.cleaning import new_hires
from generator.calibration.data import CalibrationData, LabourShare
from generator.calibration.model import Factors, Warn
from generator.language.filters import enumeration, euros, number, percent
from generator.market.model import Facteurs, Insertion, Lot, Marche

NAMES = {
    "montant_estime_ht": "le montant estimé HT",
    "part_main_oeuvre": "la part de main-d’œuvre",
    "taux_effort": "le taux d’effort",
    "cout_horaire": "le coût horaire",
    "heures_par_tranche": "le nombre d’heures par tranche",
    "montant_tranche_ht": "le montant de la tranche",
}
_FILL = "Renseignez ce facteur ou saisissez les heures."
Origins = dict[str, str]
_Source = Facteurs | Insertion


def factors_of(marche: Marche, asked: Insertion, lot: Lot | None, data: CalibrationData) -> tuple[Factors, Origins]:
    """The lot's own factors, else those of the marché, with their origins in French."""
    sources: list[tuple[_Source, str]] = [(asked, "du marché")]
    if lot is not None and lot.insertion is not None:
        sources.insert(0, (lot.insertion, "du lot"))
    origins: Origins = {}
    found: dict[str, Decimal | None] = {"montant_estime_ht": (lot or marche).montant_estime_ht}
    if found["montant_estime_ht"] is not None:
        origins["montant_estime_ht"] = f"estimation {'du lot' if lot else 'du marché'}"
    taken = _given("heures_reprises_mois", sources, {})
    if taken is not None:
        return _cleaning(found, taken, _months(marche, lot), sources, data, origins), origins
    found["part_main_oeuvre"] = _share(sources, data, origins)
    for name in ("taux_effort", "cout_horaire"):
        found[name] = _given(name, sources, origins)
    return found, origins


def by_cleaning(asked: Insertion, lot: Lot | None) -> bool:
    """Whether the lot, or the marché, says the hours of the staff taken over: the cleaning method then serves."""
    own = lot.insertion.heures_reprises_mois if lot and lot.insertion else None
    return own is not None or asked.heures_reprises_mois is not None


def _months(marche: Marche, lot: Lot | None) -> Decimal | None:
    own = lot.duree_mois if lot else None
    return own if own is not None else marche.duree_totale_mois


def _cleaning(
    found: dict[str, Decimal | None],
    taken: Decimal,
    months: Decimal | None,
    sources: list[tuple[_Source, str]],
    data: CalibrationData,
    origins: Origins,
) -> Factors:
    """The factors of the cleaning method: the labour share is that of new hires, at the method's hourly cost."""
    amount, method = found["montant_estime_ht"], data.proprete
    found["part_main_oeuvre"] = None
    if amount and months:
        found["part_main_oeuvre"] = new_hires(amount, months, taken, method)
        said = f"embauches nouvelles, {number(taken)} heures reprises par mois sur {number(months)} mois"
        origins["part_main_oeuvre"] = f"{said} : {method.source.source}"
    found["taux_effort"] = _given("taux_effort", sources, origins)
    found["cout_horaire"] = method.cout_horaire
    origins["cout_horaire"] = f"{method.explication} : {method.source.source}"
    return found


def _given(name: str, sources: list[tuple[_Source, str]], origins: Origins) -> Decimal | None:
    for source, whose in sources:
        value: Decimal | None = getattr(source, name)
        if value is not None:
            origins[name] = f"réponse {whose}"
            return value
    return None


def _share(sources: list[tuple[_Source, str]], data: CalibrationData, origins: Origins) -> Decimal | None:
    """The share given, else the labour weight of the index given, else its weight known; the lot first."""
    for source, whose in sources:
        if source.part_main_oeuvre is not None:
            origins["part_main_oeuvre"] = f"réponse {whose}"
            return source.part_main_oeuvre
        if source.poids_travail is not None:
            name = f"l’index {source.index_revision}" if source.index_revision else "l’index de révision"
            origins["part_main_oeuvre"] = f"poids du travail dans {name}, réponse {whose}"
            return source.poids_travail
        known = data.index(source.index_revision)
        if known is not None:
            origins["part_main_oeuvre"] = f"poids du travail dans l’index {known.indice} : {known.source.source}"
            return known.part
    return None


def missing(factors: Factors, trades: tuple[LabourShare, ...] = ()) -> Iterator[Warn]:
    """A warning for each factor without value; the labour share comes with what its trades usually have."""
    for name, value in factors.items():
        if value is None:
            message = f"Les heures ne peuvent pas être calculées : il manque {NAMES[name]}."
            remedy = f"{_FILL}{_usual(trades)}" if name == "part_main_oeuvre" else _FILL
            yield Warn(f"{name.replace('_', '-')}-manquant", message, remedy)


def _usual(trades: tuple[LabourShare, ...]) -> str:
    if not trades:
        return ""
    said = enumeration([f"{trade.metier} : {shown_share(trade)}" for trade in trades])
    return f" Repère, {said}."


def shown_share(trade: LabourShare) -> str:
    """« 70 % » or « 40 à 50 % »."""
    if trade.basse == trade.haute:
        return percent(trade.basse * 100)
    return f"{(trade.basse * 100).normalize():f} à {percent(trade.haute * 100)}"


def doubts(marche: Marche, lot: Lot | None, factors: Factors, data: CalibrationData) -> Iterator[Warn]:
    """What the factors of a lot should make one look at again."""
    texts = (marche.objet, marche.acheteur.nom, lot.intitule if lot else None)
    rate, cost = factors.get("taux_effort"), factors.get("cout_horaire")
    for rule in data.rules(*texts):
        if rate is not None and rate < rule.taux_minimum:
            message = f"Taux d’effort de {percent(rate * 100)} : {rule.libelle} demande au moins "
            message += f"{percent(rule.taux_minimum * 100)}."
            yield Warn("taux-plancher", message, f"Relevez le taux ou motivez l’écart. Source : {rule.source.source}.")
    floor = data.floor_cost(marche.date_engagement)
    if cost is not None and floor is not None and cost < floor.bas:
        message = f"Le coût horaire de {euros(cost)} est inférieur au salaire minimum brut, {euros(floor.bas)}."
        yield Warn("cout-horaire-bas", message, "Le coût d’une heure comprend les charges : corrigez-le.")
    yield from over_maximum(marche, lot)
    yield from _unknown_index(lot, marche, factors, data)


def over_maximum(marche: Marche, lot: Lot | None) -> Iterator[Warn]:
    """The framework's maximum is a ceiling: an estimate above it makes hours that cannot be ordered."""
    source = lot or marche
    estimate, most = source.montant_estime_ht, source.montant_maximum_ht
    if estimate is not None and most is not None and estimate > most:
        message = f"Le montant estimé ({euros(estimate)}) dépasse le maximum ({euros(most)}) : les heures aussi."
        yield Warn("maximum-depasse", message, "Corrigez l’un des deux montants.")


def _unknown_index(lot: Lot | None, marche: Marche, factors: Factors, data: CalibrationData) -> Iterator[Warn]:
    if factors.get("part_main_oeuvre") is not None:
        return
    for source in (lot.insertion if lot else None, marche.insertion):
        name = source.index_revision if source else None
        if name and data.index(name) is None:
            message = f"Le poids du travail dans l’index {name} n’est pas connu."
            yield Warn("index-inconnu", message, "Recopiez-le de la composition publiée de l’index.")
            return
