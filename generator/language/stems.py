"""The stems of French words: accents, capitals, plurals and feminines do not matter when words are compared."""

from __future__ import annotations

import functools
import re

from generator.market.plain import fold

_TOKEN = re.compile(r"\d[\d-]*\d|\d|[a-z]{2,3}\d(?![\d-])|[a-z]+")  # « CO2 » is one word
_ALSO = {"materiaux": "materiau", "travaux": "travail", "vitraux": "vitrail", "eaux": "eau"}  # « -aux » of another end


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without what plurals and feminines add: « sociales », « sociaux » are « social »."""
    bare = fold(text.replace("-", "\x1f")).replace("\x1f", "-")
    return tuple(stem(token) for token in _TOKEN.findall(bare))


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one folded word."""
    if word in _ALSO:
        return stem(_ALSO[word])
    if len(word) <= 3 or word[0].isdigit():
        return word
    if word.endswith(("eaux", "yaux")):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-2] + "l" if len(word) > 4 else word
    return re.sub(r"(?:es|[sxe])$", "", word)


def holds(text: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether the stems of `part` stand in `text`, one after the other."""
    size = len(part)
    return size > 0 and any(text[start : start + size] == part for start in range(len(text) - size + 1))
