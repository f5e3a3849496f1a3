"""The register: every dated value, found by its id and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from generator.errors import Fault, LibraryError, OutsideDatesError

ParameterValue = Decimal | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value and the days it covers. `jusqu_au` is its last day, None when no end is known.

    `valeur` is a Decimal (euros before tax, share 0 to 1, percent 0 to 100, plain number), a str (words, or
    a day as « 2026-08-22 ») or a bool, as `type` says. `verification` tells how far the source was read.
    """

    id: str
    libelle: str
    type: str
    valeur: ParameterValue
    reference: str
    verification: str
    a_compter_du: dt.date
    jusqu_au: dt.date | None = None
    extrait: str = ""
    source_lue_le: dt.date | None = None

    @property
    def number(self) -> Decimal:
        """The value as a Decimal; TypeError when the parameter is not a number."""
        if not isinstance(self.valeur, Decimal):
            raise TypeError(f"parameter {self.id} is not a number")
        return self.valeur

    @property
    def as_text(self) -> str:
        """The value as JSON documents print it: « 216000 », « 0.5 », « obligatoire », « oui »."""
        if isinstance(self.valeur, bool):
            return "oui" if self.valeur else "non"
        return format(self.valeur, "f") if isinstance(self.valeur, Decimal) else self.valeur

    def covers(self, day: dt.date) -> bool:
        """Whether `day` is between the first and the last day of this value, both included."""
        return self.a_compter_du <= day and (self.jusqu_au is None or day <= self.jusqu_au)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter and its values, oldest first, whose days never overlap."""

    id: str
    libelle: str
    type: str
    valeurs: tuple[DatedValue, ...]

    def at(self, day: dt.date) -> DatedValue:
        """The value of that day; OutsideDatesError when no validity covers it."""
        for value in reversed(self.valeurs):
            if value.covers(day):
                return value
        raise OutsideDatesError(self.id, day.isoformat())


class Register:
    """All parameters, read once and never changed. Asking without a day is impossible."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._parameters: Mapping[str, Parameter] = MappingProxyType({each.id: each for each in parameters})

    @classmethod
    def load(cls, *folders: Path) -> Register:
        """Reads `*.toml` of each folder; a later folder replaces whole parameters by id.

        Raises LibraryError with every fault of every file, or when there is no file at all.
        """
        from generator.parameters.reader import read_folder

        faults: list[Fault] = []
        found: dict[str, Parameter] = {}
        for folder in folders:
            for parameter in read_folder(folder, faults):
                found[parameter.id] = parameter
        if not found and not faults:
            places = ", ".join(folder.as_posix() for folder in folders)
            faults.append(Fault(places, "aucun paramètre n’a été trouvé.", "Indiquez un dossier de fichiers .toml."))
        if faults:
            raise LibraryError(faults)
        return cls(found.values())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all parameters, in alphabetical order."""
        return tuple(sorted(self._parameters))

    def at(self, id_: str, date: dt.date) -> DatedValue:
        """The value in force that day.

        OutsideDatesError before the first value, after the last, in a gap between two, or when no parameter
        has that id: a rule then answers `indeterminee` and names the value.
        """
        parameter = self._parameters.get(id_)
        if parameter is None:
            raise OutsideDatesError(id_, date.isoformat())
        return parameter.at(date)

    def history(self, id_: str) -> tuple[DatedValue, ...]:
        """Every value of a parameter, oldest first; KeyError when unknown."""
        return self._parameters[id_].valeurs

    def label(self, id_: str) -> str:
        """The French name of a parameter, or its id when unknown."""
        parameter = self._parameters.get(id_)
        return parameter.libelle if parameter else id_
