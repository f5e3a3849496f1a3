"""What the social clauses added to the format: conditions on rows, and the blocks a full clause declares."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.library import read, shipped

GOOD = (Path(__file__).parents[1] / "mauvais" / "clauses" / "bonne.md").read_text(encoding="utf-8")
LAST_LINE = "mise_en_demeure = 15\n+++"
CASES = tomllib.loads((Path(__file__).parent / "mauvais.toml").read_text(encoding="utf-8"))["cas"]
ACCEPTED = (
    '[penalite.sans_mise_en_demeure_si]\nniveau = ["exemplaire"]\nnature = ["services"]',
    '[[preuve]]\nquand = "execution"\ntexte = "Note."\n[preuve.si]\nniveau = ["ambitieux", "exemplaire"]',
    '[[controle]]\nobjet = "O"\nqui = "Q"\nquand = "Une fois."\n[controle.si]\nnature = ["services"]',
    '[[remede]]\nid = "r"\nfait = "F"\nremede = "R"\n[remede.si]\nniveau = ["exemplaire"]',
    '[[preuve]]\nquand = "execution"\ntexte = "Note."\n[preuve.si]\npart_reemploi = ["exigé"]',
    '[[bloc]]\nnumero = 4\ntitre = "Volume"\ngenre = "complete"\nsous_article = "ccag.insertion"\n'
    'ou = ["ccap : Obligation", "ccap : texte", "article : definitions"]',
)


def faults_with(addition: str, folder: Path) -> list[str]:
    assert GOOD.count(LAST_LINE) == 1
    path = folder / "clauses" / "essai" / "cartouches_essai" / "2021-04-01.md"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD.replace(LAST_LINE, f"mise_en_demeure = 15\n{addition}\n+++"), encoding="utf-8")
    return [fault.sentence() for fault in read([shipped(), folder])[1]]


@pytest.mark.parametrize("case", CASES, ids=[case["nom"] for case in CASES])
def test_a_bad_row_or_block_gives_exactly_its_fault(case: dict[str, str], tmp_path: Path) -> None:
    found = faults_with(case["ajout"], tmp_path)
    assert len(found) == 1, found
    assert case["attendu"] in found[0]


@pytest.mark.parametrize("addition", ACCEPTED)
def test_a_good_row_or_block_has_no_fault(addition: str, tmp_path: Path) -> None:
    assert faults_with(addition, tmp_path) == []
