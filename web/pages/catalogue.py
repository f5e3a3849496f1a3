"""The catalogue of clauses: searched, filtered, read clause by clause, with or without a marché in hand."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.datastructures import MultiDict

from generator.catalogue import LABELS
from generator.catalogue.sheet import Sheet, sheet
from generator.catalogue.sheet_document import sheet_docx
from generator.library import ClauseVersion
from generator.library.model import NIVEAUX
from web.answers import UNPRINTABLE
from web.catalogue_view import Basket, catalogue_view, sheet_view
from web.dates import today
from web.desk import desk
from web.files import attachment, file_stem
from web.pages import market

blueprint = Blueprint("catalogue", __name__)

LONGEST = 200


@blueprint.route("/clauses", methods=("GET", "POST"))
def show() -> str:
    """The clauses that fit the words and the filters; with a marché in hand when it is sent along."""
    said = _said()
    chosen = {name: _text(said, name) for name in LABELS}
    view = catalogue_view(desk().catalogue, _text(said, "q"), chosen, _page(said), _basket())
    return render_template("catalogue.html", view=view)


@blueprint.route("/clauses/<id_>", methods=("GET", "POST"))
def detail(id_: str) -> str:
    """The fiche of a clause at a level."""
    basket = _basket()
    usual = basket.found.marche.niveau if basket else None
    return render_template("fiche.html", view=sheet_view(_sheet(id_, usual), desk().library, basket))


@blueprint.get("/clauses/<id_>/telecharger")
def download(id_: str) -> Response:
    """The fiche as a Word file."""
    one = _sheet(id_)
    return attachment(sheet_docx(one, desk().library), f"fiche-{file_stem(one.clause.id, 'clause')}.docx")


def _clause(id_: str) -> ClauseVersion:
    clause = desk().catalogue.clauses.get(id_)
    if clause is None:
        abort(404)
    return clause


def _sheet(id_: str, usual: str | None = None) -> Sheet:
    """The fiche at the level asked for, else at the usual one of the marché."""
    said = _said()
    asked = (_text(said, "voir"), _text(said, "niveau"), usual)
    niveau = next((each for each in asked if each in NIVEAUX), NIVEAUX[0])
    return sheet(desk().library, _clause(id_).id, niveau, today())


def _said() -> MultiDict[str, str]:
    """What was asked of the catalogue. The form of a marché has fields of the same names, which are not for it."""
    if request.method == "GET":
        return request.args
    return request.form if market.STATE in request.form else MultiDict()


def _text(said: MultiDict[str, str], name: str) -> str:
    return UNPRINTABLE.sub("", said.get(name, ""))[:LONGEST].strip()


def _page(said: MultiDict[str, str]) -> int:
    typed = _text(said, "page")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


def _basket() -> Basket | None:
    return Basket.of(market.sent_along(), desk()) if request.method == "POST" else None
