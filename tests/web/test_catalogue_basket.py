"""A clause of the catalogue taken into a marché, with a way back; the form and the preview lead to its fiche."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_visitor import Visitor, checked, fields_of

ROOT = Path(__file__).resolve().parents[2]
HALL = "/marche/exemple/halle-neuf-lots"
OTHER = "coffrages"  # possible for the hall, not proposed
FOREIGN = "vitrerie_eau_pure"  # of another family


def hall_state() -> str:
    return (ROOT / "exemples" / "halle-neuf-lots.json").read_text(encoding="utf-8")


def saved(visitor: Visitor) -> dict[str, Any]:
    return dict(json.loads(visitor.press("enregistrer").data))


def notice(page: BeautifulSoup) -> str:
    return page.select_one("#clauses .avis span").get_text()


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
    assert any(pair.startswith(f"{id_}:1") for pair in visitor.fields()["clause-montree"])


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
    proposed = {pair.split(":")[0] for pair in visitor.fields()["clause-montree"] if pair.split(":")[1] == "1"}
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
