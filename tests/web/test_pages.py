"""Every page: what it carries, what it weighs, where it can be asked for."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from generator.facts import FACTS
from generator.market import QUESTIONS
from web.layout import CRITERION_COLUMNS, LOT_COLUMNS, LOT_DETAILS, SECTIONS
from web.security import HEADERS

ROOT = Path(__file__).resolve().parents[2]
PACKED = {"Accept-Encoding": "gzip"}
LIGHT = 150_000  # bytes as they travel: a browser always asks for compressed texts
PUBLIC = "public"

ACCESS = {
    "static": PUBLIC,
    "home.show": PUBLIC,
    "market.show": PUBLIC,
    "market.example": PUBLIC,
    "market.act": PUBLIC,
    "market.panel": PUBLIC,
    "advice.download": PUBLIC,
    "advice.example": PUBLIC,
    "advice.show": PUBLIC,
    "insertion.example": PUBLIC,
    "insertion.show": PUBLIC,
    "calibration.download": PUBLIC,
    "calibration.example": PUBLIC,
    "calibration.show": PUBLIC,
    "obligations.example": PUBLIC,
    "obligations.show": PUBLIC,
    "catalogue.detail": PUBLIC,
    "catalogue.download": PUBLIC,
    "catalogue.show": PUBLIC,
    "references.show": PUBLIC,
    "references.detail": PUBLIC,
    "deadlines.show": PUBLIC,
    "execution.download": PUBLIC,
    "execution.example": PUBLIC,
    "execution.show": PUBLIC,
    "preview.example": PUBLIC,
    "preview.show": PUBLIC,
    "preview.download": PUBLIC,
    "programme.show": PUBLIC,
    "programme.act": PUBLIC,
    "facts.show": PUBLIC,
    "about.show": PUBLIC,
}
PAGES = (
    *("/", "/marche", "/clauses", "/clauses/dechets", "/references", "/references/spaser", "/echeances"),
    *("/programmation", "/faits", "/a-propos"),
)
EXAMPLES = tuple(sorted(path.stem for path in (ROOT / "exemples").glob("*.json")))

Read = Callable[[TestResponse], BeautifulSoup]


def test_every_route_has_an_access_rule(application: Flask) -> None:
    assert {rule.endpoint for rule in application.url_map.iter_rules()} == set(ACCESS)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_valid_and_complete(client: FlaskClient, read: Read, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 200
    assert read(response).find("a", class_="evitement") is not None


def test_there_are_three_examples_at_least() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(
    "url", ["/marche/exemple/", "/obligations/exemple/", "/calibrage/exemple/", "/apercu/exemple/"]
)
def test_every_example_opens_as_a_form_as_its_duties_its_hours_and_its_dossier(
    client: FlaskClient, read: Read, url: str, name: str
) -> None:
    response = client.get(url + name)
    assert response.status_code == 200
    assert read(response).find("form") is not None


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_complete_it_leaves_nothing_to_settle(client: FlaskClient, read: Read, name: str) -> None:
    page = read(client.get(f"/apercu/exemple/{name}"))
    assert page.find(id="t-points").get_text() == "Aucun point à régler"


def test_the_home_page_leads_to_every_example(client: FlaskClient, read: Read) -> None:
    links = {link["href"] for link in read(client.get("/")).find_all("a")}
    assert {f"/apercu/exemple/{name}" for name in EXAMPLES} <= links
    assert {f"/marche/exemple/{name}" for name in EXAMPLES} <= links


def test_no_page_has_a_dead_link(client: FlaskClient, read: Read) -> None:
    links = {link["href"] for url in PAGES for link in read(client.get(url)).find_all("a")}
    inside = sorted(link for link in links if link.startswith("/"))
    assert inside
    for link in inside:
        with client.get(link) as response:
            assert response.status_code == 200, link


@pytest.mark.parametrize("url", [*PAGES, "/absente", "/static/css/theme.css"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, url: str) -> None:
    with client.get(url) as response:
        headers = response.headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_neither_inline_script_nor_frames() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("url", PAGES)
def test_no_cookie_is_ever_set(client: FlaskClient, url: str) -> None:
    assert "Set-Cookie" not in client.get(url).headers


def test_pages_ask_nothing_of_another_host(client: FlaskClient, read: Read) -> None:
    for url in PAGES:
        page = read(client.get(url))
        sources = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "link", "img"])]
        assert sources
        assert all(source.startswith("/static/") for source in sources)


def test_a_page_travels_compressed_for_who_accepts_it_and_reads_the_same(client: FlaskClient) -> None:
    plain, packed = client.get("/marche"), client.get("/marche", headers=PACKED)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3


def test_a_style_sheet_already_there_is_not_sent_again(client: FlaskClient) -> None:
    with client.get("/static/css/theme.css", headers=PACKED) as first:
        mark = first.headers["ETag"]
    with client.get("/static/css/theme.css", headers={**PACKED, "If-None-Match": mark}) as again:
        assert again.status_code == 304


def test_the_empty_form_weighs_less_than_150_kilobytes_with_all_it_asks_for(client: FlaskClient, read: Read) -> None:
    page = read(client.get("/marche"))
    response = client.get("/marche", headers=PACKED)
    asked = {tag.get("src") or tag.get("href") for tag in page.find_all(["script", "link"])}
    asked |= {f"/static/{path.relative_to(ROOT / 'static')}" for path in (ROOT / "static/fonts").glob("*.woff2")}
    asked |= {"/static/js/connexion.js"}
    weight = len(response.data)
    for url in asked:
        with client.get(url, headers=PACKED) as file:
            weight += len(file.data)
    assert weight < LIGHT, weight


def test_every_question_stands_once_in_the_form() -> None:
    placed = [key for section in SECTIONS for group in section.groups for key in group.keys]
    placed += [*LOT_COLUMNS, *LOT_DETAILS, *CRITERION_COLUMNS]
    assert sorted(placed) == sorted(question.key for question in QUESTIONS)


def test_every_fact_is_on_the_page_of_facts(client: FlaskClient, read: Read) -> None:
    names = [code.get_text() for code in read(client.get("/faits")).select("tbody th code")]
    assert names == [fact.name for fact in FACTS]


@pytest.mark.parametrize(
    ("url", "method", "code"),
    [
        ("/absente", "GET", 404),
        ("/apercu", "GET", 405),
        ("/obligations", "GET", 405),
        ("/marche/exemple/absent", "GET", 404),
        ("/obligations/exemple/absent", "GET", 404),
        ("/references/absente", "GET", 404),
        ("/references/../app.py", "GET", 404),
    ],
)
def test_an_error_page_is_french_and_needs_nothing_else(
    client: FlaskClient, read: Read, url: str, method: str, code: int
) -> None:
    response = client.open(url, method=method)
    page = read(response)
    assert response.status_code == code
    assert page.find("code").get_text().startswith(f"{code}-")
    assert not page.find_all(["link", "script", "img"])


def test_an_upload_over_four_megabytes_is_refused_with_our_page(client: FlaskClient, read: Read) -> None:
    response = client.post("/marche", data={"objet": "x" * (4 * 1024 * 1024 + 1)})
    assert response.status_code == 413
    assert "4 Mo" in read(response).get_text()


def test_an_unexpected_error_shows_a_mark_and_hides_its_cause(application: Flask, read: Read) -> None:
    def broken() -> str:
        raise RuntimeError("secret interne")

    views = application.view_functions
    kept, views["about.show"] = views["about.show"], broken
    try:
        response = application.test_client().get("/a-propos")
    finally:
        views["about.show"] = kept
    assert response.status_code == 500
    assert "secret" not in read(response).get_text()
