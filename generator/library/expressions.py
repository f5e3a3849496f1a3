"""Expressions of a vocabulary in what a person typed: the longest first, and what each says of the others.

« Peinture de la cantine » buys painting: the canteen is only where. « Peinture et nettoyage » buys both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.language.stems import stem
from generator.market.plain import fold

LONGEST = 400  # words read of a text
Expression = tuple[str, ...]
_TOKEN = re.compile(r"[a-z0-9]+|[,;:/+&()]")
_DASH = re.compile(r"\s[-–—]+\s|[–—|\n]")
_LINK_WORDS = "a au aux avec chez d dans de des destine destines du en par pour sur vers ("
_JOIN_WORDS = "et ou ainsi que , ; : / + & )"
_OTHER_WORDS = "ce ces cet cette l la le les leur leurs n nos notre s sa ses son un une"
_LINKS, _JOINS = frozenset(_LINK_WORDS.split()), frozenset(_JOIN_WORDS.split())
_LITTLE = _LINKS | _JOINS | frozenset(_OTHER_WORDS.split())
_BREAKS = frozenset(";:/()")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that says something, and the little words and marks before it."""

    stem: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """An expression found. `main`: it is no complement of another one; `joined`: « et » or a mark sets it apart."""

    expression: Expression
    start: int
    main: bool = True
    joined: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.expression)

    def holds(self, other: Span) -> bool:
        """Whether the other one is strictly inside."""
        return self.start <= other.start and other.end <= self.end and len(other.expression) < len(self.expression)


def expression(text: str) -> Expression:
    """The stems of an expression without its little words; all of them when there is nothing else."""
    words = tuple(word.stem for word in _words(text))
    return words or tuple(stem(token) for token in _TOKEN.findall(fold(text)))


class Vocabulary:
    """Expressions to look for."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self._known = frozenset(expressions)
        self._longest = max(map(len, self._known), default=0)

    def find(self, text: str) -> tuple[Span, ...]:
        """The expressions of a text in its order, none inside or across another."""
        words = tuple(_words(text))
        every = list(self._every(words))
        kept: list[Span] = []
        for span in every:
            if not any(other.holds(span) for other in every) and (not kept or span.start >= kept[-1].end):
                kept.append(span)
        return tuple(_placed(kept, words))

    def _every(self, words: tuple[_Word, ...]) -> Iterator[Span]:
        for start in range(len(words)):
            for end in range(min(start + self._longest, len(words)), start, -1):
                part = words[start:end]
                if any(_BREAKS.intersection(word.before) for word in part[1:]):
                    continue
                found = tuple(word.stem for word in part)
                if found in self._known:
                    yield Span(found, start)


def _words(text: str) -> Iterator[_Word]:
    before: list[str] = []
    for token in _TOKEN.findall(fold(_DASH.sub(" ; ", text)))[:LONGEST]:
        if token in _LITTLE:
            before.append(token)
        else:
            yield _Word(stem(token), tuple(before))
            before = []


def _placed(spans: list[Span], words: tuple[_Word, ...]) -> Iterator[Span]:
    """The spans, each main or a complement of what stands before it."""
    main, end = True, 0
    for rank, span in enumerate(spans):
        joined = False
        if rank:
            gaps = [word.before for word in words[end : span.start + 1]]
            main, joined = _place(gaps, main)
        yield Span(span.expression, span.start, main, joined)
        end = span.end


def _place(gaps: list[tuple[str, ...]], main: bool) -> tuple[bool, bool]:
    """Main and joined, from the little words since the expression before, which was main or not."""
    last = next((gap for gap in reversed(gaps) if _JOINS.intersection(gap)), None)
    if last is not None:
        after = last[max(rank for rank, token in enumerate(last) if token in _JOINS) + 1 :]
        return (main if _LINKS.intersection(after) else True), True
    return (main and not any(_LINKS.intersection(gap) for gap in gaps)), False
