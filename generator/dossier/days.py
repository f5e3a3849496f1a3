"""Days counted the way contracts count: same day of a later month, ends of periods, last day of the execution.

The annex defines its periods (article « Définitions »): a quarter is a calendar one, met even in part; a
« période de bilan » is a year from the notification, date to date, and the last one ends with the execution.
"""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal

from generator.market import Marche

LONGEST = 600  # months: beyond, no day is worth computing
DAYS_IN_MONTH = 30  # of the fraction of a month


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day `months` later (earlier when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_ends(start: dt.date, end: dt.date, months: int) -> tuple[dt.date, ...]:
    """The last days of the calendar months (1), quarters (3) or half-years (6) that the execution meets; the last
    is `end`."""
    found: list[dt.date] = []
    first = dt.date(start.year, (start.month - 1) // months * months + 1, 1)
    while True:
        first = months_after(first, months)
        last = first - dt.timedelta(days=1)
        if last >= end:
            return (*found, end)
        found.append(last)


def year_ends(start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """The last days of the years of execution, counted from `start`; the last is `end`."""
    found: list[dt.date] = []
    while (last := months_after(start, 12 * (len(found) + 1)) - dt.timedelta(days=1)) < end:
        found.append(last)
    return (*found, end)


def length(marche: Marche) -> Decimal | None:
    """The months of execution: the marché's, else its longest lot's; None when no answer says it."""
    if marche.duree_totale_mois is not None:
        return marche.duree_totale_mois
    return max((lot.duree_mois for lot in marche.lots if lot.duree_mois is not None), default=None)


def last_day(notification: dt.date | None, months: Decimal | None) -> dt.date | None:
    """The last day of an execution of so many months from its notification; None when it cannot be told."""
    if notification is None or months is None or months > LONGEST:
        return None
    whole = int(months)
    spare = int((months - whole) * DAYS_IN_MONTH)
    return months_after(notification, whole) + dt.timedelta(days=spare - 1)
