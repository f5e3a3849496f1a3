"""Days counted the way contracts count: same day of a later month, ends of calendar periods."""

from __future__ import annotations

import calendar
import datetime as dt


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day `months` later (earlier when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_ends(start: dt.date, end: dt.date, months: int) -> tuple[dt.date, ...]:
    """The last days of the calendar months (1) or quarters (3) that the execution meets; the last is `end`."""
    found: list[dt.date] = []
    first = dt.date(start.year, (start.month - 1) // months * months + 1, 1)
    while True:
        first = months_after(first, months)
        last = first - dt.timedelta(days=1)
        if last >= end:
            return (*found, end)
        found.append(last)
