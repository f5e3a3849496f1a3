"""Dated values of law as people read them: the figure, the days it covers, how sure it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from generator.language.filters import euros, number, percent
from generator.language.typography import finish_plain
from generator.parameters import DatedValue
from web.dates import in_words

CERTAINTIES = {
    "primaire": ("Lu dans le texte", "primaire"),
    "secondaire": ("Source secondaire", "secondaire"),
    "a_verifier": ("À vérifier", "a-faire"),
    "proposition": ("Proposition", "facultative"),
}
WORDS = {"sans_objet": "sans objet", "statut": "selon le statut de l’acheteur", "tous": "tous les acheteurs"}


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a parameter, ready to print. `stale` says why it is to check again, or is empty."""

    value: str
    days: str
    since: str
    reference: str
    excerpt: str
    read_on: str
    certainty: str
    mark: str
    current: bool
    stale: str = ""

    @property
    def doubtful(self) -> bool:
        return self.mark == "a-faire"


def line_of(value: DatedValue, day: dt.date, stale: str = "") -> ValueLine:
    """A dated value in words; `current` when it is the one of that day."""
    certainty, mark = CERTAINTIES[value.verification]
    return ValueLine(
        value=figure(value),
        days=days_of(value),
        since=f"depuis le {in_words(value.a_compter_du)}",
        reference=finish_plain(value.reference),
        excerpt=finish_plain(value.extrait),
        read_on=in_words(value.source_lue_le) if value.source_lue_le else "",
        certainty=certainty,
        mark=mark,
        current=value.covers(day),
        stale=stale,
    )


def figure(value: DatedValue) -> str:
    """« 216 000 € », « 20 % », « 36 », « obligatoire », « 31 mars 2027 », « s’applique »."""
    found = value.valeur
    if isinstance(found, Decimal):
        return _quantity(value.type, found)
    if isinstance(found, bool):
        return "s’applique" if found else "ne s’applique pas"
    if value.type == "date" and isinstance(found, str):
        return in_words(found)
    return finish_plain(WORDS.get(value.as_text, value.as_text))


def _quantity(type_: str, found: Decimal) -> str:
    if type_ == "euros":
        return euros(found)
    if type_ == "part":
        return percent(found * 100)
    return percent(found) if type_ == "pourcent" else number(found)


def days_of(value: DatedValue) -> str:
    """« depuis le 1er avril 2026 », « du 1er janvier 2026 au 31 décembre 2027 »."""
    if value.jusqu_au is None:
        return f"à compter du {in_words(value.a_compter_du)}"
    return f"du {in_words(value.a_compter_du)} au {in_words(value.jusqu_au)}"
