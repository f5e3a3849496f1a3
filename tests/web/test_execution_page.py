"""The page of the execution: dated steps, models to download, and what is said when there is nothing to follow."""

from __future__ import annotations

import io
import zipfile

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from web_visitor import checked, fields_of

WORKS = "/execution/exemple/halle-neuf-lots"


def state(page: BeautifulSoup) -> dict[str, str]:
    return dict(fields_of(page, "dossier"))


def test_without_notification_no_date_that_depends_on_it_is_given(client: FlaskClient) -> None:
    page = checked(client.get(WORKS))
    rows = {cells[1].text: cells[3].text for row in page.select("tbody tr") if (cells := row.find_all(["th", "td"]))}
    assert rows["Tiennent la réunion de mise au point."] == "–"
    assert len(page.select("h3")) == 7


def test_the_notification_dates_every_step(client: FlaskClient) -> None:
    page = checked(client.get(WORKS))
    dated = checked(client.post("/execution", data={**state(page), "notification": "01/02/2027"}))
    text = " ".join(dated.get_text(" ").split())
    assert "3 mars 2027" in text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_date_that_is_not_one_is_said_at_its_field(client: FlaskClient) -> None:
    page = checked(client.get(WORKS))
    for address in ("/execution", "/execution/telecharger"):
        response = client.post(address, data={**state(page), "notification": "demain", "fichier": "tout"})
        assert response.status_code == 422
        wrong = checked(response)
        assert "n’est pas une date" in wrong.select_one("#f-notification-faute").text
        assert wrong.select_one("#f-notification")["value"] == "demain"


def test_every_model_named_is_downloaded(client: FlaskClient) -> None:
    page = checked(client.get(WORKS))
    sent = {**state(page), "notification": "01/02/2027"}
    dated = checked(client.post("/execution", data=sent))
    names = [button["value"] for button in dated.select("[name=fichier]") if button["value"] != "tout"]
    assert {
        "releve-des-heures.xlsx",
        "bilan-final.docx",
        "echeances.ics",
        "suivi-execution.xlsx",
        "echeancier.ics",
    } <= set(names)
    archive = client.post("/execution/telecharger", data={**sent, "fichier": "tout"})
    assert sorted(zipfile.ZipFile(io.BytesIO(archive.data)).namelist()) == sorted(names)
    for name in names:
        one = client.post("/execution/telecharger", data={**sent, "fichier": name})
        assert one.status_code == 200
        assert name in one.headers["Content-Disposition"]
        assert len(one.data) > 300


def test_a_market_without_social_action_says_why_and_keeps_the_follow_up_of_the_rest(client: FlaskClient) -> None:
    page = checked(client.get("/execution/exemple/informatique-etat"))
    assert "Pas d’action d’insertion à suivre" in page.text
    assert [button["value"] for button in page.select("[name=fichier]")] == ["tout", "suivi-execution.xlsx"]
    sent = {**state(page), "notification": "01/02/2027"}
    dated = checked(client.post("/execution", data=sent))
    names = {button["value"] for button in dated.select("[name=fichier]")}
    assert names == {"tout", "suivi-execution.xlsx", "echeancier.ics"}
    archive = client.post("/execution/telecharger", data={**sent, "fichier": "tout"})
    assert set(zipfile.ZipFile(io.BytesIO(archive.data)).namelist()) == names - {"tout"}


def test_an_unknown_example_is_not_found(client: FlaskClient) -> None:
    assert client.get("/execution/exemple/absent").status_code == 404


def test_the_preview_leads_to_the_execution(client: FlaskClient) -> None:
    page = checked(client.get("/apercu/exemple/halle-neuf-lots"))
    assert page.select_one("button[formaction='/execution']") is not None
