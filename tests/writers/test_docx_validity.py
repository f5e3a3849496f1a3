"""Produced files pass openxml-audit without a single finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.blocks import Article
from generator.writers.docx import write
from tests.writers.docx_reading import carrier, findings
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
    "rich annex, hundred lots": (annex(_LOTS), "annexe-ccap"),
    "sixty articles": (annex(*many_articles(60)), "annexe-ccap"),
    "hostile values": (hostile_document(), "annexe-ccap"),
    "texts to carry over": (working_document(), "textes-a-reporter"),
    "review sheet": (working_document(), "fiche-de-relecture"),
}


@pytest.mark.parametrize("case", _CASES)
def test_a_produced_file_has_no_finding(case: str, tmp_path: Path) -> None:
    document, model = _CASES[case]
    assert findings(write(document, carrier(model)), tmp_path) == []


def test_the_validator_sees_a_broken_file(tmp_path: Path) -> None:
    broken = carrier().fill({"titre": "Annexe"}, "<w:p><w:r/><w:pPr/></w:p>", "")
    assert findings(broken, tmp_path) != []
