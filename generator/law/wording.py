"""How the law's sentences write amounts, days and lots, in French."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

NBSP = "\u00a0"
THIN = "\u202f"
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def grouped(amount: Decimal) -> str:
    """« 1 750 000 » or « 1 234,50 »: thousands apart, comma, cents only when there are some."""
    has_cents = amount != amount.to_integral_value()
    text = f"{amount:,.2f}" if has_cents else f"{amount:,.0f}"
    return text.replace(",", THIN).replace(".", ",")


def euros(amount: Decimal) -> str:
    """« 1 750 000 € HT »: an amount before tax."""
    return f"{grouped(amount)}{NBSP}€{NBSP}HT"


def day(date: dt.date) -> str:
    """« 21 août 2026 », « 1er janvier 2026 »."""
    number = "1er" if date.day == 1 else str(date.day)
    return f"{number}{NBSP}{_MONTHS[date.month - 1]}{NBSP}{date.year}"


def plain_number(value: Decimal) -> str:
    """« 6 », « 5,5 »: a number without useless zeros."""
    text = format(value.normalize(), "f")
    return text.replace(".", ",")


def percent(share: Decimal) -> str:
    """« 15 % » for the share 0.15."""
    return f"{plain_number(share * 100)}{NBSP}%"


def listed(words: Iterable[str]) -> str:
    """« a, b et c »."""
    each = list(words)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} et {each[-1]}" if each else ""


def lots(numbers: Iterable[int]) -> str:
    """« le lot n° 1 », « les lots n° 1 et 3 », « le marché » when there is no lot."""
    known = [str(number) for number in numbers]
    if not known:
        return "le marché"
    if len(known) == 1:
        return f"le lot n°{NBSP}{known[0]}"
    return f"les lots n°{NBSP}{listed(known)}"
