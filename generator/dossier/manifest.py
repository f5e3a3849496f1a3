"""The manifest: what a dossier is made of, so that anyone can tell later which text and values were used."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO

from generator import __version__
from generator.law import Alert, Diagnosis
from generator.library import Library
from generator.market import Marche, as_json
from generator.selection import Retained, Selection

NAME = "manifeste.json"


def library_digest(library: Library) -> str:
    """One hash of every text, carrier, register value and calibration datum loaded."""
    digest = hashlib.sha256()
    for id_ in sorted(library.histories):
        for version in library.histories[id_]:
            digest.update(f"{id_} {version.date} {version.empreinte}\n".encode())
    for name in sorted(library.carriers):
        digest.update(hashlib.sha256(library.carriers[name]).digest())
    for id_ in sorted(library.register.ids):
        for value in library.register.history(id_):
            digest.update(f"{id_} {value.a_compter_du} {value.valeur}\n".encode())
    digest.update(repr(library.calibrage).encode())
    return digest.hexdigest()


def manifest(
    marche: Marche,
    library: Library,
    selection: Selection,
    diagnosis: Diagnosis,
    open_points: tuple[Alert, ...],
    files: Mapping[str, bytes],
) -> bytes:
    """The manifest of design 6.5, as UTF-8 JSON; `files` are the other files of the dossier."""
    data = {
        "schema": 1,
        "fichiers": [_file(name, files[name]) for name in sorted(files)],
        "clauses": [_clause(item) for item in selection.retained],
        "parametres": _parameters(diagnosis),
        "obligations": [obligation.as_json() for obligation in diagnosis.obligations],
        "points_ouverts": [point.as_json() for point in open_points],
        "points_traites": dict(marche.points_traites),
        "versions": {"clausier": __version__, "bibliotheque": library_digest(library)},
        "marche": as_json(marche),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _file(name: str, content: bytes) -> dict[str, str]:
    return {
        "nom": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "sha256_contenu": content_digest(name, content),
    }


def content_digest(name: str, content: bytes) -> str:
    """The hash of the uncompressed parts: two files with the same words have the same one."""
    if not name.endswith((".docx", ".odt", ".xlsx")):
        return hashlib.sha256(content).hexdigest()
    digest = hashlib.sha256()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for entry in sorted(archive.namelist()):
            digest.update(entry.encode() + b"\0" + hashlib.sha256(archive.read(entry)).digest())
    return digest.hexdigest()


def _clause(item: Retained) -> dict[str, object]:
    return {
        "id": item.id,
        "version": item.clause.date.isoformat(),
        "empreinte": item.clause.empreinte,
        "lots": list(item.lots),
        "niveaux": [{"lots": list(v.lots), "niveau": v.niveau} for v in item.variants],
        "reglages": [_settings(item, n) for n in range(len(item.variants))],
        "pourquoi": item.pourquoi,
        "references": list(item.clause.references),
        "fragments": dict(item.clause.fragments),
        "relectures": [dict(reading) for reading in item.clause.relectures],
    }


def _settings(item: Retained, position: int) -> dict[str, dict[str, str]]:
    variant = item.variants[position]
    return {
        id_: {"valeur": str(setting.valeur), "origine": setting.origine, "motif": setting.motif}
        for id_, setting in variant.reglages.items()
    }


def _parameters(diagnosis: Diagnosis) -> list[dict[str, object]]:
    used = {value.id: value for obligation in diagnosis.obligations for value in obligation.parametres}
    return [
        {"id": id_, "valeur": value.as_text, "reference": value.reference, "verification": value.verification}
        for id_, value in sorted(used.items())
    ]
