"""What has not been checked for twelve months, or stops being valid within six. The day is an argument."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.law.wording import day
from generator.parameters import Register

CHECK_EVERY = 12  # months
WARN_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A value or a text, the day it was last checked against its source, and its last day when one is known."""

    kind: str  # valeur · clause
    id: str
    libelle: str
    checked_on: dt.date | None
    ends_on: dt.date | None = None
    followed: bool = False  # another value takes over the day after


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """What is to check again, and the French sentence that says why."""

    checked: Checked
    reason: str


def stale(items: Iterable[Checked], today: dt.date) -> tuple[Stale, ...]:
    """Those to check on `today`: never dated, checked twelve months ago or more, or ending within six months."""
    return tuple(Stale(checked=item, reason=reason) for item in items for reason in _reasons(item, today))


def values_of(register: Register, today: dt.date) -> Iterator[Checked]:
    """The values in force or to come; those that ended before today are history and are left out."""
    for id_ in register.ids:
        history = register.history(id_)
        for rank, value in enumerate(history):
            if value.jusqu_au is None or value.jusqu_au >= today:
                follower = history[rank + 1].a_compter_du if rank + 1 < len(history) else None
                followed = follower is not None and value.jusqu_au == follower - dt.timedelta(days=1)
                yield Checked(
                    kind="valeur",
                    id=f"{id_} ({value.a_compter_du.isoformat()})",
                    libelle=value.libelle,
                    checked_on=value.source_lue_le,
                    ends_on=value.jusqu_au,
                    followed=followed,
                )


def _reasons(item: Checked, today: dt.date) -> Iterator[str]:
    if item.checked_on is None:
        yield "La date de la dernière vérification n’est pas indiquée."
    elif months_after(item.checked_on, CHECK_EVERY) <= today:
        yield f"La source a été lue le {day(item.checked_on)}, il y a douze mois ou plus."
    if item.ends_on is not None and not item.followed and today <= item.ends_on <= months_after(today, WARN_BEFORE):
        yield f"La validité se termine le {day(item.ends_on)} et rien n’est prévu ensuite."


def months_after(date: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of that month when it is shorter."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
