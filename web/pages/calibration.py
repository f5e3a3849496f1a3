"""The calibration page: the computation lot by lot, what it is compared with, and the exchange with a facilitateur."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, render_template, request

from generator.calibration import Comparison, comparison
from generator.dossier.calibration_answer import FILE, answer_applied, answer_form
from generator.dossier.calibration_request import REQUEST, request_docx
from generator.errors import Fault, InputError
from generator.language.filters import designation, hours
from generator.language.typography import finish_plain
from generator.market import as_json, parse_json, read, read_kindly
from generator.market.model import Marche
from generator.selection import insertion_mode
from web.answers import Answers, dumps, from_json_text
from web.calibration_view import LotView, Questions, lot_views, questions
from web.desk import desk
from web.files import attachment
from web.market_view import legend_of
from web.pages import market
from web.panel import target_of

blueprint = Blueprint("calibration", __name__)

MOST_FAULTS = 30
SAID = "mode-sans-heures"  # the formula says it already


@dataclass(frozen=True)
class Taken:
    """What an answer of the facilitateur did: `before` is the state to come back to."""

    before: str = ""
    changes: tuple[tuple[str, str, str, str], ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalibrationView:
    legend: str
    state: str
    unsaved: bool
    wrong: int
    total: str
    maximum: str
    formula: str
    warnings: tuple[tuple[str, str], ...]
    lots: tuple[LotView, ...]
    spared: str
    by_lot: bool
    comparison: Comparison | None
    questions: Questions
    target: str
    taken: Taken = field(default_factory=Taken)


@blueprint.get("/calibrage/exemple/<name>")
def example(name: str) -> str:
    """The calibration of an example."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(Answers(dict(as_json(marche))), Taken())


@blueprint.post("/calibrage")
def show() -> str | tuple[str, int]:
    """The computation of the answers; with the facilitateur's file, what it changes."""
    action = request.form.get("action")
    if action == "annuler" and request.form.get("avant"):
        return _page(from_json_text(request.form["avant"]), Taken())
    answers = market.sent_along()
    if action != "reponse":
        return _page(answers, Taken())
    answers, taken = _taken(answers)
    page = _page(answers, taken)
    return (page, 422) if taken.faults else page


@blueprint.post("/calibrage/telecharger")
def download() -> Response | tuple[str, int]:
    """The page to send to a facilitateur, or the file in which to answer."""
    answers = market.sent_along()
    try:
        marche = read(answers.data)
        if request.form.get("fichier") == "reponse":
            return attachment(answer_form(marche), FILE)
        return attachment(request_docx(marche, desk().library), f"{REQUEST}.docx")
    except InputError as error:
        return market.invalid_page(answers, error.faults)


def _taken(answers: Answers) -> tuple[Answers, Taken]:
    """The answers with the hours of the file, or as they were with every fault of the file."""
    upload = request.files.get("reponse")
    raw = upload.read() if upload and upload.filename else b""
    if not raw:
        return answers, _refused([Fault("", "Aucun fichier n’est choisi.", f"Choisissez le fichier « {FILE} » reçu.")])
    try:
        data, faults = answer_applied(answers.data, parse_json(raw))
    except InputError as error:
        return answers, _refused(error.faults)
    if faults:
        return answers, _refused(faults)
    before, after = read_kindly(answers.data).marche, read_kindly(data).marche
    return Answers(data, unsaved=True, faults=answers.faults), Taken(dumps(answers.data), _changes(before, after))


def _refused(faults: list[Fault] | tuple[Fault, ...]) -> Taken:
    return Taken(faults=tuple(finish_plain(fault.sentence()) for fault in faults[:MOST_FAULTS]))


def _changes(before: Marche, after: Marche) -> tuple[tuple[str, str, str, str], ...]:
    """Lot, hours before, hours now, reason; only the lots whose hours or reason changed."""
    was, now = desk().examine(before).calibration, desk().examine(after).calibration
    if now is None:
        return ()
    old = {lot.numero: lot for lot in was.lots} if was else {}
    lines = []
    for lot in now.lots:
        past = old.get(lot.numero)
        if lot.saisies and (past is None or (past.heures, past.motif) != (lot.heures, lot.motif)):
            shown = hours(past.heures) if past and past.heures is not None else "–"
            name = "Marché" if lot.numero is None else f"Lot {lot.numero}"
            lines.append((name, shown, hours(lot.heures), lot.motif or ""))
    return tuple(lines)


def _page(answers: Answers, taken: Taken) -> str:
    at, reading = desk(), answers.reading()
    marche, found = reading.marche, desk().examine(reading.marche)
    calibration = found.calibration
    spared = [lot.numero for lot in calibration.lots if lot.numero and not lot.facteurs] if calibration else []
    lots = lot_views(marche, calibration, at.library.calibrage) if calibration else ()
    most = calibration.total_heures_maximum if calibration else None
    warnings = calibration.avertissements if calibration else ()
    by_lot = insertion_mode(marche) == "heures"
    view = CalibrationView(
        legend=legend_of(marche.objet, marche.acheteur.nom),
        state=dumps(answers.data),
        unsaved=answers.unsaved,
        wrong=len({fault.where for fault in (*answers.faults, *reading.refused, *found.faults)}),
        total=hours(calibration.total_heures) if calibration and calibration.total_heures else "",
        maximum=hours(most) if most is not None else "",
        formula=finish_plain(calibration.formule) if calibration else "",
        warnings=tuple(
            (finish_plain(each.message), finish_plain(each.remede)) for each in warnings if each.code != SAID
        ),
        lots=lots,
        spared=designation(spared) if spared and lots else "",
        comparison=comparison(marche, calibration, at.library.calibrage) if calibration else None,
        questions=questions(marche, calibration, request.form),
        by_lot=by_lot,
        target="lots" if marche.lots and by_lot else target_of("insertion.heures" if by_lot else "insertion.mode"),
        taken=taken,
    )
    return render_template("calibrage.html", view=view)
