"""What the law changes after a day, in order, and what is to check again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_visitor import checked

from generator.library import Library
from generator.parameters import Register
from web.dates import distance
from web.deadlines import deadlines, to_check

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "clause_templates"
REGISTER = Register.load(SHIPPED / "parametres")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load([SHIPPED])


def ids(since: dt.date) -> list[str]:
    return [change.id for deadline in deadlines(REGISTER, since) for change in deadline.changes]


def test_a_text_is_ahead_on_the_eve_of_its_day_and_no_longer_on_it() -> None:
    assert "deforestation-ue" in ids(dt.date(2026, 12, 29))
    assert "deforestation-ue" not in ids(dt.date(2026, 12, 30))


def test_every_value_to_come_is_announced() -> None:
    since = dt.date(2026, 11, 22)
    expected = {value.id for id_ in REGISTER.ids for value in REGISTER.history(id_) if value.a_compter_du > since}
    assert expected
    assert expected <= set(ids(since))


def test_a_value_that_ends_with_nothing_after_says_so() -> None:
    found = [
        c for d in deadlines(REGISTER, dt.date(2027, 12, 31)) for c in d.changes if d.day == "1er\u00a0janvier 2028"
    ]
    ended = [change for change in found if change.id == "seuil-europeen-fs-etat"]
    assert len(ended) == 1
    assert "Aucune valeur n’est connue ensuite" in ended[0].words
    assert "seuil-europeen-fs-etat" not in ids(dt.date(2028, 1, 1))


def test_a_value_that_follows_another_says_both() -> None:
    words = [
        c.words
        for d in deadlines(REGISTER, dt.date(2025, 12, 31))
        for c in d.changes
        if c.id == "seuil-europeen-fs-etat"
    ]
    assert " ".join(words[0].split()) == "Passe de 143 000 € à 140 000 €."


def test_days_come_in_order(client: FlaskClient) -> None:
    page = checked(client.get("/echeances?du=2026-11-22"))
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    days = []
    for title in page.select(".frise .quand"):
        day, month, year = title.find(string=True).split()
        days.append((int(year), months.index(month), int(day.removesuffix("er"))))
    assert days
    assert days == sorted(days)


def test_nothing_ahead_is_said(client: FlaskClient) -> None:
    page = checked(client.get("/echeances?du=2090-01-01"))
    assert page.select(".frise > li") == []
    assert "n’annonce aucun changement" in page.get_text()


def test_a_year_after_its_reading_a_value_and_a_clause_are_to_check(library: Library) -> None:
    found = to_check(library, dt.date(2028, 6, 1))
    assert {item.id for item in found} >= {"clause-environnementale"}
    assert any(not item.id for item in found)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 23), "dans 1 jour"),
        (dt.date(2026, 12, 21), "dans 29 jours"),
        (dt.date(2026, 12, 22), "dans 1 mois"),
        (dt.date(2027, 11, 22), "dans 12 mois"),
        (dt.date(2028, 11, 22), "dans 2 ans"),
        (dt.date(2026, 11, 22), "le jour même"),
    ],
)
def test_a_distance_is_said_in_whole_units(day: dt.date, words: str) -> None:
    assert distance(day, dt.date(2026, 11, 22)) == words
