"""The preview: the documents as they will be written, what is left to settle, and their download."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, render_template, request
from markupsafe import Markup

from generator.blocks import Article, Document
from generator.dossier import BY_DOCUMENT, Dossier, prepare, produce, write_document
from generator.dossier.workbooks import titles, workbooks
from generator.errors import InputError, ProductionError
from generator.language.typography import finish_plain
from generator.market import as_json, read
from generator.writers import html
from web.answers import Answers, clean, dumps
from web.desk import desk
from web.files import archive, attachment, file_stem
from web.market_view import legend_of
from web.origins import OriginLine, Origins
from web.pages import market
from web.panel import Point, points
from web.tables import scrollable

blueprint = Blueprint("preview", __name__)

SETTLED = "points_traites."
WHOLE, WORKBOOKS = "dossier", "xlsx"
OFFERED = {"docx": "Word", "odt": "OpenDocument", "pdf": "PDF", WORKBOOKS: "Classeurs Excel", "html": "Page web"}
USUAL = ("docx", WORKBOOKS)  # those ticked at first


@dataclass(frozen=True)
class OutlineEntry:
    number: str
    title: str
    target: str


@dataclass(frozen=True)
class ArticleView:
    """An article as Word will write it, where its values come from, and the clause it is, or empty."""

    title: str
    html: Markup
    clause: str
    origins: tuple[OriginLine, ...]


@dataclass(frozen=True)
class PreviewView:
    legend: str
    state: str
    unsaved: bool
    points: tuple[Point, ...]
    settled: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...]
    names: dict[str, str]  # document id → how it is called on the page
    workbooks: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str, bool], ...]  # value, label, ticked at first
    by_document: tuple[str, ...]
    current: Document
    outline: tuple[OutlineEntry, ...]
    articles: tuple[ArticleView, ...]


@blueprint.get("/apercu/exemple/<name>")
def example(name: str) -> str:
    """The finished dossier of an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(prepare(marche, desk().library), "", unsaved=False)


@blueprint.post("/apercu")
def show() -> str | tuple[str, int]:
    """The documents of the answers, or the form again with what keeps them from being written."""
    answers = _answers()
    try:
        dossier = prepare(read(answers.data), desk().library)
    except (InputError, ProductionError) as error:
        return market.invalid_page(answers, error.faults)
    return _page(dossier, _wanted(), unsaved=answers.unsaved)


@blueprint.post("/apercu/telecharger")
def download() -> Response | tuple[str, int]:
    """The documents and formats chosen, in an archive; or one file, when it is named."""
    answers = _answers()
    try:
        dossier = prepare(read(answers.data), desk().library)
        wanted = request.form.get("fichier", WHOLE)
        return _archive(dossier) if wanted == WHOLE else _one(dossier, wanted)
    except (InputError, ProductionError) as error:
        return market.invalid_page(answers, error.faults)


def _archive(dossier: Dossier) -> Response:
    """What the boxes of the page say, else everything in the usual formats; the manifest always."""
    formats = [name for name in request.form.getlist("formats") if name in OFFERED] or USUAL
    known = {document.id for document in dossier.documents}
    chosen = known & set(request.form.getlist("documents")) or known
    files = produce(dossier, formats, with_data=True, documents=chosen)
    return attachment(archive(files), f"{file_stem(dossier.marche.objet, WHOLE)}.zip")


def _one(dossier: Dossier, name: str) -> Response:
    id_, _, format_ = name.partition(".")
    document = next((each for each in dossier.documents if each.id == id_), None)
    if format_ == WORKBOOKS and name in titles(dossier):
        return attachment(workbooks(dossier)[name], name)
    if document is None or format_ not in OFFERED or format_ not in BY_DOCUMENT:
        return _absent()
    return attachment(write_document(dossier, document, format_), name)


def _absent() -> Response:
    abort(404)


def _answers() -> Answers:
    """The state the form or the preview sends, with the points settled or reopened on the way."""
    answers = market.sent_along()
    if market.STATE not in request.form:
        return answers
    settled = dict(answers.data.get("points_traites") or {})
    for name, value in clean(request.form.items()):
        if name.startswith(SETTLED) and value.strip():
            settled[name.removeprefix(SETTLED)] = value
    settled.pop(request.form.get("rouvrir", ""), None)
    return replace(answers, data={**answers.data, "points_traites": settled})


def _wanted() -> str:
    return request.form.get("voir") or request.form.get("document") or ""


def _page(dossier: Dossier, wanted: str, *, unsaved: bool) -> str:
    documents = dossier.documents
    current = next((document for document in documents if document.id == wanted), documents[0])
    view = PreviewView(
        legend=legend_of(dossier.marche.objet, dossier.marche.acheteur.nom),
        state=dumps(as_json(dossier.marche)),
        unsaved=unsaved,
        points=points(dossier.open_points),
        settled=tuple(dossier.marche.points_traites.items()),
        documents=documents,
        names={each.id: _name(dossier, each) for each in documents},
        workbooks=tuple(titles(dossier).items()),
        formats=tuple((value, label, value in USUAL) for value, label in OFFERED.items()),
        by_document=BY_DOCUMENT,
        current=current,
        outline=_outline(current),
        articles=_articles(dossier, current),
    )
    return render_template("apercu.html", view=view)


def _name(dossier: Dossier, document: Document) -> str:
    plan = dossier.library.documents.get(document.id)
    return finish_plain(plan.nom) if plan is not None and plan.nom else document.title


def _articles(dossier: Dossier, document: Document) -> tuple[ArticleView, ...]:
    numbers, origins = document.numbers(), Origins(dossier)
    return tuple(
        ArticleView(
            article.title, scrollable(html.section(article, numbers)), _clause(dossier, article), origins.lines(article)
        )
        for article in document.articles
    )


def _clause(dossier: Dossier, article: Article) -> str:
    retained = article.origin is not None and dossier.selection.get(article.origin.clause) is not None
    return article.origin.clause if retained and article.origin else ""


def _outline(document: Document) -> tuple[OutlineEntry, ...]:
    numbers = document.numbers()
    return tuple(
        OutlineEntry(str(numbers.get(article.id, "")), article.title, html.anchor(article.id))
        for article in document.articles
    )
