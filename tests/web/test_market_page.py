"""The form without JavaScript: every button is a POST that prints the page again and loses nothing."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from web_visitor import Visitor, checked

from generator.market import read_json

ROOT = Path(__file__).resolve().parents[2]
HALL = ROOT / "exemples" / "halle-neuf-lots.json"


def summary(visitor: Visitor) -> str:
    found = visitor.page.find(id="erreurs")
    return found.get_text(" ", strip=True) if found else ""


def panel(visitor: Visitor) -> str:
    return str(visitor.page.find(id="panneau").get_text(" ", strip=True))


def test_a_new_form_proposes_the_date_of_the_day(visitor: Visitor) -> None:
    assert visitor.value("date_engagement") == f"{dt.date.today():%d/%m/%Y}"  # noqa: DTZ011


def test_a_new_form_shows_no_error(visitor: Visitor) -> None:
    assert summary(visitor) == ""


def test_words_typed_come_back_with_the_page(visitor: Visitor) -> None:
    visitor.press("actualiser", objet="Rénovation du gymnase", acheteur__nom="Commune de Bas-les-Foins")
    assert visitor.value("objet") == "Rénovation du gymnase"
    assert visitor.value("acheteur.nom") == "Commune de Bas-les-Foins"


def test_an_amount_is_understood_as_a_person_types_it(visitor: Visitor) -> None:
    visitor.press("actualiser", montant_estime_ht="1 234 567,89 €")
    assert summary(visitor) == ""
    assert visitor.value("montant_estime_ht").replace("\u202f", " ") == "1 234 567,89"


def test_a_wrong_answer_is_told_beside_its_field_and_in_the_summary_and_is_kept(visitor: Visitor) -> None:
    visitor.press("actualiser", acheteur__siret="219 999 999 0001")
    field = visitor.page.find(id="f-acheteur-siret")
    assert field["value"] == "219 999 999 0001"
    assert field["aria-invalid"] == "true"
    message = visitor.page.find(id="f-acheteur-siret-faute")
    assert "14" in message.get_text()
    assert "f-acheteur-siret-faute" in field["aria-describedby"]
    assert visitor.page.find(id="erreurs").find("a")["href"] == "#f-acheteur-siret"
    assert "Numéro SIRET" in summary(visitor)


def test_the_summary_takes_the_focus_when_a_check_was_asked_for(visitor: Visitor) -> None:
    visitor.press("actualiser", montant_estime_ht="beaucoup")
    assert visitor.page.find(id="erreurs").has_attr("autofocus")


def test_the_preview_of_an_empty_form_asks_for_the_two_necessary_answers(visitor: Visitor) -> None:
    visitor.press("apercu", "/apercu")
    assert visitor.status == 422
    assert "Nom de l’acheteur" in summary(visitor)
    assert "Objet du marché" in summary(visitor)


def test_lots_are_added_one_by_one_and_stay_while_they_are_empty(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    visitor.press("ajouter-lot")
    visitor.press("ajouter-lot")
    assert [visitor.value(f"lots.{index}.numero") for index in range(3)] == ["1", "2", "3"]


def test_a_lot_just_added_takes_the_focus(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    assert visitor.page.find(autofocus=True)["id"] == "f-lots-0-intitule"


def test_removing_a_lot_can_be_undone(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    visitor.press("ajouter-lot", lots__0__intitule="Gros œuvre")
    visitor.press("retirer-lot:0", lots__1__intitule="Peinture")
    assert visitor.value("lots.0.intitule") == "Peinture"
    assert "lots.1.intitule" not in visitor.fields()
    visitor.press("annuler:lots")
    assert [visitor.value(f"lots.{index}.intitule") for index in range(2)] == ["Gros œuvre", "Peinture"]


def test_undoing_twice_comes_back_to_where_one_was(visitor: Visitor) -> None:
    visitor.press("ajouter-lot", objet="Un")
    visitor.press("annuler:lots")
    assert "lots.0.numero" not in visitor.fields()
    visitor.press("annuler:lots")
    assert visitor.value("lots.0.numero") == "1"


def test_rows_of_a_spreadsheet_become_lots(visitor: Visitor) -> None:
    rows = "Numéro\tIntitulé\tMontant HT\tDurée\n1\tGros œuvre\t372 000,00 €\t12\n2\tPeinture\t96 000\t5\n"
    visitor.press("coller", coller=rows)
    assert visitor.value("lots.0.intitule") == "Gros œuvre"
    assert visitor.value("lots.1.montant_estime_ht").replace("\u202f", " ") == "96 000"
    assert "2 lots ajoutés" in visitor.page.find(id="lots").get_text()


def test_an_empty_paste_says_what_to_do(visitor: Visitor) -> None:
    visitor.press("coller", coller="")
    assert visitor.page.find(id="f-coller-faute").get_text(strip=True)
    assert visitor.page.find(id="f-coller").find_parent("details").has_attr("open")


def test_pasted_numbers_already_taken_follow_those_that_are_there(visitor: Visitor) -> None:
    visitor.press("coller", coller="1\tGros œuvre\t1000\n2\tPeinture\t2000\n")
    visitor.press("coller", coller="1\tSols\t3000\n")
    assert visitor.value("lots.2.numero") == "3"


def test_criteria_are_added_and_removed(visitor: Visitor) -> None:
    visitor.press("ajouter-critere")
    assert visitor.value("criteres.0.type") == "prix"
    visitor.press("ajouter-critere", criteres__0__ponderation="60")
    visitor.press("retirer-critere:0")
    assert visitor.value("criteres.0.type") == "technique"


def test_hours_stand_beside_the_lot_that_bears_them(visitor: Visitor) -> None:
    visitor.press("ajouter-lot")
    visitor.press(
        "actualiser",
        lots__0__intitule="Gros œuvre",
        lots__0__montant_estime_ht="600 000",
        lots__0__insertion__prevue="oui",
        insertion__mode="heures",
        insertion__part_main_oeuvre="50",
        insertion__taux_effort="5",
        insertion__cout_horaire="30",
    )
    assert visitor.page.find(attrs={"data-heures": "0"}).get_text().replace("\xa0", " ") == "500 h"
    assert "600 000 € × 50 % × 5 % ÷ 30 €/h" in panel(visitor).replace("\xa0", " ").replace("\u202f", " ")


def test_the_panel_says_which_duties_bear_and_what_is_missing(visitor: Visitor) -> None:
    visitor.press("actualiser", objet="Travaux", nature="travaux", montant_estime_ht="", date_engagement="")
    assert "À compléter" in panel(visitor)
    assert visitor.page.find(id="panneau").find("a", href="#f-date_engagement") is not None


def test_the_fragment_of_the_panel_holds_the_panel_and_the_clauses_alone(visitor: Visitor) -> None:
    response = visitor.client.post("/marche/panneau", data={**visitor.fields(), "nature": ["travaux"]})
    text = response.get_data(as_text=True)
    assert response.status_code == 200
    assert text.startswith('<div id="panneau">')
    assert '<div id="clauses">' in text
    assert "<html" not in text


def test_answers_are_saved_and_taken_up_again(visitor: Visitor) -> None:
    visitor.open("/marche/exemple/halle-neuf-lots")
    saved = visitor.press("enregistrer")
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=")
    other = Visitor(visitor.client)
    data = {**other.fields(), "action": "reprendre", "fichier": (io.BytesIO(saved.data), "marche.json")}
    response = other.client.post("/marche", data=data, content_type="multipart/form-data")
    other.page = checked(response)
    again = other.press("enregistrer")
    assert json.loads(again.data) == json.loads(saved.data)


def test_nothing_of_an_example_is_lost_on_its_way_through_the_form(visitor: Visitor) -> None:
    for path in sorted((ROOT / "exemples").glob("*.json")):
        visitor.open(f"/marche/exemple/{path.stem}")
        visitor.press("actualiser")
        assert read_json(visitor.press("enregistrer").data) == read_json(path.read_bytes())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[1]", b'{"objet": "a", "objet": "b"}', b"NaN"])
def test_a_file_that_cannot_be_taken_up_changes_nothing_and_says_why(visitor: Visitor, content: bytes) -> None:
    visitor.press("actualiser", objet="Déjà saisi")
    data = {**visitor.fields(), "action": "reprendre", "fichier": (io.BytesIO(content), "x.json")}
    response = visitor.client.post("/marche", data=data, content_type="multipart/form-data")
    visitor.page = checked(response)
    assert visitor.page.find(id="f-fichier-faute").get_text(strip=True)
    assert visitor.value("objet") == "Déjà saisi"


def test_wrong_answers_are_saved_as_they_were_typed(visitor: Visitor) -> None:
    saved = visitor.press("enregistrer", montant_estime_ht="beaucoup")
    assert json.loads(saved.data)["montant_estime_ht"] == "beaucoup"


def test_keys_the_form_does_not_show_travel_with_it(visitor: Visitor) -> None:
    data = json.loads(HALL.read_text())
    data["points_traites"] = {"siret": "vu avec le service"}
    data["clauses"] = {"ecartees": {"dechets": "sans déchet"}}
    upload = io.BytesIO(json.dumps(data).encode())
    fields = {**visitor.fields(), "action": "reprendre", "fichier": (upload, "m.json")}
    visitor.page = checked(visitor.client.post("/marche", data=fields, content_type="multipart/form-data"))
    visitor.press("actualiser")
    saved = json.loads(visitor.press("enregistrer").data)
    assert saved["points_traites"] == {"siret": "vu avec le service"}
    assert saved["clauses"]["ecartees"] == {"dechets": "sans déchet"}


def test_a_concession_is_told_that_it_has_no_document_yet(visitor: Visitor) -> None:
    visitor.open("/marche/exemple/halle-neuf-lots")
    visitor.press("apercu", "/apercu", contrat="concession")
    assert visitor.status == 422
    assert "concession" in summary(visitor)
