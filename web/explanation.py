"""The explanation tree of a duty, in words: rule, answers, sums, dated values, articles, means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from generator.language.filters import euros, number, percent
from generator.language.typography import finish_plain
from generator.law import Obligation, Trace
from generator.library import Library
from generator.market import QUESTIONS, Marche, question
from generator.market.questions import Question
from generator.parameters import DatedValue
from web.dates import in_words
from web.panel import STATUSES, target_of
from web.values import figure

KINDS = {
    "regle": "Règle",
    "reponse": "Réponse",
    "calcul": "Calcul",
    "valeur": "Valeur datée",
    "article": "Texte",
    "moyen": "Moyen",
}
MEANS = {
    "clause": "clause retenue",
    "critere": "critère d’attribution",
    "specification": "spécification technique",
    "reservation": "réservation",
    "piece": "pièce du dossier",
    "acte": "acte de l’acheteur",
}
UNANSWERED = "sans réponse"


_RESERVATIONS = {choice.value: finish_plain(choice.label) for choice in question("reserve").choices}


@dataclass(frozen=True, slots=True)
class Node:
    """A node ready to print. `parameter` opens the register, `field` the form; both may be empty."""

    kind: str
    label: str
    value: str
    parameter: str = ""
    field: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Words:
    """The names a tree needs: clauses, criteria, reservations."""

    marche: Marche
    library: Library

    def means(self, id_: str) -> str:
        """The title of a clause, the wording of a criterion, or the id as it is."""
        if id_.startswith("criteres["):
            rank = int(id_.removeprefix("criteres[").rstrip("]"))
            label = self.marche.criteres[rank].libelle if rank < len(self.marche.criteres) else None
            return label or f"critère {rank + 1}"
        return self._titles.get(id_) or _RESERVATIONS.get(id_) or finish_plain(self.library.register.label(id_))

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        clauses = self.library.clauses_at(self.marche.date_engagement)
        return {id_: finish_plain(clause.titre) for id_, clause in clauses.items()}


def tree(obligation: Obligation, words: Words) -> Node | None:
    """The tree of a duty, or None when it has none."""
    if obligation.trace is None:
        return None
    values = {value.libelle: value for value in obligation.parametres}
    return _node(obligation.trace, values, words)


def _node(trace: Trace, values: Mapping[str, DatedValue], words: Words) -> Node:
    children = tuple(_node(child, values, words) for child in trace.enfants)
    kind = KINDS.get(trace.type, trace.type)
    label, value, parameter, field = finish_plain(trace.libelle), trace.valeur or "", "", ""
    if trace.type == "regle":
        value = STATUSES[value][0].lower() if value in STATUSES else value
    elif trace.type == "reponse":
        value, field = _answer(trace)
    elif trace.type == "valeur" and trace.libelle in values:
        parameter, value = values[trace.libelle].id, figure(values[trace.libelle])
    elif trace.type == "calcul":
        value = "" if label.endswith(".") else _amount(value)  # a whole sentence already says its amount
    elif trace.type == "article":
        value = f"en vigueur depuis le {in_words(value)}" if value else ""
    elif trace.type == "moyen":
        label, value = words.means(trace.libelle), MEANS.get(value, value)
    return Node(kind, label, value, parameter, field, children)


def _amount(text: str) -> str:
    try:
        return euros(Decimal(text))
    except (InvalidOperation, ValueError):
        return text


QUESTION_OF: Mapping[str, Question] = {each.label: each for each in reversed(QUESTIONS)}


def _answer(trace: Trace) -> tuple[str, str]:
    """The answers as the form words them, and the field they come from."""
    asked = QUESTION_OF.get(trace.libelle)
    if asked is None:
        return trace.valeur or UNANSWERED, ""
    said = [_said(asked, part) for part in (trace.valeur or "").split(", ") if part]
    return ", ".join(said) or UNANSWERED, target_of(asked.key)


def _said(asked: Question, text: str) -> str:
    labels = {choice.value: finish_plain(choice.label) for choice in asked.choices}
    if text in labels:
        return labels[text]
    try:
        return _typed(asked.kind, text)
    except (InvalidOperation, ValueError):
        return text


def _typed(kind: str, text: str) -> str:
    if kind == "montant":
        return euros(Decimal(text))
    if kind == "part":
        return percent(Decimal(text) * 100)
    if kind in ("nombre", "entier"):
        return number(Decimal(text))
    return in_words(dt.date.fromisoformat(text)) if kind == "date" else text
