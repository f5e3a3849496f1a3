"""JSON bytes to plain data, guarded: size, depth, encoding, repeated keys and numbers that are none.

`json` alone would keep the last of two equal keys, accept NaN, and fall on deep nesting or very long integers.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from generator.errors import Fault, InputError
from generator.market.faults import join

MOST_BYTES = 2_000_000
MOST_DEPTH = 20
_LONGEST_INTEGER = 30
# A string that is never closed is taken to the end of the text, so that the search never comes back to it.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_EXPLAINED = (
    ("Expecting property name", "Un nom de clé entre guillemets est attendu ici (ou une virgule est de trop)."),
    ("Expecting ',' delimiter", "Une virgule manque, ou une accolade ou un crochet n’est pas fermé."),
    ("Expecting ':' delimiter", "Deux-points manquent après le nom de la clé."),
    ("Expecting value", "Une valeur est attendue ici."),
    ("Extra data", "Il y a du texte après la fin du marché."),
    ("Unterminated string", "Un guillemet n’est pas fermé."),
    ("Invalid \\", "Une barre oblique inversée est mal suivie."),
    ("Illegal trailing comma", "Une virgule est de trop."),
)


class _Repeated(dict[str, object]):
    """An object some of whose keys were given twice."""

    repeated: tuple[str, ...] = ()


class _NotANumber:
    """NaN or an infinity, kept until its place is known."""

    def __init__(self, text: str) -> None:
        self.text = text


def parse_json(raw: bytes) -> object:
    """The data of a JSON text; InputError with French sentences when it is not sound."""
    if len(raw) > MOST_BYTES:
        raise _refused(f"Le fichier dépasse la limite de {MOST_BYTES} octets.", "Vérifiez que c’est bien un marché.")
    text = _decoded(raw)
    if not text.strip():
        raise _refused("Le fichier est vide.", "Donnez un marché, par exemple un fichier enregistré par Clausier.")
    _refuse_depth(text)
    data = _loaded(text)
    faults = tuple(_unsound(data, ""))
    if faults:
        raise InputError(faults)
    return data


def _refused(message: str, remedy: str) -> InputError:
    return InputError([Fault("", message, remedy, "json")])


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("Le fichier est encodé en UTF-16.", "Enregistrez-le en UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(f"Le fichier n’est pas en UTF-8 (ligne {line}).", "Enregistrez-le en UTF-8.") from None


def _refuse_depth(text: str) -> None:
    depth = 0
    for match in _STRUCTURE.finditer(text):
        mark = match[0]
        depth += 1 if mark in "[{" else -1 if mark in "]}" else 0
        if depth > MOST_DEPTH:
            message = f"Le fichier emboîte plus de {MOST_DEPTH} niveaux."
            raise _refused(message, "Un marché en compte moins de dix.")


def _loaded(text: str) -> object:
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_object, parse_int=_integer, parse_constant=_NotANumber)
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        reason = next((french for english, french in _EXPLAINED if error.msg.startswith(english)), "Il est mal formé.")
        message = f"Ce n’est pas du JSON : ligne {error.lineno}, colonne {error.colno}."
        raise _refused(message, reason) from None


def _integer(digits: str) -> int | Decimal:
    """Very long integers become Decimal, which has no limit of digits; the reader refuses them by their size."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else Decimal(digits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    repeated = _Repeated(plain)
    repeated.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return repeated


def _unsound(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, _NotANumber):
        yield Fault(path, f"{value.text} n’est pas un nombre.", "Écrivez un nombre, ou null.", "json")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unsound(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key in getattr(value, "repeated", ()):
            yield Fault(join(path, key), "Cette clé est donnée deux fois.", "Gardez-en une.", "doublon")
        for key, item in value.items():
            yield from _unsound(item, join(path, key))
