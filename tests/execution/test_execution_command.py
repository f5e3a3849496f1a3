"""The command `execution`: every file written, or a French sentence and nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from expected_files import ALL

from generator.cli import main


def test_the_command_writes_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "suivi"
    arguments = ["execution", "exemples/halle-neuf-lots.json", "-o", str(out), "--notification", "1er février 2027"]
    assert main(arguments) == 0
    assert {path.name for path in out.iterdir()} == ALL
    assert len(capsys.readouterr().out.splitlines()) == len(ALL)


def test_a_wrong_day_is_said_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "suivi"
    assert main(["execution", "exemples/halle-neuf-lots.json", "-o", str(out), "--notification", "demain"]) == 2
    assert "--notification" in capsys.readouterr().err
    assert not out.exists()
