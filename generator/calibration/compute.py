"""Insertion hours, lot by lot, with every factor shown (design 6.4).

Hours = amount before tax × labour share × effort rate ÷ hourly cost. Rounded half up to the hour, then brought
up to the minimum and to the multiple asked for. By orders nothing is rounded: the hours are those due if the
estimate is ordered. Conventions of ours, not law: one full-time equivalent is 1 500 hours a year, and a density
outside 15 to 120 hours for 100 000 € is worth a second look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from generator.calibration.limits import impossible
from generator.calibration.model import Calibration, Factors, LotHours, Warn
from generator.errors import InputError
from generator.market.model import Facteurs, Insertion, Lot, Marche

DENSITY_LOW, DENSITY_HIGH = Decimal(15), Decimal(120)
ORDER_MODES = ("prorata_commandes", "tranches_commandes")
WITHOUT_HOURS = {
    "formation": "L’insertion passe par une action de formation : aucune heure d’insertion n’est calculée.",
    "action": "L’insertion passe par une action : aucune heure d’insertion n’est calculée.",
    "aucune": "Aucune action d’insertion n’est demandée : aucune heure n’est calculée.",
}
_FORMULA = "Heures d’insertion = montant HT × part de main-d’œuvre × taux d’effort ÷ coût horaire, arrondies à l’heure"
_NAMES = {
    "montant_estime_ht": "le montant estimé HT",
    "part_main_oeuvre": "la part de main-d’œuvre",
    "taux_effort": "le taux d’effort",
    "cout_horaire": "le coût horaire",
    "heures_par_tranche": "le nombre d’heures par tranche",
    "montant_tranche_ht": "le montant de la tranche",
}


def calibrate(marche: Marche) -> Calibration:
    """The insertion hours of a marché; InputError, all faults at once, when a factor is impossible."""
    faults = list(impossible(marche))
    if faults:
        raise InputError(faults)
    asked = marche.insertion or Insertion()
    lots = tuple(_hours(marche, asked, lot) for lot in marche.lots) or (_hours(marche, asked, None),)
    return Calibration(
        lots=lots,
        total_heures=sum((lot.heures for lot in lots if lot.heures is not None), Decimal(0)),
        total_heures_maximum=_total_maximum(marche, asked, lots),
        formule=_formula(asked, lots),
        avertissements=tuple(_general(marche, asked)),
    )


def _general(marche: Marche, asked: Insertion) -> Iterator[Warn]:
    if asked.mode in WITHOUT_HOURS:
        yield Warn("mode-sans-heures", WITHOUT_HOURS[asked.mode])
    elif marche.lots and all(lot.insertion is None for lot in marche.lots):
        yield Warn("aucun-lot", "Aucun lot ne porte d’heures d’insertion.", "Cochez les lots concernés.")


def _hours(marche: Marche, asked: Insertion, lot: Lot | None) -> LotHours:
    numero = lot.numero if lot else None
    if asked.mode in WITHOUT_HOURS:
        warning = Warn("mode-sans-heures", WITHOUT_HOURS[asked.mode])
        return LotHours(numero=numero, heures=None, avertissements=(warning,))
    if lot is not None and lot.insertion is None:
        return LotHours(numero=numero, heures=Decimal(0), heures_exactes=Decimal(0))
    if asked.mode in ORDER_MODES:
        return _by_orders(marche, asked, lot)
    return _by_formula(marche, asked, lot)


def _by_formula(marche: Marche, asked: Insertion, lot: Lot | None) -> LotHours:
    factors = _factors(marche, asked, lot)
    exact = _exact(factors)
    own, motif = _own_figure(asked, lot)
    if own is not None:
        warnings = tuple(_own_warnings(own, exact, motif))
        found = LotHours(
            numero=lot.numero if lot else None,
            heures=own,
            heures_exactes=own if exact is None else exact,
            facteurs=factors,
            motif=motif,
            avertissements=warnings,
        )
        return _with_density(found)
    if exact is None:
        missing = tuple(_missing(factors))
        return LotHours(numero=lot.numero if lot else None, heures=None, facteurs=factors, avertissements=missing)
    heures, warnings = _settle(exact, asked)
    return _with_density(
        LotHours(
            numero=lot.numero if lot else None,
            heures=heures,
            heures_exactes=exact,
            facteurs=factors,
            avertissements=warnings,
        )
    )


def _factors(marche: Marche, asked: Insertion, lot: Lot | None) -> Factors:
    """The lot's own factors, else those of the marché."""
    own = (lot.insertion if lot else None) or Facteurs()
    return {
        "montant_estime_ht": (lot or marche).montant_estime_ht,
        "part_main_oeuvre": _first(own.part_main_oeuvre, asked.part_main_oeuvre),
        "taux_effort": _first(own.taux_effort, asked.taux_effort),
        "cout_horaire": _first(own.cout_horaire, asked.cout_horaire),
    }


def _first(own: Decimal | None, default: Decimal | None) -> Decimal | None:
    return default if own is None else own


def _own_figure(asked: Insertion, lot: Lot | None) -> tuple[Decimal | None, str | None]:
    """The facilitateur's own figure and its reason; the marché's stands only when there is no lot."""
    source: Facteurs | Insertion = (lot.insertion or Facteurs()) if lot else asked
    return source.heures, source.motif


def _exact(factors: Factors) -> Decimal | None:
    amount, share = factors["montant_estime_ht"], factors["part_main_oeuvre"]
    rate, cost = factors["taux_effort"], factors["cout_horaire"]
    if amount is None or share is None or rate is None or cost is None:
        return None
    return amount * share * rate / cost


def _missing(factors: Factors) -> Iterator[Warn]:
    for name, value in factors.items():
        if value is None:
            message = f"Les heures ne peuvent pas être calculées : il manque {_NAMES[name]}."
            yield Warn(f"{name.replace('_', '-')}-manquant", message, "Renseignez ce facteur ou saisissez les heures.")


def _settle(exact: Decimal, asked: Insertion) -> tuple[Decimal, tuple[Warn, ...]]:
    """To the nearest hour, then the minimum, then the multiple; each says when it acted."""
    heures = exact.to_integral_value(ROUND_HALF_UP)
    warnings = []
    if asked.minimum_heures and exact > 0 and heures < asked.minimum_heures:
        message = f"Minimum appliqué : le calcul donne {heures} heures, portées à {asked.minimum_heures}."
        warnings.append(Warn("minimum-applique", message))
        heures = Decimal(asked.minimum_heures)
    if asked.arrondi and heures % asked.arrondi:
        rounded = (heures / asked.arrondi).to_integral_value(ROUND_CEILING) * asked.arrondi
        message = f"Arrondi appliqué : {heures} heures portées à {rounded}, multiple de {asked.arrondi}."
        warnings.append(Warn("arrondi-applique", message))
        heures = rounded
    return heures, tuple(warnings)


def _own_warnings(own: Decimal, exact: Decimal | None, motif: str | None) -> Iterator[Warn]:
    if not (motif or "").strip():
        message = "Les heures sont saisies sans motif."
        yield Warn("motif-manquant", message, "Écrivez pourquoi ce nombre d’heures est retenu.")
    if exact is not None and exact.to_integral_value(ROUND_HALF_UP) != own:
        calculated = exact.to_integral_value(ROUND_HALF_UP)
        yield Warn("heures-saisies", f"Le nombre d’heures est saisi ; le calcul donnerait {calculated} heures.")


def _with_density(lot: LotHours) -> LotHours:
    density = lot.densite
    if density is None or DENSITY_LOW <= density <= DENSITY_HIGH:
        return lot
    side = "faible" if density < DENSITY_LOW else "élevée"
    message = f"Densité {side} : {density:.0f} heures pour 100 000 € HT, hors de la plage usuelle de 15 à 120."
    warning = Warn("densite", message, "Vérifiez les facteurs avec le facilitateur, ou motivez le nombre d’heures.")
    return replace(lot, avertissements=(*lot.avertissements, warning))


def _by_orders(marche: Marche, asked: Insertion, lot: Lot | None) -> LotHours:
    source = lot or marche
    factors = {
        "montant_estime_ht": source.montant_estime_ht,
        "heures_par_tranche": asked.heures_par_tranche,
        "montant_tranche_ht": asked.montant_tranche_ht,
    }
    heures = _ordered(asked, source.montant_estime_ht)
    found = LotHours(
        numero=lot.numero if lot else None,
        heures=heures,
        heures_exactes=heures,
        heures_maximum=_ordered(asked, source.montant_maximum_ht),
        facteurs=factors,
        motif=asked.motif,
        avertissements=tuple(_missing(factors)),
    )
    return _with_density(found)


def _ordered(asked: Insertion, amount: Decimal | None) -> Decimal | None:
    """Hours due once `amount` is ordered: exact pro rata, or whole slices only."""
    if amount is None or asked.heures_par_tranche is None or asked.montant_tranche_ht is None:
        return None
    if asked.mode == "tranches_commandes":
        return (amount / asked.montant_tranche_ht).to_integral_value(ROUND_FLOOR) * asked.heures_par_tranche
    return amount * asked.heures_par_tranche / asked.montant_tranche_ht


def _total_maximum(marche: Marche, asked: Insertion, lots: tuple[LotHours, ...]) -> Decimal | None:
    """Sum of the lots' maxima; else, pro rata and with every lot concerned, the marché's own maximum."""
    if asked.mode not in ORDER_MODES:
        return None
    concerned = [lot for lot in lots if lot.facteurs]
    maxima = [lot.heures_maximum for lot in concerned]
    known = [maximum for maximum in maxima if maximum is not None]
    if known and len(known) == len(maxima):
        return sum(known, Decimal(0))
    whole = len(concerned) == len(lots)
    return _ordered(asked, marche.montant_maximum_ht) if whole and asked.mode == "prorata_commandes" else None


def _formula(asked: Insertion, lots: tuple[LotHours, ...]) -> str:
    if asked.mode in WITHOUT_HOURS:
        return WITHOUT_HOURS[asked.mode]
    if asked.mode in ORDER_MODES:
        how = "au prorata" if asked.mode == "prorata_commandes" else "par tranche entière"
        return f"Heures d’insertion = montant HT commandé ÷ montant de la tranche × heures par tranche, {how}."
    extra = [f"portées à {asked.minimum_heures} au moins"] if asked.minimum_heures else []
    extra += [f"puis au multiple de {asked.arrondi} supérieur"] if asked.arrondi and asked.arrondi > 1 else []
    return ", ".join([_FORMULA, *extra]) + "."
