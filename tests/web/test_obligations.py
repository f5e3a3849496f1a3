"""The duties of a marché: grouped by reach, followed to their article, compared with another day."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from test_hostile_input import BROKEN, HOSTILE, HOSTILE_FILES
from web_visitor import Visitor, checked, fields_of

CLEANING = "/obligations/exemple/nettoyage-accord-cadre"


def state(page: BeautifulSoup) -> dict[str, str]:
    return dict(fields_of(page, "dossier"))


def words(tag: BeautifulSoup) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.fixture
def page(client: FlaskClient) -> BeautifulSoup:
    return checked(client.get(CLEANING))


def test_duties_are_grouped_by_what_they_bear_on(page: BeautifulSoup) -> None:
    titles = [title.get_text() for title in page.select(".partie > h2")]
    assert titles == ["Valeur du besoin", "Le marché et ses lots", "Le chantier", "L’année", "L’acheteur"]
    of_market = page.find(id="devoir-clause-sociale").find_parent("section")
    assert of_market.find("h2").get_text() == "Le marché et ses lots"
    assert page.find(id="devoir-spaser").find_parent("section").find("h2").get_text() == "L’acheteur"


def test_a_status_is_a_word_and_a_shape(page: BeautifulSoup) -> None:
    marks = [mark.get_text() for mark in page.select("#devoir-clause-sociale .etats .marque")]
    assert marks == ["Obligatoire", "Remplie"]


def test_a_doubt_is_printed_in_full_with_who_settles_it(page: BeautifulSoup) -> None:
    doubt = words(page.select_one("#devoir-clause-sociale .note"))
    assert doubt.startswith("Doute.")
    assert doubt.endswith("à trancher par votre service juridique.")


def test_a_duty_is_followed_to_its_article_its_day_and_its_number(page: BeautifulSoup, client: FlaskClient) -> None:
    tree = page.select_one("#devoir-clause-sociale .arbre")
    told = words(tree)
    for part in ("Règle", "Réponse", "1 300 000 €", "R. 2121-8", "216 000 €", "L. 2112-2-1", "22 août 2026"):
        assert part in told, part
    links = {link["href"] for link in tree.select("a[href^='/references/']")}
    assert len(links) == 2
    for link in links:
        target = checked(client.get(link))
        assert "7 décembre 2026" in words(target.find("main"))


def test_answers_in_the_tree_are_worded_as_in_the_form_and_lead_to_it(page: BeautifulSoup, client: FlaskClient) -> None:
    tree = page.select_one("#devoir-clause-sociale .arbre")
    assert "Forme du contrat : Accord-cadre" in words(tree)
    ways = {button["formaction"].partition("#")[2] for button in tree.select("button")}
    form = checked(client.post("/marche", data={**state(page), "action": "ouvrir"}))
    assert ways
    assert ways <= {tag["id"] for tag in form.find_all(id=True)}


def test_every_reference_on_the_page_leads_to_the_register(client: FlaskClient) -> None:
    for name in ("halle-neuf-lots", "informatique-etat", "nettoyage-accord-cadre"):
        links = {
            a["href"] for a in checked(client.get(f"/obligations/exemple/{name}")).select("a[href^='/references/']")
        }
        assert links
        for link in links:
            assert client.get(link).status_code == 200, link


def test_another_day_shows_side_by_side_what_changes(page: BeautifulSoup, client: FlaskClient) -> None:
    other = checked(client.post("/obligations", data={**state(page), "autre_date": "20/08/2026"}))
    heads = [words(head) for head in other.select(".comparaison thead th")]
    assert heads == ["Devoir", "Au 7 décembre 2026", "Au 20 août 2026"]
    rows = {words(row.find("th")): [words(cell.select_one(".etats")) for cell in row.find_all("td")]
            for row in other.select(".comparaison tbody tr")}  # fmt: skip
    social = rows["Conditions d’exécution relatives au domaine social ou à l’emploi"]
    assert social == ["Obligatoire Remplie", "Facultative Prévue"]
    assert other.find(id="f-autre-date")["value"] == "20/08/2026"


def test_the_same_day_changes_nothing(page: BeautifulSoup, client: FlaskClient) -> None:
    same = checked(client.post("/obligations", data={**state(page), "autre_date": "07/12/2026"}))
    assert same.select_one(".comparaison") is None
    assert "Rien ne change" in same.get_text()


@pytest.mark.parametrize("text", ["demain", "30/02/2026", "9" * 300, "<script>alert(1)</script>", "\u202e12", "1e9"])
def test_a_day_that_cannot_be_read_is_told_and_kept(page: BeautifulSoup, client: FlaskClient, text: str) -> None:
    response = client.post("/obligations", data={**state(page), "autre_date": text})
    other = checked(response)
    assert response.status_code == 200
    assert other.find(id="f-autre-date")["aria-invalid"] == "true"
    assert other.find(id="f-autre-date-faute").get_text(strip=True)
    assert other.select_one(".comparaison") is None


def test_the_form_leads_to_its_duties_and_back_with_every_answer(visitor: Visitor) -> None:
    visitor.press("obligations", "/obligations", objet="Voirie", nature="travaux", montant_estime_ht="1 200 k€")
    carried = state(visitor.page)
    visitor.page = checked(visitor.client.post("/marche", data={**carried, "action": "ouvrir"}))
    assert visitor.value("objet") == "Voirie"
    assert visitor.value("montant_estime_ht").replace("\u202f", " ").startswith("1 200 000")


def test_a_wrong_answer_is_left_out_said_and_kept(visitor: Visitor) -> None:
    visitor.press("obligations", "/obligations", objet="Voirie", montant_estime_ht="beaucoup")
    assert "1 réponse à corriger" in words(visitor.page.find("main"))
    visitor.page = checked(visitor.client.post("/marche", data={**state(visitor.page), "action": "ouvrir"}))
    assert visitor.value("montant_estime_ht") == "beaucoup"


def test_an_empty_form_has_its_duties_too(visitor: Visitor) -> None:
    visitor.press("obligations", "/obligations", date_engagement="")
    assert visitor.status == 200
    assert "restent indéterminés" in words(visitor.page.find("main"))
    assert visitor.page.select(".devoir button.lien")


def test_the_three_steps_lead_to_each_other(client: FlaskClient, page: BeautifulSoup) -> None:
    preview = checked(client.post("/apercu", data={**state(page), "action": "apercu"}))
    assert preview.find("h1").get_text() == "Aperçu du dossier"
    back = checked(client.post("/obligations", data={**state(preview), "action": "obligations"}))
    assert back.find("h1").get_text() == "Obligations du marché"
    assert json.loads(state(back)["marche"])["objet"] == json.loads(state(page)["marche"])["objet"]


def test_the_answers_are_saved_from_here(client: FlaskClient, page: BeautifulSoup) -> None:
    response = client.post("/marche", data={**state(page), "action": "enregistrer-obligations"})
    assert response.mimetype == "application/json"
    assert json.loads(response.data)["contrat"] == "accord_cadre"


def test_what_was_not_saved_stays_unsaved_from_page_to_page(visitor: Visitor) -> None:
    visitor.press("obligations", "/obligations", objet="Voirie", acheteur__nom="Ville", _modifie="1")
    assert visitor.page.find("form", id="dossier").has_attr("data-modifie")
    preview = checked(visitor.client.post("/apercu", data=state(visitor.page)))
    assert preview.find("form", id="dossier").has_attr("data-modifie")


def test_the_panel_of_the_form_keeps_to_the_contract_and_leads_to_the_rest(client: FlaskClient) -> None:
    form = checked(client.get("/marche/exemple/halle-neuf-lots"))
    panel = form.find(id="panneau")
    assert "tri" not in [words(title) for title in panel.select(".devoirs strong")]
    assert "Schéma de promotion" not in words(panel)
    assert "du chantier, de l’année ou de l’acheteur" in words(panel)
    assert panel.select_one("button[formaction='/obligations']") is not None


def test_a_duty_that_is_only_allowed_is_foreseen_or_not_never_half_met(client: FlaskClient) -> None:
    panel = checked(client.get("/marche/exemple/halle-neuf-lots")).find(id="panneau")
    states = {words(duty.find("strong")): words(duty.select_one(".etats")) for duty in panel.select(".devoirs > li")}
    assert states["Conditions d’exécution relatives au domaine social ou à l’emploi"] == "Facultative Prévue en partie"
    assert states["Marché ou lots réservés"] == "Facultative Non prévue"
    assert "Remplie en partie" not in words(panel)


@pytest.mark.parametrize("text", [*HOSTILE.values(), *BROKEN.values()], ids=[*HOSTILE, *BROKEN])
@pytest.mark.parametrize("name", ["marche", "objet", "autre_date", "_reste", "date_engagement", "cpv"])
def test_any_text_in_any_field_gives_a_page(client: FlaskClient, name: str, text: str) -> None:
    response = client.post("/obligations", data={"objet": "Objet", "acheteur.nom": "Nom", name: text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.data
    checked(response)


@pytest.mark.parametrize("raw", HOSTILE_FILES.values(), ids=HOSTILE_FILES.keys())
def test_a_hostile_state_gives_a_page(client: FlaskClient, raw: bytes) -> None:
    response = client.post("/obligations", data={"marche": raw.decode("utf-8", "replace"), "autre_date": "01/01/2026"})
    assert response.status_code == 200
    checked(response)
