"""The command `insert`: the CCAP completed and its account, or French sentences and nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import ROOT
from tests.reading import word_text
from tests.word import ccaps

MARCHE = str(ROOT / "exemples" / "nettoyage-accord-cadre.json")


@pytest.fixture
def ccap(tmp_path: Path) -> Path:
    path = tmp_path / "CCAP.docx"
    path.write_bytes(ccaps.typed())
    return path


def test_the_completed_ccap_is_written_and_the_account_said(
    ccap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sous" / "complet.docx"
    assert main(["insert", str(ccap), MARCHE, "-o", str(out), "--apres", "Prix et règlement"]) == 0
    text = word_text(out.read_bytes())
    assert text.index("objet et portée") < text.index("Article 4 - Pénalités de retard")
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "après « Article 3 - Prix et règlement »" in said
    assert "À vérifier" in said
    assert said.rstrip().endswith(str(out))
    assert [path.name for path in out.parent.iterdir()] == ["complet.docx"]


def test_everything_wrong_is_said_at_once_and_nothing_is_written(
    ccap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ccap.write_bytes(b"%PDF-1.7")
    wrong = tmp_path / "marche.json"
    wrong.write_text('{"objet": 3}', encoding="utf-8")
    out = tmp_path / "complet.odt"
    assert main(["insert", str(ccap), str(wrong), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert "fichier PDF" in said
    assert "objet" in said
    assert ".docx" in said
    assert not out.exists()


def test_a_file_that_is_there_is_never_written_over(
    ccap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ccap.read_bytes()
    assert main(["insert", str(ccap), MARCHE, "-o", str(ccap)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert ccap.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--apres", "Garanties"], "Titres reconnus"),
        (["--repere", "[ici]"], "est absent"),
        (["--apres", "Prix", "--repere", "[ici]"], "ne vont pas ensemble"),
    ],
)
def test_a_place_that_is_not_there_exits_with_2(
    options: list[str], wanted: str, ccap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "complet.docx"
    assert main(["insert", str(ccap), MARCHE, "-o", str(out), *options]) == 2
    assert wanted in capsys.readouterr().err
    assert not out.exists()


def test_a_ccap_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["insert", str(tmp_path / "absent.docx"), MARCHE, "-o", str(tmp_path / "c.docx")]) == 2
    assert "il n’existe pas" in capsys.readouterr().err
