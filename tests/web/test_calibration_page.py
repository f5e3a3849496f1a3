"""The calibration page: computation, comparison, questions asked backwards, exchange with a facilitateur."""

from __future__ import annotations

import io
import json

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from test_hostile_input import BROKEN, HOSTILE, HOSTILE_FILES
from web_visitor import Visitor, checked, fields_of
from werkzeug.test import TestResponse

WORKS = "/calibrage/exemple/halle-neuf-lots"
ORDERS = "/calibrage/exemple/nettoyage-accord-cadre"
NUMBERS = ("heures_visees", "duree", "montant", "part", "cout")


def words(tag: BeautifulSoup) -> str:
    return " ".join(tag.get_text(" ").split())


def state(page: BeautifulSoup) -> dict[str, str]:
    return dict(fields_of(page, "dossier"))


def marche(page: BeautifulSoup) -> dict[str, object]:
    return dict(json.loads(state(page)["marche"]))


def send(client: FlaskClient, page: BeautifulSoup, **typed: str) -> TestResponse:
    return client.post("/calibrage", data={**state(page), **typed})


def asked(client: FlaskClient, url: str, **typed: str) -> BeautifulSoup:
    return checked(send(client, checked(client.get(url)), **typed))


def form_of(client: FlaskClient, page: BeautifulSoup) -> dict[str, object]:
    response = client.post("/calibrage/telecharger", data={**state(page), "fichier": "reponse"})
    assert 'filename="calibrage.json"' in response.headers["Content-Disposition"]
    return dict(json.loads(response.data))


def answered(client: FlaskClient, page: BeautifulSoup, raw: bytes) -> TestResponse:
    data = {**state(page), "action": "reponse", "reponse": (io.BytesIO(raw), "calibrage.json")}
    return client.post("/calibrage", data=data, content_type="multipart/form-data")


@pytest.fixture
def page(client: FlaskClient) -> BeautifulSoup:
    return checked(client.get(WORKS))


@pytest.fixture
def answer(client: FlaskClient, page: BeautifulSoup) -> bytes:
    """The facilitateur's file: 140 hours for the first lot."""
    filled = form_of(client, page)
    lots = filled["lots"]
    assert isinstance(lots, list)
    lots[0] |= {"heures": 140, "motif": "Deux <b>parcours</b> de dix semaines"}
    return json.dumps({**filled, "par": "facilitatrice du territoire", "le": "2026-11-20"}).encode()


def test_each_lot_with_hours_is_a_sentence_with_its_numbers(page: BeautifulSoup) -> None:
    sentences = [words(tag) for tag in page.select(".formule")]
    assert len(sentences) == 5
    assert all(" × " in said and "€/h = " in said for said in sentences)
    assert "Sans heures d’insertion : les lots n° 3" in words(page.find("main"))


def test_each_factor_tells_its_origin_its_source_and_how_sure_it_is(page: BeautifulSoup) -> None:
    factors = words(page.select_one(".facteurs"))
    for part in ("estimation du lot", "réponse du marché", "Source :", "ordre de grandeur proposé"):
        assert part in factors, part


def test_by_orders_the_hours_follow_the_slices(client: FlaskClient) -> None:
    page = checked(client.get(ORDERS))
    said = words(page.select_one(".formule"))
    assert "÷" in said
    assert said.endswith("= 364 heures")


def test_a_market_without_insertion_says_so_once_and_leads_to_its_form(client: FlaskClient) -> None:
    page = checked(client.get("/calibrage/exemple/informatique-etat"))
    assert words(page.find("main")).count("aucune heure n’est calculée") == 1
    assert page.find("button", string="Changer la forme de l’insertion ou ses nombres")["formaction"] == (
        "/marche#f-insertion-mode"
    )


def test_a_result_that_is_not_whole_shows_what_is_kept(client: FlaskClient) -> None:
    factors = {"mode": "heures", "part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}
    data = {"objet": "Voirie", "montant_estime_ht": "10000", "insertion": factors}
    page = checked(client.post("/calibrage", data={"marche": json.dumps(data)}))
    assert words(page.select_one(".formule")).endswith("= 8,33 heures, soit 8 heures retenues")


def test_a_missing_factor_is_named_in_its_place_with_a_remedy(client: FlaskClient) -> None:
    data = {"objet": "Voirie", "montant_estime_ht": "600000",
            "insertion": {"mode": "heures", "taux_effort": "0.05", "cout_horaire": "30"}}  # fmt: skip
    page = checked(client.post("/calibrage", data={"marche": json.dumps(data)}))
    assert "[part de main-d’œuvre à donner]" in words(page.select_one(".formule"))
    assert "Renseignez ce facteur" in words(page.select_one(".calcul .points"))


def test_the_drawing_has_a_bar_for_each_row_of_its_table(page: BeautifulSoup) -> None:
    rows = page.select(".densites tbody tr")
    assert len(rows) >= 5
    assert all(row.select_one("svg[aria-hidden=true] .mesure")["width"] for row in rows)
    assert all(row.select_one("td.n").get_text(strip=True) for row in rows)
    assert [words(row.find("th")) for row in rows if "ici" in row.get("class", [])] == [
        "Ce marché en entier", "Ce marché, lots avec heures",
    ]  # fmt: skip


def test_the_rate_that_gives_some_hours_is_found(client: FlaskClient) -> None:
    page = asked(client, WORKS, heures_visees="1 000", action="taux")
    assert "taux d’effort de" in words(page.select_one("[aria-labelledby=q-taux] .reponse"))
    assert page.find(id="f-heures_visees")["value"] == "1 000"


def test_what_a_market_bears_is_told_over_its_duration(page: BeautifulSoup) -> None:
    said = words(page.select_one("[aria-labelledby=q-charge] .reponse"))
    assert "ETP" in said
    assert "630 heures d’insertion" in said


def test_a_market_without_hours_is_asked_for_assumptions(client: FlaskClient) -> None:
    data = {"objet": "Voirie", "montant_estime_ht": "600000"}
    typed = {"part": "50 %", "cout": "30", "heures_visees": "500", "duree": "12"}
    page = checked(client.post("/calibrage", data={"marche": json.dumps(data), **typed}))
    assert "taux d’effort de 5 %" in words(page.select_one("[aria-labelledby=q-taux] .reponse"))
    assert page.find(id="f-montant")["value"].replace("\u202f", "").startswith("600000")
    assert marche(page) == data


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("text", [*HOSTILE.values(), *BROKEN.values()], ids=[*HOSTILE, *BROKEN])
def test_a_number_that_is_not_one_is_told_beside_its_field(client: FlaskClient, name: str, text: str) -> None:
    page = checked(client.post("/calibrage", data={"marche": '{"objet": "x"}', name: text}))
    assert page.find(id=f"f-{name}")["aria-invalid"] == "true"
    assert page.find(id=f"f-{name}-faute").get_text()


@pytest.mark.parametrize("text", [*HOSTILE.values(), *BROKEN.values()], ids=[*HOSTILE, *BROKEN])
def test_hostile_answers_still_give_a_page(client: FlaskClient, text: str) -> None:
    lot = {"numero": 1, "intitule": text, "montant_estime_ht": text,
           "insertion": {"heures": 12, "motif": text, "par": text}}  # fmt: skip
    data = {"objet": text, "lots": [lot], "insertion": {"mode": "heures", "index_revision": text}}
    assert checked(client.post("/calibrage", data={"marche": json.dumps(data)})).find("b") is None
    checked(client.post("/calibrage", data={"marche": text, "action": text, "avant": text}))
    checked(client.post("/calibrage", data={"avant": text, "action": "annuler"}))


def test_a_factor_that_is_impossible_is_told_and_left_out(client: FlaskClient) -> None:
    data = {"objet": "x", "montant_estime_ht": "1000", "insertion": {"mode": "heures", "cout_horaire": "0"}}
    page = checked(client.post("/calibrage", data={"marche": json.dumps(data)}))
    assert "[coût horaire à donner]" in words(page.select_one(".formule"))
    assert "1 réponse à corriger" in words(page.find("main"))


def test_the_request_downloads_as_word(client: FlaskClient, page: BeautifulSoup) -> None:
    response = client.post("/calibrage/telecharger", data={**state(page), "fichier": "demande"})
    assert response.data.startswith(b"PK")
    assert 'filename="demande-de-calibrage.docx"' in response.headers["Content-Disposition"]


def test_a_request_without_an_object_leads_back_to_the_form(client: FlaskClient) -> None:
    response = client.post("/calibrage/telecharger", data={"marche": "{}", "fichier": "demande"})
    assert response.status_code == 422
    assert checked(response).find(id="erreurs") is not None


def test_the_answer_is_taken_in_one_click_and_shows_what_changes(
    client: FlaskClient, page: BeautifulSoup, answer: bytes
) -> None:
    after = checked(answered(client, page, answer))
    note = after.find("section", attrs={"aria-labelledby": "t-repris"})
    assert words(note.find("li")).startswith("Lot 1 : 100 heures → 140 heures , motif : Deux <b>parcours</b>")
    assert len(note.find_all("li")) == 1
    assert "par facilitatrice du territoire, le 20 novembre 2026" in words(after.find("main"))
    form = checked(client.post("/marche", data={**state(after), "action": "ouvrir"}))
    assert dict(fields_of(form))["lots.0.insertion.heures"] == "140"


def test_an_answer_taken_can_be_undone(client: FlaskClient, page: BeautifulSoup, answer: bytes) -> None:
    after = checked(answered(client, page, answer))
    assert marche(after) != marche(page)
    assert marche(checked(send(client, after, action="annuler"))) == marche(page)


def test_an_answer_to_another_market_changes_nothing_and_says_so(
    client: FlaskClient, page: BeautifulSoup, answer: bytes
) -> None:
    response = answered(client, checked(client.get("/calibrage/exemple/informatique-etat")), answer)
    assert response.status_code == 422
    refused = checked(response)
    assert "autre marché" in words(refused.find(id="f-reponse-faute"))
    assert marche(refused) == marche(checked(client.get("/calibrage/exemple/informatique-etat")))


WRONG = {
    "list": b"[]",
    "text": b'"a"',
    "lots are text": b'{"schema": 1, "lots": "a"}',
    "hours are an object": b'{"schema": 1, "lots": [{"numero": 1, "heures": {"a": 1}, "motif": []}]}',
    "number is a list": b'{"schema": [1], "marche_empreinte": {}, "lots": [{"numero": [1]}], "par": 3, "le": []}',
    "markup": b'{"<script>alert(1)</script>": 1}',
}


@pytest.mark.parametrize("raw", [b"", *HOSTILE_FILES.values(), *WRONG.values()], ids=["empty", *HOSTILE_FILES, *WRONG])
def test_a_hostile_file_is_refused_beside_its_field(client: FlaskClient, page: BeautifulSoup, raw: bytes) -> None:
    response = answered(client, page, raw)
    assert response.status_code == 422
    refused = checked(response)
    assert refused.find(id="f-reponse-faute").get_text(strip=True)
    assert marche(refused) == marche(page)


def test_the_form_and_the_note_lead_to_the_computation(client: FlaskClient, visitor: Visitor) -> None:
    visitor.open("/marche/exemple/halle-neuf-lots")
    assert visitor.page.find("button", attrs={"formaction": "/calibrage"}).get_text() == "Voir le calcul"
    visitor.press("calibrage", "/calibrage")
    assert len(visitor.page.select(".formule")) == 5
    preview = checked(client.get("/apercu/exemple/halle-neuf-lots"))
    note = checked(client.post("/apercu", data={**state(preview), "voir": "note-de-calibrage"}))
    assert note.find("button", attrs={"formaction": "/calibrage"}).get_text() == "Voir le calcul"


def test_an_example_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/calibrage/exemple/absent").status_code == 404
