"""The JSON Schema (2020-12) of a marché, built from the questions.

It describes the normal form that `as_json` writes, plus what a person reasonably writes by hand (« oui », an integer
amount). The reader understands more, and checks what no schema can say: references to lots, decimals within bounds.
"""

from __future__ import annotations

from decimal import Decimal

from generator.market.answers import MOST_DEPARTEMENTS
from generator.market.clauses import CODE_PATTERN, ID_PATTERN, LONGEST_TEXT
from generator.market.identifiers import DEPARTEMENTS
from generator.market.questions import Kind, Question
from generator.market.shape import ROOT, SCHEMA_VERSION, Group, Node
from generator.market.table import question

Schema = dict[str, object]
_PATTERNS: dict[Kind, str] = {
    "montant": r"^([0-9]{1,13}([.][0-9]{1,2})?)?$",
    "part": r"^(0([.][0-9]+)?|1([.]0+)?)?$",
    "pourcent": r"^(([0-9]{1,2}|100)([.][0-9]+)?)?$",
    "nombre": r"^([0-9]{1,13}([.][0-9]+)?)?$",
    "entier": r"^([0-9]{1,13})?$",
    "date": r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$",
    "cpv": r"^([0-9]{8}(-[0-9])?)?$",
    "siret": r"^([0-9]{14})?$",
    "courriel": r"^([^\s@]+@[^\s@]+\.[^\s@]+)?$",
    "telephone": r"^([+]?[0-9][0-9 ./()-]*)?$",
}
_NUMBERS: dict[Kind, str] = {
    "montant": "integer",
    "part": "integer",
    "entier": "integer",
    "pourcent": "number",
    "nombre": "number",
}


def schema() -> Schema:
    """The whole schema; `additionalProperties` is false everywhere a key is not a name the buyer gives."""
    structured: dict[str, Schema] = {
        "schema": {"title": "Version du format", "enum": [SCHEMA_VERSION, str(SCHEMA_VERSION), None, ""]},
        "clauses": _choice(),
        "points_traites": {"title": "Points réglés ailleurs", **_texts(CODE_PATTERN)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object(ROOT, structured),
        "title": "Marché décrit à Clausier",
        "description": "Absent, null et vide veulent dire : pas répondu.",
    }


def _object(group: Group, more: dict[str, Schema] | None = None) -> Schema:
    properties = {name: _node(node) for name, node in group.children.items()} | (more or {})
    required = [name for name, node in group.children.items() if _is_required(node)]
    return {
        "title": group.label,
        "type": "object" if required else ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _is_required(node: Node) -> bool:
    if isinstance(node, Question):
        return node.required
    return node.most is None and any(_is_required(child) for child in node.children.values())


def _node(node: Node) -> Schema:
    if isinstance(node, Question):
        return _question(node)
    if node.most is None:
        return _object(node)
    return {"title": node.label, "type": ["array", "null"], "maxItems": node.most, "items": _object(node)}


def _question(question: Question) -> Schema:
    described: Schema = {"title": question.label}
    if question.help:
        described["description"] = question.help
    return described | _typed(question)


def _typed(question: Question) -> Schema:
    if question.kind == "booleen":
        return {"enum": [True, False, "oui", "non", None, ""]}
    if question.kind == "departements":
        return {"type": ["array", "null"], "maxItems": MOST_DEPARTEMENTS, "items": {"enum": sorted(DEPARTEMENTS)}}
    if question.choices:
        return {"enum": [*_codes(question), None, ""]}
    if question.kind in _NUMBERS:
        return _number(question)
    return _text(question)


def _codes(question: Question) -> list[object]:
    spelled = [spelling for choice in question.choices for spelling in (choice.value, choice.value.replace("'", "’"))]
    codes: list[object] = list(dict.fromkeys(spelled))
    return [*(int(str(code)) for code in codes), *codes] if question.kind == "entier" else codes


def _number(question: Question) -> Schema:
    described: Schema = {"type": [_NUMBERS[question.kind], "string", "null"], "pattern": _PATTERNS[question.kind]}
    if question.minimum is not None:
        described["minimum"] = _bound(question.minimum)
    if question.maximum is not None:
        described["maximum"] = _bound(question.maximum)
    return described


def _bound(bound: Decimal) -> int | float:
    return int(bound) if bound == bound.to_integral_value() else float(bound)


def _text(question: Question) -> Schema:
    described: Schema = {"type": "string" if question.required else ["string", "null"]}
    if question.kind in _PATTERNS:
        return described | {"pattern": _PATTERNS[question.kind]}
    described["maxLength"] = question.max_length
    return described | ({"pattern": r"\S"} if question.required else {})


def _choice() -> Schema:
    setting: dict[str, Schema] = {
        "niveau": _node(question("niveau")),
        "parametres": _parameters(),
        "motifs": _texts(CODE_PATTERN),
    }
    retained: dict[str, Schema] = {
        **setting,
        "lots": {"type": ["array", "null"], "items": {"type": "integer", "minimum": 1, "maximum": 999}},
        "par_lot": _named("^[0-9]{1,3}$", _closed(setting)),
    }
    described: dict[str, Schema] = {
        "retenues": _named(f"^{ID_PATTERN}$", _closed(retained)),
        "ecartees": _texts(ID_PATTERN),
    }
    return {"title": "Clauses", **_closed(described)}


def _parameters() -> Schema:
    return _named(f"^{ID_PATTERN}$", {"type": ["number", "string", "boolean", "null"], "maxLength": LONGEST_TEXT})


def _texts(pattern: str) -> Schema:
    return _named(f"^{pattern}$", {"type": ["string", "null"], "maxLength": LONGEST_TEXT})


def _named(pattern: str, value: Schema) -> Schema:
    return {"type": ["object", "null"], "patternProperties": {pattern: value}, "additionalProperties": False}


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
