"""The works of the execution tests: an example, with its dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.dossier import Dossier, prepare
from generator.library import Library
from generator.market import read


@pytest.fixture(scope="session")
def dossier_of(library: Library) -> Callable[[dict[str, Any]], Dossier]:
    return lambda data: prepare(read(data), library)
