"""The worked cases of `cas/*.toml`: markets and what their calibration says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.calibration import Calibration, calibrate
from generator.errors import InputError
from generator.market import read

FOLDER = Path(__file__).parent / "cas"
CASES = [
    (path.stem, case)
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["cas"]
]


def hours(value: Decimal | None) -> str:
    return "inconnu" if value is None else format(value.quantize(Decimal("0.0001")).normalize(), "f")


def codes(calibration: Calibration) -> list[str]:
    return [warning.code for lot in calibration.lots for warning in lot.avertissements]


def shares(calibration: Calibration, kind: str) -> list[str]:
    return [hours(share.heures) for lot in calibration.lots for share in getattr(lot, kind)]


SEEN: Mapping[str, Callable[[Calibration], object]] = {
    "total": lambda found: found.total_heures,
    "maximum": lambda found: found.total_heures_maximum,
    "heures": lambda found: [hours(lot.heures) for lot in found.lots],
    "exactes": lambda found: [hours(lot.heures_exactes) for lot in found.lots],
    "densite": lambda found: [hours(lot.densite and round(lot.densite, 1)) for lot in found.lots],
    "codes": codes,
    "generaux": lambda found: [warning.code for warning in found.avertissements],
    "periodes": lambda found: shares(found, "periodes"),
    "tranches": lambda found: shares(found, "tranches"),
    "formation": lambda found: found.heures_formation,
}


def marche_of(case: Mapping[str, Any]) -> dict[str, Any]:
    return {"objet": "Marché d’essai", "acheteur": {"nom": "Commune d’essai"}, **case["marche"]}


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file} · {case['nom']}" for file, case in CASES])
def test_the_calibration_says_what_the_case_expects(file: str, case: dict[str, Any]) -> None:
    expected = dict(case["attendu"])
    assert expected, "a case without expectation checks nothing"
    refusal = expected.pop("refus", None)
    if refusal is not None:
        with pytest.raises(InputError, match=refusal):
            calibrate(read(marche_of(case)))
        return
    found = calibrate(read(marche_of(case)))
    assert expected.pop("formule", "") in found.formule
    for name, words in expected.pop("origines", {}).items():
        assert words in found.lots[0].origines[name]
    assert {key: SEEN[key](found) for key in expected} == expected


def test_there_are_cases_of_every_file() -> None:
    assert len(CASES) > 25
    assert {file for file, _ in CASES} == {"calcul", "commandes", "formes", "temps"}


def test_the_json_keeps_the_figures_of_each_lot() -> None:
    case = next(case for _, case in CASES if "reconductions" in case["nom"])
    (lot,) = calibrate(read(marche_of(case))).as_json()["lots"]  # type: ignore[misc]
    assert lot["semaines_35h"] == 23.8
    assert lot["part_heures_travail"] == 0.05
    assert lot["periodes"][0] == {"libelle": "Période ferme", "heures": "209"}
    assert lot["origines"]["taux_effort"] == "réponse du marché"
