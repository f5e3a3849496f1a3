"""The tasks of the clause's cycle as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dossier.identity import mark
from generator.execution.steps import TITLES, Task
from generator.execution.undertaking import Undertaking
from generator.writers.ics import Event, write


def calendar(undertaking: Undertaking, tasks: Iterable[Task]) -> bytes | None:
    """One all-day event for each dated task, stamped with the day the consultation is engaged; None without any."""
    marche = undertaking.dossier.marche
    events = [
        Event(
            f"{mark(marche)}-{task.id}-{rank}@clausier.invalid",
            day,
            f"{task.who} : {task.what}",
            f"Étape {task.step}, {TITLES[task.step - 1]}. {task.when}. Marché : {marche.objet}",
        )
        for task in tasks
        for rank, day in enumerate(task.days, start=1)
    ]
    if not events:
        return None
    return write(events, "Cycle de la clause sociale", marche.date_engagement or min(event.day for event in events))
