"""A marché as JSON-ready data: decimal strings, ISO dates, unanswered keys left out. `read` gives it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from generator.market.model import Choix, ClauseRetenue, Marche, ParameterValue, Reglage
from generator.market.questions import Question
from generator.market.shape import ROOT, SCHEMA_VERSION, Group


def as_json(marche: Marche) -> dict[str, object]:
    """The normal form of a marché, keys in order of the form."""
    data: dict[str, object] = {"schema": SCHEMA_VERSION, **_object(ROOT, marche)}
    if marche.clauses is not None:
        data["clauses"] = _choice(marche.clauses)
    if marche.points_traites:
        data["points_traites"] = dict(marche.points_traites)
    return data


def _object(group: Group, source: object) -> dict[str, object]:
    data: dict[str, object] = {}
    for name, node in group.children.items():
        value = getattr(source, name)
        if value is None or value == ():
            continue
        if isinstance(node, Question):
            data[name] = json_answer(value)
        else:
            data[name] = [_object(node, item) for item in value] if node.most is not None else _object(node, value)
    return data


def json_answer(value: object) -> object:
    """One answer as JSON holds it."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def decimal_text(number: Decimal) -> str:
    """« 2100000 », « 0.5 »: one way to write a number, however it was typed, so that equal marchés are one text."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _choice(choice: Choix) -> dict[str, object]:
    data: dict[str, object] = {}
    if choice.retenues is not None:
        data["retenues"] = {clause: _retained(setting) for clause, setting in choice.retenues.items()}
    if choice.ecartees:
        data["ecartees"] = dict(choice.ecartees)
    return data


def _retained(clause: ClauseRetenue) -> dict[str, object]:
    data = _setting(clause)
    if clause.lots is not None:
        data["lots"] = list(clause.lots)
    if clause.par_lot:
        data["par_lot"] = {str(number): _setting(setting) for number, setting in clause.par_lot.items()}
    return data


def _setting(setting: ClauseRetenue | Reglage) -> dict[str, object]:
    data: dict[str, object] = {}
    if setting.niveau is not None:
        data["niveau"] = setting.niveau
    if setting.parametres:
        data["parametres"] = _parameters(setting.parametres)
    if setting.motifs:
        data["motifs"] = dict(setting.motifs)
    return data


def _parameters(parameters: Mapping[str, ParameterValue]) -> dict[str, object]:
    """Numbers stay JSON numbers, for a text and a number are not the same parameter."""
    return {name: _number(value) if isinstance(value, Decimal) else value for name, value in parameters.items()}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
