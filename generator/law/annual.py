"""Duties that bear on a year's purchases of a buyer: reuse, paper, roads, vehicles, forests, plastic."""

from __future__ import annotations

from generator.law.rule import Head
from generator.law.scope import Concern, of_buyer, of_purchase
from generator.law.sector import TO_SETTLE, Duty, Values
from generator.law.situation import Situation
from generator.law.wording import listed, percent
from generator.parameters import DatedValue

_UNKNOWN_RATE = "taux à reprendre de l’annexe du décret"


def share(values: Values, id_: str) -> DatedValue | None:
    """The value of that id among those in force."""
    return next((value for value in values if value.id == id_), None)


# --- Loi AGEC, art. 58


def _families(situation: Situation) -> tuple[str, ...]:
    """The categories of the decree that this contract touches, by id of their parameter."""
    found = []
    for id_ in situation.register.ids:
        scope = situation.register.parameter(id_).vise
        if id_.startswith("agec58-") and scope.cpv and of_purchase(situation, scope).side == "yes":
            found.append(id_)
    return tuple(found)


def _reuse_values(situation: Situation) -> tuple[str, ...]:
    return tuple(each for id_ in _families(situation) for each in (id_, f"{id_}-reemploi", f"{id_}-recycle"))


def _reuse(situation: Situation, values: Values) -> str:
    families = [value for value in values if value.id in _families(situation)]
    named = [f"{value.libelle.rpartition(':')[2].strip()} ({_rates(value.id, values)})" for value in families]
    of = f" Catégorie concernée : {' ; '.join(named)}." if named else ""
    return (
        "Une part des dépenses annuelles, catégorie par catégorie, va à des biens issus du réemploi ou de la "
        f"réutilisation, et une part à des biens qui contiennent des matières recyclées.{of} Les fournitures comprises "
        "dans un marché de travaux ou de services comptent aussi."
    )


def _rates(family: str, values: Values) -> str:
    reuse, recycled = share(values, f"{family}-reemploi"), share(values, f"{family}-recycle")
    known = []
    if reuse:
        known.append(f"réemploi {percent(reuse.number)}")
    if recycled:
        known.append(f"recyclé {percent(recycled.number)}")
    return ", ".join(known) if known else _UNKNOWN_RATE


def _reuse_doubt(situation: Situation) -> str:
    if situation.marche.acheteur.categorie == "etat":
        return (
            "Le texte vise l’État, les collectivités et leurs groupements, non les autres établissements publics : si "
            f"vous êtes un établissement de l’État, vérifiez qu’il s’applique. {TO_SETTLE}"
        )
    return ""


REUSE = Duty(
    head=Head("reemploi-recyclage", "Achats issus du réemploi ou contenant des matières recyclées", "annee", True),
    regime="reemploi-recyclage",
    said=_reuse,
    values=_reuse_values,
    doubt=_reuse_doubt,
)


# --- Papier, voirie


def _paper(_: Situation, values: Values) -> str:
    return (
        f"Sur l’année, le papier recyclé représente au moins {percent(values[0].number)} des achats de papier ; le "
        "reste provient de forêts gérées durablement."
    )


PAPER = Duty(
    head=Head("papier-recycle", "Papier recyclé", "annee", True),
    regime="papier-recycle",
    said=_paper,
    values=lambda _: ("papier-recycle-fibres",),
    doubt=lambda _: (
        "L’articulation avec les catégories « papier » et « reprographie » du décret n° 2024-134 n’a pas été "
        f"établie. {TO_SETTLE}"
    ),
)


def _roads(_: Situation, values: Values) -> str:
    surface, base = share(values, "materiaux-routiers-surface"), share(values, "materiaux-routiers-assise")
    layers = (
        f", dont {percent(surface.number)} en couche de surface et {percent(base.number)} en assise"
        if surface and base
        else ""
    )
    return (
        f"Sur l’année, au moins {percent(values[0].number)} en masse des matériaux de construction routière "
        f"proviennent du réemploi, de la réutilisation ou du recyclage{layers}."
    )


ROADS = Duty(
    head=Head("materiaux-routiers", "Matériaux routiers issus du réemploi ou du recyclage", "annee", True),
    regime="materiaux-routiers",
    said=_roads,
    values=lambda _: ("materiaux-routiers-surface", "materiaux-routiers-assise", "dechets-routiers"),
)


# --- Forêts et plastique


def _forests(_: Situation, __: Values) -> str:
    return (
        "Les services de l’État se donnent pour objectif de ne plus acheter de biens qui ont contribué à la "
        "déforestation."
    )


FORESTS = Duty(
    head=Head("deforestation-etat", "Biens n’ayant pas contribué à la déforestation", "annee", True),
    regime="deforestation-etat",
    said=_forests,
    doubt=lambda _: (
        "La presse spécialisée indique que ce texte vaut jusqu’en 2026, et il ne vise que les services "
        f"centraux et déconcentrés de l’État : vérifiez qu’il s’applique encore. {TO_SETTLE}"
    ),
)


def _state_plastic(_: Situation, __: Values) -> str:
    return (
        "L’État n’achète plus de produits en plastique à usage unique pour ses lieux de travail et les événements "
        "qu’il organise, sauf exceptions fixées par décret."
    )


STATE_PLASTIC = Duty(
    head=Head("plastique-etat", "Plastique à usage unique des services de l’État", "annee", True),
    regime="plastique-etat",
    said=_state_plastic,
)


# --- Véhicules

_SUFFIXES = {"etat": "etat", "local": "local", "autre": "autres"}


def _vehicle_values(situation: Situation) -> tuple[str, ...]:
    kind = _SUFFIXES.get(situation.marche.acheteur.categorie or "", "autres")
    fleet = ("vehicules-flotte",) if kind != "autres" else ()
    return (f"vehicules-faibles-{kind}", f"vehicules-tres-faibles-{kind}", *fleet, "vehicules-co2")


def _vehicles(situation: Situation, values: Values) -> str:
    low = next((value for value in values if value.id.startswith("vehicules-faibles-") and value.type == "part"), None)
    least = next((value for value in values if value.id.startswith("vehicules-tres-faibles-")), None)
    shares = [f"{percent(low.number)} de véhicules à faibles émissions"] if low else []
    if least:
        shares.append(f"{percent(least.number)} de véhicules à très faibles émissions")
    said = f"au moins {listed(shares)}" if shares else "des parts de véhicules à faibles émissions"
    return (
        f"Dans l’année, les renouvellements de véhicules de 3,5 tonnes au plus comptent {said}, achats, locations et "
        f"certains services compris.{_fleet(situation, values)}"
    )


def _fleet(situation: Situation, values: Values) -> str:
    limit = share(values, "vehicules-flotte")
    if limit is None or situation.marche.acheteur.flotte_vehicules is not None:
        return ""
    return f" La règle suppose une flotte de plus de {limit.as_text} véhicules."


def _fleet_concern(situation: Situation) -> Concern:
    """A fleet known to be small enough escapes; an unknown one is read as the ordinary case."""
    size = situation.marche.acheteur.flotte_vehicules
    buyer = of_buyer(situation, situation.register.parameter("vehicules-flotte").vise)
    limit = situation.register.history("vehicules-flotte")[-1].number
    if situation.marche.acheteur.categorie in (None, "entite_adjudicatrice"):
        return Concern("unknown", missing=("acheteur.categorie",))
    if buyer.side == "yes" and size is not None and size <= limit:
        return Concern("no", f"La flotte ne compte pas plus de {limit:f} véhicules.")
    return Concern("yes")


VEHICLES = Duty(
    head=Head("vehicules-faibles-emissions", "Véhicules à faibles et à très faibles émissions", "annee", True),
    regime="vehicules-faibles-emissions",
    said=_vehicles,
    values=_vehicle_values,
    narrow=_fleet_concern,
    doubt=lambda _: (
        "La version de l’article L. 224-8 en vigueur depuis le 7 avril 2024, et la définition des véhicules "
        f"à faibles émissions à partir de 2026, n’ont pas été lues : vérifiez les parts. {TO_SETTLE}"
    ),
)


def _buses(situation: Situation, values: Values) -> str:
    return (
        f"Dans l’année, {percent(values[0].number)} au moins des autobus et autocars renouvelés sont à faibles "
        f"émissions, et la moitié des autobus à très faibles émissions.{_fleet(situation, values)}"
    )


BUSES = Duty(
    head=Head("autobus-faibles-emissions", "Autobus et autocars à faibles émissions", "annee", True),
    regime="autobus-faibles-emissions",
    said=_buses,
    values=lambda _: ("autobus-tres-faibles-part", "vehicules-flotte"),
    narrow=_fleet_concern,
)

RULES = tuple(duty.rule() for duty in (REUSE, VEHICLES))
MORE = tuple(duty.rule() for duty in (BUSES, PAPER, ROADS, FORESTS, STATE_PLASTIC))
