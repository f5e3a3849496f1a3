"""Reading the case files: facts in, what the law says out. `LISEZMOI.md` beside them tells lawyers how."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.law import Moyen
from generator.market import Marche, read

CASES = Path(__file__).parents[1] / "rules" / "cases"
CASE_KEYS = {"nom", "faits", "sans", "moyens", "attendu", "bloquants", "attentions", "conseils", "sans_alerte"}
EXPECTED_KEYS = {
    "obligation", "statut", "article", "pas_article", "raison", "respect", "portee", "doute", "manquants", "parametre",
    "besoin",
}  # fmt: skip
PARAMETER_KEYS = {"nom", "parametre", "date", "valeur", "hors_dates"}


@dataclass(frozen=True)
class Case:
    """One case of a file: its name, the facts as the JSON of a marché, what is expected."""

    file: str
    name: str
    facts: dict[str, Any]
    raw: dict[str, Any]
    expected: dict[str, Any] = field(default_factory=dict)

    @property
    def marche(self) -> Marche:
        return read(self.facts)

    @property
    def moyens(self) -> list[Moyen]:
        return [
            Moyen(each["type"], each["id"], tuple(each.get("lots", ())), frozenset(each["satisfait"]))
            for each in self.raw.get("moyens", ())
        ]


def all_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for raw in data["cas"]:
            yield Case(path.stem, raw["nom"], facts(data.get("base", {}), raw), raw, raw.get("attendu", {}))


def facts(base: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    """The base completed by the case's facts, without the answers it removes."""
    merged = _merged(base, raw.get("faits", {}))
    for key in raw.get("sans", ()):
        *parents, last = key.split(".")
        table = merged
        for parent in parents:
            table = table[parent]
        table.pop(last, None)
    return {key: _plain(value) for key, value in merged.items()}


def _merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(base)
    for key, value in more.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _plain(value: Any) -> Any:
    """TOML days become the strings of JSON; the rest is the same."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def plain_spaces(text: str) -> str:
    """No-break spaces as ordinary ones, so that a case file needs none."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
