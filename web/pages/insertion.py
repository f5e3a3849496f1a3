"""Our articles into the buyer's own CCAP: the file is sent, the place chosen, the result taken away; nothing is kept.

Between two requests the file travels in a hidden field of the page, so that it is chosen once and stored nowhere.
"""

from __future__ import annotations

import base64
import binascii
from contextlib import closing
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request

from generator.dossier import Dossier, prepare
from generator.dossier.insertion import Report, choose_place, incorporate, read_ccap
from generator.errors import Fault, InputError, ProductionError
from generator.language.typography import finish_plain
from generator.market import as_json, read
from generator.word.host import Host
from generator.word.places import Place, place_after_heading
from web.answers import UNPRINTABLE, dumps
from web.desk import desk
from web.files import attachment, file_stem
from web.market_view import legend_of
from web.pages import market

blueprint = Blueprint("insertion", __name__)

FILE, CARRIED, PLACE, MARK = "fichier", "ccap", "place", "repere"
AFTER = "apres:"
MOST_BYTES = 2 * 1024 * 1024  # the page carries the file, a third longer, beside the answers
MOST_TITLES = 300


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class InsertionView:
    """What the page shows. `ccap` is the file as text, empty until one is sent; `report` says what would be done."""

    legend: str
    state: str
    unsaved: bool
    name: str = ""
    ccap: str = ""
    repere: str = ""
    choices: tuple[Choice, ...] = ()
    report: Report | None = None
    faults: tuple[str, ...] = ()


@blueprint.get("/inserer/exemple/<name>")
def example(name: str) -> str:
    """The page of an example, before a file is sent."""
    marche = desk().examples.get(name)
    if marche is None:
        abort(404)
    return _page(_view(prepare(marche, desk().library)))


@blueprint.post("/inserer")
def show() -> str | Response | tuple[str, int]:
    """Ask for the CCAP, then show where our articles would go; or give the file, or the account, to take away."""
    answers = market.sent_along()
    try:
        dossier = prepare(read(answers.data), desk().library)
    except (InputError, ProductionError) as error:
        return market.invalid_page(answers, error.faults)
    action = request.form.get("action", "")
    try:
        raw, name = _sent()
        if not raw:
            return _nothing_sent(dossier, answers.unsaved, action)
        host = read_ccap(raw, name)
    except InputError as error:
        return _page(_view(dossier, answers.unsaved, faults=_said(error))), 422
    return _answer(dossier, host, raw, name, answers.unsaved, action)


def _answer(
    dossier: Dossier, host: Host, raw: bytes, name: str, unsaved: bool, action: str
) -> str | Response | tuple[str, int]:
    try:
        made, faults = incorporate(dossier, host, _place(host)), ()
    except InputError as error:
        made, faults = incorporate(dossier, host, choose_place(host)), _said(error)
    if action == "telecharger" and not faults:
        return attachment(made.docx, f"{file_stem(name.removesuffix('.docx'), 'ccap')}-complete.docx")
    if action == "compte-rendu" and not faults:
        return attachment(made.report.text().encode(), "compte-rendu.txt", "text/plain")
    view = InsertionView(
        **_frame(dossier, unsaved),
        name=name,
        ccap=base64.b64encode(raw).decode(),
        repere=_typed_mark(),
        choices=_choices(host),
        report=None if faults else made.report,
        faults=faults,
    )
    return (_page(view), 422) if faults else _page(view)


def _nothing_sent(dossier: Dossier, unsaved: bool, action: str) -> str | tuple[str, int]:
    """The page as it is first seen; after its own button, a word on what is missing."""
    if action != "lire":
        return _page(_view(dossier, unsaved))
    return _page(_view(dossier, unsaved, faults=("Choisissez votre CCAP, au format .docx.",))), 422


def _sent() -> tuple[bytes, str]:
    """The file just chosen, else the one the page carries. Raises `InputError` when it is too large or damaged."""
    upload = request.files.get(FILE)
    if upload and upload.filename:
        with closing(upload):  # a large one lies in a temporary file, gone as soon as it is read
            raw = upload.read(MOST_BYTES + 1)
        name = UNPRINTABLE.sub("", upload.filename)[:120]
        if len(raw) > MOST_BYTES:
            raise InputError([Fault("", "ce fichier dépasse 2 Mo.", "Réduisez ses images, puis recommencez.")])
        if not raw:
            raise InputError([Fault("", "ce fichier est vide.", "Choisissez votre CCAP au format .docx.")])
        return raw, name
    try:
        raw = base64.b64decode(request.form.get(CARRIED, ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InputError([Fault("", "le fichier n’est pas revenu entier.", "Choisissez-le de nouveau.")]) from error
    if len(raw) > MOST_BYTES:
        raise InputError([Fault("", "ce fichier dépasse 2 Mo.", "Réduisez ses images, puis recommencez.")])
    return raw, UNPRINTABLE.sub("", request.form.get("nom", ""))[:120] or "CCAP.docx"


def _place(host: Host) -> Place:
    """The place that the list names, the sentence typed before it."""
    if mark := _typed_mark().strip():
        return choose_place(host, repere=mark)
    _, _, number = request.form.get(PLACE, "").partition(AFTER)
    if number.isdecimal() and number.isascii() and len(number) < 6 and int(number) < len(host.headings):
        return place_after_heading(host, host.headings[int(number)])
    return choose_place(host)


def _choices(host: Host) -> tuple[Choice, ...]:
    wanted = request.form.get(PLACE, "")
    usual = Choice("", f"Proposé : {choose_place(host).said}", not wanted)
    after = tuple(
        Choice(f"{AFTER}{n}", f"Après « {_short(each.text)} »", wanted == f"{AFTER}{n}")
        for n, each in enumerate(host.headings[:MOST_TITLES])
        if each.level <= host.article_level
    )
    return (usual, *after)


def _short(text: str) -> str:
    text = UNPRINTABLE.sub("", text)
    return text if len(text) <= 90 else text[:89].rstrip() + "…"


def _typed_mark() -> str:
    return UNPRINTABLE.sub("", request.form.get(MARK, ""))[:300]


def _said(error: InputError) -> tuple[str, ...]:
    """The sentences alone: the place they name is a command's option or the file just sent."""
    sentences = (f"{fault.message[:1].upper()}{fault.message[1:]} {fault.remedy}".strip() for fault in error.faults)
    return tuple(finish_plain(UNPRINTABLE.sub("", sentence)) for sentence in dict.fromkeys(sentences))


def _frame(dossier: Dossier, unsaved: bool) -> dict[str, str | bool]:
    marche = dossier.marche
    return {
        "legend": legend_of(marche.objet, marche.acheteur.nom),
        "state": dumps(as_json(marche)),
        "unsaved": unsaved,
    }


def _view(dossier: Dossier, unsaved: bool = False, faults: tuple[str, ...] = ()) -> InsertionView:
    return InsertionView(**_frame(dossier, unsaved), faults=faults)


def _page(view: InsertionView) -> str:
    return render_template("insertion.html", view=view)
