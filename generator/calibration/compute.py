"""Insertion hours, lot by lot, with every factor shown (design 6.4).

Hours = amount before tax × labour share × effort rate ÷ hourly cost. Rounded half up to the hour, then brought
up to the minimum and to the multiple asked for. By orders nothing is rounded: the hours are those due if the
estimate is ordered. A convention of ours, not law: one full-time equivalent is 1 500 hours a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from generator.calibration.cleaning import under_minimum
from generator.calibration.data import CalibrationData, shipped_data
from generator.calibration.factors import by_cleaning, doubts, factors_of, missing
from generator.calibration.limits import impossible
from generator.calibration.model import Calibration, Factors, LotHours, Warn
from generator.calibration.modes import WITHOUT_HOURS, general, sentence
from generator.calibration.orders import ORDER_MODES, by_orders, order_formula, total_maximum
from generator.calibration.sharing import by_period, by_tranche
from generator.errors import InputError
from generator.language.filters import hours as in_hours
from generator.market.model import Facteurs, Insertion, Lot, Marche

_FORMULA = "Heures d’insertion = montant HT × part de main-d’œuvre × taux d’effort ÷ coût horaire, arrondies à l’heure"


def calibrate(marche: Marche, data: CalibrationData | None = None) -> Calibration:
    """The insertion hours of a marché; InputError, all faults at once, when a factor is impossible.

    `data` are what figures are compared with: those that come with the program when not given.
    """
    faults = list(impossible(marche))
    if faults:
        raise InputError(faults)
    known = data or shipped_data()
    asked = marche.insertion or Insertion()
    lots = tuple(_hours(marche, asked, lot, known) for lot in marche.lots or (None,))
    return Calibration(
        lots=lots,
        total_heures=sum((lot.heures for lot in lots if lot.heures is not None), Decimal(0)),
        total_heures_maximum=total_maximum(marche, asked, lots),
        formule=_formula(marche, asked),
        heures_formation=asked.heures_formation if asked.mode == "formation" else None,
        avertissements=tuple(general(marche, asked)),
    )


def _hours(marche: Marche, asked: Insertion, lot: Lot | None, data: CalibrationData) -> LotHours:
    numero = lot.numero if lot else None
    if asked.mode in WITHOUT_HOURS:
        warning = Warn("mode-sans-heures", WITHOUT_HOURS[asked.mode])
        return LotHours(numero=numero, heures=None, avertissements=(warning,))
    if lot is not None and lot.insertion is None:
        return LotHours(numero=numero, heures=Decimal(0), heures_exactes=Decimal(0))
    if asked.mode in ORDER_MODES:
        return _with_density(by_orders(marche, asked, lot), data)
    found = _by_formula(marche, asked, lot, data)
    if found.heures:
        found = replace(
            found,
            periodes=by_period(marche, found.heures),
            tranches=by_tranche(marche, asked, found.heures),
        )
    return _with_density(found, data)


def _by_formula(marche: Marche, asked: Insertion, lot: Lot | None, data: CalibrationData) -> LotHours:
    factors, origins = factors_of(marche, asked, lot, data)
    exact = _exact(factors)
    own = (lot.insertion or Facteurs()) if lot else asked
    seen = tuple(doubts(marche, lot, factors, data))
    found = LotHours(
        numero=lot.numero if lot else None,
        heures=None,
        heures_exactes=exact,
        facteurs=factors,
        origines=origins,
        motif=own.motif,
    )
    if own.heures is not None:
        return _decided(found, own, own.heures, seen)
    if exact is None:
        trades = data.trades(lot.intitule or marche.objet if lot else marche.objet)
        return replace(found, avertissements=(*missing(factors, trades), *seen))
    heures, warnings = _settle(exact, asked)
    if by_cleaning(asked, lot) and (refused := under_minimum(exact, data.proprete)):
        remedy = "Saisissez les heures si le facilitateur en retient quand même."
        return replace(found, heures=Decimal(0), avertissements=(Warn("proprete-sans-clause", refused, remedy), *seen))
    return replace(found, heures=heures, avertissements=(*warnings, *seen))


def _decided(found: LotHours, own: Facteurs | Insertion, hours: Decimal, seen: tuple[Warn, ...]) -> LotHours:
    """The facilitateur's own figure, with its reason, who and when; what was calculated stays beside."""
    exact = found.heures_exactes
    decided = replace(
        found,
        heures=hours,
        heures_exactes=hours if exact is None else exact,
        saisies=True,
        par=own.par,
        le=own.le,
    )
    return replace(decided, avertissements=(*_own_warnings(decided, hours, exact), *seen))


def _exact(factors: Factors) -> Decimal | None:
    amount, share = factors["montant_estime_ht"], factors["part_main_oeuvre"]
    rate, cost = factors["taux_effort"], factors["cout_horaire"]
    if amount is None or share is None or rate is None or cost is None:
        return None
    return amount * share * rate / cost


def _settle(exact: Decimal, asked: Insertion) -> tuple[Decimal, tuple[Warn, ...]]:
    """To the nearest hour, then the minimum, then the multiple; each says when it acted."""
    heures = exact.to_integral_value(ROUND_HALF_UP)
    warnings = []
    if asked.minimum_heures and exact > 0 and heures < asked.minimum_heures:
        message = f"Minimum appliqué : le calcul donne {in_hours(heures)}, portées à {asked.minimum_heures}."
        warnings.append(Warn("minimum-applique", message))
        heures = Decimal(asked.minimum_heures)
    if asked.arrondi and heures % asked.arrondi:
        rounded = (heures / asked.arrondi).to_integral_value(ROUND_CEILING) * asked.arrondi
        message = f"Arrondi appliqué : {in_hours(heures)} portées à {rounded}, multiple de {asked.arrondi}."
        warnings.append(Warn("arrondi-applique", message))
        heures = rounded
    return heures, tuple(warnings)


def _own_warnings(found: LotHours, own: Decimal, exact: Decimal | None) -> Iterator[Warn]:
    if not (found.motif or "").strip():
        message = "Les heures sont saisies sans motif."
        yield Warn("motif-manquant", message, "Écrivez pourquoi ce nombre d’heures est retenu.")
    if exact is not None and exact.to_integral_value(ROUND_HALF_UP) != own:
        calculated = in_hours(exact.to_integral_value(ROUND_HALF_UP))
        yield Warn("heures-saisies", f"Le nombre d’heures est saisi ; le calcul donnerait {calculated}.")
    work = found.travail
    if work is not None and own > work:
        message = (
            f"{in_hours(own)} d’insertion dépassent tout le travail que le montant permet ({in_hours(round(work))})."
        )
        yield Warn("heures-impossibles", message, "Vérifiez le nombre d’heures et les facteurs.")


def _with_density(lot: LotHours, data: CalibrationData) -> LotHours:
    density, band = lot.densite, data.plausibilite
    if density is None or band.densite_basse <= density <= band.densite_haute:
        return lot
    side = "faible" if density < band.densite_basse else "élevée"
    message = f"Densité {side} : {density:.0f} heures pour 100 000 € HT, hors de la plage usuelle de "
    message += f"{band.densite_basse:f} à {band.densite_haute:f}."
    warning = Warn("densite", message, "Vérifiez les facteurs avec le facilitateur, ou motivez le nombre d’heures.")
    return replace(lot, avertissements=(*lot.avertissements, warning))


def _formula(marche: Marche, asked: Insertion) -> str:
    if asked.mode in WITHOUT_HOURS:
        return sentence(marche, asked)
    if asked.mode in ORDER_MODES:
        return order_formula(asked)
    extra = [f"portées à {asked.minimum_heures} au moins"] if asked.minimum_heures else []
    extra += [f"puis au multiple de {asked.arrondi} supérieur"] if asked.arrondi and asked.arrondi > 1 else []
    return ", ".join([_FORMULA, *extra]) + "."
