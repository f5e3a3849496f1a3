"""The same marché gives the same bytes: twice in a process, and in processes that differ in all that may differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.dossier import FORMATS, prepare, produce
from generator.library import Library, shipped
from generator.market import as_json, read
from tests.conftest import EXAMPLES
from tests.hostile.command import DONE, run
from tests.hostile.values import marked

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONOPTIMIZE": "1"},
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_two_processes_give_the_same_bytes(example: Path, tmp_path: Path) -> None:
    made = []
    for number, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / str(number)
        done = run("generate", example, "-o", folder, "--formats", ",".join(FORMATS), cwd=tmp_path, **surroundings)
        assert done.returncode == DONE, done.stderr
        made.append(contents(folder))
    assert made[0].keys() == made[1].keys()
    assert len(made[0]) > len(FORMATS)
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


@pytest.mark.parametrize("command", ["diagnose", "calibrate", "schema"])
def test_two_processes_print_the_same_json(command: str) -> None:
    arguments = [] if command == "schema" else [EXAMPLES[0]]
    said = {run(command, *arguments, **surroundings).stdout for surroundings in SURROUNDINGS}
    assert len(said) == 1
    assert json.loads(said.pop())


def test_a_library_loaded_again_and_answers_in_another_order_give_the_same_bytes(library: Library) -> None:
    data = marked()
    turned = dict(reversed(list(data.items())))
    turned["clauses"] = {"ecartees": data["clauses"]["ecartees"],
                         "retenues": dict(reversed(data["clauses"]["retenues"].items()))}  # fmt: skip
    first = produce(prepare(read(data), library), FORMATS)
    second = produce(prepare(read(turned), Library.load([shipped()])), FORMATS)
    assert json.loads(first.pop("manifeste.json")) == json.loads(second.pop("manifeste.json"))
    assert [name for name in first if first[name] != second[name]] == []


def test_the_normal_form_of_a_market_gives_the_same_bytes(library: Library) -> None:
    marche = read(marked())
    again = read(json.loads(json.dumps(as_json(marche))))
    assert produce(prepare(again, library), FORMATS) == produce(prepare(marche, library), FORMATS)


def test_a_dossier_written_twice_gives_the_same_bytes(library: Library) -> None:
    dossier = prepare(read(marked()), library)
    assert produce(dossier, FORMATS) == produce(dossier, FORMATS)
    assert produce(dossier, ["docx"])["annexe-ccap.docx"] == produce(dossier, FORMATS)["annexe-ccap.docx"]
