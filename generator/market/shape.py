"""The tree of a marché, built once from the keys of the questions: what the reader, the schema and the form walk."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.market import model
from generator.market.questions import Question
from generator.market.table import QUESTIONS

MOST_LOTS = 100
MOST_CRITERIA = 50
SCHEMA_VERSION = 1
# Read by small definitions of their own, not by questions.
STRUCTURED = ("schema", "clauses", "points_traites")


@dataclass(frozen=True, slots=True)
class Group:
    """An object of the marché, or (`most` set) a list of at most `most` such objects.

    `build` is the class of the model it becomes. `empty_counts`: `{}` is an answer, different from absent.
    """

    key: str
    build: type
    children: Mapping[str, Node]
    label: str = ""
    most: int | None = None
    empty_counts: bool = False


Node = Question | Group

_CLASSES: Mapping[str, tuple[type, str]] = {
    "": (model.Marche, "Marché"),
    "acheteur": (model.Acheteur, "Acheteur"),
    "periodes": (model.Periodes, "Périodes"),
    "besoin": (model.Besoin, "Valeur du besoin"),
    "complements": (model.Complements, "Compléments"),
    "lots[]": (model.Lot, "Lots"),
    "lots[].insertion": (model.Facteurs, "Heures d'insertion du lot"),
    "insertion": (model.Insertion, "Insertion"),
    "exemption_sociale": (model.Exemption, "Exemption de la clause sociale"),
    "facilitateur": (model.Facilitateur, "Facilitateur"),
    "criteres[]": (model.Critere, "Critères"),
}
_MOST = {"lots[]": MOST_LOTS, "criteres[]": MOST_CRITERIA}
_EMPTY_COUNTS = frozenset({"lots[].insertion"})


def tree(questions: Iterable[Question] = QUESTIONS) -> Group:
    """The whole shape. KeyError when a question stands in an object that no class of the model describes."""
    return _group("", [(question.key.split("."), question) for question in questions])


def _group(key: str, members: list[tuple[list[str], Question]]) -> Group:
    children: dict[str, Node] = {}
    for step in dict.fromkeys(path[0] for path, _ in members):
        inner = [(path[1:], question) for path, question in members if path[0] == step]
        below = [(path, question) for path, question in inner if path]
        if below:
            children[step.removesuffix("[]")] = _group(f"{key}.{step}" if key else step, below)
        else:
            children[step] = inner[0][1]
    build, label = _CLASSES[key]
    return Group(key, build, children, label, _MOST.get(key), key in _EMPTY_COUNTS)


ROOT = tree()


def fields_of(group: Group) -> set[str]:
    """Names of the fields of the class a group becomes."""
    return {field.name for field in dataclasses.fields(group.build)}


def key_of(path: str) -> str:
    """The key of a question from a place in a marché: « lots[2].cpv » → « lots[].cpv »."""
    return re.sub(r"\[[0-9]+\]", "[]", path)
