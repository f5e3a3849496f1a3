"""Words of the data looked for in the titles a person typed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from generator.market.plain import fold


def named(words: Iterable[str], folded: Iterable[str]) -> list[str]:
    """The words that stand whole in one of the folded texts, accents and case aside."""
    return [word for word in words if any(_pattern(word).search(text) for text in folded)]


def folded_texts(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts given, accents and case aside, ready for `named`."""
    return tuple(fold(text.replace("–", "-")) for text in texts if text)


@functools.lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A word of the data, accents and case aside."""
    return fold(word)


@functools.lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(bare(word))}\b")
