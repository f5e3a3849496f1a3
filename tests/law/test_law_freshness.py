"""What is too old, or ends soon, is listed; the day is given, never read from a clock."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.law import Checked, stale, values_of
from generator.law.freshness import months_after
from generator.parameters import Register
from tools.stale import main

REGISTER = Register.load(Path(__file__).parents[2] / "clause_templates" / "parametres")
TODAY = dt.date(2026, 11, 30)


def reasons(checked_on: dt.date | None, ends_on: dt.date | None = None, *, followed: bool = False) -> list[str]:
    item = Checked(
        kind="valeur", id="essai", libelle="Essai", checked_on=checked_on, ends_on=ends_on, followed=followed
    )
    return [found.reason for found in stale([item], TODAY)]


def test_a_source_read_twelve_months_ago_is_to_read_again_and_the_day_before_is_not() -> None:
    assert reasons(dt.date(2025, 12, 1)) == []
    assert len(reasons(dt.date(2025, 11, 30))) == 1
    assert "30\u00a0novembre\u00a02025" in reasons(dt.date(2025, 11, 30))[0]


def test_a_source_never_dated_is_to_read() -> None:
    assert reasons(None) == ["La date de la dernière vérification n’est pas indiquée."]


def test_a_value_that_ends_within_six_months_is_announced_unless_another_follows() -> None:
    fresh = dt.date(2026, 11, 1)

    assert reasons(fresh, dt.date(2027, 5, 31)) == []
    assert "30\u00a0mai\u00a02027" in reasons(fresh, dt.date(2027, 5, 30))[0]
    assert reasons(fresh, dt.date(2027, 5, 30), followed=True) == []
    assert reasons(fresh, dt.date(2026, 11, 29)) == []


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 15), 12, dt.date(2027, 12, 15)),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 31)),
    ],
)
def test_months_are_counted_on_the_calendar(date: dt.date, months: int, expected: dt.date) -> None:
    assert months_after(date, months) == expected


def test_the_thresholds_of_2027_are_announced_six_months_before_their_end() -> None:
    def announced(day: dt.date) -> set[str]:
        return {found.checked.id for found in stale(values_of(REGISTER, day), day) if "validité" in found.reason}

    name = "seuil-europeen-travaux (2026-01-01)"
    assert name not in announced(dt.date(2027, 6, 30))
    assert name in announced(dt.date(2027, 7, 1))


def test_values_of_the_past_are_not_asked_for() -> None:
    ids = {item.id for item in values_of(REGISTER, TODAY)}

    assert "seuil-europeen-travaux (2024-01-01)" not in ids
    assert "seuil-europeen-travaux (2026-01-01)" in ids


def test_the_command_lists_values_and_clauses_and_can_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--date", "2030-01-01"]) == 0
    printed = capsys.readouterr().out
    assert "Valeurs de droit" in printed
    assert "Clauses" in printed
    assert main(["--date", "2030-01-01", "--strict"]) == 1
