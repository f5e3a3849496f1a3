"""The shipped carriers are what their script builds, valid and accessible."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from generator.word import prepare
from generator.word.build_carriers import FOLDER, carriers
from tests.writers.docx_reading import findings, part

_NAMES = ("annexe-ccap.docx", "fiche-de-relecture.docx", "textes-a-reporter.docx")


def test_the_folder_holds_the_shipped_carriers_and_nothing_else() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.docx")) == sorted(carriers()) == list(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_the_committed_carrier_is_what_the_script_builds(name: str) -> None:
    assert (FOLDER / name).read_bytes() == carriers()[name]


@pytest.mark.parametrize("name", _NAMES)
def test_a_shipped_carrier_has_no_finding(name: str, tmp_path: Path) -> None:
    assert findings(carriers()[name], tmp_path) == []


@pytest.mark.parametrize("name", _NAMES)
def test_a_shipped_carrier_can_be_prepared(name: str) -> None:
    assert prepare(carriers()[name]).has_contents is (name == "annexe-ccap.docx")


@pytest.mark.parametrize("name", _NAMES)
def test_a_shipped_carrier_speaks_french_in_explicit_free_fonts(name: str) -> None:
    styles = part(carriers()[name], "word/styles.xml")
    assert [each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))] == ["fr-FR"]
    fonts = list(styles.iter(qn("w:rFonts")))
    assert {each.get(qn("w:ascii")) for each in fonts} == {"Liberation Sans"}
    assert not any("Theme" in attribute for each in fonts for attribute in each.attrib)
    table = part(carriers()[name], "word/fontTable.xml")
    assert [each.get(qn("w:val")) for each in table.iter(qn("w:altName"))] == ["Arial"]


@pytest.mark.parametrize("name", _NAMES)
def test_every_style_a_carrier_names_exists(name: str) -> None:
    raw = carriers()[name]
    known = {each.get(qn("w:styleId")) for each in part(raw, "word/styles.xml").iter(qn("w:style"))}
    used = {each.get(qn("w:val")) for each in part(raw).iter(qn("w:pStyle"))}
    assert used
    assert used <= known
