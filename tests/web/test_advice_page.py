"""The page of the demande de conseil: from the preview and the obligations, on screen and in Word."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask.testing import FlaskClient
from web_visitor import Visitor, checked, fields_of

EXAMPLES = ("halle-neuf-lots", "nettoyage-accord-cadre", "informatique-etat")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_its_request(name: str, client: FlaskClient) -> None:
    response = client.get(f"/conseil/exemple/{name}")
    page = checked(response)
    assert response.status_code == 200
    assert page.h1.get_text() == "Demande de conseil"
    assert len(page.select("article.conseil > section")) == 7


def test_an_example_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/conseil/exemple/absent").status_code == 404


@pytest.mark.parametrize("source", ["/apercu/exemple/", "/obligations/exemple/"])
def test_the_preview_and_the_obligations_lead_to_it_with_their_answers(source: str, client: FlaskClient) -> None:
    page = checked(client.get(source + "halle-neuf-lots"))
    button = page.find("button", formaction="/conseil")
    assert button is not None
    sent = client.post("/conseil", data=dict(fields_of(page, "dossier")))
    assert "halle technique municipale" in checked(sent).find("article").get_text()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_word_file_opens_and_is_named_for_what_it_is(name: str, client: FlaskClient) -> None:
    page = checked(client.get(f"/conseil/exemple/{name}"))
    response = client.post("/conseil/telecharger", data=dict(fields_of(page, "dossier")))
    assert response.headers["Content-Disposition"] == 'attachment; filename="demande-de-conseil.docx"'
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert archive.testzip() is None
        assert b"Demande de conseil" in archive.read("word/document.xml")


@pytest.mark.parametrize("url", ["/conseil", "/conseil/telecharger"])
def test_missing_answers_bring_back_the_form_with_what_is_missing(url: str, visitor: Visitor) -> None:
    visitor.press("conseil", url, cpv="peinture")
    assert visitor.status == 422
    assert "Nom de l’acheteur" in visitor.page.find(id="erreurs").get_text()
    assert visitor.value("cpv") == "peinture"


@pytest.mark.parametrize("state", ["", "{", "[]", "3", '{"objet": 3}', "\u202e\x00"])
@pytest.mark.parametrize("url", ["/conseil", "/conseil/telecharger"])
def test_a_state_that_is_none_is_refused_in_french(url: str, state: str, client: FlaskClient) -> None:
    response = client.post(url, data={"marche": state})
    assert response.status_code == 422
    assert checked(response).find(id="erreurs") is not None


def test_what_a_person_typed_is_never_markup(visitor: Visitor) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    visitor.press("conseil", "/conseil", objet=hostile, acheteur__nom="Ville")
    assert visitor.status == 200
    assert hostile in visitor.page.find("article").get_text()
