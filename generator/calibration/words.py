"""Words of the data looked for in the titles a person typed: accents, capitals and plurals do not matter."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from generator.language.stems import holds, stems
from generator.market.plain import fold

Passage = tuple[str, ...]
_OF = frozenset({"d", "du", "des"})  # « fourniture d' », « fournitures des » are « fourniture de »


def named(words: Iterable[str], texts: Iterable[Passage]) -> list[str]:
    """The words that stand whole in one of the texts."""
    passages = tuple(texts)
    return [word for word in words if any(holds(text, passage(word)) for text in passages)]


def passages(texts: Iterable[str | None]) -> tuple[Passage, ...]:
    """The texts given, ready for `named`."""
    return tuple(passage(text) for text in texts if text)


def inside(word: str, other: str) -> bool:
    """Whether a word of the data is only a part of another one."""
    part, whole = passage(word), passage(other)
    return len(part) < len(whole) and holds(whole, part)


@functools.lru_cache(maxsize=4096)
def passage(text: str) -> Passage:
    """The stems of a text, « de » being said in one way."""
    return tuple("de" if stem in _OF else stem for stem in stems(text.replace("-", " ")))


@functools.lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A name of the data, accents and case aside."""
    return fold(word)
