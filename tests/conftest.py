"""What every test may use: the shipped library, loaded once, and the examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.library import Library, shipped

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
