"""What the examples print, kept as text: a change of a word shows as a diff to be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.dossier import prepare
from generator.library import Library
from generator.market import read
from tests.conftest import EXAMPLES
from tests.reading import lines

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = (
    "annexe-ccap",
    "annexe-acte-engagement",
    "cadre-de-reponse",
    "reglement-consultation",
    "cctp-specifications",
    "textes-a-reporter",
    "synthese-elus",
    "note-de-motivation",
    "avis-et-donnees",
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_prints_what_was_read(path: Path, library: Library, request: pytest.FixtureRequest) -> None:
    dossier = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    printed = {
        f"{path.stem}.{document.id}.txt": "\n".join(lines(document)) + "\n"
        for document in dossier.documents
        if document.id in DOCUMENTS
    }
    if request.config.getoption("--rewrite-golden"):
        for old in GOLDEN.glob(f"{path.stem}.*.txt"):
            old.unlink()
        for name, text in printed.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
    assert len(printed) >= 2
    assert printed == {file.name: file.read_text(encoding="utf-8") for file in GOLDEN.glob(f"{path.stem}.*.txt")}


def test_every_golden_file_has_its_example() -> None:
    assert {path.name.partition(".")[0] for path in GOLDEN.glob("*.txt")} == {path.stem for path in EXAMPLES}
