"""Questions as they stand in a page: with a name, an id, what was typed and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.language.typography import finish_plain
from generator.market import question
from generator.market.questions import Question

UNITS = {"montant": "€ HT", "part": "%", "pourcent": "%"}
INPUT_MODES = {
    "montant": "decimal",
    "part": "decimal",
    "pourcent": "decimal",
    "nombre": "decimal",
    "entier": "numeric",
    "siret": "numeric",
    "courriel": "email",
    "telephone": "tel",
}
AUTOCOMPLETE = {"acheteur.nom": "organization"}
LONG = {"objet": 2}
RADIOS = 3  # at most so many choices stand side by side,
SHORT = 34  # with so many characters in all
YES_NO = (("oui", "Oui"), ("non", "Non"))
BLANK = "Sans réponse"
INDEX = re.compile(r"\.\d+\.")


@dataclass(frozen=True)
class Field:
    """One question at one place of the form. `value` is what was typed, whatever it is worth."""

    question: Question
    name: str
    value: str = ""
    error: str = ""
    hint_shown: bool = True
    radios: bool = True

    @property
    def id(self) -> str:
        return field_id(self.name)

    @property
    def error_id(self) -> str:
        return f"{self.id}-faute"

    @property
    def help_id(self) -> str:
        return f"{self.id}-aide"

    @property
    def label(self) -> str:
        return finish_plain(self.question.label)

    @property
    def why(self) -> str:
        return finish_plain(self.question.why)

    @property
    def choice_notes(self) -> tuple[tuple[str, str], ...]:
        """Choices that need a word of explanation."""
        return tuple((finish_plain(c.label), finish_plain(c.help)) for c in self.question.choices if c.help)

    @property
    def required(self) -> bool:
        return self.question.required

    @property
    def blank(self) -> str:
        return BLANK

    @cached_property
    def hint(self) -> str:
        """The help, then an example; nothing where a column heading already says it."""
        if not self.hint_shown:
            return ""
        example = f"Exemple : {self.question.example}" if self.question.example else ""
        if example and not example.endswith((".", "»")):
            example += "."
        return finish_plain(" ".join(part for part in (self.question.help, example) if part))

    @cached_property
    def widget(self) -> str:
        if self.question.key == "niveau":
            return "levels"
        if self.options:
            return "radio" if self.radios and self._short else "select"
        return "textarea" if self.question.kind == "texte_long" or self.name in LONG else "input"

    @property
    def _short(self) -> bool:
        return len(self.options) <= RADIOS and sum(len(label) for _, label in self.options) <= SHORT

    @cached_property
    def options(self) -> tuple[tuple[str, str], ...]:
        if self.question.kind == "booleen":
            return YES_NO
        return tuple((choice.value, finish_plain(choice.label)) for choice in self.question.choices)

    @property
    def rows(self) -> int:
        return LONG.get(self.name, 3)

    @property
    def unit(self) -> str:
        return "€/h" if self.name.endswith("cout_horaire") else UNITS.get(self.question.kind, "")

    @property
    def inputmode(self) -> str:
        return INPUT_MODES.get(self.question.kind, "")

    @property
    def autocomplete(self) -> str:
        return AUTOCOMPLETE.get(self.name, "")

    @property
    def without_hint(self) -> Field:
        """The same field where there is no room for words: no help, and a list instead of buttons."""
        return replace(self, hint_shown=False, radios=False)


def field_id(name: str) -> str:
    """The HTML id of a form field: « lots.0.intitule » is « f-lots-0-intitule »."""
    return "f-" + re.sub(r"[^A-Za-z0-9_]+", "-", name)


def key_of(name: str) -> str:
    """The key of the question behind a field name: « lots.0.intitule » is « lots[].intitule »."""
    return INDEX.sub("[].", name)


def field(name: str, values: Mapping[str, str], errors: Mapping[str, str]) -> Field:
    """The field of that name, with its value and its error."""
    return Field(question(key_of(name)), name, values.get(name, ""), errors.get(name, ""))
