"""Days: the one clock of the pages, what a person asks for, and how a day is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.language.filters import date as in_words
from generator.market.typed import UnreadableError, parse_date

__all__ = ["AskedDay", "asked_day", "distance", "in_words", "today"]

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day to show. `text` is what was typed; with an `error`, `day` is the day proposed instead."""

    day: dt.date
    text: str
    error: str = ""


def today() -> dt.date:
    """The civil day where the server runs. Nothing below the pages reads a clock."""
    return dt.date.today()  # noqa: DTZ011 - a civil day is what French law counts


def asked_day(text: str, otherwise: dt.date) -> AskedDay:
    """The day a person typed, or the one proposed when nothing, or nothing readable, was typed."""
    text = text.strip()[:60]
    if not text:
        return AskedDay(otherwise, f"{otherwise:%d/%m/%Y}")
    try:
        day = parse_date(text)
    except UnreadableError as error:
        return AskedDay(otherwise, text, f"{error} Écrivez une date comme 30/11/2026.")
    if not EARLIEST <= day <= LATEST:
        return AskedDay(otherwise, text, f"Choisissez une année entre {EARLIEST.year} et {LATEST.year}.")
    return AskedDay(day, f"{day:%d/%m/%Y}")


def distance(day: dt.date, since: dt.date) -> str:
    """« aujourd’hui », « dans 3 jours », « dans 8 mois », « dans 2 ans »: whole units, rounded down."""
    days = (day - since).days
    if days <= 0:
        return "le jour même"
    months = (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)
    if months >= 24:
        return f"dans {months // 12} ans"
    if months:
        return f"dans {months} mois"
    return f"dans {days} jour{'s' if days > 1 else ''}"
