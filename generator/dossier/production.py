"""The files of a dossier, in every format, each read back, and the manifest that lists them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from generator.blocks import Document
from generator.dossier import readback
from generator.dossier.essential_data import NAME as ESSENTIAL_DATA
from generator.dossier.essential_data import essential_data
from generator.dossier.manifest import NAME as MANIFEST
from generator.dossier.manifest import manifest
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks import workbooks
from generator.errors import Fault, InputError, LibraryError
from generator.word import Carrier
from generator.word import prepare as prepare_carrier
from generator.writers import docx, html, json_tree, odt, pdf

FORMATS = ("docx", "odt", "pdf", "html", "json", "xlsx")
BY_DOCUMENT = ("docx", "odt", "pdf", "html", "json")  # the others are made from the whole dossier

WORKING_CARRIER = "fiche-de-relecture.docx"  # its pages say « ne pas signer »


def write_document(dossier: Dossier, document: Document, format_: str) -> bytes:
    """One document in one format of `BY_DOCUMENT`, read back. Raises `ProductionError` if the file lacks a passage."""
    writers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx.write(document, _carrier(dossier, document)),
        "odt": lambda: odt.write(document, _opening(dossier, document)),
        "html": lambda: html.page(document),
        "json": lambda: json_tree.write(document),
        "pdf": lambda: pdf.write(document, contents=_carrier(dossier, document).has_contents),
    }
    content = writers[format_]()
    readback.check(document, format_, content)
    if format_ == "docx":
        readback.check_listening(document, content, _carrier(dossier, document))
    return content


def _opening(dossier: Dossier, document: Document) -> odt.Opening:
    """The first page of the OpenDocument file: that of the document's Word carrier."""
    if _carrier(dossier, document).has_contents:
        return odt.Opening.COVER
    name = dossier.library.documents[document.id].modele
    return odt.Opening.WORKING if name == WORKING_CARRIER else odt.Opening.COMPACT


def _carrier(dossier: Dossier, document: Document) -> Carrier:
    name = dossier.library.documents[document.id].modele
    return prepare_carrier(dossier.library.carriers[name], f"modeles/{name}")


_HEARD = "Une personne qui écoute le document en a besoin : corrigez le modèle dans Word."


def carrier_faults(folders: Iterable[Path]) -> tuple[Fault, ...]:
    """Every fault of every Word carrier of the layers; a file that cannot be read is the library's to tell."""
    faults: list[Fault] = []
    for path in (path for folder in folders for path in sorted(folder.glob("modeles/*.docx")) if path.is_file()):
        try:
            carrier = prepare_carrier(path.read_bytes(), f"modeles/{path.name}")
            faults += [Fault(f"modeles/{path.name}", each, _HEARD, "ecoute") for each in dict.fromkeys(carrier.heard)]
        except LibraryError as error:
            faults += error.faults
    return tuple(faults)


def produce(
    dossier: Dossier,
    formats: Collection[str] = ("docx",),
    notification: dt.date | None = None,
    *,
    with_data: bool | None = None,
    documents: Collection[str] | None = None,
) -> dict[str, bytes]:
    """File name → bytes, the manifest always among them. Raises `InputError` for a format that is not there.

    `xlsx` gives the workbooks, and the calendar of the follow-up when the `notification` is known.
    `with_data`: also the essential data, a machine file; by default when JSON is asked for.
    `documents`: the ids of those to write; all of them unless given.
    """
    check_formats(formats)
    files = {
        f"{document.id}.{format_}": write_document(dossier, document, format_)
        for format_ in BY_DOCUMENT
        if format_ in formats
        for document in dossier.documents
        if documents is None or document.id in documents
    }
    if "json" in formats if with_data is None else with_data:
        files[ESSENTIAL_DATA] = essential_data(dossier.marche, dossier.selection)
    if "xlsx" in formats:
        files |= workbooks(dossier, notification)
    files[MANIFEST] = manifest(
        dossier.marche, dossier.library, dossier.selection, dossier.diagnosis, dossier.open_points, files
    )
    return files


def check_formats(formats: Collection[str]) -> None:
    """Raises `InputError` naming each format that cannot be written."""
    faults = [
        Fault("--formats", f"le format « {name} » n’existe pas.", f"Formats disponibles : {', '.join(FORMATS)}.")
        for name in formats
        if name not in FORMATS
    ]
    if faults:
        raise InputError(faults)
