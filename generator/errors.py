"""What can be wrong, said to a person: where, what was found, how to mend it.

Every reader and checker collects `Fault` values and raises them together, so that someone who made
four mistakes reads four sentences once, not one sentence four times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, in French.

    `where` is a place a person can find: a JSON path of a marché (« lots[2].cpv ») or a path with line
    and key of the library (« clauses/nettoyage/x/2021-04-01.md:12, parametres.part »).
    """

    where: str
    message: str
    remedy: str = ""
    code: str = ""

    def sentence(self) -> str:
        """The whole fault on one line: « lieu : ce qui a été trouvé. Ce qu'il faut faire. »"""
        parts = [f"{self.where} : {self.message}" if self.where else self.message, self.remedy]
        return " ".join(part for part in parts if part)


class ClausierError(Exception):
    """Base of the errors that carry faults. `faults` is never empty."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence() for fault in self.faults))


class InputError(ClausierError):
    """What the person gave cannot be understood (a marché, an option): exit code 2."""


class LibraryError(ClausierError):
    """The library of clauses, or a carrier, breaks its own rules: nothing can be generated."""


class ProductionError(ClausierError):
    """The produced dossier is wrong (empty article, dangling reference): exit code 1, nothing is written."""


class OutsideDatesError(LookupError):
    """A dated value was asked for on a day that none of its validities covers.

    Rules catch it and answer `indeterminee`, naming the value; a text that needs the value cannot be printed.
    """

    def __init__(self, parameter: str, date: object) -> None:
        self.parameter = parameter
        self.date = date
        super().__init__(f"Le paramètre « {parameter} » n'a pas de valeur au {date}.")
