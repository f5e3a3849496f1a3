"""The catalogue of clauses: searched by words, filtered with true counts, read clause by clause.

Built once from a library; no search changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.catalogue.facets import (
    EVERY_FAMILY,
    LABELS,
    Facet,
    Values,
    facets,
    fits,
    held_values,
    known_choices,
    values_of,
)
from generator.catalogue.index import Index
from generator.catalogue.synonyms import Synonyms, shipped_synonyms
from generator.catalogue.words import matches, stems, wanted
from generator.library import ClauseVersion, Library, Segment

__all__ = ["EVERY_FAMILY", "LABELS", "Catalogue", "Facet", "Found", "Synonyms"]


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses that fit the words and the filters, the best first; the filters with their counts."""

    clauses: tuple[ClauseVersion, ...]
    facets: tuple[Facet, ...]
    chosen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The latest text of every clause of a library, ready to search."""

    library: Library
    clauses: Mapping[str, ClauseVersion]
    index: Index
    _values: Mapping[str, Values]
    _held: Values

    @classmethod
    def of(cls, library: Library, synonyms: Synonyms | None = None) -> Catalogue:
        """The catalogue of a library, with the everyday words that come with the program unless others are given."""
        clauses = library.clauses_at(None)
        index = Index(clauses.values(), library.segments, synonyms or shipped_synonyms())
        values = {id_: values_of(clause, library.segments) for id_, clause in clauses.items()}
        return cls(library, clauses, index, values, held_values(values.values()))

    def search(self, query: str, chosen: Mapping[str, str]) -> Found:
        """The clauses that hold every word of `query` and answer to every choice; unknown choices filter nothing."""
        known = known_choices(chosen, self._held)
        spoken = self.index.search(query)
        kept = tuple(self.clauses[id_] for id_ in spoken if fits(self._values[id_], known))
        counted = facets((self._values[id_] for id_ in spoken), known, self.library.segments)
        return Found(kept, counted, known)

    def families(self, query: str) -> tuple[Segment, ...]:
        """The purchase families that hold every word of the query, whether or not they have clauses of their own."""
        words = wanted(query)
        if not words:
            return ()
        return tuple(each for each in self.library.segments.values() if matches(words, _words(each)))


def _words(segment: Segment) -> frozenset[str]:
    return frozenset(stem for text in (segment.libelle, *segment.mots) for stem in stems(text))
