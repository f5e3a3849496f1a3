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
    section: str = ""  # id of the form section it stands in; see SECTIONS

    @property
    def name(self) -> str:
        """Last step of the key: « taux_effort » for « lots[].insertion.taux_effort »."""
        return self.key.rpartition(".")[2]

    @property
    def expected(self) -> str:
        """The sentence that says what an answer should look like."""
        return self.error or EXPECTED[self.kind]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form, in reading order."""

    id: str
    title: str
    help: str = ""


SECTIONS = (
    Section("acheteur", "Acheteur"),
    Section("objet", "Objet"),
    Section("montants", "Montants et dates"),
    Section("lots", "Lots", "Cochez les lots qui portent des heures d’insertion. Le calcul suit chaque montant."),
    Section("choix", "Choix"),
)

EXPECTED: dict[Kind, str] = {
    "texte": "Écrivez un texte sur une ligne.",
    "texte_long": "Écrivez un texte.",
    "montant": "Écrivez un montant en euros hors taxes, par exemple 1 234 567,89.",
    "part": 'Écrivez une part entre 0 et 100 %, par exemple 5 % (dans un fichier : "0.05").',
    "pourcent": "Écrivez un pourcentage entre 0 et 100, par exemple 30.",
    "nombre": "Écrivez un nombre, par exemple 12 ou 4,5.",
    "entier": "Écrivez un nombre entier, par exemple 3.",
    "booleen": "Répondez par oui ou par non.",
    "choix": "Choisissez une des réponses proposées.",
    "date": 'Écrivez une date comme 30/11/2026 (dans un fichier : "2026-11-30").',
    "cpv": "Écrivez les huit chiffres d’un code CPV, par exemple 45210000.",
    "siret": "Écrivez 14 chiffres, avec ou sans espaces.",
    "courriel": "Écrivez une adresse comme clauses@structure.example.",
    "telephone": "Écrivez un numéro comme 03 00 00 00 00.",
    "departements": "Écrivez les numéros des départements, par exemple 59, 62 ou 2A.",
}
