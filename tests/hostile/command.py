"""The command line under test: runs it, writes the files it reads, reads the files it writes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "exemples" / "informatique-etat.json"
CLAUSE = (ROOT / "tests" / "mauvais" / "clauses" / "bonne.md").read_text(encoding="utf-8")
FILES = {"annexe-ccap.docx", "cadre-de-reponse.docx", "fiche-de-relecture.docx", "textes-a-reporter.docx",
         "manifeste.json"}  # fmt: skip
DONE, WRONG_CONTENT, BAD_INPUT = 0, 1, 2


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person starts it, in a process of its own."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CLAUSIER", "LC_"))}
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=cwd,
        env={**known, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def market(folder: Path, **answers: Any) -> Path:
    """A marché file made of a few answers."""
    data = {"objet": "Essai", "acheteur": {"nom": "Commune d’essai", "categorie": "local"}, **answers}
    path = folder / "marche.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def layer(folder: Path, files: dict[str, str]) -> Path:
    """A layer of a library, in `folder / "maison"`, from files by relative path."""
    for name, text in files.items():
        path = folder / "maison" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "maison"


def sound(answers: dict[str, Any]) -> dict[str, Any]:
    services = {"nature": "services", "ccag": "fcs", "date_engagement": "2026-11-30", "duree_mois": 24}
    return {**services, "montant_estime_ht": "90000", "contrat": "marche", "procedure": "adaptee", **answers}


def manifest(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "manifeste.json").read_text(encoding="utf-8"))
    return data


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
