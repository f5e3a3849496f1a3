"""Files that are no marché, streams that are closed or full: a French sentence, exit code 2, nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.hostile.command import BAD_INPUT, DONE, EXAMPLE, ROOT, market, run, sound

BAD_FILES = {
    "empty": (b"", "vide"),
    "blanks": (b" \n\t ", "vide"),
    "binary": (bytes(range(256)), "UTF-8"),
    "Word file": (b"PK\x03\x04" + b"\x00" * 50 + b"\xff\xfe", "UTF-8"),
    "UTF-16": ("{}".encode("utf-16"), "UTF-16"),
    "Latin-1": ('{"objet": "é"}'.encode("latin-1"), "UTF-8"),
    "five megabytes": (b'{"objet": "' + b"x" * 5_000_000 + b'"}', "limite"),
    "deep": (b"[" * 100_000, "niveaux"),
    "escaped quotes without end": (b'"' + b'\\"' * 900_000, "guillemet"),
    "repeated key": (b'{"objet": "a", "objet": "b", "acheteur": {"nom": "c"}}', "objet : Cette clé est donnée deux"),
    "not a number": (b'{"objet": "a", "acheteur": {"nom": "c"}, "montant_estime_ht": NaN}', "montant_estime_ht : NaN"),
    "infinity": (b'{"objet": "a", "acheteur": {"nom": "c"}, "duree_mois": -Infinity}', "duree_mois : -Infinity"),
    "a list": (b"[]", "Un marché est un objet JSON"),
    "a text": (b'"marche"', "Un marché est un objet JSON"),
    "half": (b'{"objet": "a"', "ligne 1"),
    "comma too many": (b'{"objet": "a",}', "ligne 1"),
    "a million digits": (b'{"montant_estime_ht": ' + b"9" * 1_000_000 + b"}", "trop long"),
    "a setting of a million digits": (
        b'{"clauses": {"retenues": {"dechets": {"parametres": {"a": ' + b"9" * 1_000_000 + b"}}}}}",
        "clauses.retenues.dechets.parametres.a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", ["generate", "diagnose", "calibrate"])
@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_in_french(
    command: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, said = BAD_FILES[case]
    path = tmp_path / "marche.json"
    path.write_bytes(raw)
    output = ["-o", str(tmp_path / "d")] if command == "generate" else []
    assert main([command, str(path), *output]) == BAD_INPUT
    found = capsys.readouterr()
    assert said in found.err.replace("\u00a0:", " :")
    assert found.out == ""
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("command", ["generate", "diagnose", "calibrate"])
@pytest.mark.parametrize(("name", "said"), [("absent.json", "il n’existe pas"), (".", "c’est un dossier")])
def test_a_file_that_cannot_be_read_is_named(
    command: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = ["-o", str(tmp_path / "d")] if command == "generate" else []
    assert main([command, str(tmp_path / name), *output]) == BAD_INPUT
    found = capsys.readouterr().err
    assert str(tmp_path) in found
    assert said in found


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = market(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert main(["calibrate", str(path)]) == DONE
    assert json.loads(capsys.readouterr().out)["lots"][0]["numero"] is None


def test_every_fault_of_the_command_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "marche.json"
    path.write_text('{"objt": "a", "nature": "travail", "lots": [{"numero": "un"}], "cpv": 3}', encoding="utf-8")
    done = run(
        "generate", path, "-o", path, "--formats", "pdf,zip", "--bibliotheque", tmp_path / "absente", PYTHONUTF8="0"
    )
    assert done.returncode == BAD_INPUT
    for said in ("objt", "nature", "lots[0].numero", "cpv", "acheteur.nom", "pdf", "zip", "--bibliotheque", str(path)):
        assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_unknown_clauses_and_wrong_settings_are_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lots = [{"intitule": f"Lot {n}", "montant_estime_ht": "1000"} for n in range(5)]
    retained = {"dechet": {}, "dechets": {"parametres": {"part_valorise": 60, "part_valorisee": 4000}}}
    path = market(tmp_path, **sound({"lots": lots, "clauses": {"retenues": retained}}))
    assert main(["generate", str(path), "-o", str(tmp_path / "d")]) == BAD_INPUT
    found = capsys.readouterr().err.splitlines()
    assert len(found) == 3
    assert "Vouliez-vous dire « dechets »" in found[0]
    assert any("Vouliez-vous dire « part_valorisee »" in line for line in found)


# Streams


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_output_is_utf8_whatever_the_terminal_says(encoding: str) -> None:
    done = run("diagnose", EXAMPLE, PYTHONIOENCODING=encoding, LC_ALL="C")
    assert done.returncode == DONE, done.stderr
    assert "’" in done.stdout
    assert json.loads(done.stdout)["date_engagement"] == "2026-11-30"


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"'{sys.executable}' -m generator schema | head -c 5; echo :${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert done.stdout.endswith(":0\n")
    assert done.stderr == ""


def test_a_full_disk_is_said_in_french() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "schema"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE,
            encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == BAD_INPUT
    assert done.stderr == "La sortie ne peut pas être écrite\u00a0: le disque est plein.\n"


def test_closed_streams_are_no_error() -> None:
    command = f"'{sys.executable}' -m generator schema >&- 2>&-; echo $?"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "0\n"


def test_a_file_name_that_is_no_text_is_no_error(tmp_path: Path) -> None:
    name = tmp_path / os.fsdecode(b"march\xe9.json")
    name.write_bytes(EXAMPLE.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "generator", "generate", name, "-o", tmp_path / os.fsdecode(b"d\xe9")],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == DONE, done.stderr
    assert b"d\xe9/manifeste.json" in done.stdout
