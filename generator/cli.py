"""The command line: generate, diagnose, calibrate, check, schema.

Exit codes: 0 done; 1 the content is wrong (a fault of production, or an open point with --strict); 2 bad usage
or bad input. What is wrong is said in French on stderr, all at once; nothing is half-written.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.calibration import calibrate
from generator.dossier import Dossier, prepare, produce
from generator.dossier import check_formats as formats_exist
from generator.errors import ClausierError, Fault, InputError, LibraryError, ProductionError
from generator.law import diagnose
from generator.library import Library, shipped
from generator.library import read as read_library
from generator.market import Marche, read_json, schema
from generator.selection import select

DONE, WRONG_CONTENT, BAD_INPUT = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """argparse, its own words in French."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(BAD_INPUT, f"Commande mal écrite : {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        return _say(error, BAD_INPUT)
    except (ProductionError, LibraryError) as error:
        return _say(error, WRONG_CONTENT)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m generator", description="Clauses sociales et environnementales d’un marché.")
    commands = parser.add_subparsers(dest="commande", required=True, metavar="COMMANDE")
    for name, run, help_ in (
        ("generate", _generate, "écrit le dossier d’un marché"),
        ("diagnose", _diagnose, "dit les obligations qui portent sur un marché (JSON)"),
        ("calibrate", _calibrate, "calcule les heures d’insertion (JSON)"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("marche", metavar="MARCHE.json", type=Path)
        command.set_defaults(run=run)
        _library_option(command)
        if name == "generate":
            command.add_argument("-o", "--output", metavar="DIR", type=Path, required=True)
            command.add_argument("--formats", default="docx", help="docx, html, json ; séparés par des virgules")
            command.add_argument("--strict", action="store_true", help="un point ouvert est une erreur")
    check = commands.add_parser("check", help="vérifie toute la bibliothèque")
    check.add_argument("dossier", metavar="DIR", nargs="?", type=Path)
    _library_option(check)
    check.set_defaults(run=_check)
    commands.add_parser("schema", help="le schéma JSON d’un marché").set_defaults(run=_schema)
    return parser


def _library_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bibliotheque", metavar="DIR", type=Path, help="dossier posé sur la bibliothèque livrée")


def _layers(options: argparse.Namespace) -> list[Path]:
    own = options.bibliotheque or os.environ.get("CLAUSIER_BIBLIOTHEQUE")
    return [shipped(), Path(own)] if own else [shipped()]


def _library(options: argparse.Namespace) -> Library:
    return Library.load(_layers(options))


def _marche(path: Path) -> Marche:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "illisible"
        raise InputError([Fault(str(path), f"le fichier ne se lit pas ({reason}).", "Vérifiez son nom.")]) from error
    return read_json(raw)


def _generate(options: argparse.Namespace) -> int:
    formats = [name.strip() for name in options.formats.split(",") if name.strip()]
    formats_exist(formats)
    marche = _marche(options.marche)
    _refuse_bad_output(options.output)
    dossier = prepare(marche, _library(options))
    if options.strict and dossier.open_points:
        _say_points(dossier)
        return WRONG_CONTENT
    files = produce(dossier, formats)
    _write(options.output, files)
    _say_points(dossier)
    for name in sorted(files):
        sys.stdout.write(f"{options.output / name}\n")
    return DONE


def _refuse_bad_output(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError([Fault(str(folder), "ce n’est pas un dossier.", "Donnez un autre nom à -o.")])
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError([Fault(str(folder), "ce dossier n’est pas vide.", "Videz-le, ou donnez un autre nom à -o.")])


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """All the files, written beside and moved in at the end: an error leaves nothing behind."""
    waiting = folder.with_name(f".{folder.name}.en-cours")
    try:
        waiting.mkdir(parents=True)
        for name, content in files.items():
            (waiting / name).write_bytes(content)
        if folder.exists():
            folder.rmdir()
        waiting.rename(folder)
    except OSError as error:
        _remove(waiting)
        reason = error.strerror or str(error)
        raise InputError([Fault(str(folder), f"le dossier ne peut pas être écrit ({reason}).")]) from error


def _remove(folder: Path) -> None:
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _say_points(dossier: Dossier) -> None:
    for point in dossier.open_points:
        sys.stderr.write(f"Point ouvert ({point.code}) : {point.message} {point.remede}\n")


def _diagnose(options: argparse.Namespace) -> int:
    """The duties as the retained clauses meet them; the selection's own alerts are said with the others."""
    marche, library = _marche(options.marche), _library(options)
    if marche.contrat == "concession":  # it has no clause of its own yet
        _print(diagnose(marche, library.register).as_json())
        return DONE
    selection = select(marche, library)
    found = diagnose(marche, library.register, selection.moyens)
    _print(replace(found, alertes=(*found.alertes, *selection.alertes)).as_json())
    return DONE


def _calibrate(options: argparse.Namespace) -> int:
    _print(calibrate(_marche(options.marche)).as_json())
    return DONE


def _schema(_options: argparse.Namespace) -> int:
    _print(schema())
    return DONE


def _check(options: argparse.Namespace) -> int:
    """Checks the shipped library with its layers; DIR is a whole library, or a layer over the shipped one."""
    layers = _layers(options)
    if options.dossier is not None:
        whole = (options.dossier / "documents").is_dir()
        layers = [options.dossier] if whole else [*layers, options.dossier]
    library, faults = read_library(layers)
    for fault in faults:
        sys.stderr.write(fault.sentence() + "\n")
    if faults or library is None:
        sys.stderr.write(f"{len(faults)} faute{'s' if len(faults) > 1 else ''}.\n")
        return WRONG_CONTENT
    count = sum(not versions[-1].commun for versions in library.histories.values())
    sys.stdout.write(f"Bibliothèque sans faute : {count} clauses, {len(library.documents)} documents.\n")
    return DONE


def _print(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _say(error: ClausierError, code: int) -> int:
    for fault in error.faults:
        sys.stderr.write(fault.sentence() + "\n")
    return code
