"""The form proposes purchase families from words, writes their code with one button, and loses nothing typed."""

from __future__ import annotations

import json

import pytest
from bs4 import Tag
from web_visitor import Visitor, checked


def proposed(visitor: Visitor, place: str = "familles") -> Tag:
    found = visitor.page.find(id=place)
    assert found is not None
    return found


def said(visitor: Visitor, place: str = "familles") -> str:
    return " ".join(proposed(visitor, place).get_text(" ").split())


def actions(visitor: Visitor, place: str = "familles") -> list[str]:
    return [str(button["value"]) for button in proposed(visitor, place).find_all("button")]


def test_an_empty_form_proposes_nothing(visitor: Visitor) -> None:
    assert said(visitor) == ""
    assert said(visitor, "familles-lots") == ""


def test_the_object_proposes_a_family_whose_button_writes_its_code(visitor: Visitor) -> None:
    visitor.press("actualiser", objet="Goudronner la cour")
    assert actions(visitor) == ["famille:45230000"]
    assert "« goudronner »" in said(visitor)
    visitor.press("famille:45230000")
    assert visitor.value("cpv") == "45230000"
    assert visitor.value("objet") == "Goudronner la cour"
    assert "Famille reconnue Voirie et réseaux divers." in said(visitor)
    visitor.press("annuler:objet")
    assert visitor.value("cpv") == ""


def test_an_object_that_may_be_two_things_says_so(visitor: Visitor) -> None:
    visitor.press("actualiser", objet="Impression")
    assert "plusieurs familles possibles" in said(visitor)
    assert len(actions(visitor)) == 2


def test_an_object_of_no_family_says_that_general_clauses_alone_are_proposed(visitor: Visitor) -> None:
    visitor.press("actualiser", objet="Objet mystérieux")
    assert "aucune famille connue, seules les clauses générales" in said(visitor)
    assert actions(visitor) == []


@pytest.mark.parametrize("typed", ["peinture des salles", "4523", "éléphants", "<b>peinture</b>"])
def test_words_or_a_beginning_in_the_field_of_the_code_are_a_search_and_stay_there(
    typed: str, visitor: Visitor
) -> None:
    visitor.press("actualiser", cpv=typed)
    assert visitor.value("cpv") == typed
    assert visitor.page.find(id="erreurs") is None
    assert not visitor.page.find(id="f-cpv").has_attr("aria-invalid")
    assert f"« {typed} »" in said(visitor)


def test_the_search_gives_way_to_the_code_chosen(visitor: Visitor) -> None:
    visitor.press("actualiser", cpv="peinture des salles")
    visitor.press(actions(visitor)[0])
    assert visitor.value("cpv") == "45440000"


def test_the_documents_wait_for_a_code_and_keep_the_words(visitor: Visitor) -> None:
    visitor.press("apercu", "/apercu", objet="Essai", acheteur__nom="Ville", cpv="peinture des salles")
    assert visitor.status == 422
    assert visitor.value("cpv") == "peinture des salles"
    assert "huit chiffres" in visitor.page.find(id="f-cpv-faute").get_text()
    assert actions(visitor) == ["famille:45440000"]


def test_words_given_for_a_code_are_saved_as_typed(visitor: Visitor) -> None:
    saved = visitor.press("enregistrer", objet="Essai", cpv="peinture des salles")
    assert json.loads(saved.data)["cpv"] == "peinture des salles"


@pytest.mark.parametrize("typed", ["45233120", "45233120-6", "45233120 – Travaux de routes"])
def test_a_code_is_read_with_or_without_its_check_digit(typed: str, visitor: Visitor) -> None:
    visitor.press("actualiser", cpv=typed)
    assert visitor.page.find(id="erreurs") is None
    assert "Voirie et réseaux divers" in said(visitor)


def test_a_wrong_check_digit_is_an_error_that_proposes_the_right_code(visitor: Visitor) -> None:
    visitor.press("actualiser", cpv="45233120-5")
    assert "la clé du code 45233120 est 6" in visitor.page.find(id="f-cpv-faute").get_text()
    assert actions(visitor) == ["famille:45233120"]


def test_a_code_of_no_family_says_that_it_is_out_of_the_catalogue(visitor: Visitor) -> None:
    visitor.press("actualiser", cpv="41110000")
    assert "Hors catalogue : clauses générales seulement." in said(visitor)
    panel = " ".join(visitor.page.find(id="panneau").get_text(" ").split())
    assert "Hors catalogue : clauses générales seulement." in panel


def test_a_lot_without_code_is_proposed_its_family_by_its_title(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    visitor.press("ajouter-lot", lots__0__intitule="Gardiennage")
    visitor.press("actualiser", lots__1__intitule="Menuiserie, peinture")
    assert actions(visitor, "familles-lots") == ["famille:79700000:0", "famille:45400000:1", "famille:45440000:1"]
    assert len({button.get_text() for button in proposed(visitor, "familles-lots").find_all("button")}) == 3
    visitor.press("famille:45440000:1")
    assert (visitor.value("lots.0.cpv"), visitor.value("lots.1.cpv")) == ("", "45440000")
    assert actions(visitor, "familles-lots") == ["famille:79700000:0"]


def test_a_lot_of_the_family_of_the_marche_is_left_alone(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    visitor.press("actualiser", cpv="45440000", lots__0__intitule="Peinture du hall")
    assert said(visitor, "familles-lots") == ""


@pytest.mark.parametrize("argument", ["", "x", "1", "45440000:9", "45440000:-1", "45440000:x", "454400000"])
def test_a_button_that_does_not_exist_changes_nothing(argument: str, visitor: Visitor) -> None:
    visitor.press(f"famille:{argument}", objet="Essai")
    assert visitor.status == 200
    assert visitor.value("cpv") == ""
    assert visitor.value("objet") == "Essai"


def test_the_panel_folds_what_to_ask_the_firms_of_each_family(visitor: Visitor) -> None:
    visitor.press("actualiser", cpv="90911300")
    section = visitor.page.find(id="p-demander").parent
    assert [each.get_text() for each in section.find_all("summary")] == ["Nettoyage des locaux"]
    assert not section.find("details").has_attr("open")
    assert [each.get_text() for each in section.find_all("strong")] == [
        "Questions",
        "Lots habituels",
        "Ce qui tourne mal d’ordinaire",
    ]
    assert len(section.find("ul").find_all("li")) == 3


def test_the_live_fragment_holds_the_families_of_the_marche_and_of_the_lots(visitor: Visitor) -> None:
    text = visitor.client.post("/marche/panneau", data={**visitor.fields(), "objet": ["Peinture"]}).get_data(
        as_text=True
    )
    assert text.startswith('<div id="panneau">')
    assert '<div id="familles">' in text
    assert '<div id="familles-lots">' in text
    assert "famille:45440000" in text


def test_the_duties_do_not_count_a_search_as_a_wrong_answer(visitor: Visitor) -> None:
    fields = {**visitor.fields(), "objet": ["Essai"], "cpv": ["peinture"]}
    page = checked(visitor.client.post("/obligations", data=fields))
    assert "à corriger" not in page.find("main").get_text()
