"""Public catering: quality and organic shares, plastic containers, bio-waste."""

from __future__ import annotations

from generator.law.annual import share
from generator.law.rule import Head
from generator.law.sector import TO_SETTLE, Duty, Values
from generator.law.situation import Situation
from generator.law.wording import listed, percent

OVERSEAS = ("971", "972", "973", "974", "976")


def _is_overseas(situation: Situation) -> bool:
    """Every place of performance is overseas; without an answer, the ordinary scale applies."""
    places = situation.marche.departements
    return bool(places) and all(place in OVERSEAS for place in places)


def _scale(situation: Situation) -> tuple[str, ...]:
    suffix = "-outre-mer" if _is_overseas(situation) else ""
    meat = "-etat" if situation.marche.acheteur.categorie == "etat" else ""
    return (f"egalim-part-qualite{suffix}", f"egalim-part-bio{suffix}", f"egalim-viande-poisson{meat}")


def _catering(situation: Situation, values: Values) -> str:
    quality, organic, meat = (share(values, id_) for id_ in _scale(situation))
    parts = []
    if quality:
        parts.append(f"{percent(quality.number)} au moins de produits durables et de qualité")
    if organic:
        parts.append(f"{percent(organic.number)} au moins de produits biologiques")
    if meat:
        parts.append(f"{percent(meat.number)} de viandes et de poissons durables et de qualité")
    scale = " (paliers d’outre-mer)" if _is_overseas(situation) else ""
    return (
        "Si ces achats servent une restauration collective dont vous avez la charge, leur valeur hors taxes comprend, "
        f"sur l’année civile, {listed(parts)}{scale}."
    )


CATERING = Duty(
    head=Head("restauration-collective", "Produits durables, de qualité et biologiques en restauration", "annee", True),
    regime="restauration-collective",
    said=_catering,
    values=_scale,
    doubt=lambda _: f"Les modifications de l’article L. 230-5-1 en 2025 et 2026 n’ont pas été vérifiées. {TO_SETTLE}",
)


def _plastic(situation: Situation, values: Values) -> str:
    return (
        "En restauration scolaire et universitaire, et pour l’accueil des enfants de moins de six ans, les contenants "
        f"de cuisson, de réchauffe et de service ne sont plus en plastique.{_small_towns(situation)}"
    )


def _small_towns(situation: Situation) -> str:
    if situation.marche.acheteur.categorie != "local" or situation.marche.acheteur.habitants is not None:
        return ""
    return " La date est le 1er janvier 2028 pour les communes de moins de 2 000 habitants."


def plastic_regime(situation: Situation) -> str:
    """Small towns have a later date; an unknown population is read as the ordinary case."""
    population = situation.marche.acheteur.habitants
    limit = situation.register.history("plastique-petites-communes-habitants")[-1].number
    is_small = situation.marche.acheteur.categorie == "local" and population is not None and population < limit
    return "plastique-restauration-petites-communes" if is_small else "plastique-restauration"


def _plastic_duty(situation: Situation) -> Duty:
    return Duty(
        head=PLASTIC,
        regime=plastic_regime(situation),
        said=_plastic,
        doubt=lambda _: f"L’article L. 541-15-10 n’a pas été lu lui-même. {TO_SETTLE}",
    )


PLASTIC = Head("plastique-restauration", "Contenants sans plastique en restauration collective", "annee", True)


def _waste(_: Situation, __: Values) -> str:
    return "Les biodéchets sont triés à la source par ceux qui les produisent."


WASTE = Duty(
    head=Head("biodechets-tri", "Tri à la source des biodéchets", "acheteur", True),
    regime="biodechets-tri",
    said=_waste,
)

RULES = (CATERING.rule(),)
MORE = (PLASTIC.rule(lambda situation: _plastic_duty(situation).decide(situation)), WASTE.rule())
