"""The filters that put a value into a French sentence: they format and they agree.

Each takes a plain value and gives a plain string. A value of the wrong kind raises `ValueError` with a French
sentence; the rendering of the text turns it into a fault that names the clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from generator.language.typography import NBSP, NNBSP

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MOST_DIGITS = 24  # before or after the point: nothing a contract says is larger or finer
_HUNDREDTH = Decimal("0.01")
_SYMBOLS = frozenset({"cm", "g", "h", "kg", "km", "l", "m", "mg", "min", "mm", "t"})


def decimal_of(value: object) -> Decimal:
    """The value as a Decimal. Raises `ValueError` for what is not a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError(f"« {value} » n’est pas un nombre.")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"« {value} » n’est pas un nombre.") from None
    if not number.is_finite():
        raise ValueError(f"« {value} » n’est pas un nombre.")
    if number and abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"« {value} » est un nombre démesuré.")
    return number


def number(value: object) -> str:
    """« 278 295 », « 87,5 »: narrow no-break spaces between thousands, decimal comma, no useless zero."""
    whole, _, fraction = format(decimal_of(value), "f").partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", NNBSP)
    fraction = fraction.rstrip("0")
    if not int(digits) and not fraction:
        return "0"
    return sign + grouped + ("," + fraction if fraction else "")


def _plural(word: str) -> str:
    if word[-1:] in "sxz" or not word[-1:].isalpha() or _is_symbol(word):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("au", "eu")) else "s")


def _is_symbol(word: str) -> bool:
    """« km/h », « Mo », « dB(A) », « °C »: the symbol of a unit has no plural."""
    return word in _SYMBOLS or "/" in word or "°" in word or any(letter.isupper() for letter in word)


def with_unit(value: object, unit: str = "") -> str:
    """« 1 jour », « 15 jours ouvrés »: the unit, given in the singular, agrees with the number."""
    if not isinstance(unit, str):
        raise ValueError("une unité est un mot.")
    if not unit:
        return number(value)
    counted, *rest = unit.partition(" par ")  # « 75 grammes par mètre carré »: what follows « par » stays singular
    words = counted.split(" ") if abs(decimal_of(value)) < 2 else [_plural(word) for word in counted.split(" ")]
    return number(value) + NBSP + " ".join(words) + "".join(rest)


def hours(value: object) -> str:
    """« 1 heure », « 87,5 heures »: at most two decimals, a pro rata may have no end."""
    exact = decimal_of(value)
    return with_unit(exact.quantize(_HUNDREDTH, ROUND_HALF_UP) if exact % _HUNDREDTH else exact, "heure")


def percent(value: object) -> str:
    """50 is « 50 % »."""
    return number(value) + NBSP + "%"


def euros(value: object) -> str:
    """« 1 500 € », « 12,50 € »: two decimals as soon as there are cents."""
    amount = decimal_of(value)
    if amount == amount.to_integral_value():
        return number(amount.to_integral_value()) + NBSP + "€"
    whole, cents = divmod(abs(amount.quantize(_HUNDREDTH, ROUND_HALF_UP)), 1)
    sign = "−" if amount < 0 else ""
    return f"{sign}{number(whole)},{int(cents * 100):02d}{NBSP}€"


def date(value: object) -> str:
    """« 30 novembre 2026 », « 1er janvier 2026 »."""
    if isinstance(value, str):
        value = dt.date.fromisoformat(value)
    if not isinstance(value, dt.date):
        raise ValueError(f"« {value} » n’est pas une date.")
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def enumeration(values: object) -> str:
    """« a », « a et b », « a, b et c »."""
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise ValueError("une énumération attend une liste.")
    if any(isinstance(value, bool) or not isinstance(value, str | int | Decimal) for value in values):
        raise ValueError("une énumération attend des mots ou des nombres.")
    words = [str(value) for value in values]
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _runs(numbers: Sequence[int]) -> list[str]:
    """« 1 à 4 » for three consecutive numbers or more, each number otherwise."""
    runs: list[list[int]] = []
    for item in sorted(numbers):
        if runs and item == runs[-1][-1] + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} à {run[-1]}"] if len(run) > 2 else [str(item) for item in run]
    return words


_DESIGNATIONS = {
    "": ("le marché", "le lot", "les lots"),
    "de": ("du marché", "du lot", "des lots"),
    "a": ("au marché", "au lot", "aux lots"),
}


def designation(lots: object, preposition: str = "") -> str:
    """« le lot n° 1 », « les lots n° 1 et 3 », « le marché » for an empty list (unlotted).

    `preposition` « de » gives « du lot n° 1 », « a » gives « au lot n° 1 ».
    """
    if isinstance(lots, str) or not isinstance(lots, Sequence):
        raise ValueError("une désignation attend une liste de lots.")
    if not isinstance(preposition, str) or preposition not in _DESIGNATIONS:
        raise ValueError(f"designation(« {preposition} ») n’existe pas : « de » ou « a ».")
    market, one, several = _DESIGNATIONS[preposition]
    numbers = [lot["numero"] if isinstance(lot, Mapping) else lot for lot in lots]
    if not numbers:
        return market
    words = _runs([int(item) for item in numbers])
    return f"{one if len(numbers) == 1 else several} n°{NBSP}{enumeration(words)}"


def numeros(lots: object) -> str:
    """« 1, 3 et 5 à 8 » for a cell under the heading « Lots »."""
    if isinstance(lots, str) or not isinstance(lots, Sequence):
        raise ValueError("des numéros de lots attendent une liste de lots.")
    return enumeration(_runs([int(lot["numero"] if isinstance(lot, Mapping) else lot) for lot in lots]))


FILTERS: dict[str, Callable[..., str]] = {
    "nombre": with_unit,
    "heures": hours,
    "pourcent": percent,
    "euros": euros,
    "date": date,
    "enumeration": enumeration,
    "designation": designation,
    "numeros": numeros,
}
