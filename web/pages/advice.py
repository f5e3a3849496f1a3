"""The demande de conseil: one page to print or to send as a Word file to an advice desk."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template
from markupsafe import Markup

from generator.blocks import Document
from generator.dossier.advice_request import ADVICE, advice_docx, advice_request
from generator.errors import InputError
from generator.market import as_json, read
from generator.writers import html
from web.answers import Answers, dumps
from web.desk import desk
from web.files import attachment
from web.market_view import legend_of
from web.pages import market
from web.pages.preview import scrollable

blueprint = Blueprint("advice", __name__)


@dataclass(frozen=True)
class AdviceView:
    legend: str
    state: str
    unsaved: bool
    document: Document
    sections: tuple[Markup, ...]


@blueprint.get("/conseil/exemple/<name>")
def example(name: str) -> str:
    """The request of an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(Answers(dict(as_json(marche))))


@blueprint.post("/conseil")
def show() -> str | tuple[str, int]:
    """The request of the answers, or the form again with what keeps it from being written."""
    answers = market.sent_along()
    try:
        return _page(answers)
    except InputError as error:
        return market.invalid_page(answers, error.faults)


@blueprint.post("/conseil/telecharger")
def download() -> Response | tuple[str, int]:
    """The same page as a Word file."""
    answers = market.sent_along()
    try:
        return attachment(advice_docx(read(answers.data), desk().library), f"{ADVICE}.docx")
    except InputError as error:
        return market.invalid_page(answers, error.faults)


def _page(answers: Answers) -> str:
    """The page. Raises `InputError` with every answer that keeps it from being written."""
    marche = read(answers.data)
    document = advice_request(marche, desk().library)
    view = AdviceView(
        legend=legend_of(marche.objet, marche.acheteur.nom),
        state=dumps(answers.data),
        unsaved=answers.unsaved,
        document=document,
        sections=tuple(scrollable(html.section(article, {})) for article in document.articles),
    )
    return render_template("conseil.html", view=view)
