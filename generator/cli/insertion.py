"""The command insert: our articles into a CCAP that the buyer already has."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.cli import folder, inputs
from generator.dossier import prepare
from generator.dossier.insertion import choose_place, incorporate, read_ccap
from generator.errors import Fault, InputError
from generator.library import Library
from generator.word.received import MOST_BYTES

DONE = 0
_HELP = "insère les articles d’un marché dans un CCAP déjà écrit (Word)"


def add_command(commands: Any, library_option: Callable[[argparse.ArgumentParser], None]) -> None:
    """Declare the command among the others."""
    command: argparse.ArgumentParser = commands.add_parser("insert", help=_HELP, description=_HELP)
    command.add_argument("ccap", metavar="CCAP.docx", type=Path, help="le CCAP de l’acheteur, au format .docx")
    command.add_argument("marche", metavar="MARCHE.json", type=Path, help="le marché, décrit en JSON")
    command.add_argument("-o", "--output", metavar="SORTIE.docx", type=Path, required=True, help="fichier à écrire")
    command.add_argument("--apres", metavar="TITRE", default="", help="insère après l’article qui porte ce titre")
    command.add_argument("--repere", metavar="PHRASE", default="", help="insère à la place de ce paragraphe")
    library_option(command)
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    """Write the CCAP with our articles, say on stdout where and what to check. Nothing is written on error."""
    faults = _output_faults(options.output)
    raw = inputs.tried(lambda: _bytes(options.ccap), faults)
    host = None if raw is None else inputs.tried(lambda: read_ccap(raw, str(options.ccap)), faults)
    layers = inputs.tried(lambda: inputs.layers(options), faults)
    marche = inputs.tried(lambda: inputs.marche(options.marche), faults)
    if faults or host is None or layers is None or marche is None:
        raise InputError(faults)
    place = choose_place(host, apres=options.apres, repere=options.repere)
    made = incorporate(prepare(marche, Library.load(layers)), host, place)
    _write(options.output, made.docx)
    sys.stdout.write(f"{made.report.text()}\n{options.output}\n")
    return DONE


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = folder.reason(error) if isinstance(error, OSError) else "son nom est impossible"
        raise InputError([Fault(str(path), f"le fichier ne se lit pas : {reason}.", "Vérifiez son nom.")]) from error


def _output_faults(path: Path) -> list[Fault]:
    """The file must be new: a CCAP is never written over."""
    if path.exists() or path.is_symlink():
        return [Fault(str(path), "ce fichier existe déjà.", "Donnez un autre nom à -o.")]
    if path.suffix.lower() != ".docx":
        return [Fault(str(path), "le nom ne finit pas par .docx.", "Donnez un autre nom à -o.")]
    return []


def _write(path: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    waiting = path.with_name(f".en-cours-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(content)
        waiting.rename(path)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        said = f"le fichier ne peut pas être écrit : {folder.reason(error)}."
        raise InputError([Fault(str(path), said, "Donnez un autre nom à -o.")]) from error
