"""Searching words as people type them: accents, capitals, plurals and the ends of words do not matter."""

from __future__ import annotations

import re

from generator.market.plain import fold

LONGEST = 200
_TOKEN = re.compile(r"\d[\d-]*\d|\d|[a-z]{2,3}\d(?![\d-])|[a-z]+")  # « CO2 » is one word
_LITTLE = "a au aux ce ces d dans de des du en est et l la le les n ou par pour qu que qui s sur un une"
_IDLE = frozenset(_LITTLE.split())


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without what plurals and feminines add: « sociales », « sociaux » are « social »."""
    bare = fold(text.replace("-", "\x1f")).replace("\x1f", "-")
    return tuple(_stem(token) for token in _TOKEN.findall(bare))


def wanted(query: str) -> tuple[str, ...]:
    """The stems to look for; little words count only when there is nothing else."""
    found = stems(query[:LONGEST])
    return tuple(stem for stem in found if stem not in _IDLE) or found


def matches(query: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether each word asked for begins a word of the text."""
    return all(any(word.startswith(stem) for word in words) for stem in query)


def _stem(token: str) -> str:
    if len(token) <= 3 or token[0].isdigit():
        return token
    if token.endswith("aux"):
        return token[:-2] + "l" if len(token) > 4 else token
    return re.sub(r"(?:es|[sxe])$", "", token)
