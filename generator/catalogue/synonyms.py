"""Everyday words that stand for words of the catalogue: editable data of `catalogue/mots.toml`."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.calibration.rows import Column, Reader
from generator.catalogue.words import stems
from generator.errors import Fault, LibraryError
from generator.library import shipped

FOLDER, FILE, TABLE = "catalogue", "mots.toml", "mot"
TYPED = 4  # letters after which the beginning of an everyday word is enough
_COLUMNS = (Column("mot"), Column("dit", "mots"))


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Stem of an everyday word → the stems it also stands for. A later layer adds words, or replaces one."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Synonyms:
        """The words of every layer that has some. Raises `LibraryError` with every fault."""
        faults: list[Fault] = []
        found: dict[str, tuple[str, ...]] = {}
        for folder in folders:
            for row in Reader(folder / FOLDER, faults).rows(FILE, TABLE, _COLUMNS):
                word, said = _stems(row["mot"], faults), [stem for text in row["dit"] for stem in _stems(text, faults)]
                found.update({stem: tuple(dict.fromkeys(said)) for stem in word})
        if faults:
            raise LibraryError(faults)
        return cls(found)

    def of(self, stem: str) -> tuple[str, ...]:
        """What a word being typed also stands for."""
        if len(stem) < TYPED:
            return self.words.get(stem, ())
        return tuple(
            dict.fromkeys(other for word, said in self.words.items() if word.startswith(stem) for other in said)
        )


@functools.cache
def shipped_synonyms() -> Synonyms:
    """The words that come with the program."""
    return Synonyms.load([shipped()])


def _stems(text: str, faults: list[Fault]) -> tuple[str, ...]:
    """The one stem of a word; a fault and nothing when there are several."""
    found = stems(text)
    if len(found) == 1:
        return found
    where = f"{FOLDER}/{FILE}, {TABLE}"
    faults.append(Fault(where, f"« {text} » n’est pas un seul mot.", "Donnez un mot à la fois.", "mot"))
    return ()
