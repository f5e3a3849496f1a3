"""The programme of future purchases: pasted or imported, advised line by line, taken away as a file."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from generator.errors import Fault
from generator.language.filters import euros, hours
from generator.language.typography import finish_plain
from generator.programme import LABELS, Advice, advise, as_text, csv_file, read, workbook
from web.answers import UNPRINTABLE
from web.dates import in_words, today
from web.desk import desk
from web.files import attachment

blueprint = Blueprint("programme", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FAULTS = 50
MARKS = {
    "clause": "oui",
    "lot_reserve": "oui",
    "marche_reserve": "oui",
    "faible_montant": "facultative",
    "a_voir": "a-faire",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the table prints it."""

    title: str
    details: str
    amount: str
    label: str
    mark: str
    hours: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """What the page shows. `typed` is the text of the field, ready to be sent again for a file."""

    typed: str = ""
    rows: tuple[Row, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    total: str = ""
    faults: tuple[str, ...] = ()
    more_faults: int = 0
    day: str = ""


@blueprint.get("/programmation")
def show() -> str:
    """The empty page."""
    return _page(ProgrammeView())


@blueprint.post("/programmation")
def act() -> str | Response | tuple[str, int]:
    """Advise what was given; as a page, a workbook or a CSV file as the button says."""
    typed = UNPRINTABLE.sub("", request.form.get("lignes", ""))
    upload = request.files.get("fichier")
    raw = upload.read() if upload and upload.filename else b""
    programme = read(raw or typed)
    advice = advise(programme.lines, desk().library, today())
    action = request.form.get("action", "analyser")
    if advice and action == "xlsx":
        return attachment(workbook(advice), "programmation.xlsx", XLSX)
    if advice and action == "csv":
        return attachment(csv_file(advice), "programmation.csv", "text/csv")
    kept = as_text(programme.lines) if raw and advice else typed
    page = _page(_view(kept, advice, programme.faults))
    return page if advice else (page, 422)


def _page(view: ProgrammeView) -> str:
    return render_template("programmation.html", view=view)


def _view(typed: str, advice: tuple[Advice, ...], faults: tuple[Fault, ...]) -> ProgrammeView:
    found = [each.opportunite for each in advice]
    due = sum(each.heures for each in advice if each.heures is not None)
    return ProgrammeView(
        typed=typed,
        rows=tuple(_row(each) for each in advice),
        counts=tuple((LABELS[kind], found.count(kind)) for kind in LABELS if kind in found),
        total=hours(due) if due else "",
        faults=tuple(finish_plain(fault.sentence()) for fault in faults[:MOST_FAULTS]),
        more_faults=max(len(faults) - MOST_FAULTS, 0),
        day=in_words(today()),
    )


def _row(each: Advice) -> Row:
    line = each.line
    return Row(
        title=line.titre,
        details=" · ".join(filter(None, (line.categorie or each.segment, line.localisation))),
        amount=euros(line.montant) if line.montant is not None else "–",
        label=LABELS[each.opportunite],
        mark=MARKS[each.opportunite],
        hours=hours(each.heures) if each.heures is not None else "–",
        why=tuple(finish_plain(reason) for reason in each.pourquoi),
    )
