"""The register on screen: every value, found as people type, filtered with true counts, followed to its source."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_visitor import checked

from generator.catalogue.words import matches, stems, wanted
from generator.parameters import Register
from web.dates import asked_day
from web.register import entries, search

ROOT = Path(__file__).resolve().parents[2]
REGISTER = Register.load(ROOT / "clause_templates" / "parametres")
DAY = dt.date(2026, 11, 30)


def listed(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]).rpartition("/")[2] for link in page.select(".registre h3 a")]


def shown(client: FlaskClient, **asked: str) -> BeautifulSoup:
    return checked(client.get(f"/references?{urlencode(asked)}"))


def test_the_whole_register_is_on_the_page(client: FlaskClient) -> None:
    assert sorted(listed(shown(client))) == sorted(REGISTER.ids)


@pytest.mark.parametrize("id_", REGISTER.ids)
def test_every_parameter_has_its_page_with_every_value_and_its_reference(client: FlaskClient, id_: str) -> None:
    page = checked(client.get(f"/references/{id_}"))
    history = REGISTER.history(id_)
    assert len(page.select(".valeurs > li")) == len(history)
    text = " ".join(page.find("main").get_text(" ").split())
    for value in history:
        assert " ".join(value.reference.split())[:40].replace("'", "’") in text
        assert str(value.a_compter_du.year) in text


@pytest.mark.parametrize(
    "query", ["pneus rechapés", "PNEU RECHAPE", "pneumatiques", "pneumatique rechapé", "L. 2172-6", "  pneus  "]
)
def test_words_are_found_without_accent_capital_or_plural(client: FlaskClient, query: str) -> None:
    assert "pneus-rechapes" in listed(shown(client, q=query))


@pytest.mark.parametrize("query", ["216000", "216 000", "216 000 €", "216\u202f000"])
def test_an_amount_is_found_however_it_is_typed(client: FlaskClient, query: str) -> None:
    assert listed(shown(client, q=query)) == ["seuil-europeen-fs-autres"]


def test_words_that_fit_nothing_say_what_to_do(client: FlaskClient) -> None:
    page = shown(client, q="zzzz")
    assert listed(page) == []
    assert "Rien ne correspond" in page.find(id="resultats").get_text()


@pytest.mark.parametrize(
    ("one", "other"), [("sociales", "social"), ("sociaux", "social"), ("pénalités", "penalite"), ("Œuvre", "oeuvre")]
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_every_word_asked_for_must_be_there() -> None:
    words = frozenset(stems("Achat de pneumatiques rechapés"))
    assert matches(wanted("les pneus"), words)
    assert matches(wanted("achat rechapé"), words)
    assert not matches(wanted("achat véhicule"), words)


@pytest.mark.parametrize("facet", range(5))
def test_the_count_of_each_choice_is_what_it_leaves(facet: int) -> None:
    everything = entries(REGISTER, DAY, DAY)
    found = search(everything, "", {}).facets[facet]
    assert sum(option.count for option in found.options[1:]) > 0
    for option in found.options:
        assert search(everything, "", {found.name: option.value}).count == option.count, option.label


def test_filters_add_up(client: FlaskClient) -> None:
    page = shown(client, certitude="a_verifier", secteur="véhicules")
    ids = listed(page)
    assert ids
    assert all(REGISTER.parameter(id_).secteur == "véhicules" for id_ in ids)
    marks = [item.select_one(".meta .marque").get_text() for item in page.select(".registre > li")]
    assert set(marks) == {"À vérifier"}
    assert len(page.select(".registre > li.douteux")) == len(ids)


def test_a_choice_that_does_not_exist_filters_nothing(client: FlaskClient) -> None:
    assert len(listed(shown(client, nature="autre", etat="zz"))) == len(REGISTER.ids)


def test_a_purchase_is_given_by_its_cpv_code(client: FlaskClient) -> None:
    tyres = listed(shown(client, cpv="34350000-5"))
    roads = listed(shown(client, cpv="45233000"))
    assert "pneus-rechapes" in tyres
    assert "pneus-rechapes" not in roads
    assert "clause-environnementale" in roads


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("31/12/2025", "143 000 €"),
        ("01/01/2026", "140 000 €"),
        ("31/12/2027", "140 000 €"),
        ("2021-06-01", "139 000 €"),
    ],
)
def test_a_value_is_the_one_of_the_day_asked_for(client: FlaskClient, day: str, value: str) -> None:
    page = checked(client.get(f"/references/seuil-europeen-fs-etat?au={day}"))
    assert " ".join(page.select_one(".chiffre").get_text().split()) == value
    assert len(page.select(".valeurs > .ici")) == 1


def test_a_day_without_value_says_so_and_shows_the_history(client: FlaskClient) -> None:
    page = checked(client.get("/references/seuil-europeen-fs-etat?au=01/01/2028"))
    assert page.select_one(".chiffre") is None
    assert "Aucune valeur n’est connue après le" in page.get_text()
    assert len(page.select(".valeurs > li")) == 4


def test_a_text_to_come_says_from_when(client: FlaskClient) -> None:
    page = shown(client, q="déforestation grandes", au="29/12/2026", etat="venir")
    assert listed(page) == ["deforestation-ue"]
    assert "30 décembre 2026" in " ".join(page.find(id="resultats").get_text().split())


def test_what_was_not_read_in_the_text_stands_out_on_its_page(client: FlaskClient) -> None:
    page = checked(client.get("/references/pneus-rechapes?au=2025-01-01"))
    assert "service juridique" in page.find("main").get_text()


def test_a_value_last_looked_at_over_a_year_ago_is_marked(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = checked(client.get("/references/spaser")).get_text()
    monkeypatch.setattr("web.pages.references.today", lambda: dt.date(2027, 11, 21))
    old = checked(client.get("/references/spaser")).get_text()
    assert "À revérifier" not in fresh
    assert "À revérifier" in old


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}{% raw %}",
    "attribute": '" autofocus onfocus="alert(1)',
    "long": "a" * 20_000,
    "control": "a\x00b\ud800c",
    "bidi": "\u202e\u2066x",
    "regex": "(a+)+$[",
    "digits": "9" * 5000,
    "exponent": "1e999",
    "superscript": "²³",
    "far day": "31/12/9999",
    "old day": "01/01/0001",
    "no such day": "31/02/2026",
    "iso garbage": "2026-99-99",
    "arabic digits": "٢٠٢٦-١١-٣٠",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["q", "au", "cpv", "etat", "secteur", "nature", "acheteur", "certitude", "du"])
def test_anything_in_the_address_gives_a_page_and_no_markup(client: FlaskClient, name: str, text: str) -> None:
    query = urlencode({name: text.encode("utf-8", "surrogatepass")})
    for url in ("/references", "/references/spaser", "/echeances"):
        response = client.get(f"{url}?{query}")
        assert response.status_code == 200
        assert b"<script>alert" not in response.data
        checked(response)


@pytest.mark.parametrize("text", ["demain", "31/02/2026", "30/11/26", "01/01/1900"])
def test_a_day_that_cannot_be_read_is_told_beside_its_field_and_kept(client: FlaskClient, text: str) -> None:
    page = shown(client, au=text)
    field = page.find(id="au")
    assert field["value"] == text
    assert field["aria-describedby"] == "au-faute"
    assert page.find(id="au-faute").get_text(strip=True)


def test_a_day_is_read_as_a_person_types_it() -> None:
    assert asked_day("1er janvier 2027", DAY).day == dt.date(2027, 1, 1)
    assert asked_day("", DAY).day == DAY
    assert asked_day("hier", DAY).error
