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
DOCUMENTS = ("annexe-ccap", "annexe-acte-engagement", "textes-a-reporter")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_example_prints_what_was_read(
    path: Path, document: str, library: Library, request: pytest.FixtureRequest
) -> None:
    dossier = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    printed = "\n".join(lines(dossier.document(document))) + "\n"
    expected = GOLDEN / f"{path.stem}.{document}.txt"
    if request.config.getoption("--rewrite-golden"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_every_golden_file_has_its_example() -> None:
    names = {f"{path.stem}.{document}.txt" for path in EXAMPLES for document in DOCUMENTS}
    assert {path.name for path in GOLDEN.glob("*.txt")} == names
