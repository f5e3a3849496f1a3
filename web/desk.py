"""The desk the pages work at: the library, read once, and what it says of a marché.

`Desk.examine` never raises on what a person answered: what cannot be used is left out and told in `faults`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from flask import current_app

from generator.calibration import Calibration, calibrate
from generator.catalogue import Catalogue, Synonyms
from generator.dossier import open_points
from generator.errors import Fault, InputError
from generator.law import Alert, Diagnosis, Moyen, diagnose
from generator.library import Library
from generator.market import Marche, read_json
from generator.selection import Excluded, Selection, select

SHIPPED = "clause_templates"
EXAMPLES = "exemples"


@dataclass(frozen=True)
class Examination:
    """What is known of a marché. `selection` and `calibration` are None when nothing of them can be said.

    `proposal` is what would be selected if the buyer had chosen nothing.
    """

    marche: Marche
    diagnosis: Diagnosis
    calibration: Calibration | None
    selection: Selection | None
    proposal: Selection | None
    faults: tuple[Fault, ...]

    @cached_property
    def left_out(self) -> dict[str, Excluded]:
        """What the proposal leaves, by id of clause."""
        return {each.clause.id: each for each in self.proposal.excluded} if self.proposal else {}

    @property
    def open_points(self) -> tuple[Alert, ...]:
        """What keeps the dossier from being signed, except what the buyer settled elsewhere."""
        if self.selection is None:
            return self.diagnosis.points_ouverts
        return open_points(self.marche, self.diagnosis, self.selection)


@dataclass(frozen=True)
class Desk:
    """The library with its layers, the examples that ship with the program, by name, and the words of searches."""

    library: Library
    examples: dict[str, Marche]
    synonyms: Synonyms

    @classmethod
    def open(cls, root: Path, *layers: Path) -> Desk:
        """Read everything once. Raises LibraryError with every fault of the library."""
        files = sorted((root / EXAMPLES).glob("*.json"))
        folders = [root / SHIPPED, *layers]
        examples = {file.stem: read_json(file.read_bytes()) for file in files}
        return cls(Library.load(folders), examples, Synonyms.load(folders))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The clauses, ready to search; built when first asked for."""
        return Catalogue.of(self.library, self.synonyms)

    def examine(self, marche: Marche) -> Examination:
        """Everything the form shows beside the answers."""
        faults: list[Fault] = []
        calibration = self._calibrate(marche, faults)
        proposal = self._select(replace(marche, clauses=None), faults) if calibration else None
        selection = self._select(marche, faults) if proposal and marche.clauses else proposal
        means: tuple[Moyen, ...] = selection.moyens if selection else ()
        diagnosis = diagnose(marche, self.library.register, means)
        return Examination(marche, diagnosis, calibration, selection, proposal, _distinct(faults))

    def _calibrate(self, marche: Marche, faults: list[Fault]) -> Calibration | None:
        try:
            return calibrate(marche, self.library.calibrage)
        except InputError as error:
            faults.extend(error.faults)
            return None

    def _select(self, marche: Marche, faults: list[Fault]) -> Selection | None:
        try:
            return select(marche, self.library)
        except InputError as error:
            faults.extend(error.faults)
            return None


def desk() -> Desk:
    """The desk of the running application."""
    found = current_app.extensions["desk"]
    assert isinstance(found, Desk)  # noqa: S101 - set by create_app, never by a request
    return found


def _distinct(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(faults))
