"""What a person typed, made safe to keep and safe to show.

Nothing here judges the words: `{{ 7*7 }}`, `<script>`, emoji and right-to-left text stay as typed. Only what no
document can carry is dropped: controls, lone surrogates, private-use and noncharacters, bidirectional overrides.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import lru_cache

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " "})
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})
_UNSEEN_CATEGORIES = frozenset({"Cf", "Cn", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
SHOWN_LENGTH = 60


@lru_cache(maxsize=4096)
def is_unwritable(character: str) -> bool:
    """Whether no document can carry this character."""
    if character in _BIDI or unicodedata.category(character) in _DROPPED_CATEGORIES:
        return character != "\n"
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def _is_seen(character: str) -> bool:
    """Whether it leaves ink by itself: a text of zero-width marks, accents or fillers says nothing."""
    return unicodedata.category(character) not in _UNSEEN_CATEGORIES and character not in _FILLERS


def clean_text(text: str) -> str:
    """The text without unwritable characters and outer blanks; line breaks are « \\n ». Nothing seen: nothing said."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    cleaned = "".join(character for character in unified if not is_unwritable(character)).strip()
    return cleaned if any(map(_is_seen, cleaned)) else ""


def clean_line(text: str) -> str:
    """The same on one line: each run of line breaks becomes one space."""
    return " ".join(part for line in clean_text(text).split("\n") if (part := line.strip()))


def shown_text(text: str, length: int = SHOWN_LENGTH) -> str:
    """The text shortened, with what cannot be printed as « U+XXXX »."""
    short = text if len(text) <= length else text[: length - 1] + "…"
    return "".join(f"U+{ord(c):04X}" if c == "\n" or is_unwritable(c) else c for c in short)


def shown(value: object) -> str:
    """A found value as a fault says it: « 12 abc », une liste de 3 éléments, rien…"""
    if value is None:
        return "rien"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"« {shown_text(value)} »" if value.strip() else "un texte vide"
    if isinstance(value, list | tuple):
        return f"une liste de {len(value)} élément{'s' if len(value) > 1 else ''}"
    if isinstance(value, dict):
        return "un objet"
    return _shown_number(value)


def _shown_number(value: object) -> str:
    try:
        return shown_text(str(value), 24)
    except ValueError:  # an integer with more digits than Python writes out
        return "un nombre démesuré"


def fold(text: str) -> str:
    """Lower case without accents, apostrophes unified: how labels and headings are compared."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe"))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().replace("_", " ").replace("-", " ").split())


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like this one, or None when none is near."""
    if len(word) > 100:
        return None
    by_fold = {fold(candidate): candidate for candidate in known}
    found = get_close_matches(fold(word), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
