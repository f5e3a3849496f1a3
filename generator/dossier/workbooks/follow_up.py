"""The follow-up workbook: everything the annex plans for the execution, from one notification date."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.controls import controls
from generator.dossier.workbooks.indicators import indicators
from generator.dossier.workbooks.insertion_hours import hours_due, insertion_hours
from generator.dossier.workbooks.moments import Execution
from generator.dossier.workbooks.obligations import obligations
from generator.dossier.workbooks.penalties import ceilings, penalties
from generator.dossier.workbooks.read_me import TITLE, read_me
from generator.writers.xlsx import Sheet, Workbook, write

FOLLOW_UP = "suivi-execution"


def follow_up(dossier: Dossier, execution: Execution) -> bytes:
    """« Lisez-moi », then the sheets this marché has something for."""
    sheets = tuple(_sheets(dossier, execution))
    book = Workbook(TITLE, (read_me(dossier, execution, sheets), *sheets), dossier.marche.objet)
    return write(book)


def _sheets(dossier: Dossier, execution: Execution) -> Iterator[Sheet]:
    facts = dossier.facts
    yield obligations(dossier, execution)
    if facts["lignes_controles"]:
        yield controls(dossier)
    if facts["lignes_suivi"]:
        yield indicators(dossier, execution)
    if facts["lignes_penalites"]:
        yield penalties(dossier)
        yield ceilings(dossier)
    if hours := hours_due(dossier):
        yield insertion_hours(dossier, hours)
