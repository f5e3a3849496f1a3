"""What the law says of a marché and why, and what another day would change."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from generator.market import as_json
from web.answers import UNPRINTABLE, Answers, dumps
from web.dates import AskedDay, asked_day, in_words, today
from web.desk import desk
from web.duties import Comparison, Group, NeedView, compare, groups, need_view
from web.market_view import legend_of
from web.pages import market
from web.panel import due_count

blueprint = Blueprint("obligations", __name__)

OTHER_DAY = "autre_date"


@dataclass(frozen=True)
class ObligationsView:
    legend: str
    state: str
    unsaved: bool
    day: str
    day_iso: str
    due: int
    wrong: int
    groups: tuple[Group, ...]
    need: NeedView | None
    asked: AskedDay
    comparison: Comparison | None


@blueprint.get("/obligations/exemple/<name>")
def example(name: str) -> str:
    """The duties of an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(Answers(dict(as_json(marche))))


@blueprint.post("/obligations")
def show() -> str:
    """The duties of the answers, sent by the form or by the preview; wrong answers are left out, and said."""
    return _page(market.sent_along())


def _page(answers: Answers) -> str:
    at, reading = desk(), answers.reading()
    found = at.examine(reading.marche)
    typed = UNPRINTABLE.sub("", request.form.get(OTHER_DAY, ""))
    asked = asked_day(typed, today())
    wanted = typed.strip() and not asked.error
    date = reading.marche.date_engagement
    view = ObligationsView(
        legend=legend_of(reading.marche.objet, reading.marche.acheteur.nom),
        state=dumps(answers.data),
        unsaved=answers.unsaved,
        day=in_words(date) if date else "",
        day_iso=date.isoformat() if date else "",
        due=due_count(found.diagnosis),
        wrong=len({fault.where for fault in (*answers.faults, *reading.refused, *found.faults)}),
        groups=groups(found, at.library),
        need=need_view(found.diagnosis.besoin),
        asked=asked if typed.strip() else AskedDay(asked.day, ""),
        comparison=compare(at, found, asked.day) if wanted else None,
    )
    return render_template("obligations.html", view=view)
