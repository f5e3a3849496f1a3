"""Searching words as people type them: accents, capitals, plurals and the ends of words do not matter."""

from __future__ import annotations

from generator.language.stems import stems

__all__ = ["matches", "stems", "wanted"]

LONGEST = 200
_LITTLE = "a au aux ce ces d dans de des du en est et l la le les n ou par pour qu que qui s sur un une"
_IDLE = frozenset(_LITTLE.split())


def wanted(query: str) -> tuple[str, ...]:
    """The stems to look for; little words count only when there is nothing else."""
    found = stems(query[:LONGEST])
    return tuple(stem for stem in found if stem not in _IDLE) or found


def matches(query: tuple[str, ...], words: frozenset[str]) -> bool:
    """Whether each word asked for begins a word of the text."""
    return all(any(word.startswith(stem) for word in words) for stem in query)
