"""Codes with a form of their own: SIRET, CPV, departments, e-mail addresses, telephone numbers."""

from __future__ import annotations

import re

from generator.market.plain import shown
from generator.market.typed import SearchWordsError, UnreadableError

_CPV = re.compile(r"(?P<code>[0-9]{8})(?:-(?P<key>[0-9]))?(?: *[–—-] .*| +[^0-9].*)?\Z", re.DOTALL)
_CPV_START = re.compile(r" ?(?:[0-9] ?){2,7}")
_CPV_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)
_EMAIL = re.compile(r"[^\s@<>\"(),;:\\\[\]{}|]{1,64}@[^\s@<>\"(),;:\\\[\]{}|.]+(?:\.[^\s@<>\"(),;:\\\[\]{}|.]+)+\Z")
_PHONE = re.compile(r"\+?[0-9](?:[0-9 ./()-]*[0-9])?\Z")
DEPARTEMENTS = frozenset(
    [f"{number:02d}" for number in range(1, 96) if number != 20]
    + ["2A", "2B", "971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988"]
)


def parse_siret(text: str) -> str:
    """14 digits, blanks removed. A wrong key is not looked at: that is an alert, not an error."""
    digits = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"[0-9]{14}", digits):
        return digits
    if re.fullmatch(r"[0-9]+", digits):
        raise UnreadableError(f"14 chiffres sont attendus, vous en avez écrit {len(digits)}.")
    raise UnreadableError(f"{shown(text)} n’est pas un numéro SIRET.")


def parse_cpv(text: str) -> str:
    """Eight digits; a check digit « -N » and a label after the code are understood, and left out."""
    match = _CPV.match(" ".join(text.split()))
    if match is None:
        searched = any(map(str.isalpha, text)) or _CPV_START.fullmatch(text)
        raise (SearchWordsError if searched else UnreadableError)(f"{shown(text)} n’est pas un code CPV.")
    code, key = match["code"], match["key"]
    if key is not None and int(key) != cpv_key(code):
        raise UnreadableError(f"{shown(text)} : la clé du code {code} est {cpv_key(code)}, et non {key}.")
    return code


def cpv_key(code: str) -> int:
    """The check digit of an eight-digit CPV code: digits weighted 3, 7, 1, modulo 10."""
    return sum(int(digit) * weight for digit, weight in zip(code, _CPV_WEIGHTS, strict=True)) % 10


def parse_email(text: str) -> str:
    address = text.strip()
    if len(address) > 254 or _EMAIL.match(address) is None:
        raise UnreadableError(f"{shown(text)} n’est pas une adresse électronique.")
    return address


def parse_phone(text: str) -> str:
    """A telephone number as typed: 6 to 15 digits, with blanks, dots or a leading « + »."""
    number = " ".join(text.split())
    if _PHONE.match(number) is None or not 6 <= sum(map(str.isdigit, number)) <= 15:
        raise UnreadableError(f"{shown(text)} n’est pas un numéro de téléphone.")
    return number


def parse_departement(text: str) -> str:
    """A department number: « 1 » is 01, « 2a » is 2A."""
    code = text.strip().upper()
    code = code.zfill(2) if re.fullmatch(r"[0-9]", code) else code
    if code in DEPARTEMENTS:
        return code
    if code == "20":
        raise UnreadableError("La Corse s’écrit 2A ou 2B, et non 20.")
    raise UnreadableError(f"{shown(text)} n’est pas un numéro de département.")


def split_departements(text: str) -> list[str]:
    """The numbers of a list as typed: « 59, 62 » or « 59 et 62 »."""
    return [part for part in re.split(r"[\s,;/]+|\bet\b", text) if part]
