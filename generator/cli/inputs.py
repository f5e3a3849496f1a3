"""What several commands read: the layers of the library, the marché, a file; all faults are gathered."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.cli import folder
from generator.errors import Fault, InputError
from generator.library import shipped
from generator.market import MOST_BYTES, Marche, read_json

VARIABLE = "CLAUSIER_BIBLIOTHEQUE"

_T = TypeVar("_T")


def layers(options: argparse.Namespace) -> list[Path]:
    """The shipped library, then the folder of --bibliotheque, else of the environment."""
    asked, named = options.bibliotheque, "--bibliotheque"
    if asked is None and os.environ.get(VARIABLE):
        asked, named = Path(os.environ[VARIABLE]), VARIABLE
    return [shipped()] if asked is None else [shipped(), existing(asked, named)]


def existing(path: Path, named: str) -> Path:
    if path.is_dir():
        return path
    found = "ce n’est pas un dossier" if path.exists() else "ce dossier n’existe pas"
    raise InputError([Fault(named, f"{found} : {path}.", "Donnez le dossier d’une bibliothèque.")])


def tried(check: Callable[[], _T], faults: list[Fault]) -> _T | None:
    """What the check gives, or None and its faults among the others."""
    try:
        return check()
    except InputError as error:
        faults += error.faults
        return None


def marche(path: Path) -> Marche:
    """The marché of a file; a fault that has no place of its own takes the file's name."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = folder.reason(error) if isinstance(error, OSError) else "son nom est impossible"
        raise InputError([Fault(str(path), f"le fichier ne se lit pas : {reason}.", "Vérifiez son nom.")]) from error
    try:
        return read_json(raw)
    except InputError as error:
        raise InputError([replace(fault, where=fault.where or str(path)) for fault in error.faults]) from error
