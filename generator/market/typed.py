"""Numbers, amounts, shares and dates as people type them in French, understood exactly.

Each function takes a text and returns a value, or raises `UnreadableError` with what was found wrong. A text that
could mean two things is refused rather than guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from generator.market.plain import fold, shown

LONGEST_TEXT = 60
MOST_DIGITS = 27  # below the precision of Decimal: every operation here is exact
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<group>[ '.,])[0-9]{3})(?:(?P=group)[0-9]{3})*(?:(?P<mark>[.,])[0-9]+)?\Z")
_SCIENTIFIC = re.compile(r"[-+]?[0-9.,]+e[-+]?[0-9]+\Z")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}\Z")
_MULTIPLIERS = {
    "": Decimal(1),
    "k": Decimal(1_000),
    "m": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "millions": Decimal(1_000_000),
    "md": Decimal(1_000_000_000),
    "milliard": Decimal(1_000_000_000),
    "milliards": Decimal(1_000_000_000),
}
_AMOUNT = re.compile(
    r"(?P<number>[-+]?[0-9][0-9 .,']*)"
    r"(?P<multiplier>md|milliards?|m|millions?|k)?(?: d'| de)? ?"
    r"(?:€|euros?|eur)? ?(?:ht|h\.t\.|hors taxes?)?\Z"
)
_SHARE = re.compile(r"(?P<number>[-+]?[0-9][0-9 .,']*)(?P<percent>%|pour cent|p\.c\.)?\Z")
_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})\Z"),
    re.compile(r"(?P<day>[0-9]{1,2})[/. -](?P<month>[0-9]{1,2})[/. -](?P<year>[0-9]{4})\Z"),
    re.compile(r"(?P<day>[0-9]{1,2})(?:er)? (?P<word>[a-z]+) (?P<year>[0-9]{4})\Z"),
)
_TRUE = frozenset({"oui", "true", "vrai", "on", "o"})
_FALSE = frozenset({"non", "false", "faux", "off", "n"})


class UnreadableError(ValueError):
    """The text does not say a value of this type; `str(error)` is the French sentence of what was found.

    `code` is that of the fault it becomes.
    """

    code = "format"


class SearchWordsError(UnreadableError):
    """Words, or the start of a code, where a code is expected: a page may answer with proposals."""

    code = "recherche"


def parse_number(text: str) -> Decimal:
    """A number, with « , » or « . » before decimals and blanks between thousands: « 1 234,5 »."""
    return _decimal(_unify(text), text)


def parse_integer(text: str) -> int:
    """A whole number: « 12 », « 1 200 », « 3,0 »."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise UnreadableError(f"{shown(text)} n’est pas un nombre entier.")
    return int(number)


def parse_amount(text: str) -> Decimal:
    """Euros: « 1 234 567,89 € », « 1.234.567,89 », « 2,1 M€ », « 350 k€ HT ». At most two decimals."""
    unified = _unify(text)
    if re.search(r"\bttc\b|toutes taxes", unified):
        raise UnreadableError(f"{shown(text)} comprend les taxes ; le montant hors taxes est attendu.")
    match = _AMOUNT.match(unified)
    if match is None:
        raise UnreadableError(f"{shown(text)} n’est pas un montant.")
    number, multiplier = match["number"].strip(), match["multiplier"] or ""
    if not multiplier and _AMBIGUOUS.match(number):
        whole = re.sub(r"[.,]", "", number)
        raise UnreadableError(f"{shown(text)} peut se lire de deux façons ; écrivez {whole}, ou deux décimales.")
    amount = _decimal(number, text) * _MULTIPLIERS[multiplier]
    if amount * 100 % 1:
        raise UnreadableError(f"{shown(text)} a plus de deux décimales.")
    return amount.to_integral_value() if multiplier and not amount % 1 else amount


def parse_share(text: str) -> Decimal:
    """A fraction: « 0,05 », or « 5 % » which is 0.05."""
    match = _SHARE.match(_unify(text))
    if match is None:
        raise UnreadableError(f"{shown(text)} n’est pas une part.")
    number = _decimal(match["number"].strip(), text)
    return number / 100 if match["percent"] else number


def parse_percent(text: str) -> Decimal:
    """A percentage: « 60 », « 60 % », « 12,5 »."""
    match = _SHARE.match(_unify(text))
    if match is None:
        raise UnreadableError(f"{shown(text)} n’est pas un pourcentage.")
    return _decimal(match["number"].strip(), text)


def parse_date(text: str) -> dt.date:
    """A day: « 2026-11-30 », « 30/11/2026 », « 1er septembre 2026 »."""
    folded = fold(text) if not re.match(r"[0-9]{4}-", text.strip()) else text.strip()
    for pattern in _DATES:
        match = pattern.match(folded)
        if match is not None:
            return _date(match.groupdict(), text)
    if re.fullmatch(r"[0-9]{1,2}[/. -][0-9]{1,2}[/. -][0-9]{2}", folded):
        raise UnreadableError(f"{shown(text)} : l’année s’écrit avec quatre chiffres.")
    raise UnreadableError(f"{shown(text)} n’est pas une date.")


def parse_boolean(text: str) -> bool:
    """« oui » or « non », in a few spellings."""
    word = fold(text)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise UnreadableError(f"{shown(text)} n’est ni oui ni non.")


def _unify(text: str) -> str:
    """Lower case, one kind of space, one kind of minus and apostrophe."""
    if len(text) > LONGEST_TEXT or sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise UnreadableError(f"{shown(text)} est trop long pour un nombre.")
    unified = _SPACES.sub(" ", text).strip().lower().replace("−", "-").replace("’", "'")
    if _SCIENTIFIC.match(unified):
        raise UnreadableError(f"{shown(text)} est en notation scientifique ; écrivez tous les chiffres.")
    return unified


def _decimal(number: str, text: str) -> Decimal:
    sign, digits = (number[0], number[1:].strip()) if number[:1] in ("-", "+") else ("", number)
    if _PLAIN.match(digits):
        return Decimal(f"{sign}{digits.replace(',', '.')}")
    match = _GROUPED.match(digits)
    if match is None or match["group"] == match["mark"]:
        raise UnreadableError(f"{shown(text)} n’est pas un nombre.")
    whole, mark, decimals = digits.rpartition(match["mark"]) if match["mark"] else (digits, "", "")
    return Decimal(f"{sign}{re.sub(r'[^0-9]', '', whole)}{'.' if mark else ''}{decimals}")


def _date(parts: dict[str, str], text: str) -> dt.date:
    word = parts.get("word")
    if word is not None and word not in _MONTHS:
        raise UnreadableError(f"{shown(text)} n’est pas une date : le mois n’existe pas.")
    month = _MONTHS.index(word) + 1 if word is not None else int(parts["month"])
    try:
        day = dt.date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise UnreadableError(f"{shown(text)} n’existe pas dans le calendrier.") from None
    if not 1900 <= day.year <= 2199:
        raise UnreadableError(f"{shown(text)} est trop loin de nous : l’année va de 1900 à 2199.")
    return day
