"""The register: every dated value, found by its id and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator.errors import Fault, LibraryError, OutsideDatesError
from generator.parameters.reader import read_folder
from generator.parameters.values import DatedValue, Parameter


class Register:
    """All parameters, read once and never changed. Asking without a day is impossible."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._parameters: Mapping[str, Parameter] = MappingProxyType({each.id: each for each in parameters})

    @classmethod
    def load(cls, *folders: Path) -> Register:
        """Reads `*.toml` of each folder; a later folder replaces whole parameters by id.

        Raises LibraryError with every fault of every file, or when there is no file at all.
        """
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

    def parameter(self, id_: str) -> Parameter:
        """A parameter with its scope and its whole history; KeyError when unknown."""
        return self._parameters[id_]

    def precedes(self, id_: str, date: dt.date) -> bool:
        """Whether the text did not exist yet that day: its first value is its entry into force, and comes later."""
        parameter = self._parameters.get(id_)
        return parameter is not None and parameter.entree_en_vigueur and date < parameter.valeurs[0].a_compter_du

    def history(self, id_: str) -> tuple[DatedValue, ...]:
        """Every value of a parameter, oldest first; KeyError when unknown."""
        return self._parameters[id_].valeurs

    def label(self, id_: str) -> str:
        """The French name of a parameter, or its id when unknown."""
        parameter = self._parameters.get(id_)
        return parameter.libelle if parameter else id_
