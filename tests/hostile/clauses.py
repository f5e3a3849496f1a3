"""One clause file checked as the library checks it, without reading the whole library again."""

from __future__ import annotations

import datetime as dt
from functools import cache

from generator.errors import Fault
from generator.language import Names
from generator.library import ClauseVersion, Library, shipped
from generator.library.build import World, versions_of
from generator.library.sources import Found, parse_clause


@cache
def shipped_library() -> Library:
    return Library.load([shipped()])


@cache
def world() -> World:
    library = shipped_library()
    common = frozenset(id_ for id_, versions in library.histories.items() if versions[0].commun)
    clauses = frozenset(library.histories) - common | {"cartouches_essai"}
    return World(Names(clauses, common, frozenset(library.segments)), frozenset(library.register.ids))


def checked(text: str) -> tuple[tuple[ClauseVersion, ...], list[Fault]]:
    """The versions and faults of a clause file, as the library reads it."""
    found = Found()
    file = parse_clause("cartouches_essai", dt.date(2021, 4, 1), "essai.md", text, found.faults)
    versions = versions_of({file.date: file}, found, world()) if file is not None else ()
    return versions, found.faults
