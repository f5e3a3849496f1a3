"""The documents of the execution hold hostile texts as texts: no formula, no event, no markup of their making."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from lxml import etree

from generator.dossier import prepare
from generator.execution import Dates, produce
from generator.library import Library
from generator.market import read
from tests.hostile.test_values import word_lines, word_structure
from tests.hostile.values import TEXTS, expected, hostile, marked, squeezed

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATES = Dates(dt.date(2027, 2, 1))


@pytest.fixture(scope="module")
def reference(library: Library) -> dict[str, bytes]:
    return produce(prepare(read(marked()), library), DATES)


@pytest.fixture(scope="module", params=TEXTS)
def case(request: pytest.FixtureRequest, library: Library) -> tuple[str, dict[str, bytes]]:
    typed, left = TEXTS[request.param]
    return left, produce(prepare(read(hostile(typed)), library), DATES)


def workbook(raw: bytes) -> tuple[list[str], list[str], list[str]]:
    """The strings, the formulas and the elements of the sheets of a workbook."""
    strings, formulas, elements = [], [], []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in sorted(archive.namelist()):
            root = etree.fromstring(archive.read(name))
            strings += ["".join(node.itertext()) for node in root.iter(S + "si")]
            formulas += [node.text or "" for node in root.iter(S + "f")]
            elements += [str(node.tag) for node in root.iter() if name.startswith("xl/worksheets/")]
    return strings, formulas, elements


def events(raw: bytes) -> list[str]:
    """The lines of a calendar, unfolded, escapes undone."""
    lines = raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    return [re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], line) for line in lines]


def test_letters_hold_the_literal_text(case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]) -> None:
    left, made = case
    assert made.keys() == reference.keys()
    letters = [name for name in made if name.endswith(".docx")]
    assert letters
    for name in letters:
        assert [squeezed(line) for line in word_lines(made[name])] == [
            expected(line, left) for line in word_lines(reference[name])
        ], name
        assert word_structure(made[name]) == word_structure(reference[name]), name


def test_workbooks_hold_strings_and_no_formula_of_their_making(
    case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]
) -> None:
    left, made = case
    books = [name for name in made if name.endswith(".xlsx")]
    assert books
    for name in books:
        strings, formulas, elements = workbook(made[name])
        known = workbook(reference[name])
        assert {squeezed(text) for text in strings} == {expected(text, left) for text in known[0]}, name
        assert formulas == known[1], name
        assert [tag for tag in elements if tag.endswith("}c")] == [tag for tag in known[2] if tag.endswith("}c")], name
        assert not [tag for tag in elements if "hyperlink" in tag], name


def test_the_calendar_keeps_its_lines_and_its_events(
    case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]
) -> None:
    left, made = case
    raw = made["echeances.ics"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    names = [line.partition(":")[0] for line in events(raw)]
    assert names == [line.partition(":")[0] for line in events(reference["echeances.ics"])]
    said = [line for line in events(raw) if not line.startswith("UID:")]
    wanted = [line for line in events(reference["echeances.ics"]) if not line.startswith("UID:")]
    assert [squeezed(line) for line in said] == [expected(line, left) for line in wanted]
