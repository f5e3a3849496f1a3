"""The marché page: one form, every button a POST that prints it again; nothing is kept between two."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request

from generator.errors import Fault
from generator.market import as_json
from web import choices
from web.actions import ACTIONS, Outcome, refresh, resume
from web.answers import Answers, Pairs, clean, from_json_text, from_pairs
from web.basket import ADD, added, started
from web.dates import today
from web.desk import desk
from web.files import attachment, file_stem
from web.market_view import page_of

blueprint = Blueprint("market", __name__)

STATE = "marche"  # the field in which a page around the form carries the whole marché


@blueprint.get("/marche")
def show() -> str:
    """An empty form, or one that starts with a clause of the catalogue; the date of the day is proposed."""
    wanted = request.args.get("clause")
    if wanted is None:
        return page(Outcome(Answers({"date_engagement": today().isoformat()})))
    clause = desk().catalogue.clauses.get(wanted)
    if clause is None:
        abort(404)
    return page(started(clause, desk(), today()))


@blueprint.get("/marche/exemple/<name>")
def example(name: str) -> str:
    """The form filled with an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return page(Outcome(Answers(dict(as_json(marche)))))


@blueprint.post("/marche")
def act() -> str | Response:
    """Do what the button says, and print the form again with everything that was typed."""
    pairs = posted()
    action, _, argument = dict(pairs).get("action", "actualiser").partition(":")
    if STATE in request.form:
        return _from_page(action, argument, request.form[STATE])
    if action == "enregistrer":
        return _save(from_pairs(pairs, keep_empty_lots=False))
    if action == "reprendre":
        upload = request.files.get("fichier")
        return page(resume(pairs, upload.read() if upload else b""))
    outcome = ACTIONS.get(action, refresh)(pairs, argument)
    failed = outcome.focus == "coller" and outcome.faults
    return page(outcome, pasted=dict(pairs).get("coller", "") if failed else "")


@blueprint.post("/marche/panneau")
def panel() -> str:
    """The parts that change as one types: the panel and the clauses."""
    made = page_of(Outcome(from_pairs(posted())), desk())
    return render_template("fragment.html", view=made.view, panel=made.panel, families=made.families)


def posted() -> Pairs:
    """The fields of the form, safe to print again, with the choice of clauses folded into `_reste`."""
    pairs = clean(request.form.items(multi=True))
    answers = from_pairs(pairs)
    chosen = choices.apply(pairs, answers.data)
    carried = Answers(chosen).carried()
    return [*((name, value) for name, value in pairs if name != "_reste"), ("_reste", carried)]


def sent_along() -> Answers:
    """The marché that reaches a page around the form: the form's own fields, or the state that a page carries."""
    state = request.form.get(STATE)
    if state is None:
        return from_pairs(posted(), keep_empty_lots=False)
    return replace(from_json_text(state), unsaved=request.form.get("_modifie") == "1")


def invalid_page(answers: Answers, faults: Iterable[Fault]) -> tuple[str, int]:
    """The form again, with every answer that keeps the documents from being written."""
    told = replace(answers, faults=(*answers.faults, *faults))
    return page(Outcome(told, checked=True), required=True), 422


def _from_page(action: str, argument: str, state: str) -> str | Response:
    """From a page that carries the state whole: the preview, the duties, the hours, the catalogue."""
    answers = from_json_text(state)
    clause = desk().catalogue.clauses.get(argument) if action == ADD else None
    if clause is not None:
        return page(added(answers, clause, desk()))
    return _save(answers) if action.startswith("enregistrer") else page(Outcome(answers))


def page(outcome: Outcome, *, required: bool = False, pasted: str = "") -> str:
    """The form after a button."""
    made = page_of(outcome, desk(), required=required, pasted=pasted)
    return render_template("marche.html", view=made.view, panel=made.panel, families=made.families)


def _save(answers: Answers) -> Response:
    """The answers as a file. Wrong ones are saved as typed: taken up again, they are told again."""
    reading = answers.reading()
    data = dict(as_json(reading.marche)) if not reading.wrong else answers.data
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    name = f"{file_stem(reading.marche.objet, 'marche')}.json"
    return attachment(text.encode("utf-8", "replace"), name, "application/json")
