"""The command line: generate, insert, execution, diagnose, calibrate, check, schema.

Exit codes: 0 done; 1 the content is wrong (a fault of production, or an open point with --strict); 2 bad usage
or bad input. What is wrong is said in French on stderr, all at once; nothing is half-written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.calibration import calibrate, read_data
from generator.catalogue import Synonyms
from generator.cli import folder, inputs, insertion
from generator.cli.arguments import FrenchParser
from generator.dossier import FORMATS, Dossier, carrier_faults, idle_reasons, prepare, produce
from generator.dossier import check_formats as formats_exist
from generator.errors import ClausierError, Fault, InputError, LibraryError, ProductionError
from generator.execution import Dates
from generator.execution import produce as produce_execution
from generator.facilitateurs.directory import Directory
from generator.law import diagnose
from generator.library import Library
from generator.library import read as read_library
from generator.library.sources import find
from generator.library.style import style_faults
from generator.market import Marche, schema
from generator.market.typed import UnreadableError, parse_date
from generator.programme.rules import Rules
from generator.selection import select

DONE, WRONG_CONTENT, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Bad usage raises SystemExit(2), as argparse does."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        return _say(error, BAD_INPUT)
    except (ProductionError, LibraryError) as error:
        return _say(error, WRONG_CONTENT)


def _parser() -> argparse.ArgumentParser:
    parser = FrenchParser(prog="python -m generator", description="Clauses sociales et environnementales d’un marché.")
    commands = parser.add_subparsers(dest="commande", required=True, metavar="COMMANDE", title="commandes")
    for name, run, help_ in (
        ("generate", _generate, "écrit le dossier d’un marché"),
        ("execution", _execution, "écrit les documents du suivi de l’action d’insertion"),
        ("diagnose", _diagnose, "dit les obligations qui portent sur un marché (JSON)"),
        ("calibrate", _calibrate, "calcule les heures d’insertion (JSON)"),
    ):
        command = commands.add_parser(name, help=help_, description=help_)
        command.add_argument("marche", metavar="MARCHE.json", type=Path, help="le marché, décrit en JSON")
        command.set_defaults(run=run)
        _library_option(command)
        if name == "generate":
            _output_options(command)
        if name == "execution":
            _execution_options(command)
    insertion.add_command(commands, _library_option)
    check = commands.add_parser("check", help="vérifie toute la bibliothèque", description="vérifie la bibliothèque")
    check.add_argument("dossier", metavar="DIR", nargs="?", type=Path, help="une bibliothèque entière, ou une couche")
    _library_option(check)
    check.set_defaults(run=_check)
    schema_help = "le schéma JSON d’un marché"
    commands.add_parser("schema", help=schema_help, description=schema_help).set_defaults(run=_schema)
    return parser


def _output_options(command: argparse.ArgumentParser) -> None:
    _folder_option(command)
    formats_help = f"{', '.join(FORMATS)} ; séparés par des virgules"
    command.add_argument("--formats", metavar="LISTE", default="docx", help=formats_help)
    command.add_argument("--strict", action="store_true", help="un point ouvert est une erreur")
    _notification_option(command)


def _folder_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="dossier nouveau ou vide")


def _execution_options(command: argparse.ArgumentParser) -> None:
    _folder_option(command)
    _notification_option(command)


def _notification_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--notification", metavar="DATE", help="jour de la notification, par exemple 01/02/2027")


def _library_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bibliotheque", metavar="DIR", type=Path, help="dossier posé sur la bibliothèque livrée")


def _formats(text: str) -> list[str]:
    formats = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not formats:
        raise InputError([Fault("--formats", "aucun format n’est donné.", "Par exemple : docx,html.")])
    formats_exist(formats)
    return formats


def _generate(options: argparse.Namespace) -> int:
    marche, formats, layers, dates = _inputs(options)
    dossier = prepare(marche, Library.load(layers))
    if options.strict and dossier.open_points:
        _say_points(dossier)
        return WRONG_CONTENT
    files = produce(dossier, formats, dates.notification)
    folder.write(options.output, files)
    _say_points(dossier)
    for name in sorted(files):
        sys.stdout.write(f"{options.output / name}\n")
    return DONE


def _execution(options: argparse.Namespace) -> int:
    faults = folder.output_faults(options.output)
    dates = inputs.tried(lambda: _dates(options.notification), faults)
    layers = inputs.tried(lambda: inputs.layers(options), faults)
    marche = inputs.tried(lambda: inputs.marche(options.marche), faults)
    if faults or dates is None or layers is None or marche is None:
        raise InputError(faults)
    files = produce_execution(prepare(marche, Library.load(layers)), dates)
    folder.write(options.output, files)
    for name in sorted(files):
        sys.stdout.write(f"{options.output / name}\n")
    return DONE


def _dates(notification: str | None) -> Dates:
    try:
        return Dates(parse_date(notification) if notification is not None else None)
    except UnreadableError as error:
        raise InputError([Fault("--notification", str(error), "Par exemple : 01/02/2027.")]) from error


def _inputs(options: argparse.Namespace) -> tuple[Marche, list[str], list[Path], Dates]:
    """The marché, the formats, the layers and the notification; what is wrong with any of them is said at once."""
    faults: list[Fault] = []
    formats = inputs.tried(lambda: _formats(options.formats), faults)
    dates = inputs.tried(lambda: _dates(options.notification), faults)
    layers = inputs.tried(lambda: inputs.layers(options), faults)
    faults += folder.output_faults(options.output)
    marche = inputs.tried(lambda: inputs.marche(options.marche), faults)
    if faults or marche is None or formats is None or layers is None or dates is None:
        raise InputError(faults)
    return marche, formats, layers, dates


def _say_points(dossier: Dossier) -> None:
    for point in dossier.open_points:
        sys.stderr.write(f"Point ouvert ({point.code}) : {point.message} {point.remede}\n")
    for code in idle_reasons(dossier):
        said = f"Motif sans emploi (points_traites.{code}) : aucun point de ce marché ne porte ce code."
        sys.stderr.write(f"{said}\n")


def _diagnose(options: argparse.Namespace) -> int:
    faults: list[Fault] = []
    layers = inputs.tried(lambda: inputs.layers(options), faults)
    marche = inputs.tried(lambda: inputs.marche(options.marche), faults)
    if faults or marche is None or layers is None:
        raise InputError(faults)
    library = Library.load(layers)
    moyens = () if marche.contrat == "concession" else select(marche, library).moyens
    _print(diagnose(marche, library.register, moyens).as_json())
    return DONE


def _calibrate(options: argparse.Namespace) -> int:
    faults: list[Fault] = []
    layers = inputs.tried(lambda: inputs.layers(options), faults)
    marche = inputs.tried(lambda: inputs.marche(options.marche), faults)
    if faults or marche is None or layers is None:
        raise InputError(faults)
    wrong: list[Fault] = []
    data = read_data(layers, wrong)
    if wrong or data is None:
        raise LibraryError(wrong)
    _print(calibrate(marche, data).as_json())
    return DONE


def _schema(_options: argparse.Namespace) -> int:
    _print(schema())
    return DONE


def _check(options: argparse.Namespace) -> int:
    """Checks the shipped library with its layers; DIR is a whole library, or a layer over the shipped one."""
    layers = inputs.layers(options)
    if options.dossier is not None:
        own = inputs.existing(options.dossier, "DIR")
        layers = [own] if (own / "documents").is_dir() and (own / "ccag").is_dir() else [*layers, own]
    library, faults = read_library(layers)
    faults = (*faults, *style_faults(find(layers)), *carrier_faults(layers), *_other_faults(layers))
    for fault in faults:
        sys.stderr.write(fault.sentence() + "\n")
    if faults or library is None:
        sys.stderr.write(f"{len(faults)} faute{'s' if len(faults) > 1 else ''}.\n")
        return WRONG_CONTENT
    count = sum(not versions[-1].commun for versions in library.histories.values())
    sys.stdout.write(f"Bibliothèque sans faute : {count} clauses, {len(library.documents)} documents.\n")
    return DONE


def _other_faults(layers: list[Path]) -> list[Fault]:
    """What is wrong in the data that the library itself does not read: programmes, facilitateurs, everyday words."""
    faults: list[Fault] = []
    for load in (Rules.load, Directory.load, Synonyms.load):
        try:
            load(layers)
        except LibraryError as error:
            faults += error.faults
    return faults


def _print(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _say(error: ClausierError, code: int) -> int:
    for fault in error.faults:
        sys.stderr.write(fault.sentence() + "\n")
    return code
