"""One JSON value read as the answer to one question: its type, its bounds, its choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal

from generator.market import identifiers, typed
from generator.market.plain import clean_line, clean_text, fold, shown
from generator.market.questions import Kind, Question
from generator.market.typed import UnreadableError

Answer = str | int | bool | Decimal | dt.date | tuple[str, ...]

TEXTS: frozenset[Kind] = frozenset({"texte", "texte_long"})
NUMBERS: frozenset[Kind] = frozenset({"montant", "part", "pourcent", "nombre", "entier"})
# A JSON number with a point is binary in most programs: refused where a cent or a thousandth matters.
EXACT: frozenset[Kind] = frozenset({"montant", "part", "entier"})
MOST_DEPARTEMENTS = 120

_PARSERS: Mapping[Kind, Callable[[str], Answer]] = {
    "montant": typed.parse_amount,
    "part": typed.parse_share,
    "pourcent": typed.parse_percent,
    "nombre": typed.parse_number,
    "entier": typed.parse_integer,
    "booleen": typed.parse_boolean,
    "date": typed.parse_date,
    "cpv": identifiers.parse_cpv,
    "siret": identifiers.parse_siret,
    "courriel": identifiers.parse_email,
    "telephone": identifiers.parse_phone,
}


def is_unanswered(value: object) -> bool:
    """Absent, null and empty (blanks and unwritable characters included) mean not answered."""
    return value is None or (isinstance(value, str) and not clean_text(value)) or value == [] or value == {}


def read_answer(question: Question, value: object) -> Answer | None:
    """The answer, None when unanswered; raises UnreadableError with what was found wrong."""
    if is_unanswered(value):
        return None
    if question.kind == "departements":
        return _departements(value)
    if isinstance(value, dt.date) and question.kind == "date":
        return value
    if isinstance(value, bool) and question.kind == "booleen":
        return value
    if question.kind in NUMBERS:
        return _bounded(question, _number(question, value), value)
    if not isinstance(value, str):
        raise UnreadableError(f"Un texte entre guillemets est attendu, et non {shown(value)}.")
    return _textual(question, value)


def _textual(question: Question, text: str) -> Answer | None:
    if question.kind in TEXTS:
        return _text(question, text)
    cleaned = clean_line(text)
    return _choice(question, cleaned) if question.kind == "choix" else _PARSERS[question.kind](cleaned)


def _text(question: Question, text: str) -> str | None:
    cleaned = clean_text(text) if question.kind == "texte_long" else clean_line(text)
    if len(cleaned) > question.max_length:
        raise UnreadableError(
            f"Ce texte a {len(cleaned)} caractères ; la limite est de {question.max_length}. Il commence par "
            f"{shown(cleaned)}."
        )
    return cleaned or None


def _choice(question: Question, text: str) -> str:
    """The code of a choice, given by its code or its label, accents and case aside."""
    word = fold(text)
    for choice in question.choices:
        if word in (fold(choice.value), fold(choice.label)):
            return choice.value
    allowed = ", ".join(choice.value for choice in question.choices)
    raise UnreadableError(f"{shown(text)} n’est pas une réponse possible : {allowed}.")


def _number(question: Question, value: object) -> Decimal | int:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise UnreadableError(f"Un nombre est attendu, et non {shown(value)}.")
    if isinstance(value, str | Decimal):
        parsed = _PARSERS[question.kind](clean_line(str(value)))
        if isinstance(parsed, Decimal | int):
            return parsed
        raise UnreadableError(f"{shown(value)} n’est pas un nombre.")
    if isinstance(value, float):
        return _float(question, value)
    return value


def _float(question: Question, value: float) -> Decimal:
    number = Decimal(repr(value))
    if not number.is_finite():
        raise UnreadableError(f"{shown(value)} n’est pas un nombre utilisable.")
    if question.kind in EXACT:
        raise UnreadableError(
            f"{shown(value)} est un nombre à virgule, que les programmes arrondissent : mettez-le entre guillemets."
        )
    return number


def _bounded(question: Question, number: Decimal | int, value: object) -> Decimal | int:
    """The number within the bounds and choices of its question, in the type of its kind."""
    exact = Decimal(number)
    if not exact.is_finite():
        raise UnreadableError(f"{shown(value)} n’est pas un nombre utilisable.")
    if question.minimum is not None and exact < question.minimum:
        raise UnreadableError(_below(question, question.minimum, value))
    if question.maximum is not None and exact > question.maximum:
        raise UnreadableError(f"{shown(value)} dépasse le maximum, {figure(question, question.maximum)}.")
    if question.choices and str(exact) not in {choice.value for choice in question.choices}:
        allowed = ", ".join(choice.value for choice in question.choices)
        raise UnreadableError(f"{shown(value)} n’est pas une réponse possible : {allowed}.{_between(question, exact)}")
    return int(exact) if question.kind == "entier" else exact or exact.copy_abs()  # « -0 » is zero


def _between(question: Question, number: Decimal) -> str:
    """« Les plus proches sont 150 et 300. » for a number that falls between two of the possible ones."""
    values = [Decimal(choice.value) for choice in question.choices]
    lower, upper = [v for v in values if v < number], [v for v in values if v > number]
    return f" Les plus proches sont {max(lower)} et {min(upper)}." if lower and upper else ""


def _below(question: Question, minimum: Decimal, value: object) -> str:
    if minimum == 0:
        return f"{shown(value)} est négatif."
    return f"{shown(value)} est sous le minimum, {figure(question, minimum)}."


def figure(question: Question, bound: Decimal) -> str:
    """A bound as a sentence says it: « 100 % », « 1 000 000 000 000 »."""
    if question.kind == "part":
        return f"{bound * 100:f} %"
    return f"{bound:,f}".replace(",", "\u202f").replace(".", ",")


def _departements(value: object) -> tuple[str, ...]:
    items = identifiers.split_departements(clean_line(value)) if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise UnreadableError(f"Une liste de départements est attendue, et non {shown(value)}.")
    if len(items) > MOST_DEPARTEMENTS:
        raise UnreadableError(f"{len(items)} départements sont donnés ; la limite est de {MOST_DEPARTEMENTS}.")
    return tuple(dict.fromkeys(_departement(item) for item in items))


def _departement(item: object) -> str:
    if isinstance(item, int) and not isinstance(item, bool):
        return identifiers.parse_departement(shown(item))
    if not isinstance(item, str):
        raise UnreadableError(f"{shown(item)} n’est pas un numéro de département.")
    return identifiers.parse_departement(clean_line(item))
