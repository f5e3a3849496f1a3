"""The library: clauses, segments, documents and carriers, read once, checked whole, immutable.

`Library.load` reads layers of folders, the later over the earlier, and raises with *every* fault. Asking for a
clause needs a date: the last text whose date is not after it serves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.calibration import CalibrationData, read_data
from generator.errors import ClausierError, Fault, LibraryError
from generator.facts import COMMON_ARTICLES
from generator.language import Names
from generator.library.build import World, versions_of
from generator.library.ccags import ccag_of
from generator.library.families import Families, Family, Recognition
from generator.library.model import (
    Ccag,
    ClauseVersion,
    Control,
    Derogation,
    DocumentPlan,
    LawValue,
    Parameter,
    Part,
    Penalty,
    Proof,
    Remedy,
    Segment,
)
from generator.library.plans import check_prefixes, check_reglages, plan_of, segment_of, with_reglages
from generator.library.skeletons import Skeletons, Wording, skeletons_of, wording_of
from generator.library.sources import Found, find
from generator.parameters import Register

__all__ = [
    "Ccag",
    "ClauseVersion",
    "Control",
    "Derogation",
    "DocumentPlan",
    "Family",
    "LawValue",
    "Library",
    "Parameter",
    "Part",
    "Penalty",
    "Proof",
    "Recognition",
    "Remedy",
    "Segment",
    "shipped",
]

LATEST = dt.date.max


def shipped() -> Path:
    """The folder of the library that comes with the program."""
    return Path(__file__).resolve().parents[2] / "clause_templates"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything a lawyer edits, ready to use. `histories` are oldest first."""

    histories: Mapping[str, tuple[ClauseVersion, ...]]
    segments: Mapping[str, Segment]
    ccags: Mapping[str, Ccag]
    documents: Mapping[str, DocumentPlan]
    carriers: Mapping[str, bytes]
    register: Register
    calibrage: CalibrationData
    familles: Families
    trames: Skeletons
    corps: Wording

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Library:
        """Read and check the layers. Raises `LibraryError` with every fault of every file."""
        layers = list(folders)
        library, faults = read(layers)
        if faults or library is None:
            raise LibraryError(faults)
        return library

    def clauses_at(self, date: dt.date | None) -> dict[str, ClauseVersion]:
        """The clauses (not the common articles) in their text of that date; the latest without a date."""
        versions = {id_: self.at(id_, date) for id_ in self.histories}
        return {id_: v for id_, v in versions.items() if v is not None and not v.commun and not v.masquee}

    def at(self, id_: str, date: dt.date | None) -> ClauseVersion | None:
        """The text of a clause or common article that serves on `date`, or None before its first."""
        past = [version for version in self.histories.get(id_, ()) if version.date <= (date or LATEST)]
        return past[-1] if past else None

    def segment_of_cpv(self, cpv: str | None) -> Segment | None:
        """The segment whose CPV prefix is the longest that starts `cpv`."""
        return self.familles.of_code(cpv)


def read(folders: list[Path]) -> tuple[Library | None, tuple[Fault, ...]]:
    """The library and every fault found; the library is None when something is wrong."""
    found = find(folders)
    register = _register(folders, found)
    calibrage = read_data(folders, found.faults)
    segments = {id_: segment_of(id_, *found.segments[id_], found.faults) for id_ in sorted(found.segments)}
    check_prefixes(segments, found.faults)
    ccags = {id_: ccag_of(id_, *found.ccags[id_], found.faults) for id_ in sorted(found.ccags)}
    common = frozenset(
        id_ for id_, files in found.clauses.items() if any(file.header.get("commun") for file in files.values())
    )
    for missing in sorted(set(COMMON_ARTICLES) - common):
        found.faults.append(
            Fault(f"clauses/communs/{missing}", "cet article commun manque.", "Il existe toujours.", "commun")
        )
    names = Names(frozenset(found.clauses) - common, common | frozenset(COMMON_ARTICLES), frozenset(segments))
    world = World(names, frozenset(register.ids) if register else frozenset())
    histories = {
        id_: tuple(with_reglages(version, found) for version in versions_of(found.clauses[id_], found, world))
        for id_ in sorted(found.clauses)
    }
    check_reglages(found, names.clauses)
    documents = {id_: plan_of(id_, *found.documents[id_], found, common) for id_ in sorted(found.documents)}
    trames, corps = skeletons_of(found, ccags), wording_of(found)
    faults = tuple(sorted(set(found.faults), key=lambda fault: (fault.where, fault.message)))
    if faults or register is None or calibrage is None:
        return None, faults
    familles = Families(segments)
    library = Library(
        histories, segments, ccags, documents, found.carriers, register, calibrage, familles, trames, corps
    )
    return library, faults


def _register(folders: list[Path], found: Found) -> Register | None:
    try:
        return Register.load(*(folder / "parametres" for folder in folders if (folder / "parametres").is_dir()))
    except ClausierError as error:
        found.faults.extend(error.faults)
        return None
