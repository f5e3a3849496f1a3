"""Searching the catalogue: every word asked for must begin a word of the clause; titles weigh most.

Built once from the clauses: a sorted vocabulary, so that a prefix is a slice of it, and for each stem the clauses
that hold it with the weight of the best place where it stands.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from generator.catalogue.labels import theme_label
from generator.catalogue.synonyms import Synonyms
from generator.catalogue.words import stems, wanted
from generator.library import ClauseVersion, Segment

TITLE, FAMILY, OBJECTIVE, THEME, SETTINGS, PROPOSED_IN, TEXT = 12.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0
LEAST_OF_PREFIX, SHARE_OF_PREFIX = 0.4, 0.4  # « bio » is worth less in « biodéchets » than in « bio »
SYNONYM = 0.9
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_LAST = "\U0010ffff"


class Index:
    """Answers with the ids of clauses, the best first."""

    def __init__(
        self, clauses: Iterable[ClauseVersion], segments: Mapping[str, Segment], synonyms: Synonyms | None = None
    ) -> None:
        self._synonyms = synonyms or Synonyms()
        self._clauses = sorted(clauses, key=lambda clause: (clause.ordre, clause.titre, clause.id))
        postings: dict[str, dict[int, float]] = {}
        for place, clause in enumerate(self._clauses):
            for stem, weight in _weights(clause, segments).items():
                postings.setdefault(stem, {})[place] = weight
        self._postings = {stem: tuple(found.items()) for stem, found in postings.items()}
        self._vocabulary = sorted(postings)

    def search(self, query: str) -> tuple[str, ...]:
        """The ids of the clauses that hold every word of the query, the best first; all of them without a word."""
        words = wanted(query)
        if not words:
            return tuple(clause.id for clause in self._clauses) if not query.strip() else ()
        found = [self._holding(word) for word in dict.fromkeys(words)]
        common = set(found[0]).intersection(*found[1:])
        scores = {place: 0.0 for place in common}
        for weights in found:
            rarity = math.log(1 + len(self._clauses) / max(len(weights), 1))
            for place in common:
                scores[place] += weights[place] * rarity
        return tuple(self._clauses[place].id for place in sorted(common, key=lambda place: (-scores[place], place)))

    def _holding(self, word: str) -> dict[int, float]:
        """The clauses where the word begins one of theirs, or where what it stands for does, with their weight."""
        best: dict[int, float] = {}
        for asked, worth in ((word, 1.0), *((other, SYNONYM) for other in self._synonyms.of(word))):
            for stem in self._beginning(asked):
                near = worth * _closeness(asked, stem)
                for place, weight in self._postings[stem]:
                    if weight * near > best.get(place, 0.0):
                        best[place] = weight * near
        return best

    def _beginning(self, prefix: str) -> list[str]:
        first = bisect_left(self._vocabulary, prefix)
        return self._vocabulary[first : bisect_left(self._vocabulary, prefix + _LAST, first)]


def _closeness(asked: str, stem: str) -> float:
    return 1.0 if asked == stem else LEAST_OF_PREFIX + SHARE_OF_PREFIX * len(asked) / len(stem)


def _weights(clause: ClauseVersion, segments: Mapping[str, Segment]) -> dict[str, float]:
    """Each stem of the clause with the weight of the best place where it stands."""
    best: dict[str, float] = {}
    for weight, text in _places(clause, segments):
        for stem in stems(text):
            if weight > best.get(stem, 0.0):
                best[stem] = weight
    return best


def _places(clause: ClauseVersion, segments: Mapping[str, Segment]) -> Iterator[tuple[float, str]]:
    yield TITLE, clause.titre
    yield OBJECTIVE, clause.objectif
    yield THEME, theme_label(clause.theme)
    yield from ((SETTINGS, parameter.libelle) for parameter in clause.parametres.values())
    yield from ((TEXT, _TAGS.sub(" ", text.source)) for text in clause.textes.values())
    for weight, conditions in ((FAMILY, clause.applicable_si), (PROPOSED_IN, clause.propose_si)):
        for id_ in conditions.get("segment", ()):
            segment = segments[str(id_)]
            yield from ((weight, words) for words in (segment.libelle, *segment.mots))
