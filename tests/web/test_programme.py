"""The page of the programme: paste, import, read, take away; hostile input."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from generator.programme import read as read_programme

Read = Callable[[TestResponse], BeautifulSoup]
URL = "/programmation"
TEXT = "Titre\tMontant HT\tCPV\nNettoyage des écoles\t1,2 M€\t90910000\nTravaux de peinture\t400 000\t\n"
HOSTILE = (
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "</textarea><b>x",
    "a & b \u202e\u0007 \U0001f600",
    "| # * _ ===",
    "=cmd|' /C calc'!A0",
    "x" * 10_000,
)


def send(client: FlaskClient, text: str = "", action: str = "analyser", file: bytes | None = None) -> TestResponse:
    data: dict[str, object] = {"lignes": text, "action": action}
    if file is not None:
        data["fichier"] = (io.BytesIO(file), "liste.xlsx")
    return client.post(URL, data=data)


def test_the_page_opens_empty(client: FlaskClient, read: Read) -> None:
    page = read(client.get(URL))
    assert page.find("table") is None
    assert page.find("textarea").get_text().strip() == ""


def test_a_pasted_list_is_advised_and_kept_in_its_field(client: FlaskClient, read: Read) -> None:
    page = read(send(client, TEXT))
    rows = page.select("tbody tr")
    assert [row.find(class_="marque").get_text() for row in rows] == ["Lot réservé", "Clause d’insertion"]
    assert read_programme(page.find("textarea").get_text()).lines == read_programme(TEXT).lines
    assert "2 achats" in page.find(id="resultat").get_text()


@pytest.mark.parametrize(("action", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfTitre;")])
def test_the_list_is_taken_away_as_a_file_that_reads_back(client: FlaskClient, action: str, start: bytes) -> None:
    response = send(client, TEXT, action)
    assert response.headers["Content-Disposition"] == f'attachment; filename="programmation.{action}"'
    assert response.data.startswith(start)
    assert [line.titre for line in read_programme(response.data).lines] == [
        "Nettoyage des écoles",
        "Travaux de peinture",
    ]


def test_an_imported_workbook_is_advised_and_can_be_exported_from_the_page(client: FlaskClient, read: Read) -> None:
    book = send(client, TEXT, "xlsx").data
    page = read(send(client, file=book))
    assert len(page.select("tbody tr")) == 2
    again = send(client, page.find("textarea").get_text(), "csv")
    assert [line.titre for line in read_programme(again.data).lines] == ["Nettoyage des écoles", "Travaux de peinture"]


@pytest.mark.parametrize("action", ["analyser", "xlsx", "csv", "autre"])
def test_nothing_given_is_said(client: FlaskClient, read: Read, action: str) -> None:
    response = send(client, "", action)
    assert response.status_code == 422
    assert "Aucune ligne" in read(response).find(id="lignes-faute").get_text()


@pytest.mark.parametrize("file", [b"PK\x03\x04...", b"\x00\xff\x00", b"%PDF-1.7\n\x80"])
def test_a_file_of_another_kind_is_refused_in_french(client: FlaskClient, read: Read, file: bytes) -> None:
    response = send(client, file=file)
    assert response.status_code == 422
    assert read(response).find(id="lignes-faute").get_text(strip=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_shown_as_typed(client: FlaskClient, read: Read, text: str) -> None:
    response = send(client, f"Titre\tMontant HT\tDescription\n{text}\t400000\t{text}\n")
    assert response.status_code == 200
    page = read(response)
    shown = page.select_one("tbody th").get_text()
    kept = "".join(c for c in text if c not in "\u202e\u0007")[:2000]
    assert shown.replace(" ", "") == kept.replace(" ", "")
    assert page.find("script", string=True) is None
    assert "49" not in shown


def test_wrong_cells_are_told_by_line_and_the_rest_is_advised(client: FlaskClient, read: Read) -> None:
    page = read(send(client, "Titre;Montant\nA;beaucoup\nTravaux de peinture;400000"))
    assert "ligne 2" in page.find(id="lignes-faute").get_text()
    assert len(page.select("tbody tr")) == 2
