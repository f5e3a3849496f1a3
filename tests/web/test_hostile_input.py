"""Whatever is sent, the answer is a page or a clear refusal: the literal text, never markup, never a crash."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from docx import Document
from flask.testing import FlaskClient
from web_visitor import Visitor, checked

from generator.market import QUESTIONS

HOSTILE = {
    "template": "{{ 7*7 }} {% for x in y %}",
    "script": "<script>alert(1)</script>",
    "attribute": '" autofocus onfocus="alert(1)',
    "ampersand": "Dupont & Fils <SARL> &amp; &lt;b&gt;",
    "markdown": "| # * _ ===\n\n## Titre\n\n- a\n- b",
    "emoji": "École 🏫 des Tilleuls 👩‍👩‍👧",
    "right to left": "عقد أشغال מכרז",
    "quotes": 'L’« avenir » d\'"ici" \\n {#',
    "word": "</w:t></w:r><w:p>",
}
BROKEN = {
    "control characters": "a\x00b\x08c\x1bd",
    "bidirectional override": "abc\u202edef\u2066",
    "noncharacters": "a\ufffeb\ufdd0",
    "private use": "a\ue000b",
    "very long": "x" * 10_000,
    "very long words": "mot " * 5_000,
    "huge number": "9" * 400,
    "exponent": "1e400",
    "negative": "-5",
    "not a number": "NaN",
    "infinity": "Infinity",
    "list": "[1,2]",
    "object": '{"a": 1}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_object_is_printed_as_typed_in_the_form_the_preview_and_word(visitor: Visitor, text: str) -> None:
    visitor.press("actualiser", objet=text, acheteur__nom=f"Nom {text}")
    expected = " ".join(text.split())
    assert " ".join(visitor.value("objet").split()) == expected
    visitor.press("ajouter-lot", lots__0__intitule=text)
    answers = visitor.fields()
    shown = visitor.client.post("/apercu", data=answers)
    assert shown.status_code == 200
    article = checked(shown).find("article")
    assert expected in " ".join(article.get_text().split())
    assert not article.find_all("script")
    annex = visitor.client.post("/apercu/telecharger", data={**answers, "fichier": "annexe-ccap.docx"})
    words = " ".join(_all_text(annex.data).split())
    assert expected in words
    assert "49" not in words.split() or "7*7" in words


def _all_text(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    return " ".join("".join(node.itertext()) for node in document.element.body.iter() if node.tag.endswith("}t"))


@pytest.mark.parametrize("text", [*HOSTILE.values(), *BROKEN.values()], ids=[*HOSTILE, *BROKEN])
def test_any_text_in_every_field_at_once_gives_a_page(visitor: Visitor, text: str) -> None:
    names = [question.key.replace("[]", ".0") for question in QUESTIONS]
    data = {**{name: text for name in names}, "lots.0.insertion.prevue": "oui", "action": "actualiser"}
    for url in ("/marche", "/marche/panneau", "/apercu", "/apercu/telecharger"):
        response = visitor.client.post(url, data=data)
        assert response.status_code in (200, 422)
        assert b"<script>alert" not in response.data
        if response.mimetype == "text/html" and url != "/marche/panneau":
            checked(response)


@pytest.mark.parametrize("text", [*HOSTILE.values(), *BROKEN.values()], ids=[*HOSTILE, *BROKEN])
@pytest.mark.parametrize(
    "name", ["_reste", "_avant", "marche", "action", "clause-montree", "coller", "voir", "fichier"]
)
def test_any_text_in_a_hidden_field_or_a_button_gives_a_page(client: FlaskClient, name: str, text: str) -> None:
    for url in ("/marche", "/apercu", "/apercu/telecharger", "/marche/panneau"):
        response = client.post(url, data={"objet": "Objet", "acheteur.nom": "Nom", name: text})
        assert response.status_code in (200, 404, 422)
        assert b"<script>alert" not in response.data


HOSTILE_FILES = {
    "lone surrogate": b'{"objet": "a\\ud800b", "acheteur": {"nom": "\\udfff"}}',
    "wrong types": b'{"objet": [1], "acheteur": 3, "lots": {"a": 1}, "criteres": "x", "clauses": [], "insertion": 4}',
    "lots of nothing": b'{"lots": [null, 3, "x", [], {}]}',
    "nested clauses": b'{"clauses": {"retenues": {"dechets": {"parametres": {"a": {"b": 1}}, "lots": [{}]}}}}',
    "foreign clause": b'{"clauses": {"retenues": {"__class__": {}, "inconnue": {}}, "ecartees": {"zz": 3}}}',
    "deep": b'{"a":' * 50 + b"1" + b"}" * 50,
    "unknown key": b'{"objett": "x"}',
    "booleans": b'{"objet": true, "montant_estime_ht": false, "lots": true}',
    "floats": b'{"objet": "x", "montant_estime_ht": 1.5, "duree_mois": 1e3}',
}


@pytest.mark.parametrize("raw", HOSTILE_FILES.values(), ids=HOSTILE_FILES.keys())
def test_a_hostile_file_gives_a_form_that_still_works(visitor: Visitor, raw: bytes) -> None:
    data = {**visitor.fields(), "action": "reprendre", "fichier": (io.BytesIO(raw), "../../etc/passwd")}
    response = visitor.client.post("/marche", data=data, content_type="multipart/form-data")
    assert response.status_code == 200
    visitor.page = checked(response)
    for action, url in (("actualiser", "/marche"), ("ajouter-lot", "/marche"), ("apercu", "/apercu")):
        visitor.press(action, url)
        assert visitor.status in (200, 422)
    assert visitor.press("enregistrer").status_code == 200


@pytest.mark.parametrize("raw", HOSTILE_FILES.values(), ids=HOSTILE_FILES.keys())
def test_a_hostile_state_sent_to_the_preview_gives_a_page(client: FlaskClient, raw: bytes) -> None:
    for url in ("/apercu", "/apercu/telecharger", "/marche"):
        response = client.post(url, data={"marche": raw.decode("utf-8", "replace"), "action": "ouvrir"})
        assert response.status_code in (200, 422)
        checked(response)


def hundred_lots() -> dict[str, object]:
    lots = [{"numero": n, "intitule": f"Lot {n}", "montant_estime_ht": "10000", "insertion": {}} for n in range(1, 101)]
    factors = {"mode": "heures", "part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}
    return {"objet": "Cent lots", "acheteur": {"nom": "Ville"}, "nature": "travaux", "lots": lots, "insertion": factors}


def test_a_hundred_lots_go_through_the_form_the_preview_and_the_archive(visitor: Visitor) -> None:
    data = json.dumps(hundred_lots())
    visitor.page = checked(visitor.client.post("/marche", data={"marche": data, "action": "ouvrir"}))
    visitor.press("actualiser")
    assert visitor.value("lots.99.intitule") == "Lot 100"
    visitor.press("ajouter-lot")
    assert "100 lots au plus" in visitor.page.find(id="lots").get_text()
    answers = visitor.fields()
    assert checked(visitor.client.post("/apercu", data=answers)).find("article") is not None
    archive = visitor.client.post("/apercu/telecharger", data=answers)
    names = zipfile.ZipFile(io.BytesIO(archive.data)).namelist()
    assert "annexe-ccap.docx" in names
    assert "manifeste.json" in names


def test_a_hundred_lots_fit_in_a_multipart_form_too(visitor: Visitor) -> None:
    data = json.dumps(hundred_lots())
    visitor.page = checked(visitor.client.post("/marche", data={"marche": data, "action": "ouvrir"}))
    fields = {**visitor.fields(), "action": "reprendre", "fichier": (io.BytesIO(b"{"), "x.json")}
    response = visitor.client.post("/marche", data=fields, content_type="multipart/form-data")
    visitor.page = checked(response)
    assert visitor.value("lots.99.intitule") == "Lot 100"
