"""The catalogue on screen: searched, filtered, read; each clause has its fiche."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient
from web_visitor import checked

from generator.library import Library
from web.catalogue_view import PER_PAGE


def listed(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]).rpartition("/")[2] for link in page.select(".clauses h2 a")]


def shown(client: FlaskClient, **asked: str) -> BeautifulSoup:
    return checked(client.get(f"/clauses?{urlencode(asked)}"))


def words(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


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
    assert tags == ["Nettoyage des locaux", "Condition d’exécution", "Effet moyen", "Contrôle léger"]


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


def test_a_fiche_marks_the_values_of_the_level_and_nothing_else(client: FlaskClient, library: Library) -> None:
    for id_ in ("insertion_sociale", "reserve_siae"):
        marked = checked(client.get(f"/clauses/{id_}")).select(".feuille data.valeur")
        names = {str(value["value"]).partition("|")[0].strip() for value in marked}
        assert names
        assert names <= set(library.clauses_at(None)[id_].parametres)


def test_a_fiche_says_on_what_kind_of_market_its_text_is_shown(client: FlaskClient) -> None:
    said = words(checked(client.get("/clauses/eau_energie_site")))
    assert "sur un marché de travaux, pris en exemple" in said
    assert "change avec la nature du marché" in said
    assert "change avec la nature du marché" not in words(checked(client.get("/clauses/produits_entretien")))


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
