"""The formulas of the workbooks, computed apart: what they show at once, and what they give once cells are filled."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import Any

import pytest

from generator.dossier import prepare, produce
from generator.library import Library
from generator.market import read
from tests.dossier.workbook_examples import (
    DAYS,
    FOLLOW_UP,
    NAMES,
    NOTIFIED,
    follow_up,
    letter,
    table,
)
from tests.execution.workbook_reading import ReadSheet, read_workbook
from tests.writers.formulas import EPOCH, Book


def computed(
    sheets: dict[str, ReadSheet], typed: dict[tuple[str, str], Any] | None = None
) -> Iterator[tuple[Any, ...]]:
    book = Book(sheets, typed)
    for name, sheet in sheets.items():
        for place in sheet.formulas:
            yield name, place, book.value(name, place), sheet.results[place]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("notification", [None, *DAYS], ids=str)
def test_what_is_shown_before_any_computation_is_what_the_formula_gives(
    name: str, notification: dt.date | None, library: Library
) -> None:
    count = 0
    for sheet, place, value, shown in computed(follow_up(library, name, notification)):
        count += 1
        if value in ("", None):
            assert shown == "", (sheet, place, shown)
        else:
            assert math.isclose(float(value), float(shown), abs_tol=1e-9), (sheet, place, value, shown)
    assert count > 50


def test_a_notification_typed_in_an_empty_workbook_gives_the_days_of_one_made_with_it(library: Library) -> None:
    for name in NAMES:
        empty, full = follow_up(library, name, None), follow_up(library, name)
        typed = {("Lisez-moi", "B6"): float((NOTIFIED - EPOCH).days)}
        for sheet, place, value, _ in computed(empty, typed):
            shown = full[sheet].results[place]
            assert (value or "") == (float(shown) if shown else "") or value == float(shown or "nan"), (sheet, place)


def test_days_are_counted_as_the_annex_counts_them(library: Library) -> None:
    rows = table(follow_up(library, "nettoyage-accord-cadre")["Obligations"])
    sheet = follow_up(library, "nettoyage-accord-cadre")["Obligations"]
    column = letter(sheet, "Échéance")

    def day(period: str, words: str) -> dt.date:
        row = next(row for row in rows if row["Période"] == period and words in row["Pièce à recevoir et délai"])
        return EPOCH + dt.timedelta(days=int(sheet.results[f"{column}{row['#']}"]))

    assert day("Notification", "Désignation du correspondant") == dt.date(2027, 2, 16)
    assert day("Trimestre 1", "Relevé des heures") == dt.date(2027, 4, 15)
    assert day("Trimestre 17", "Relevé des heures") == dt.date(2031, 2, 15)
    assert day("Période de bilan 1", "Registre d’entretien") == dt.date(2028, 3, 1)
    assert day("Période de bilan 4", "Registre d’entretien") == dt.date(2031, 3, 2)


def test_a_period_that_the_execution_does_not_reach_has_no_day(library: Library) -> None:
    sheet = follow_up(library, "halle-neuf-lots", dt.date(2027, 1, 1))["Obligations"]
    late = [row for row in table(sheet) if row["Période"] == "Trimestre 6"]
    assert late
    assert {sheet.results[f"{letter(sheet, 'Échéance')}{row['#']}"] for row in late} == {""}


def test_penalties_add_up_under_the_ceiling_of_each_lot(library: Library) -> None:
    sheets = follow_up(library, "halle-neuf-lots")
    penalties, ceiling = sheets["Pénalités"], sheets["Plafond des pénalités"]
    count = letter(penalties, "Nombre constaté")
    rows = table(penalties)
    hour = next(row for row in rows if row["Lot"] == "1" and row["Manquement"].startswith("Heure d’insertion"))
    note = next(row for row in rows if row["Lot"] == "1" and row["Manquement"].startswith("Note, registre"))
    typed = {("Pénalités", f"{count}{hour['#']}"): 10.0, ("Pénalités", f"{count}{note['#']}"): 30.0}
    typed |= {("Plafond des pénalités", f"{letter(ceiling, 'Montant hors taxes')}5"): 20000.0}
    book = Book(sheets, typed)

    def shown(words: str, row: int = 5) -> float:
        return book.value("Plafond des pénalités", f"{letter(ceiling, words)}{row}")

    assert (shown("Plafond"), shown("Pénalités comptées"), shown("Reste avant le plafond")) == (1000.0, 1500.0, 0.0)
    assert (shown("Pénalités hors plafond"), shown("Total dû")) == (500.0, 1500.0)
    assert shown("Pénalités comptées", 6) == 0.0
    assert book.value("Pénalités", f"{letter(penalties, 'Pénalité')}{rows[-1]['#']}") == 2000.0


def test_without_ceiling_no_ceiling_is_shown(library: Library, example: Any) -> None:
    dossier = prepare(read(example("halle-neuf-lots") | {"plafond_penalites": "0"}), library)
    sheets = read_workbook(produce(dossier, ("xlsx",))[FOLLOW_UP])
    assert "Compte dans le plafond" not in sheets["Pénalités"].texts.values()
    said = sheets["Plafond des pénalités"].texts.values()
    assert any("ne plafonne pas" in text for text in said)
    assert "Plafond" not in said


@pytest.mark.parametrize(
    ("target", "measured", "gap"), [("au moins", 0.9, 0.2), ("au moins", 0.5, -0.2), ("au plus", 0.5, 0.2)]
)
def test_a_gap_is_negative_when_the_target_is_missed(
    target: str, measured: float, gap: float, library: Library
) -> None:
    sheets = follow_up(library, "halle-neuf-lots")
    sheet = sheets["Indicateurs"]
    row = next(row for row in table(sheet) if row["Seuil chiffré"] == "0.7")["#"]
    typed = {
        ("Indicateurs", f"{letter(sheet, 'Valeur mesurée')}{row}"): measured,
        ("Indicateurs", f"{letter(sheet, 'Sens')}{row}"): target,
    }
    found = Book(sheets, typed).value("Indicateurs", f"{letter(sheet, 'Écart')}{row}")
    assert found == pytest.approx(gap)


def test_hours_done_leave_what_remains_and_orders_make_hours_due(library: Library) -> None:
    sheets = follow_up(library, "nettoyage-accord-cadre")
    sheet = sheets["Heures d’insertion"]
    typed = {
        ("Heures d’insertion", f"{letter(sheet, 'Montant cumulé HT')}5"): 100000.0,
        ("Heures d’insertion", f"{letter(sheet, 'Heures réalisées')}5"): 30.0,
    }
    book = Book(sheets, typed)
    shown = [book.value("Heures d’insertion", f"{letter(sheet, key)}5") for key in ("Heures dues", "Reste à réaliser")]
    assert shown == [70.0, 40.0]
    assert book.value("Heures d’insertion", f"{letter(sheet, 'Taux')}5") == pytest.approx(30 / 70)
