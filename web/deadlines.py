"""What changes in the register after a day, in order, and what is to check again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.language.typography import NBSP, finish_plain
from generator.law import Checked, Stale, stale, values_of
from generator.library import Library
from generator.parameters import DatedValue, Parameter, Register
from web.dates import distance, in_words
from web.values import CERTAINTIES, figure


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter that changes on a day, in words."""

    id: str
    label: str
    words: str
    reference: str
    certainty: str
    mark: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day ahead and all that changes then."""

    day: str
    distance: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A value or a clause to look at again. `id` is the parameter to open, empty for a clause."""

    id: str
    label: str
    reason: str


def deadlines(register: Register, since: dt.date) -> tuple[Deadline, ...]:
    """The days after `since` on which a value starts or stops, soonest first."""
    found: dict[dt.date, list[Change]] = {}
    for id_ in register.ids:
        for day, change in _changes(register.parameter(id_), since):
            found.setdefault(day, []).append(change)
    return tuple(
        Deadline(in_words(day), distance(day, since), tuple(sorted(changes, key=lambda each: each.label)))
        for day, changes in sorted(found.items())
    )


def to_check(library: Library, day: dt.date) -> tuple[ToCheck, ...]:
    """Values then clauses not checked for twelve months, or that end within six with nothing after."""
    checked = (*values_of(library.register, day), *_clauses(library))
    return tuple(_to_check(item) for item in stale(checked, day))


def _changes(parameter: Parameter, since: dt.date) -> Iterator[tuple[dt.date, Change]]:
    values = parameter.valeurs
    if values[0].a_compter_du > since:
        yield values[0].a_compter_du, _change(parameter, values[0], f"Entrée en vigueur{NBSP}: {figure(values[0])}.")
    for before, after in pairwise(values):
        if after.a_compter_du > since:
            yield after.a_compter_du, _change(parameter, after, _passage(before, after))
    for value, follower in zip(values, (*values[1:], None), strict=True):
        if value.jusqu_au is None or value.jusqu_au < since:
            continue
        morning_after = value.jusqu_au + dt.timedelta(days=1)
        if follower is None or follower.a_compter_du != morning_after:
            words = f"Fin de validité la veille{NBSP}: {figure(value)}. Aucune valeur n’est connue ensuite."
            yield morning_after, _change(parameter, value, words)


def _passage(before: DatedValue, after: DatedValue) -> str:
    if before.valeur == after.valeur:
        return f"Même valeur, {figure(after)}, dans une nouvelle rédaction."
    return f"Passe de {figure(before)} à {figure(after)}."


def _change(parameter: Parameter, value: DatedValue, words: str) -> Change:
    certainty, mark = CERTAINTIES[value.verification]
    return Change(parameter.id, finish_plain(parameter.libelle), words, finish_plain(value.reference), certainty, mark)


def _clauses(library: Library) -> Iterator[Checked]:
    for clause in library.clauses_at(None).values():
        readings = [day for reading in clause.relectures if isinstance(day := reading.get("le"), dt.date)]
        last = max(readings) if readings else clause.redige_le
        yield Checked(kind="clause", id=clause.id, libelle=clause.titre, checked_on=last)


def _to_check(item: Stale) -> ToCheck:
    id_ = item.checked.id.partition(" (")[0] if item.checked.kind == "valeur" else ""
    return ToCheck(id_, finish_plain(item.checked.libelle), finish_plain(item.reason))
