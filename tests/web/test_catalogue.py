"""The catalogue on screen: searched, filtered, read, and a clause taken into a marché with a way back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient
from web_visitor import Visitor, checked, fields_of

from generator.library import Library
from web.catalogue_view import PER_PAGE

ROOT = Path(__file__).resolve().parents[2]
HALL = "/marche/exemple/halle-neuf-lots"
OTHER = "coffrages"  # possible for the hall, not proposed
FOREIGN = "vitrerie_eau_pure"  # of another family


def listed(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]).rpartition("/")[2] for link in page.select(".clauses h2 a")]


def shown(client: FlaskClient, **asked: str) -> BeautifulSoup:
    return checked(client.get(f"/clauses?{urlencode(asked)}"))


def words(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


def hall_state() -> str:
    return (ROOT / "exemples" / "halle-neuf-lots.json").read_text(encoding="utf-8")


def saved(visitor: Visitor) -> dict[str, Any]:
    return dict(json.loads(visitor.press("enregistrer").data))


def notice(page: BeautifulSoup) -> str:
    return page.select_one("#clauses .avis span").get_text()


def test_the_pages_of_results_hold_every_clause_once(client: FlaskClient, library: Library) -> None:
    count = len(library.clauses_at(None))
    found = [id_ for page in range(1, -(-count // PER_PAGE) + 1) for id_ in listed(shown(client, page=str(page)))]
    assert sorted(found) == sorted(library.clauses_at(None))


@pytest.mark.parametrize("page", ["0", "-1", "9999", "x", "²", "1e3", "9" * 40])
def test_a_page_that_does_not_exist_gives_one_that_does(client: FlaskClient, page: str) -> None:
    assert listed(shown(client, page=page))


def test_a_search_is_an_address(client: FlaskClient) -> None:
    page = shown(client, q="nettoyage des vitres", segment="nettoyage")
    assert listed(page)[0] == "vitrerie_eau_pure"
    assert page.find(id="q")["value"] == "nettoyage des vitres"
    assert page.select_one("#filtre-segment option[selected]")["value"] == "nettoyage"
    assert page.find(id="affiner").has_attr("open")


def test_the_next_page_keeps_the_words_and_the_filters(client: FlaskClient) -> None:
    page = shown(client, q="e", nature="travaux")
    links = [str(link["href"]) for link in page.select(".pages a")]
    assert links
    assert all("nature=travaux" in link and "q=e" in link for link in links)


def test_every_filter_says_what_it_leaves(client: FlaskClient) -> None:
    page = shown(client, q="déchets")
    for select in page.select("#affiner select"):
        option = select.find_all("option")[1]
        count = int(option.get_text().rpartition("(")[2].rstrip(")"))
        left = shown(client, q="déchets", **{str(select["name"]): str(option["value"])})
        assert left.find(id="bilan").get_text().startswith(f"{count} clause")


def test_a_result_says_its_family_its_lever_its_effect_and_what_control_asks(client: FlaskClient) -> None:
    tags = [tag.get_text() for tag in shown(client, q="vitres").select_one(".clauses .etiquettes").find_all("li")]
    assert tags == ["Nettoyage des locaux", "Condition d’exécution", "Effet limité", "Contrôle léger"]


def test_nothing_found_says_what_to_do(client: FlaskClient) -> None:
    page = shown(client, q="zzzz", nature="travaux")
    assert listed(page) == []
    assert "retirez un filtre" in words(page)


def test_a_family_without_clauses_is_named(client: FlaskClient) -> None:
    assert "n’a pas encore de clause propre" in words(shown(client, q="toner"))


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "template": "{{ 7*7 }}{% raw %}",
    "attribute": '" autofocus onfocus="alert(1)',
    "long": "a " * 10_000,
    "control": "a\x00b\ud800c",
    "bidi": "\u202e\u2066x",
    "regex": "(a+)+$[",
    "digits": "9" * 5000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("name", ["q", "segment", "theme", "document", "page", "niveau", "voir", "marche"])
def test_anything_in_the_address_gives_a_page_and_no_markup(client: FlaskClient, name: str, text: str) -> None:
    value = text.encode("utf-8", "surrogatepass")
    for url in ("/clauses", "/clauses/dechets"):
        response = client.get(f"{url}?{urlencode({name: value})}")
        assert response.status_code == 200
        assert b"<script>alert" not in response.data
        checked(response)


@pytest.mark.parametrize(
    "state", ["", "{", "[]", "null", '{"clauses": 3, "lots": "x"}', '{"clauses": {"retenues": []}}']
)
def test_any_state_gives_a_page_and_lets_a_clause_be_added(client: FlaskClient, state: str) -> None:
    for url, action in (("/clauses", "chercher"), ("/clauses/dechets", "fiche"), ("/marche", "ajouter-clause:dechets")):
        response = client.post(url, data={"marche": state, "action": action})
        assert response.status_code == 200
        checked(response)


# The fiche


def test_a_fiche_says_all_that_the_clause_holds(client: FlaskClient) -> None:
    page = checked(client.get("/clauses/consommables_sanitaires?niveau=exemplaire"))
    titles = [title.get_text() for title in page.select("main h2")]
    for title in ("Ce qu’elle sert", "Quand elle s’applique", "Les trois niveaux", "Points de vigilance"):
        assert title in titles
    text = words(page)
    for said in ("Contenants et consommation", "Bordereau des prix", "Cadre de réponse", "Remèdes", "circ-econ"):
        assert said in text
    assert "Texte non relu par un juriste" in text
    assert page.find(id="art-cctp") is not None


def test_the_level_chosen_is_the_one_printed(client: FlaskClient) -> None:
    least, most = (words(checked(client.get(f"/clauses/dechets?niveau={n}"))) for n in ("essentiel", "exemplaire"))
    assert "au niveau essentiel" in least
    assert "au niveau exemplaire" in most
    assert least != most


def test_a_level_of_law_leads_to_its_text_and_the_text_leads_back(client: FlaskClient) -> None:
    page = checked(client.get("/clauses/reserve_ess"))
    assert page.select_one('.niveaux a[href="/references/duree-reserve-ess"]') is not None
    back = checked(client.get("/references/duree-reserve-ess"))
    assert back.select_one('a[href="/clauses/reserve_ess"]') is not None


def test_linked_clauses_are_one_click_away(client: FlaskClient) -> None:
    page = checked(client.get("/clauses/consommables_sanitaires"))
    assert page.select_one('#t-liens ~ ul a[href="/clauses/produits_entretien"]') is not None


@pytest.mark.parametrize("niveau", ["essentiel", "exemplaire", "zzz"])
def test_a_fiche_downloads_as_a_word_file(client: FlaskClient, niveau: str) -> None:
    response = client.get(f"/clauses/dechets/telecharger?niveau={niveau}")
    assert response.headers["Content-Disposition"] == 'attachment; filename="fiche-dechets.docx"'
    text = " ".join(str(node.text) for node in Document(io.BytesIO(response.data)).element.body.iter() if node.text)
    assert "Déchets de l’exécution" in text
    assert "Points de vigilance" in text


@pytest.mark.parametrize(
    "url", ["/clauses/absente", "/clauses/absente/telecharger", "/clauses/penalites", "/marche?clause=absente"]
)
def test_an_unknown_clause_is_not_found(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 404


# The basket


def test_without_a_marche_a_clause_starts_one(visitor: Visitor) -> None:
    link = visitor.open("/clauses/reemploi_voirie").page.select_one(".haut-fiche a")
    assert link.get_text(strip=True) == "Commencer un marché avec cette clause"
    visitor.open(str(link["href"]))
    assert visitor.value("nature") == "travaux"
    assert visitor.value("cpv").startswith("4523")
    assert visitor.page.find(attrs={"name": "clause.reemploi_voirie.retenue"}).has_attr("checked")
    assert "Votre marché commence avec la clause" in notice(visitor.page)


@pytest.mark.parametrize("id_", ["reemploi_voirie", "reserve_ess", "accessibilite_livrables", "critere_labels"])
def test_a_marche_can_start_with_any_kind_of_clause(visitor: Visitor, id_: str) -> None:
    visitor.open(f"/marche?clause={id_}")
    assert id_ in visitor.fields()["clause-montree"][0] or any(
        pair == f"{id_}:1" for pair in visitor.fields()["clause-montree"]
    )


def test_from_the_form_the_catalogue_says_where_each_clause_stands(visitor: Visitor) -> None:
    visitor.open(HALL).press("chercher", "/clauses")
    marks = {mark.get_text() for mark in visitor.page.select(".etat-clause .marque")}
    assert {"Dans votre marché", "Possible"} <= marks
    assert visitor.page.find(id="dossier") is not None


def test_a_filter_of_the_catalogue_is_not_an_answer_of_the_form(visitor: Visitor) -> None:
    visitor.open(HALL).press("chercher", "/clauses")
    assert visitor.page.select_one("#filtre-nature option[selected]").get("value") == ""


def carried(visitor: Visitor, **typed: str) -> dict[str, str]:
    return {**dict(fields_of(visitor.page, "dossier")), **typed}


def test_a_search_keeps_the_marche_in_hand(visitor: Visitor) -> None:
    visitor.open(HALL).press("chercher", "/clauses")
    page = checked(visitor.client.post("/clauses", data=carried(visitor, q="vitres à l’eau pure")))
    assert json.loads(page.find(attrs={"name": "marche"})["value"])["objet"]
    assert page.select_one(".clauses .marque").get_text() == "Hors de ce marché"


def test_the_clauses_that_cannot_serve_come_last(client: FlaskClient) -> None:
    page = checked(client.post("/clauses", data={"marche": hall_state(), "q": "réemploi"}))
    marks = [mark.get_text() for mark in page.select(".etat-clause .marque")]
    assert marks == sorted(marks, key=lambda mark: mark == "Hors de ce marché")
    assert "Hors de ce marché" in marks


def add(visitor: Visitor, id_: str) -> None:
    """Press « Ajouter » of a clause on the page of the catalogue."""
    button = visitor.page.find("button", attrs={"value": f"ajouter-clause:{id_}"})
    assert button is not None
    data = {**carried(visitor), "action": button["value"]}
    visitor.page = checked(visitor.client.post(str(button["formaction"]).partition("#")[0], data=data))


def test_adding_a_clause_keeps_the_proposal_says_so_and_can_be_undone(visitor: Visitor) -> None:
    visitor.open(HALL)
    proposed = {pair.partition(":")[0] for pair in visitor.fields()["clause-montree"] if pair.endswith(":1")}
    before = saved(visitor)
    visitor.press("fiche", f"/clauses/{OTHER}")
    add(visitor, OTHER)
    assert notice(visitor.page).endswith("est ajoutée.")
    assert set(saved(visitor)["clauses"]["retenues"]) == proposed | {OTHER}
    visitor.press("annuler:clauses")
    assert saved(visitor) == before


def test_a_fixed_list_grows_by_the_clause_alone(visitor: Visitor) -> None:
    visitor.open(HALL).press("actualiser", clause__dechets__niveau="exemplaire")
    before = saved(visitor)["clauses"]["retenues"]
    visitor.press("chercher", "/clauses")
    visitor.page = checked(visitor.client.post("/clauses", data=carried(visitor, q="coffrages")))
    add(visitor, OTHER)
    after = saved(visitor)["clauses"]["retenues"]
    assert after == {**before, OTHER: {}}


def test_a_clause_set_aside_is_taken_back_and_the_proposal_still_follows(visitor: Visitor) -> None:
    visitor.open(HALL).press("actualiser", without=("clause.dechets.retenue",))
    visitor.press("fiche", "/clauses/dechets")
    add(visitor, "dechets")
    assert notice(visitor.page).endswith("est reprise.")
    assert "clauses" not in saved(visitor)


def test_a_clause_already_there_offers_no_button_and_changes_nothing(visitor: Visitor) -> None:
    visitor.open(HALL)
    before = saved(visitor)
    visitor.press("fiche", "/clauses/dechets")
    assert visitor.page.find("button", attrs={"value": "ajouter-clause:dechets"}) is None
    data = {**carried(visitor), "action": "ajouter-clause:dechets"}
    visitor.page = checked(visitor.client.post("/marche", data=data))
    assert "déjà" in notice(visitor.page)
    assert saved(visitor) == before


def test_a_clause_of_another_family_is_added_with_a_point_to_settle(visitor: Visitor) -> None:
    visitor.open(HALL).press("fiche", f"/clauses/{FOREIGN}")
    add(visitor, FOREIGN)
    points = " ".join(visitor.page.select_one("[aria-labelledby=p-points]").get_text(" ").split())
    assert "est retenue mais" in points


def test_an_unknown_clause_to_add_just_opens_the_form(client: FlaskClient) -> None:
    page = checked(client.post("/marche", data={"marche": hall_state(), "action": "ajouter-clause:absente"}))
    assert page.select_one("#clauses .avis") is None


def test_an_impossible_factor_is_told_before_the_list_is_fixed(client: FlaskClient) -> None:
    state = json.loads(hall_state())
    state["lots"][0]["insertion"]["cout_horaire"] = "0"
    page = checked(client.post("/marche", data={"marche": json.dumps(state), "action": f"ajouter-clause:{OTHER}"}))
    assert "Corrigez d’abord" in page.find(id="clauses").get_text() or page.find(id="erreurs") is not None


# The form and the preview


def test_what_was_typed_in_the_form_travels_to_the_fiche_and_back(visitor: Visitor) -> None:
    visitor.open("/marche").press("fiche", "/clauses/dechets", objet="Réfection du préau")
    assert "Réfection du préau" in visitor.page.find("main").parent.get_text()
    page = checked(visitor.client.post("/marche", data={**carried(visitor), "action": "ouvrir"}))
    assert page.find(id="f-objet").get_text().strip() == "Réfection du préau"


def test_the_fiche_opens_at_the_level_of_the_marche(visitor: Visitor) -> None:
    visitor.open("/marche").press("fiche", "/clauses/dechets", niveau="ambitieux")
    assert visitor.page.find(id="t-textes").get_text().endswith("ambitieux")


def test_each_clause_of_the_preview_leads_to_its_fiche(client: FlaskClient) -> None:
    page = checked(client.get("/apercu/exemple/halle-neuf-lots"))
    targets = {str(button["formaction"]) for button in page.select(".vers-fiche button")}
    assert "/clauses/dechets" in targets
    assert "/clauses/penalites" not in targets
