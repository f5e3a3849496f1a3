"""What the documentation says exists: links, commands, folders, names of facts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.facts import FACTS
from generator.language.filters import FILTERS
from tests.conftest import ROOT

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "clause_templates/LISEZMOI.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
TARGETS = set(re.findall(r"^([a-z0-9-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_there_are_pages() -> None:
    assert len(PAGES) >= 6


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_named_exists(page: Path) -> None:
    named = set(re.findall(r"`?make ([a-z0-9]+)`?", page.read_text(encoding="utf-8")))
    assert named <= TARGETS


def test_help_lists_every_target() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in said.splitlines() if line.strip()} >= {
        "run",
        "test",
        "lint",
        "content",
        "bench",
    }
    assert {line.split()[0] for line in said.splitlines() if re.match(r"[a-z0-9-]+ ", line)} == TARGETS


def test_the_guide_of_clause_authors_names_every_filter() -> None:
    guide = (ROOT / "clause_templates" / "LISEZMOI.md").read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"`{name}" not in guide] == []


def test_every_fact_has_a_meaning_and_an_unique_name() -> None:
    assert all(len(fact.help) > 10 for fact in FACTS)
    assert len({fact.name for fact in FACTS}) == len(FACTS)
