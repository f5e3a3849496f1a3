"""The execution of the social action: who does what and when, and the models to complete."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request

from generator.dossier import Dossier, prepare
from generator.dossier.dues import social_action
from generator.dossier.workbooks import follow_up_files, follow_up_names
from generator.errors import Fault, InputError, ProductionError
from generator.execution import Dates, Task, file_names, produce, tasks, undertaking
from generator.execution.steps import TITLES
from generator.language.filters import date as french_date
from generator.language.typography import finish_plain
from generator.market import as_json, read
from generator.market.typed import UnreadableError, parse_date
from web.answers import Answers, dumps
from web.desk import desk
from web.files import archive, attachment
from web.market_view import legend_of
from web.pages import market

blueprint = Blueprint("execution", __name__)

NAMES = {
    "cycle-de-la-clause.docx": "Le cycle de la clause : qui fait quoi, et quand",
    "convocation-reunion.docx": "Convocation à la réunion de mise au point",
    "releve-des-heures.xlsx": "Relevé des heures, avec ses totaux",
    "bilan-final.docx": "Bilan final",
    "attestation-bonne-realisation.docx": "Attestation de bonne réalisation",
    "mise-en-demeure.docx": "Mise en demeure",
    "calcul-des-penalites.xlsx": "Calcul des pénalités",
    "echeances.ics": "Les échéances de l’action d’insertion, pour votre agenda",
    "suivi-execution.xlsx": "Suivi de tout le marché : obligations, indicateurs, pénalités",
    "echeancier.ics": "Les pièces à recevoir, pour votre agenda",
}
_SHOWN_DAYS = 3


@dataclass(frozen=True)
class TaskView:
    who: str
    what: str
    when: str
    days: str


@dataclass(frozen=True)
class ExecutionView:
    """`files` are names and what they are; `absent` says why there is nothing to follow."""

    legend: str
    state: str
    unsaved: bool
    typed: str
    wrong: str
    steps: tuple[tuple[str, tuple[TaskView, ...]], ...]
    files: tuple[tuple[str, str], ...]
    absent: str


@blueprint.get("/execution/exemple/<name>")
def example(name: str) -> str:
    """The execution of an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(Answers(dict(as_json(marche))), prepare(marche, desk().library), "")[0]


@blueprint.post("/execution")
def show() -> str | tuple[str, int]:
    """The seven steps, dated from the notification when it is given."""
    answers = market.sent_along()
    try:
        dossier = prepare(read(answers.data), desk().library)
    except InputError as error:
        return market.invalid_page(answers, error.faults)
    except ProductionError as error:
        return market.invalid_page(answers, error.faults)
    page, wrong = _page(answers, dossier, request.form.get("notification", ""))
    return (page, 422) if wrong else page


@blueprint.post("/execution/telecharger")
def download() -> Response | str | tuple[str, int]:
    """One model, or all of them in an archive."""
    answers = market.sent_along()
    typed = request.form.get("notification", "")
    try:
        dossier = prepare(read(answers.data), desk().library)
        dates, wrong = _dates(typed)
        if wrong:
            return _page(answers, dossier, typed)[0], 422
        files = _social_files(dossier, dates) | follow_up_files(dossier, dates.notification)
    except (InputError, ProductionError) as error:
        return market.invalid_page(answers, error.faults)
    wanted = request.form.get("fichier", "")
    if wanted in files:
        return attachment(files[wanted], wanted)
    return attachment(archive(files), "suivi-insertion.zip")


def _social_files(dossier: Dossier, dates: Dates) -> dict[str, bytes]:
    """The models of the social action, none when the marché retains no action."""
    return produce(dossier, dates) if social_action(dossier.selection) else {}


def _dates(typed: str) -> tuple[Dates, str]:
    """The notification as typed, and what is wrong with it."""
    if not typed.strip():
        return Dates(), ""
    try:
        return Dates(parse_date(typed)), ""
    except UnreadableError as error:
        return Dates(), finish_plain(f"{error} Écrivez par exemple 01/02/2027.")


def _page(answers: Answers, dossier: Dossier, typed: str) -> tuple[str, str]:
    dates, wrong = _dates(typed)
    names = follow_up_names(dossier, dates.notification)
    try:
        known, absent = tasks(undertaking(dossier), dates), ""
        names += file_names(dossier, dates)
    except InputError as error:
        known, absent = (), _said(error.faults)
    view = ExecutionView(
        legend=legend_of(dossier.marche.objet, dossier.marche.acheteur.nom),
        state=dumps(answers.data),
        unsaved=answers.unsaved,
        typed=typed[:40],
        wrong=wrong,
        steps=_steps(known),
        files=tuple((name, NAMES.get(name, name)) for name in _in_order(names)),
        absent=absent,
    )
    return render_template("execution.html", view=view), wrong


def _in_order(names: Iterable[str]) -> list[str]:
    order = list(NAMES)
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _said(faults: tuple[Fault, ...] | list[Fault]) -> str:
    return " ".join(finish_plain(f"{fault.message} {fault.remedy}".strip()) for fault in faults)


def _steps(known: tuple[Task, ...]) -> tuple[tuple[str, tuple[TaskView, ...]], ...]:
    return tuple(
        (title, tuple(_task(task) for task in known if task.step == rank))
        for rank, title in enumerate(TITLES, start=1)
        if any(task.step == rank for task in known)
    )


def _task(task: Task) -> TaskView:
    return TaskView(task.who, finish_plain(task.what), finish_plain(task.when), _days(task.days))


def _days(days: tuple[dt.date, ...]) -> str:
    """The first days in words; the calendar file has them all."""
    shown = ", ".join(french_date(day) for day in days[:_SHOWN_DAYS])
    return f"{shown}, puis {len(days) - _SHOWN_DAYS} autres" if len(days) > _SHOWN_DAYS else shown
