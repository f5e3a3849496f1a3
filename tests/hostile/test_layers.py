"""Layers put over the shipped library: what they change, and how a broken one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from tests.hostile.command import BAD_INPUT, CLAUSE, DONE, EXAMPLE, WRONG_CONTENT, layer, manifest, market, sound


def test_a_layer_adds_a_clause(tmp_path: Path) -> None:
    folder = layer(tmp_path, {"clauses/essai/cartouches_essai/2021-04-01.md": CLAUSE})
    path = market(tmp_path, **sound({}))
    arguments = ["generate", str(path), "-o", str(tmp_path / "d"), "--formats", "html"]
    assert main([*arguments, "--bibliotheque", str(folder)]) == DONE
    assert "cartouches_essai" in {clause["id"] for clause in manifest(tmp_path / "d")["clauses"]}
    assert "Collecte des cartouches" in (tmp_path / "d" / "annexe-ccap.html").read_text(encoding="utf-8")


def test_the_environment_names_a_layer_and_the_option_wins_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = market(tmp_path, **sound({}))
    monkeypatch.setenv(
        "CLAUSIER_BIBLIOTHEQUE", str(layer(tmp_path, {"clauses/essai/cartouches_essai/2021-04-01.md": CLAUSE}))
    )
    (tmp_path / "autre" / "clauses").mkdir(parents=True)
    assert main(["generate", str(path), "-o", str(tmp_path / "d")]) == DONE
    assert main(["generate", str(path), "-o", str(tmp_path / "e"), "--bibliotheque", str(tmp_path / "autre")]) == DONE
    assert "cartouches_essai" in {clause["id"] for clause in manifest(tmp_path / "d")["clauses"]}
    assert "cartouches_essai" not in {clause["id"] for clause in manifest(tmp_path / "e")["clauses"]}


def test_a_layer_replaces_the_text_of_a_clause_and_hides_another(tmp_path: Path) -> None:
    own = CLAUSE.replace("Le titulaire collecte", "Le titulaire de la maison collecte")
    folder = layer(
        tmp_path,
        {
            "clauses/environnement/dechets/2021-04-01.md": own,
            "reglages/emballages.toml": "masquee = true\n",
        },
    )
    path = market(tmp_path, **sound({}))
    arguments = ["generate", str(path), "--formats", "html", "--bibliotheque", str(folder)]
    assert main([*arguments, "-o", str(tmp_path / "d")]) == DONE
    kept = {clause["id"]: clause for clause in manifest(tmp_path / "d")["clauses"]}
    assert "emballages" not in kept
    assert "Le titulaire de la maison collecte" in (tmp_path / "d" / "annexe-ccap.html").read_text(encoding="utf-8")


def test_settings_of_a_layer_change_the_amount_of_a_penalty(tmp_path: Path) -> None:
    folder = layer(
        tmp_path,
        {
            "clauses/essai/cartouches_essai/2021-04-01.md": CLAUSE,
            "reglages/cartouches_essai.toml": (
                "[penalites.part]\nmontant = 777\n[parametres.part_reemploi]\nessentiel = 66\n"
            ),
        },
    )
    path = market(tmp_path, **sound({}))
    arguments = ["generate", str(path), "--formats", "html", "--bibliotheque", str(folder)]
    assert main([*arguments, "-o", str(tmp_path / "d")]) == DONE
    annex = (tmp_path / "d" / "annexe-ccap.html").read_text(encoding="utf-8")
    assert "777\u00a0€" in annex
    assert "66\u00a0%" in annex


def test_a_broken_layer_lists_every_problem_with_its_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = layer(
        tmp_path,
        {
            "clauses/essai/une_essai/2021-04-01.md": CLAUSE.replace("objectif", "objectfi").replace("| pour", "| x"),
            "clauses/essai/deux_essai/2021-04-01.md": CLAUSE.replace("2026-11-21", "2026-13-45"),
            "clauses/essai/trois_essai/demain.md": CLAUSE,
            "segments/faux.toml": 'libelle = "Faux"\ncpv = ["x"]\n',
            "reglages/dechets.toml": "[penalites.inconnue]\nmontant = 5\n",
        },
    )
    (folder / "modeles").mkdir()
    (folder / "modeles" / "annexe-ccap.docx").write_bytes(b"PK")
    arguments = ["--bibliotheque", str(folder)]
    assert main(["generate", str(market(tmp_path)), "-o", str(tmp_path / "d"), *arguments]) == WRONG_CONTENT
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 6
    for place in (
        "clauses/essai/une_essai/2021-04-01.md:3, objectfi",
        "clauses/essai/une_essai/2021-04-01.md:44",
        "clauses/essai/deux_essai/2021-04-01.md:",
        "demain.md",
        "segments/faux.toml, cpv",
        "reglages/dechets.toml, penalites",
    ):
        assert any(place in line for line in said), (place, said)
    assert not (tmp_path / "d").exists()
    assert main(["check", str(folder)]) == WRONG_CONTENT
    checked = capsys.readouterr().err.splitlines()
    assert checked[:6] == said
    assert "modeles/annexe-ccap.docx" in checked[6]
    assert checked[-1] == "7 fautes."


def test_a_broken_carrier_of_a_layer_stops_generation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "maison" / "modeles").mkdir(parents=True)
    (tmp_path / "maison" / "modeles" / "annexe-ccap.docx").write_bytes(b"not a Word file")
    arguments = ["-o", str(tmp_path / "d"), "--bibliotheque", str(tmp_path / "maison")]
    assert main(["generate", str(market(tmp_path)), *arguments]) == WRONG_CONTENT
    assert "modeles/annexe-ccap.docx" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("command", ["generate", "diagnose", "check"])
def test_a_library_that_is_no_folder_is_bad_usage(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = {"generate": [str(EXAMPLE), "-o", str(tmp_path / "d")], "diagnose": [str(EXAMPLE)], "check": []}
    for wrong, said in ((tmp_path / "absente", "n’existe pas"), (EXAMPLE, "n’est pas un dossier")):
        assert main([command, *arguments[command], "--bibliotheque", str(wrong)]) == BAD_INPUT
        assert said in capsys.readouterr().err


def test_check_of_a_folder_that_does_not_exist_is_bad_usage(tmp_path: Path) -> None:
    assert main(["check", str(tmp_path / "absent")]) == BAD_INPUT
    assert main(["check", str(EXAMPLE)]) == BAD_INPUT
