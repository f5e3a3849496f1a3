"""The preview and its downloads: the documents themselves, what is left to settle, the way back."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask.testing import FlaskClient
from web_visitor import Visitor, checked, fields_of

EXAMPLE = "/apercu/exemple/halle-neuf-lots"


def state(page: BeautifulSoup) -> dict[str, list[str]]:
    """What the form of the page sends, boxes ticked included."""
    found: dict[str, list[str]] = {}
    for name, value in fields_of(page, "dossier"):
        found.setdefault(name, []).append(value)
    return found


def unboxed(page: BeautifulSoup) -> dict[str, list[str]]:
    return {name: values for name, values in state(page).items() if name not in ("formats", "documents")}


def unfinished(visitor: Visitor) -> BeautifulSoup:
    """The preview of a market that leaves points open."""
    visitor.press("apercu", "/apercu", objet="Travaux de toiture", acheteur__nom="Commune", nature="travaux")
    assert visitor.status == 200
    return visitor.page


def test_the_first_document_is_the_annex_and_the_others_are_one_button_away(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    tabs = {button["value"]: button.has_attr("aria-current") for button in page.select(".onglets button")}
    assert tabs.pop("annexe-ccap") is True
    others = (
        "annexe-acte-engagement",
        "cadre-de-reponse",
        "reglement-consultation",
        "cctp-specifications",
        "textes-a-reporter",
        "synthese-elus",
        "fiche-de-relecture",
        "note-de-calibrage",
        "avis-et-donnees",
        "trame-ccap",
    )
    assert tabs == dict.fromkeys(others, False)
    other = checked(client.post("/apercu", data={**state(page), "voir": "fiche-de-relecture"}))
    assert other.select_one(".onglets [aria-current]")["value"] == "fiche-de-relecture"


def test_the_outline_names_every_article_and_leads_to_it(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    targets = [link["href"] for link in page.select(".plan a")]
    assert targets == [f"#{section['id']}" for section in page.select("article.feuille > section")]


def test_points_left_open_stand_first_with_a_way_to_the_answer(visitor: Visitor) -> None:
    page = unfinished(visitor)
    assert "à régler" in page.find(id="t-points").get_text()
    assert "Projet" in page.select_one(".couverture").get_text()
    ways = [button["formaction"] for button in page.select(".ouverts button[formaction]")]
    assert ways
    form = checked(visitor.client.post("/marche", data={**state(page), "action": "ouvrir"}))
    ids = {tag["id"] for tag in form.find_all(id=True)}
    assert {way.partition("#")[2] for way in ways} <= ids


def test_the_way_back_keeps_every_answer(visitor: Visitor) -> None:
    page = unfinished(visitor)
    visitor.page = checked(visitor.client.post("/marche", data={**state(page), "action": "ouvrir"}))
    assert visitor.value("objet") == "Travaux de toiture"


def test_a_point_settled_elsewhere_closes_with_its_reason_and_can_be_reopened(visitor: Visitor) -> None:
    page = unfinished(visitor)
    before = len(page.select(".ouverts > li"))
    name = str(page.select_one(".ouverts textarea")["name"])
    page = checked(visitor.client.post("/apercu", data={**state(page), name: "Réglé dans le RC"}))
    assert len(page.select(".ouverts > li")) == before - 1
    assert "Réglé dans le RC" in page.get_text()
    code = name.partition(".")[2]
    page = checked(visitor.client.post("/apercu", data={**state(page), "rouvrir": code}))
    assert len(page.select(".ouverts > li")) == before


def test_the_archive_holds_the_documents_and_a_manifest_that_tells_their_digests(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": "dossier"})
    assert response.headers["Content-Disposition"].endswith('.zip"')
    archive = zipfile.ZipFile(io.BytesIO(response.data))
    manifest = json.loads(archive.read("manifeste.json"))
    assert len(manifest["fichiers"]) >= 3
    assert "donnees-essentielles.json" in {entry["nom"] for entry in manifest["fichiers"]}
    for entry in manifest["fichiers"]:
        assert hashlib.sha256(archive.read(entry["nom"])).hexdigest() == entry["sha256"]


def test_the_same_answers_give_the_same_archive(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    first, second = (client.post("/apercu/telecharger", data=state(page)).data for _ in range(2))
    assert first == second


def test_one_document_is_downloaded_under_its_own_name(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": "annexe-ccap.docx"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="annexe-ccap.docx"'
    assert Document(io.BytesIO(response.data)).paragraphs


def test_each_workbook_named_is_downloaded_and_is_the_one_of_the_archive(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    named = [button["value"] for button in page.select("[name=fichier]") if button["value"].endswith(".xlsx")]
    assert {"suivi-execution.xlsx", "cadre-de-reponse.xlsx"} <= set(named)
    whole = client.post("/apercu/telecharger", data={**state(page), "fichier": "dossier"})
    archive = zipfile.ZipFile(io.BytesIO(whole.data))
    for name in named:
        one = client.post("/apercu/telecharger", data={**state(page), "fichier": name})
        assert one.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert one.data == archive.read(name)


def test_the_archive_holds_the_formats_and_documents_that_are_ticked(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    chosen = {"formats": ["odt", "html"], "documents": ["annexe-ccap", "cadre-de-reponse", "absent"]}
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": "dossier", **chosen})
    names = set(zipfile.ZipFile(io.BytesIO(response.data)).namelist())
    wanted = {f"{id_}.{format_}" for id_ in ("annexe-ccap", "cadre-de-reponse") for format_ in ("odt", "html")}
    assert names == {*wanted, "manifeste.json", "donnees-essentielles.json"}


def test_without_a_box_ticked_the_usual_formats_of_every_document_come(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    response = client.post("/apercu/telecharger", data={**unboxed(page), "fichier": "dossier", "formats": "exe"})
    names = zipfile.ZipFile(io.BytesIO(response.data)).namelist()
    ticked = [box["value"] for box in page.select("[name=documents]") if box.has_attr("checked")]
    assert {f"{id_}.docx" for id_ in ticked} == {name for name in names if name.endswith(".docx")}
    assert "suivi-execution.xlsx" in names
    assert [box["value"] for box in page.select("[name=formats]") if box.has_attr("checked")] == ["docx", "xlsx"]


@pytest.mark.parametrize(
    ("format_", "starts"), [("docx", b"PK"), ("odt", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!doc")]
)
def test_each_document_is_offered_in_each_format(format_: str, starts: bytes, client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    name = f"annexe-ccap.{format_}"
    assert page.find("button", attrs={"name": "fichier", "value": name})
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": name})
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.data.startswith(starts)


def test_no_two_documents_have_the_same_name_on_the_page(client: FlaskClient) -> None:
    names = [button.get_text() for button in checked(client.get(EXAMPLE)).select(".onglets button")]
    assert "Trame de CCAP, à compléter" in names
    assert len(set(names)) == len(names)


def test_what_is_said_of_the_pdf_is_what_was_checked(client: FlaskClient) -> None:
    said = " ".join(checked(client.get(EXAMPLE)).select_one(".telecharger").get_text().split())
    assert "PDF balisé ; aucune anomalie relevée par nos contrôles." in said


@pytest.mark.parametrize(
    "name",
    ["../app", "../app.xlsx", "annexe-ccap", "annexe-ccap.xlsx", "absent.odt", "annexe-ccap.exe", "dossier.json"],
)
def test_a_document_that_does_not_exist_is_not_found(name: str, client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": name})
    assert response.status_code == 404
    checked(response)


def test_the_preview_and_the_word_file_say_the_same(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    response = client.post("/apercu/telecharger", data={**state(page), "fichier": "annexe-ccap.docx"})
    written = _word_paragraphs(response.data)
    shown = [paragraph.get_text() for paragraph in page.select("article.feuille > section p")]
    assert shown
    assert [text for text in map(_blanks, shown) if text not in written] == []


def _word_paragraphs(docx: bytes) -> set[str]:
    body = Document(io.BytesIO(docx)).element.body
    return {_blanks("".join(map(_run, node.iter()))) for node in body.iter() if node.tag.endswith("}p")}


def _blanks(text: str) -> str:
    """Word ties a number to the word « article » with a no-break blank: not a difference of words."""
    return " ".join(text.split())


def _run(node: Any) -> str:
    if node.tag.endswith("}noBreakHyphen"):
        return "-"
    return str(node.text or "") if node.tag.endswith("}t") else ""


def origins(page: BeautifulSoup, article: str) -> dict[str, str]:
    """Values of an article and what is said of where they come from."""
    details = page.select_one(f"#{article} + .origines")
    assert details is not None
    said = {}
    for line in details.select("dl > div"):
        for value in line.select("dt .valeur"):
            said[_blanks(value.get_text())] = _blanks(line.find("dd").get_text(" "))
    return said


def test_the_hours_of_an_article_say_how_they_were_computed(client: FlaskClient) -> None:
    said = origins(checked(client.get(EXAMPLE)), "art-insertion_sociale")
    assert "Lot 2 : 400 000 € × 45 % × 5 % ÷ 30 €/h = 300 heures" in said["300 heures"]
    assert said["630 heures"] == said["300 heures"]


def test_a_setting_says_its_clause_its_level_and_its_bounds(client: FlaskClient) -> None:
    said = origins(checked(client.get(EXAMPLE)), "art-dechets")["70 %"]
    assert "Déchets de l’exécution" in said
    assert "proposition au niveau essentiel, de" in said


def test_a_value_of_ones_own_says_so_with_its_reason(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    data = json.loads(state(page)["marche"][0])
    data["clauses"] = {
        "retenues": {"dechets": {"parametres": {"part_valorisee": "5"}, "motifs": {"part_valorisee": "Chantier exigu"}}}
    }
    page = checked(client.post("/apercu", data={"marche": json.dumps(data)}))
    said = origins(page, "art-dechets")["5 %"]
    assert "votre réglage" in said
    assert "Chantier exigu" in said


def test_every_origin_leads_to_a_place_of_the_form(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    ways = {str(button["formaction"]).partition("#")[2] for button in page.select(".origines button")}
    form = checked(client.post("/marche", data={**state(page), "action": "ouvrir"}))
    assert len(ways) > 10
    assert ways <= {tag["id"] for tag in form.find_all(id=True)}


def test_every_value_of_the_annex_has_an_origin(client: FlaskClient) -> None:
    page = checked(client.get(EXAMPLE))
    for section in page.select("article.feuille > section"):
        shown = {_blanks(value.get_text()) for value in section.select("data.valeur")}
        told = set(origins(page, section["id"])) if shown else set()
        assert shown == told, section["id"]


def test_every_table_of_a_document_can_scroll_by_keyboard(client: FlaskClient) -> None:
    tables = checked(client.get(EXAMPLE)).select("article.feuille table")
    assert tables
    for table in tables:
        assert table.parent["role"] == "region"
        assert table.parent["tabindex"] == "0"
        assert table.parent["aria-label"]
