"""Every workbook passes openxml-audit without a finding, and nothing typed by a person is a formula or a link."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from generator.dossier import prepare, produce
from generator.execution import Dates
from generator.execution import produce as produce_execution
from generator.library import Library
from generator.market import read
from tests.conftest import EXAMPLES
from tests.execution.workbook_reading import read_workbook
from tests.hostile.values import hostile, marked

NOTIFIED = dt.date(2027, 2, 1)
STARTS = {
    "equals": '=HYPERLINK("http://x.example","a")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1)",
    "wide equals": "＝1+1",
    "wide plus": "＋1",
    "wide minus": "－1",
    "wide at": "＠SUM(1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "dde": "=cmd|' /C calc'!A0",
    "address": "http://x.example/",
    "inner address": "internal:'Pénalités'!A1",
    "array": "{=1+1}",
    "number": "12",
    "escape": "_x0041_",
}


def findings(raw: bytes, folder: Path) -> list[str]:
    path = folder / "produced.xlsx"
    path.write_bytes(raw)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_workbook_has_no_finding(example: Path, library: Library, tmp_path: Path) -> None:
    dossier = prepare(read(json.loads(example.read_text(encoding="utf-8"))), library)
    files = produce(dossier, ("xlsx",), NOTIFIED)
    books = [name for name in files if name.endswith(".xlsx")]
    assert len(books) >= 2
    for name in books:
        assert findings(files[name], tmp_path) == [], name


def test_the_workbooks_of_the_social_action_have_no_finding(library: Library, tmp_path: Path, example: object) -> None:
    files = produce_execution(prepare(read(example("halle-neuf-lots")), library), Dates(NOTIFIED))  # type: ignore[operator]
    for name in ("releve-des-heures.xlsx", "calcul-des-penalites.xlsx"):
        assert findings(files[name], tmp_path) == [], name


def test_the_validator_sees_a_broken_workbook(library: Library, tmp_path: Path, example: object) -> None:
    raw = produce(prepare(read(example("informatique-etat")), library), ("xlsx",))["suivi-execution.xlsx"]  # type: ignore[operator]
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts, zipfile.ZipFile(broken, "w") as whole:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<sheetData><wrong/>")
            whole.writestr(part, content)
    assert findings(broken.getvalue(), tmp_path) != []


@pytest.fixture(scope="module")
def reference(library: Library) -> dict[str, bytes]:
    return produce(prepare(read(marked()), library), ("xlsx",), NOTIFIED)


@pytest.mark.parametrize("start", STARTS)
def test_what_a_person_typed_is_a_string_in_every_workbook(
    start: str, library: Library, reference: dict[str, bytes]
) -> None:
    made = produce(prepare(read(hostile(STARTS[start])), library), ("xlsx",), NOTIFIED)
    assert made.keys() == reference.keys()
    left = re.sub(r"\s+", " ", STARTS[start]).strip().replace("_x0041_", "_x005F_x0041_")
    for name in (name for name in made if name.endswith(".xlsx")):
        sheets, known = read_workbook(made[name]), read_workbook(reference[name])
        assert [sheet.formulas for sheet in sheets.values()] == [sheet.formulas for sheet in known.values()], name
        assert [sheet.numbers for sheet in sheets.values()] == [sheet.numbers for sheet in known.values()], name
        assert any(left in text for sheet in sheets.values() for text in sheet.texts.values()), name
        with zipfile.ZipFile(io.BytesIO(made[name])) as parts:
            assert not [part for part in parts.namelist() if b"hyperlink" in parts.read(part)], name
            assert [part for part in parts.namelist() if "external" in part.lower()] == [], name


def test_a_calendar_holds_no_event_that_a_person_wrote(library: Library) -> None:
    typed = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b"
    raw = produce(prepare(read(hostile(typed)), library), ("xlsx",), NOTIFIED)["echeancier.ics"]
    plain = produce(prepare(read(hostile("a")), library), ("xlsx",), NOTIFIED)["echeancier.ics"]
    assert raw.count(b"\r\nBEGIN:VEVENT") == plain.count(b"\r\nBEGIN:VEVENT") > 2
    assert max(map(len, raw.split(b"\r\n"))) <= 75
