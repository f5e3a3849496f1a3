"""What was chosen for a marché: clauses, lots, levels, values, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.law import Alert, Moyen
from generator.library import ClauseVersion


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of a parameter and where it comes from.

    `origine`: « bibliothèque, niveau essentiel », « clause », « lot », « registre : <id> ». `motif` is the
    buyer's reason for a value outside the bounds.
    """

    valeur: Decimal | str
    origine: str
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Some lots of a clause that share a level and the same values. `lots` is empty when unlotted.

    `local` holds the facts that belong to these lots (nature, segment), when the clause's words depend on them.
    """

    lots: tuple[int, ...]
    niveau: str
    reglages: Mapping[str, Setting]
    local: Mapping[str, object] = field(default_factory=dict)

    def same_text_as(self, other: Variant) -> bool:
        """Whether both print the same words, the lots left out."""
        return (self.niveau, self.values(), self.local) == (other.niveau, other.values(), other.local)

    def values(self) -> dict[str, Decimal | str]:
        return {id_: setting.valeur for id_, setting in self.reglages.items()}


@dataclass(frozen=True, slots=True)
class Retained:
    """A clause in the dossier. `lots` is empty when the marché is unlotted; `possible`: every lot it could take."""

    clause: ClauseVersion
    lots: tuple[int, ...]
    variants: tuple[Variant, ...]
    pourquoi: str
    possible: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return self.clause.id


@dataclass(frozen=True, slots=True)
class Excluded:
    """A clause left out, and why: by the buyer, or because it does not apply; `possible`: it applies all the same."""

    clause: ClauseVersion
    motif: str
    par_acheteur: bool
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    retained: tuple[Retained, ...]
    excluded: tuple[Excluded, ...]
    alertes: tuple[Alert, ...]
    moyens: tuple[Moyen, ...]
    proposed: bool  # the proposal was used: the buyer has not fixed the list
    due: frozenset[str] = frozenset()  # ids of the duties that the code commands on this marché

    def get(self, id_: str) -> Retained | None:
        return next((item for item in self.retained if item.id == id_), None)
