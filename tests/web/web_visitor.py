"""A reading of pages strict enough to catch what a browser forgives, and someone who fills them in."""

from __future__ import annotations

import html5lib
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def checked(response: TestResponse) -> BeautifulSoup:
    """The page of a response, after the checks that every whole page must pass."""
    text = response.get_data(as_text=True)
    html5lib.HTMLParser(strict=True).parse(text)
    page = BeautifulSoup(text, "lxml")
    assert page.html is not None
    assert page.html["lang"] == "fr"
    assert len(page.find_all("h1")) == 1
    assert len(page.find_all("main")) == 1
    assert page.title is not None
    assert page.title.get_text(strip=True)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids)), [id_ for id_ in ids if ids.count(id_) > 1]
    _every_control_is_labelled(page)
    _every_inner_reference_leads_somewhere(page, set(ids))
    assert not page.find_all(style=True)
    assert not [tag for tag in page.find_all("script") if not tag.get("src")]
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    return page


def _every_control_is_labelled(page: BeautifulSoup) -> None:
    labelled = {label["for"] for label in page.find_all("label", attrs={"for": True})}
    for control in page.find_all(["input", "select", "textarea"]):
        if control.get("type") != "hidden":
            assert control.get("id") in labelled or control.find_parent("label"), control


def _every_inner_reference_leads_somewhere(page: BeautifulSoup, ids: set[str]) -> None:
    for attribute in ("for", "aria-labelledby", "aria-describedby", "popovertarget", "form"):
        for tag in page.find_all(attrs={attribute: True}):
            assert set(str(tag[attribute]).split()) <= ids, (attribute, tag[attribute])
    for link in page.find_all("a", href=True):
        assert not link["href"].startswith("#") or link["href"][1:] in ids, link["href"]


def fields_of(page: BeautifulSoup, form: str = "marche") -> list[tuple[str, str]]:
    """What a browser would send of a form, without any button."""
    found = page.find("form", id=form)
    assert found is not None
    pairs = []
    for control in found.find_all(["input", "select", "textarea"]):
        name, kind = control.get("name"), control.get("type", "text")
        if not name or kind == "file" or (kind in ("checkbox", "radio") and not control.has_attr("checked")):
            continue
        if control.name == "select":
            chosen = control.find("option", selected=True) or control.find("option")
            value = chosen.get("value", chosen.get_text()) if chosen else ""
        else:
            value = control.get_text().removeprefix("\n") if control.name == "textarea" else control.get("value", "")
        pairs.append((name, value))
    return pairs


class Visitor:
    """Someone without JavaScript: fills the form that is on the page and presses a button."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = checked(client.get("/marche"))
        self.status = 200

    def open(self, url: str) -> Visitor:
        self.page = checked(self.client.get(url))
        return self

    def fields(self) -> dict[str, list[str]]:
        fields: dict[str, list[str]] = {}
        for name, value in fields_of(self.page):
            fields.setdefault(name, []).append(value)
        return fields

    def press(self, action: str, url: str = "/marche", without: tuple[str, ...] = (), **typed: str) -> TestResponse:
        """Press a button after typing; `typed` names use « __ » for dots; `without` unticks boxes."""
        fields = {name: values for name, values in self.fields().items() if name not in without}
        fields.update({name.replace("__", "."): [value] for name, value in typed.items()})
        response = self.client.post(url, data={**fields, "action": action})
        self.status = response.status_code
        if response.mimetype == "text/html" and "Content-Disposition" not in response.headers:
            self.page = checked(response)
        return response

    def value(self, name: str) -> str:
        return dict(fields_of(self.page))[name]
