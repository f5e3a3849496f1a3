"""What every test may use: the shipped library, loaded once, and the examples."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from generator.library import Library, shipped

# No test is timed: speed is measured by « make bench ». Continuous integration tries the same examples each time.
settings.register_profile("clausier", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("clausier")

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "exemples").glob("*.json"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files of tests/golden")


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load([shipped()])


@pytest.fixture
def example() -> Any:
    """Reads an example by name, as data a test may change."""

    def read(name: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((ROOT / "exemples" / f"{name}.json").read_text(encoding="utf-8"))
        return data

    return read
