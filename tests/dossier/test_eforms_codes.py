"""The codes typed into a European notice are those of its code lists, under the labels its forms show."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from lxml import etree

from generator.library.eforms import LISTS

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "eforms"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the eForms code lists of ../shared are absent")
FILES = {**{name: name for name in LISTS}, "reserved-execution": "applicability_reserved-execution"}


def codes(name: str) -> set[str]:
    """The codes of a genericode file."""
    root = etree.fromstring(gzip.decompress((DATA / "codelists_gc" / f"{FILES[name]}.gc.gz").read_bytes()))
    return {value.findtext("SimpleValue") for value in root.iter("Value") if value.get("ColumnRef") == "code"}


@needs_data
@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_the_codes_of_the_official_one(name: str) -> None:
    assert set(LISTS[name]) == codes(name)


@needs_data
@pytest.mark.parametrize("name", LISTS)
def test_a_label_is_the_one_the_forms_show(name: str) -> None:
    labels = json.loads((DATA / "reference" / "codelists_libelles_fr.json").read_text(encoding="utf-8"))
    assert LISTS[name] == labels["codelists"][name]
