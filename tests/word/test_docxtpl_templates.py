"""docxtpl's own templates say the same through our engine as what docxtpl was recorded to print."""

from __future__ import annotations

import functools
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from generator.errors import LibraryError
from generator.word import package
from generator.word.template import WordTemplate, prepare_template

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "docxtpl"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="docxtpl’s templates are not there (../shared/data/docxtpl)")

# What our language refuses on purpose: other filters than its own, a tag that closes nothing.
REFUSED = {
    "custom_jinja_filters_tpl.docx": "le filtre « my_filterB » n’existe pas",
    "dynamic_table_tpl.docx": "le filtre « count » n’existe pas",
    "header_footer_entities_tpl.docx": "le filtre « default » n’existe pas",
    "template_error_tpl.docx": "endif",
}
OBJECTS = 14  # renders whose context holds an object (RichText, Subdoc, InlineImage): texts here hold plain values only
WITHOUT_RECORD = 3  # docxtpl itself failed, or printed nothing
SAME = 19


@functools.cache
def renders() -> list[dict[str, Any]]:
    path = DATA / "contextes_et_rendus_docxtpl.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cas"] if path.is_file() else []
    return [render for case in cases for render in case["rendus"]]


def holds_objects(value: Any) -> bool:
    if isinstance(value, dict):
        return "__type__" in value or any(map(holds_objects, value.values()))
    return isinstance(value, list) and any(map(holds_objects, value))


def prepared(name: str) -> WordTemplate:
    return prepare_template(package.unzip((DATA / "docxtpl_templates" / name).read_bytes(), name), name)


def plain_renders() -> list[dict[str, Any]]:
    return [r for r in renders() if not holds_objects(r["context"]) and "texte" in r and r["template"] not in REFUSED]


def said(raw: bytes) -> tuple[list[str], list[list[list[str]]]]:
    document = docx.Document(io.BytesIO(raw))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


@pytest.mark.parametrize("render", plain_renders(), ids=lambda render: render["template"])
def test_a_template_of_docxtpl_says_what_docxtpl_said(render: dict[str, Any]) -> None:
    found = said(prepared(render["template"]).fill(render["context"]))
    assert found == (render["texte"], render["tableaux"])


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_outside_the_language_is_refused_in_french(name: str) -> None:
    with pytest.raises(LibraryError) as raised:
        prepared(name)
    assert REFUSED[name] in str([fault.message for fault in raised.value.faults])


def test_no_template_is_left_out_without_being_counted() -> None:
    objects = [render for render in renders() if holds_objects(render["context"])]
    mute = [r for r in renders() if not holds_objects(r["context"]) and "texte" not in r]
    same = plain_renders()
    refused = [r for r in renders() if r["template"] in REFUSED and not holds_objects(r["context"])]
    assert (len(objects), len(mute), len(same), len(refused)) == (OBJECTS, WITHOUT_RECORD, SAME, len(REFUSED))
    assert len(renders()) == OBJECTS + WITHOUT_RECORD + SAME + len(REFUSED)
