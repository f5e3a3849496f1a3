"""Produced .odt files pass openxml-audit (package, OpenDocument 1.2 schema, meaning) without a single finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.blocks import Article
from generator.dossier import prepare, write_document
from generator.library import Library
from generator.market import read_json
from generator.writers.odt import Opening, write
from tests.conftest import EXAMPLES
from tests.writers.odt_reading import altered, findings
from tests.writers.sample_documents import (
    annex,
    hostile_document,
    many_articles,
    say,
    table_of_lots,
    working_document,
)

_LOTS = Article("lots", "Lots", (say("Les lots sont les suivants :"), table_of_lots(100), table_of_lots(2)))
_CASES = {
    "rich annex, hundred lots": (annex(_LOTS), Opening.COVER),
    "sixty articles": (annex(*many_articles(60)), Opening.COVER),
    "hostile values": (hostile_document(), Opening.COVER),
    "texts to carry over": (working_document(), Opening.COMPACT),
    "review sheet": (working_document(), Opening.WORKING),
}
_PLANTED = {
    "an attribute of no schema": ("content.xml", "<text:h ", '<text:h text:colour="red" '),
    "a cell outside a row": ("content.xml", "<table:table-row ", "<table:table-cell/><table:table-row "),
    "a style that is not there": ("content.xml", '"Text_20_body">', '"Absent">'),
    "a part left out of the manifest": ("META-INF/manifest.xml", "meta.xml", "other.xml"),
    "a broken part": ("styles.xml", "</office:styles>", ""),
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_document_of_an_example_has_no_finding(example: Path, library: Library, tmp_path: Path) -> None:
    dossier = prepare(read_json(example.read_bytes()), library)
    for document in dossier.documents:
        assert findings(write_document(dossier, document, "odt"), tmp_path) == [], document.id


@pytest.mark.parametrize("case", _CASES)
def test_a_produced_file_has_no_finding(case: str, tmp_path: Path) -> None:
    assert findings(write(*_CASES[case]), tmp_path) == []


@pytest.mark.parametrize("fault", _PLANTED)
def test_the_validator_sees_a_planted_fault(fault: str, tmp_path: Path) -> None:
    assert findings(altered(write(annex(), Opening.COVER), *_PLANTED[fault]), tmp_path) != []


def test_the_kind_of_the_file_is_told_by_its_first_bytes() -> None:
    raw = write(annex(), Opening.COVER)
    assert raw[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
