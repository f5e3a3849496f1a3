"""The page « Insérer dans mon CCAP »: the file sent, the place chosen, the result taken away, without JavaScript."""

from __future__ import annotations

import base64
import io

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_visitor import checked, fields_of
from werkzeug.test import TestResponse

from tests.reading import word_text
from tests.word import ccaps
from web.pages import insertion

EXAMPLE = "/inserer/exemple/nettoyage-accord-cadre"


def sent(client: FlaskClient, raw: bytes, action: str = "lire", name: str = "Mon CCAP.docx") -> TestResponse:
    """The page of the example, with that file chosen and a button pressed."""
    fields = dict(fields_of(checked(client.get(EXAMPLE)), "dossier"))
    return client.post(
        "/inserer",
        data={**fields, "action": action, "fichier": (io.BytesIO(raw), name)},
        content_type="multipart/form-data",
    )


def again(client: FlaskClient, page: BeautifulSoup, **typed: str) -> TestResponse:
    """What the page holds, sent again without choosing the file."""
    fields = {**dict(fields_of(page, "dossier")), **typed}
    return client.post("/inserer", data=fields, content_type="multipart/form-data")


def test_the_preview_leads_to_the_page(client: FlaskClient) -> None:
    preview = checked(client.get("/apercu/exemple/nettoyage-accord-cadre"))
    button = preview.find("button", formaction="/inserer")
    assert button is not None
    assert button.get_text() == "Insérer dans mon CCAP"
    page = checked(client.post("/inserer", data=dict(fields_of(preview, "dossier"))))
    assert page.find("input", type="file") is not None
    assert page.find(class_="message-faute") is None


def test_an_unknown_example_is_not_found(client: FlaskClient) -> None:
    assert client.get("/inserer/exemple/absent").status_code == 404


def test_the_file_is_read_its_titles_offered_and_the_result_given(client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.typed()))
    options = [option.get_text().replace("\u00a0", " ") for option in page.select("#place option")]
    assert options[0].startswith("Proposé : avant « Article 6 - Dérogations au CCAG »")
    assert "Après « Article 3 - Prix et règlement »" in options
    assert page.find(id="t-compte-rendu") is not None
    response = again(client, page, place="apres:2", action="telecharger")
    assert response.headers["Content-Disposition"] == 'attachment; filename="mon-ccap-complete.docx"'
    text = word_text(response.data)
    assert text.index("Article 3 - Prix") < text.index("objet et portée") < text.index("Article 4 - Pénalités")


def test_the_choice_and_the_account_come_back(client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.typed()))
    page = checked(again(client, page, place="apres:2", action="lire"))
    chosen = page.select_one("#place option[selected]")
    assert chosen is not None
    assert chosen["value"] == "apres:2"
    account = again(client, page, action="compte-rendu")
    assert account.mimetype == "text/plain"
    assert "après « Article 3 - Prix et règlement »" in account.get_data(as_text=True).replace("\u00a0", " ")


def test_a_sentence_takes_the_place(client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.french_names(marker="[Clauses]")))
    response = again(client, page, repere="[Clauses]", action="telecharger")
    assert "[Clauses]" not in word_text(response.data)


def test_a_sentence_that_is_not_there_is_said_and_the_page_kept(client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.typed()))
    response = again(client, page, repere="[ici]", action="telecharger")
    assert response.status_code == 422
    kept = checked(response)
    assert "est absent du document" in kept.find(class_="message-faute").get_text()
    assert kept.find("input", attrs={"name": "ccap"})["value"]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"%PDF-1.7", "fichier PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "ancien (.doc)"),
        (b"bonjour", "pas un document Word lisible"),
        (b"", "vide"),
    ],
    ids=["pdf", "doc", "text", "empty"],
)
def test_a_file_that_cannot_come_in_is_said(raw: bytes, wanted: str, client: FlaskClient) -> None:
    response = sent(client, raw)
    assert response.status_code == 422
    assert wanted in checked(response).find(class_="message-faute").get_text().replace("\u00a0", " ")


def test_a_file_that_is_too_large_is_said_chosen_or_carried(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = checked(sent(client, ccaps.typed()))
    monkeypatch.setattr(insertion, "MOST_BYTES", 1000)
    for response in (sent(client, ccaps.typed()), again(client, page)):
        assert response.status_code == 422
        assert "dépasse 2 Mo" in checked(response).find(class_="message-faute").get_text().replace("\u00a0", " ")


def test_the_button_without_a_file_says_what_is_missing(client: FlaskClient) -> None:
    fields = dict(fields_of(checked(client.get(EXAMPLE)), "dossier"))
    response = client.post("/inserer", data={**fields, "action": "lire"})
    assert response.status_code == 422
    assert "Choisissez votre CCAP" in checked(response).get_text()


@pytest.mark.parametrize("carried", ["%%%", base64.b64encode(b"bonjour").decode(), "QQ"])
def test_a_carried_file_that_was_altered_is_refused(carried: str, client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.typed()))
    assert again(client, page, ccap=carried, action="telecharger").status_code == 422


@pytest.mark.parametrize("place", ["apres:9999", "apres:-1", "apres:x", "apres:²", "nulle part"])
def test_a_place_that_does_not_exist_is_the_usual_one(place: str, client: FlaskClient) -> None:
    page = checked(sent(client, ccaps.typed()))
    response = again(client, page, place=place, action="telecharger")
    text = word_text(response.data)
    assert text.index("Article 5 - Résiliation") < text.index("objet et portée") < text.index("Dérogations au CCAG")


def test_words_of_the_file_are_never_markup(client: FlaskClient) -> None:
    page = sent(client, ccaps.typed("Article {} - <script>x</script>{}"), name='"><script>x</script>.docx')
    assert "<script>x" not in page.get_data(as_text=True)
    checked(page)


def test_wrong_answers_lead_back_to_the_form(client: FlaskClient) -> None:
    response = client.post("/inserer", data={"marche": '{"objet": ""}'})
    assert response.status_code == 422
    assert checked(response).find(id="marche") is not None
