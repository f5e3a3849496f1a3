"""The documents of the execution: cycle and calendar, hours statement, letters, penalty sheet."""

from __future__ import annotations

from generator.blocks import Document
from generator.dossier import Dossier
from generator.execution import letters
from generator.execution.calendar_file import calendar
from generator.execution.penalty_sheet import penalty_sheet
from generator.execution.statement import statement
from generator.execution.steps import Dates, Task, tasks
from generator.execution.undertaking import Undertaking, undertaking
from generator.word import prepare
from generator.writers import docx

__all__ = [
    "Dates",
    "Task",
    "Undertaking",
    "documents",
    "file_names",
    "produce",
    "tasks",
    "undertaking",
]

CARRIER = "textes-a-reporter.docx"
STATEMENT, PENALTIES, CALENDAR = "releve-des-heures.xlsx", "calcul-des-penalites.xlsx", "echeances.ics"


def documents(dossier: Dossier, dates: Dates | None = None) -> tuple[Document, ...]:
    """The texts, as blocks. Raises `InputError` when the dossier retains no social action."""
    return _documents(undertaking(dossier), dates or Dates())


def _documents(work: Undertaking, known: Dates) -> tuple[Document, ...]:
    found = [
        letters.cycle(work, tasks(work, known), known),
        letters.meeting(work, known),
        letters.balance(work, known),
        letters.certificate(work, known),
    ]
    if any(penalty.notice for penalty in work.own_penalties):
        found.append(letters.notice(work))
    return tuple(found)


def file_names(dossier: Dossier, dates: Dates | None = None) -> tuple[str, ...]:
    """The names of the files that `produce` writes, none of them written."""
    known, work = dates or Dates(), undertaking(dossier)
    names = [f"{document.id}.docx" for document in _documents(work, known)]
    names += [STATEMENT] if work.counts_hours else []
    names += [PENALTIES] if work.penalties else []
    return (*names, CALENDAR) if any(task.days for task in tasks(work, known)) else tuple(names)


def produce(dossier: Dossier, dates: Dates | None = None) -> dict[str, bytes]:
    """File name → bytes, always the same for the same dossier and dates.

    The hours statement comes when hours are counted, the penalty sheet when a clause has penalties, the calendar
    when a day is known. Raises `InputError` when the dossier retains no social action.
    """
    known, work = dates or Dates(), undertaking(dossier)
    carrier = prepare(dossier.library.carriers[CARRIER], f"modeles/{CARRIER}")
    files = {f"{document.id}.docx": docx.write(document, carrier) for document in _documents(work, known)}
    if work.counts_hours:
        files[STATEMENT] = statement(work, known)
    if work.penalties:
        files[PENALTIES] = penalty_sheet(work)
    events = calendar(work, tasks(work, known))
    if events is not None:
        files[CALENDAR] = events
    return files
