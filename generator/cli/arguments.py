"""argparse in French: its help, its usage line and its errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

BAD_USAGE = 2

_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"the following arguments are required: (.*)"), "il manque {0}."),
    (re.compile(r"unrecognized arguments: (.*)"), "« {0} » n’est pas attendu."),
    (re.compile(r"argument (\S+): invalid choice: (.+) \(choose from (.*)\)"), "{1} n’existe pas ; choix : {2}."),
    (re.compile(r"argument (\S+): expected one argument"), "l’option {0} attend une valeur."),
    (re.compile(r"argument (\S+): ignored explicit argument (.+)"), "l’option {0} n’attend pas de valeur ({1})."),
    (re.compile(r"argument (\S+): (.*)"), "{0} : {1}."),
)


class _Formatter(argparse.HelpFormatter):
    """The usage line begins « Emploi : »."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Emploi : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """An argument parser that speaks French and exits with 2 on bad usage; no option may be abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(BAD_USAGE, f"Commande mal écrite : {french(message)}\n")


def french(message: str) -> str:
    """The French sentence of an error of argparse."""
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(message)
        if found:
            return sentence.format(*(group.replace("'", "") for group in found.groups()))
    return message
