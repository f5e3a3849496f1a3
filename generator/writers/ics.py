"""A calendar file (RFC 5545): all-day events, escaped, folded at 75 octets; the same events give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.language.characters import clean

FOLD = 75  # octets, without the line break
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day. `uid` never changes for the same thing to do: a calendar that takes the file again moves it."""

    uid: str
    day: dt.date
    summary: str
    description: str = ""


def write(events: Sequence[Event], subject: str, stamp: dt.date) -> bytes:
    """The file, with `stamp` as the day it was made; `subject` names what makes it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Clausier//{subject}//FR"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def _event(event: Event, stamp: dt.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
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
