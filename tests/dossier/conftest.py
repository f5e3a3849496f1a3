"""The works of the tests of a dossier: each example with its workbooks read back."""

from __future__ import annotations

import pytest

from generator.dossier import Dossier, prepare
from generator.library import Library
from generator.market import read_json
from tests.conftest import ROOT
from tests.dossier.workbook_examples import NAMES, made
from tests.execution.workbook_reading import ReadSheet, read_workbook


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, library: Library) -> tuple[Dossier, dict[str, dict[str, ReadSheet]]]:
    """A dossier, and its workbooks by file name, sheets by name."""
    dossier, files = made(library, request.param)
    return dossier, {name: read_workbook(raw) for name, raw in files.items() if name.endswith(".xlsx")}


@pytest.fixture(scope="module")
def cleaning(library: Library) -> Dossier:
    """The dossier of the cleaning framework, whose articles the tests of the insertion put elsewhere."""
    return prepare(read_json((ROOT / "exemples" / "nettoyage-accord-cadre.json").read_bytes()), library)
