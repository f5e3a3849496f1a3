"""The days of the follow-up as a calendar file, once the notification is known."""

from __future__ import annotations

import datetime as dt
import re

from generator.dossier.identity import mark
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import NONE, lots_said
from generator.dossier.workbooks.moments import Execution
from generator.dossier.workbooks.obligations import Due, dues
from generator.writers.ics import Event, write


def calendar(dossier: Dossier, execution: Execution) -> bytes | None:
    """An all-day event for each proof on each day it is due; None when no day is known."""
    known = dated(dossier, execution)
    if not known or execution.notification is None:
        return None
    whose = mark(dossier.marche)
    events = [
        Event(f"{whose}-suivi-{due.id}@clausier.invalid", day, _summary(due), _description(dossier, due))
        for due, day in known
    ]
    return write(events, "Suivi de l’exécution", dossier.marche.date_engagement or execution.notification)


def dated(dossier: Dossier, execution: Execution) -> list[tuple[Due, dt.date]]:
    """The proofs whose day is known, with it."""
    return [(due, day) for due in dues(dossier, execution) if due.when and (day := due.when.day(execution))]


def _summary(due: Due) -> str:
    thing = re.split(r"\s+: ", due.text)[0].rstrip(".")
    return f"À recevoir : {thing}"


def _description(dossier: Dossier, due: Due) -> str:
    lots = lots_said(due.lots)
    article = f"Article {due.article} de l’annexe au CCAP, {due.title}"
    where = f"{article}. Lots : {lots}" if lots != NONE else article
    return f"{due.text.rstrip('.')}. {where}. Marché : {dossier.marche.objet}"
