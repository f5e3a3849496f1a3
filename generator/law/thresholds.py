"""The European thresholds that may apply, and what the known value of the need says against them.

What is missing is only asked for when it could change the answer: with every candidate threshold below the
value, or all of them alike, the buyer's category or the nature does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

from generator.law.situation import Situation
from generator.parameters import DatedValue

Side = Literal["above", "below", "unknown"]

_BY_BUYER = {
    "etat": "seuil-europeen-fs-etat",
    "local": "seuil-europeen-fs-autres",
    "autre": "seuil-europeen-fs-autres",
    "entite_adjudicatrice": "seuil-europeen-fs-entites",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where the need stands. `thresholds`: the candidates; `missing`: answers that could change `side`."""

    side: Side
    thresholds: tuple[DatedValue, ...]
    missing: tuple[str, ...] = ()


def compare(situation: Situation) -> Comparison:
    """The need against the threshold of its buyer and nature; OutsideDatesError outside the register."""
    sides = {choice: _side(situation, situation.at(parameter)) for choice, parameter in _candidates(situation).items()}
    values = {parameter: situation.at(parameter) for parameter in _candidates(situation).values()}
    thresholds = tuple(sorted(values.values(), key=lambda value: value.number))
    found = set(sides.values())
    if len(found) == 1 and found != {"unknown"}:
        return Comparison(found.pop(), thresholds)
    return Comparison("unknown", thresholds, _decisive(situation, sides))


def _side(situation: Situation, threshold: DatedValue) -> Side:
    value = situation.value
    if value.known is not None and value.known >= threshold.number:
        return "above"
    return "unknown" if value.missing or value.known is None else "below"


Choice = tuple[str, str]  # a nature and a category of buyer


def _candidates(situation: Situation) -> dict[Choice, str]:
    """Every combination of answers still possible, and its threshold."""
    if situation.is_concession:
        return {("", ""): "seuil-europeen-concessions"}
    natures = (situation.nature,) if situation.nature else ("travaux", "fournitures")
    return {(nature, buyer): _parameter(nature, buyer) for nature, buyer in product(natures, _buyers(situation))}


def _parameter(nature: str, buyer: str) -> str:
    return "seuil-europeen-travaux" if nature == "travaux" else _BY_BUYER.get(buyer, "seuil-europeen-fs-autres")


def _buyers(situation: Situation) -> tuple[str, ...]:
    acts_as_entity = situation.marche.entite_adjudicatrice()
    if acts_as_entity:
        return ("entite_adjudicatrice",)
    if situation.marche.acheteur.categorie:
        return (situation.marche.acheteur.categorie,)
    authorities = ("etat", "local")
    return authorities if acts_as_entity is False else (*authorities, "entite_adjudicatrice")


def _decisive(situation: Situation, sides: dict[Choice, Side]) -> tuple[str, ...]:
    """The answers that could settle the matter: amounts if they lack, natures and buyers if they differ."""
    asked = list(situation.value.missing) if "unknown" in sides.values() else []
    for rank, key in enumerate(("nature", "acheteur.categorie")):
        parameters = _candidates(situation)
        if any(
            one[1 - rank] == other[1 - rank]
            and (sides[one] != sides[other] or _both_open(sides, parameters, one, other))
            for one, other in product(sides, sides)
        ):
            asked.append(key)
    return tuple(asked)


def _both_open(sides: dict[Choice, Side], parameters: dict[Choice, str], one: Choice, other: Choice) -> bool:
    """Both undecided for want of an amount, against thresholds that differ: this answer will matter too."""
    return sides[one] == sides[other] == "unknown" and parameters[one] != parameters[other]
