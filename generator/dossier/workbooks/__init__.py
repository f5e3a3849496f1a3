"""The workbooks of a dossier and its calendar: the same rows as its documents, in cells."""

from __future__ import annotations

import datetime as dt

from generator.dossier.days import length
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.calendar import calendar, dated
from generator.dossier.workbooks.follow_up import FOLLOW_UP, follow_up
from generator.dossier.workbooks.frame import FRAME, frame
from generator.dossier.workbooks.moments import Execution
from generator.dossier.workbooks.price_tab import PRICES, price_tab
from generator.dossier.workbooks.price_tab import TITLE as PRICES_TITLE
from generator.dossier.workbooks.read_me import TITLE as FOLLOW_UP_TITLE

__all__ = ["CALENDAR", "FOLLOW_UP", "FRAME", "PRICES", "follow_up_files", "follow_up_names", "titles", "workbooks"]

CALENDAR = "echeancier.ics"


def workbooks(dossier: Dossier, notification: dt.date | None = None) -> dict[str, bytes]:
    """File name → bytes, always the same for the same dossier and day.

    The answer frame comes with its document, the price tab when a clause asks for a line, the calendar when the
    notification is given.
    """
    files: dict[str, bytes] = {}
    if _frame_document(dossier):
        files[f"{FRAME}.xlsx"] = frame(dossier, dossier.document(FRAME))
    if dossier.facts["lignes_bpu"]:
        files[f"{PRICES}.xlsx"] = price_tab(dossier)
    return files | follow_up_files(dossier, notification)


def titles(dossier: Dossier) -> dict[str, str]:
    """File name → title of each workbook that `workbooks` writes, none of them written."""
    found = {f"{FRAME}.xlsx": dossier.document(FRAME).title} if _frame_document(dossier) else {}
    found |= {f"{PRICES}.xlsx": PRICES_TITLE} if dossier.facts["lignes_bpu"] else {}
    return found | {f"{FOLLOW_UP}.xlsx": FOLLOW_UP_TITLE}


def _frame_document(dossier: Dossier) -> bool:
    return bool(dossier.facts["lignes_cadre"]) and any(document.id == FRAME for document in dossier.documents)


def follow_up_files(dossier: Dossier, notification: dt.date | None = None) -> dict[str, bytes]:
    """The follow-up workbook, and the calendar when a day is known."""
    execution = _execution(dossier, notification)
    files = {f"{FOLLOW_UP}.xlsx": follow_up(dossier, execution)}
    events = calendar(dossier, execution)
    return files | ({CALENDAR: events} if events is not None else {})


def follow_up_names(dossier: Dossier, notification: dt.date | None = None) -> tuple[str, ...]:
    """The names of the files that `follow_up_files` writes, none of them written."""
    execution = _execution(dossier, notification)
    return (f"{FOLLOW_UP}.xlsx", *((CALENDAR,) if dated(dossier, execution) else ()))


def _execution(dossier: Dossier, notification: dt.date | None) -> Execution:
    return Execution(notification, length(dossier.marche))
