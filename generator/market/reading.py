"""From answers to a marché: read strictly, understood kindly, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.errors import Fault, InputError
from generator.market.answers import is_unanswered, read_answer
from generator.market.clauses import read_choice, read_settled
from generator.market.faults import Faults, join, refuse_unknown
from generator.market.model import Marche
from generator.market.numbering import LotNumbers, number_lots
from generator.market.plain import shown
from generator.market.questions import Question
from generator.market.shape import ROOT, SCHEMA_VERSION, STRUCTURED, Group
from generator.market.source import parse_json
from generator.market.typed import UnreadableError


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and everything that was not. A wrong answer counts as unanswered."""

    marche: Marche
    faults: tuple[Fault, ...]

    @property
    def wrong(self) -> tuple[Fault, ...]:
        """The faults of what was answered: a required answer not given yet is left out."""
        return tuple(fault for fault in self.faults if fault.code != "manquant")

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The wrong answers, but for words given instead of a code: a page answers those with proposals."""
        return tuple(fault for fault in self.wrong if fault.code != "recherche")


def read(data: object) -> Marche:
    """The marché, or InputError with all its faults."""
    reading = read_kindly(data)
    if reading.faults:
        raise InputError(reading.faults)
    return reading.marche


def read_json(raw: bytes) -> Marche:
    """The marché of a JSON file, or InputError with all its faults."""
    return read(parse_json(raw))


def read_kindly(data: object) -> Reading:
    """Everything that can be understood of the answers. Never raises on content."""
    faults = Faults()
    source = data if isinstance(data, Mapping) else {}
    if not isinstance(data, Mapping):
        faults.add("", f"Un marché est un objet JSON, et non {shown(data)}.", "Commencez par « { ».", "type")
    values = _object(ROOT, source, "", faults)
    _version(source.get("schema"), faults)
    numbers = number_lots(values["lots"], faults)
    values["clauses"] = read_choice(source.get("clauses"), numbers, faults)
    values["points_traites"] = read_settled(source.get("points_traites"), faults)
    _criteria_lots(values["criteres"], numbers, faults)
    return Reading(_build(ROOT, values), faults.all())


def _version(value: object, faults: Faults) -> None:
    if not is_unanswered(value) and (isinstance(value, bool) or value not in (SCHEMA_VERSION, str(SCHEMA_VERSION))):
        faults.add("schema", f"{shown(value)} n’est pas une version connue.", "Écrivez 1, ou rien.", "version")


def _object(group: Group, source: Mapping[object, object], path: str, faults: Faults) -> dict[str, Any]:
    """The values of one object, by field; what is wrong is None."""
    known = (*group.children, *(STRUCTURED if group is ROOT else ()))
    refuse_unknown(source, known, path, faults, _elsewhere(group))
    values: dict[str, Any] = {}
    for name, node in group.children.items():
        place, value = join(path, name), source.get(name)
        if isinstance(node, Question):
            values[name] = _answer(node, value, place, faults)
        elif node.most is not None:
            values[name] = _list(node, value, place, faults)
        else:
            values[name] = _child(node, value, place, faults)
    return values


def _answer(question: Question, value: object, place: str, faults: Faults) -> object:
    try:
        answer = read_answer(question, value)
    except UnreadableError as error:
        faults.add(place, str(error), question.expected, error.code)
        return None
    if answer is None and question.required:
        faults.add(place, f"Cette réponse manque : {question.label}.", question.expected, "manquant")
    return answer


def _child(group: Group, value: object, place: str, faults: Faults) -> dict[str, Any] | None:
    if not isinstance(value, Mapping) and not is_unanswered(value):
        faults.add(place, f"Un objet est attendu, et non {shown(value)}.", "Écrivez { … } ou null.", "type")
    source = value if isinstance(value, Mapping) else {}
    values = _object(group, source, place, faults)
    given = any(inner is not None for inner in values.values())
    kept = given or _is_required(group) or (group.empty_counts and isinstance(value, Mapping))
    return values if kept else None


def _is_required(group: Group) -> bool:
    return any(isinstance(node, Question) and node.required for node in group.children.values())


def _list(group: Group, value: object, place: str, faults: Faults) -> list[dict[str, Any]]:
    if is_unanswered(value):
        return []
    if not isinstance(value, list | tuple):
        faults.add(place, f"Une liste est attendue, et non {shown(value)}.", "Écrivez [ … ].", "type")
        return []
    most = group.most or 0
    if len(value) > most:
        faults.add(
            place, f"{len(value)} éléments sont donnés ; la limite est de {most}.", "Retirez les autres.", "nombre"
        )
    return [_item(group, item, f"{place}[{index}]", faults) for index, item in enumerate(value[:most])]


def _item(group: Group, value: object, place: str, faults: Faults) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return _object(group, value, place, faults)
    faults.add(place, f"Un objet est attendu, et non {shown(value)}.", "Écrivez { … }.", "type")
    return _object(group, {}, place, Faults())


def _criteria_lots(criteria: list[dict[str, Any]], numbers: LotNumbers, faults: Faults) -> None:
    """A criterion of a lot names one that exists; else the reference is forgotten."""
    for index, criterion in enumerate(criteria):
        lot = criterion["lot"]
        if lot is not None and not numbers.resolves(lot, f"criteres[{index}].lot", faults):
            criterion["lot"] = None


def _build(group: Group, values: dict[str, Any]) -> Any:
    """The object of the model, its children first. Unanswered fields keep the default of the model."""
    for name, node in group.children.items():
        if isinstance(node, Group) and values[name] is not None:
            many = node.most is not None
            values[name] = tuple(_build(node, item) for item in values[name]) if many else _build(node, values[name])
    given = {name: value for name, value in values.items() if value is not None}
    required = {n: "" for n, node in group.children.items() if isinstance(node, Question) and node.required}
    return group.build(**{**required, **given})


def _elsewhere(here: Group) -> dict[str, str]:
    """Full keys of every answer outside this object, by last name."""
    return {name: key for name, key in _FULL_KEYS.items() if name not in here.children}


def _full_keys(group: Group) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, node in group.children.items():
        keys.setdefault(name, node.key)
        if isinstance(node, Group):
            keys = {**_full_keys(node), **keys}
    return keys


_FULL_KEYS = _full_keys(ROOT)
