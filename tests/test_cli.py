"""The command line: usage, exit codes, what each command gives, the output folder."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from generator.cli import main
from generator.library import shipped
from tests.hostile.command import (
    BAD_INPUT,
    CLAUSE,
    DONE,
    EXAMPLE,
    FILES,
    WRONG_CONTENT,
    layer,
    manifest,
    market,
    names,
    run,
)

# Usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "il manque COMMANDE"),
        (["generer"], "generer n’existe pas"),
        (["generate"], "il manque MARCHE.json, -o/--output"),
        (["generate", "m.json", "-o"], "l’option -o/--output attend une valeur"),
        (["generate", "m.json", "-o", "d", "--vite"], "« --vite » n’est pas attendu".replace(" »", "\u00a0»")),
        (["generate", "m.json", "-o", "d", "--form", "docx"], "n’est pas attendu"),
        (["generate", "m.json", "-o", "d", "--strict=oui"], "l’option --strict n’attend pas de valeur"),
        (["diagnose", "a.json", "b.json"], "n’est pas attendu"),
        (["schema", "a"], "n’est pas attendu"),
    ],
)
def test_bad_usage_is_said_in_french_and_exits_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == BAD_INPUT
    found = capsys.readouterr()
    assert said.replace("« ", "«\u00a0") in found.err
    assert found.err.startswith("Emploi")
    assert found.out == ""


@pytest.mark.parametrize("command", [[], ["generate"], ["diagnose"], ["calibrate"], ["check"], ["schema"]])
def test_help_is_in_french(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    assert left.value.code == DONE
    said = capsys.readouterr().out
    assert "montre cette aide" in said
    for english in ("usage:", "show this", "positional", "optional", "arguments are"):
        assert english not in said


# What each command gives


def test_generate_writes_the_documents_and_the_manifest_and_lists_them(tmp_path: Path) -> None:
    done = run("generate", EXAMPLE, "-o", tmp_path / "dossier")
    assert done.returncode == DONE, done.stderr
    assert names(tmp_path / "dossier") >= FILES
    assert {Path(line).name for line in done.stdout.splitlines()} == names(tmp_path / "dossier")
    assert {file["nom"] for file in manifest(tmp_path / "dossier")["fichiers"]} == names(tmp_path / "dossier") - {
        "manifeste.json"
    }


@pytest.mark.parametrize("command", ["diagnose", "calibrate"])
def test_a_json_command_prints_json_and_nothing_else(command: str) -> None:
    done = run(command, EXAMPLE)
    assert (done.returncode, done.stderr) == (DONE, "")
    assert isinstance(json.loads(done.stdout), dict)


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == DONE
    assert "2020-12" in json.loads(capsys.readouterr().out)["$schema"]


def test_check_finds_the_shipped_library_sound() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (DONE, "")
    assert "sans faute" in done.stdout


def test_check_takes_a_whole_library_as_well_as_a_layer(tmp_path: Path) -> None:
    assert main(["check", str(shipped())]) == DONE
    assert main(["check", str(layer(tmp_path, {"clauses/essai/cartouches_essai/2021-04-01.md": CLAUSE}))]) == DONE


def test_a_concession_is_diagnosed_but_not_generated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = market(tmp_path, contrat="concession")
    assert main(["diagnose", str(path)]) == DONE
    assert main(["generate", str(path), "-o", str(tmp_path / "d")]) == BAD_INPUT
    assert "concession" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("formats", ["html", "json", "odt", "docx,odt,pdf,html,json", " docx , html ", "html,html"])
def test_only_the_formats_asked_for_are_written(formats: str, tmp_path: Path) -> None:
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "d"), "--formats", formats]) == DONE
    wanted = {name.strip() for name in formats.split(",")}
    assert {path.suffix[1:] for path in (tmp_path / "d").iterdir() if path.name != "manifeste.json"} == wanted


def test_workbooks_come_with_the_calendar_when_the_notification_is_given(tmp_path: Path) -> None:
    asked = ["generate", str(EXAMPLE), "--formats", "xlsx", "-o"]
    assert main([*asked, str(tmp_path / "a")]) == DONE
    assert {path.suffix for path in (tmp_path / "a").iterdir()} == {".xlsx", ".json"}
    assert main([*asked, str(tmp_path / "b"), "--notification", "1er février 2027"]) == DONE
    assert {path.suffix for path in (tmp_path / "b").iterdir()} == {".xlsx", ".json", ".ics"}


def test_a_notification_that_is_not_a_day_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["generate", str(EXAMPLE), "-o", str(tmp_path / "d"), "--notification", "demain"]
    assert main(asked) == BAD_INPUT
    assert "--notification" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("formats", ["rtf", "docx,rtf", "zip", "", ",", "PDF"])
def test_a_format_that_cannot_be_written_exits_with_2(
    formats: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "d"), "--formats", formats]) == BAD_INPUT
    assert "--formats" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


# Open points


def test_an_open_point_is_said_and_the_dossier_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", str(market(tmp_path)), "-o", str(tmp_path / "d")]) == DONE
    assert "Point ouvert (date-engagement)" in capsys.readouterr().err
    assert "date-engagement" in {point["code"] for point in manifest(tmp_path / "d")["points_ouverts"]}


def test_with_strict_an_open_point_exits_with_1_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", str(market(tmp_path)), "-o", str(tmp_path / "d"), "--strict"]) == WRONG_CONTENT
    found = capsys.readouterr()
    assert "Point ouvert" in found.err
    assert found.out == ""
    assert not (tmp_path / "d").exists()


def test_with_strict_points_settled_elsewhere_let_the_dossier_be_written(tmp_path: Path) -> None:
    main(["generate", str(market(tmp_path)), "-o", str(tmp_path / "d")])
    settled = {point["code"]: "Réglé dans le CCAP." for point in manifest(tmp_path / "d")["points_ouverts"]}
    assert settled
    path = market(tmp_path, points_traites=settled)
    assert main(["generate", str(path), "-o", str(tmp_path / "e"), "--strict"]) == DONE
    assert manifest(tmp_path / "e")["points_ouverts"] == []
    assert manifest(tmp_path / "e")["points_traites"] == settled


# The output folder


def test_a_nested_new_folder_is_made(tmp_path: Path) -> None:
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "a" / "b" / "c")]) == DONE
    assert names(tmp_path / "a" / "b" / "c") >= FILES


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "vide"
    folder.mkdir(mode=0o750)
    before = folder.stat().st_ino
    assert main(["generate", str(EXAMPLE), "-o", str(folder)]) == DONE
    assert (folder.stat().st_ino, folder.stat().st_mode & 0o777) == (before, 0o750)


def test_the_current_folder_and_a_link_to_a_folder_may_be_filled(tmp_path: Path) -> None:
    here, linked = tmp_path / "ici", tmp_path / "lien"
    here.mkdir()
    (tmp_path / "vrai").mkdir()
    linked.symlink_to(tmp_path / "vrai")
    assert run("generate", EXAMPLE, "-o", ".", cwd=here).returncode == DONE
    assert main(["generate", str(EXAMPLE), "-o", str(linked)]) == DONE
    assert names(here) == names(tmp_path / "vrai") >= FILES


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text("à garder", encoding="utf-8")
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path)]) == BAD_INPUT
    assert "n’est pas vide" in capsys.readouterr().err
    assert names(tmp_path) == {"note.txt"}


def test_neighbours_of_the_output_folder_are_never_touched(tmp_path: Path) -> None:
    neighbour = tmp_path / ".dossier.en-cours" / "note.txt"
    neighbour.parent.mkdir()
    neighbour.write_text("à garder", encoding="utf-8")
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "dossier")]) == DONE
    assert neighbour.read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("inside", ["", "dessous"])
def test_a_file_in_the_place_of_the_folder_is_refused(
    inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fichier").write_text("à garder", encoding="utf-8")
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "fichier" / inside)]) == BAD_INPUT
    assert "dossier" in capsys.readouterr().err
    assert (tmp_path / "fichier").read_text(encoding="utf-8") == "à garder"


@pytest.mark.parametrize("refused", ["annexe-ccap.docx", "manifeste.json"])
@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "le disque est plein"), (errno.EROFS, "lecture seule"), (9999, "n° 9999")]
)
def test_a_write_that_fails_leaves_nothing_behind(
    refused: str, number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    write = Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == refused:
            write(path, data[:10])
            raise OSError(number, "refused")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "a" / "b")]) == BAD_INPUT
    assert names(tmp_path) == set()
    found = capsys.readouterr()
    assert said in found.err
    assert found.out == ""


def test_a_move_that_fails_takes_back_what_was_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "manifeste.json":
            raise OSError(errno.EACCES, "refused")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    (tmp_path / "vide").mkdir()
    assert main(["generate", str(EXAMPLE), "-o", str(tmp_path / "vide")]) == BAD_INPUT
    assert names(tmp_path / "vide") == set()


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path, data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main(["generate", str(EXAMPLE), "-o", str(tmp_path / "d")])
    assert names(tmp_path) == set()


def test_check_reads_the_rules_of_programmes_the_directory_and_everyday_words_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facilitateurs").mkdir()
    (tmp_path / "facilitateurs" / "plie.toml").write_text('structure = "PLIE"\n', encoding="utf-8")
    (tmp_path / "programmation").mkdir()
    (tmp_path / "programmation" / "regles.toml").write_text("taux_effort = 5\n", encoding="utf-8")
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "mots.toml").write_text('[[mot]]\nmot = "goudron"\n', encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "facilitateurs/plie.toml" in said
    assert "catalogue/mots.toml" in said
    assert "programmation/regles.toml" in said


def test_a_reason_that_settles_no_point_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = market(tmp_path, points_traites={"critere-environemental": "Voir le RC."})
    assert main(["generate", str(path), "-o", str(tmp_path / "d")]) == DONE
    assert "points_traites.critere-environemental" in capsys.readouterr().err
