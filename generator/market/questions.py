"""The one definition of every answer: it serves the form, the reader, the JSON Schema and the facts page.

A question knows its JSON path, its type, what it is called, how it is explained, its bounds and choices, and
the sentence to say when the answer is wrong. Nothing else in the project repeats a label or a bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "texte",  # one line
    "texte_long",
    "montant",  # euros before tax
    "part",  # fraction 0 to 1 in JSON, typed as a percent or a fraction in the form
    "pourcent",  # 0 to 100
    "nombre",
    "entier",
    "booleen",
    "choix",
    "date",
    "cpv",
    "siret",
    "courriel",
    "telephone",
    "departements",
]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One answer. `key` is its JSON path: « acheteur.nom », « lots[].intitule », « criteres[].type »."""

    key: str
    kind: Kind
    label: str
    help: str = ""
    example: str = ""
    why: str = ""  # « Pourquoi cette question ? »: the rules that use the answer
    error: str = ""  # what is expected, as a sentence; a default exists for each kind
    choices: tuple[Choice, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = 300
    required: bool = False
