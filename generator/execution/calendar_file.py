"""The tasks as a calendar file (RFC 5545): escaped, folded at 75 octets, with identifiers that never change."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from generator.execution.steps import TITLES, Task
from generator.execution.undertaking import Undertaking
from generator.language.characters import clean

_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Clausier//Cycle de la clause sociale//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
FOLD = 75  # octets, without the line break
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


def calendar(undertaking: Undertaking, tasks: Iterable[Task]) -> bytes | None:
    """One all-day event for each dated task, stamped with the day the consultation is engaged; None without any.

    An identifier depends on the marché (buyer, reference, object) and the task, not on its day: a calendar that
    takes the file again moves the event.
    """
    marche = undertaking.dossier.marche
    mark = "\0".join((marche.acheteur.nom, marche.reference or "", marche.objet))
    digest = hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:20]
    dated = [(task, rank, day) for task in tasks for rank, day in enumerate(task.days, start=1)]
    if not dated:
        return None
    stamp = marche.date_engagement or min(day for _, _, day in dated)
    lines = list(_HEAD)
    for task, rank, day in dated:
        lines += _event(task, f"{digest}-{task.id}-{rank}@clausier.invalid", day, stamp, marche.objet)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def _event(task: Task, uid: str, day: dt.date, stamp: dt.date, subject: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{task.who} : {task.what}')}"
    yield f"DESCRIPTION:{escaped(f'Étape {task.step}, {TITLES[task.step - 1]}. {task.when}. Marché : {subject}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """The text as the value of a property."""
    found = clean(text)
    for mark, written in _ESCAPES:
        found = found.replace(mark, written)
    return found


def folded(line: str) -> str:
    """The line with its break, cut every 75 octets between two characters; what follows begins with a space."""
    parts, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > FOLD:
            parts.append(current)
            current, size = " ", 1
        current, size = current + character, size + width
    return "\r\n".join((*parts, current)) + "\r\n"
