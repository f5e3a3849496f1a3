"""The obligations of the annex during the execution: what is to be received, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.blocks import plain
from generator.dossier.delays import delays
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    Columns,
    Row,
    choice,
    columns,
    dates,
    entries,
    lots_said,
    numbers_of,
    table_sheet,
)
from generator.dossier.workbooks.moments import Execution, Moment, periods
from generator.writers.xlsx import Cell, Late, Sheet

SHEET = "Obligations"
ANNEX = "annexe-ccap"
NO_PROOF = "Aucune pièce à remettre : l’obligation se vérifie par les contrôles."
STATES = ("À recevoir", "Reçue", "À compléter", "Acceptée", "Sans objet")
FREE_ROWS = 10
_TOLD = "Choisissez une situation de la liste."
_NOTE = (
    "Une ligne pour chaque pièce à chaque échéance. La date se calcule à partir de la notification saisie dans "
    "« Lisez-moi » ; une échéance en jaune dépend d'un événement et se saisit. Une échéance passée sans date de "
    "réception s'écrit en rouge."
)


@dataclass(frozen=True, slots=True)
class Due:
    """A proof to receive. `when` is None when its day depends on an event; `id` names it among all of the marché."""

    id: str
    article: int | None
    title: str
    lots: tuple[int, ...]
    text: str
    when: Moment | None


def dues(dossier: Dossier, execution: Execution) -> tuple[Due, ...]:
    """Every proof of the annex at each of its days; first what comes once, then the periods in order."""
    found = list(_read(dossier, execution))
    return tuple(sorted(found, key=lambda due: due.when.order if due.when else (0, "")))


def _read(dossier: Dossier, execution: Execution) -> Iterator[Due]:
    document = dossier.document(ANNEX)
    numbers, titles = document.numbers(), {article.id: article.title for article in document.articles}
    expected = [row for row in dossier.facts["lignes_preuves"] if row["quand"] == "execution"]
    for rank, row in enumerate(expected, start=1):
        id_, text = str(row["article"]), plain(row["texte"].inlines, numbers)
        given = numbers.get(id_), titles.get(id_, ""), numbers_of(row["lots"]), text
        for moment in _moments(text, execution):
            mark = f"{moment.unit}-{moment.rank}" if moment else "evenement"
            yield Due(f"{id_}-{rank}-{mark}", *given, moment)
    proved = {str(row["article"]) for row in expected}
    for item in dossier.selection.retained:
        if "ccap" in item.clause.textes and item.id not in proved:
            yield Due(f"{item.id}-0", numbers.get(item.id), titles.get(item.id, ""), item.lots, NO_PROOF, None)


def _moments(text: str, execution: Execution) -> Iterator[Moment | None]:
    read = delays(text)
    for delay in read.read:
        yield from periods(delay.start, execution, delay.days)
    if not read.whole:
        yield None


def obligations(dossier: Dossier, execution: Execution) -> Sheet:
    table = _columns(dossier)
    found = dues(dossier, execution)
    rows = [_row(table, due, execution) for due in found]
    rows += [_free(table)] * FREE_ROWS
    last = FIRST + len(found) + FREE_ROWS - 1
    due_on, received = table.rank("echeance"), table.rank("recue")
    rules = (
        dates(due_on, FIRST, last),
        choice(table.rank("situation"), FIRST, last, STATES, _TOLD),
        dates(received, FIRST, last),
    )
    late = Late(due_on, received, FIRST, last)
    filtered = last - FIRST + 1
    return table_sheet(dossier, SHEET, "Obligations à suivre", _NOTE, table, rows, rules, filtered=filtered, late=late)


def _columns(dossier: Dossier) -> Columns:
    return columns(
        ("article", "Article", 9),
        ("obligation", "Obligation", 26),
        ("lots", "Lots", 11) if dossier.marche.lots else None,
        ("preuve", "Pièce à recevoir et délai", 58),
        ("periode", "Période", 18),
        ("echeance", "Échéance", 12),
        ("situation", "Situation", 13),
        ("recue", "Reçue le", 12),
        ("observations", "Observations", 26),
    )


def _row(table: Columns, due: Due, execution: Execution) -> Row:
    asked = due.text != NO_PROOF
    day = Cell(due.when.formula(execution), shape="date") if due.when else Cell(None, "saisie", "date")
    return table.row(
        {
            "article": Cell(due.article, shape="entier"),
            "obligation": Cell(due.title, "groupe"),
            "lots": Cell(lots_said(due.lots)),
            "preuve": Cell(due.text),
            "periode": Cell(due.when.said if due.when else "Selon l’événement" if asked else "–"),
            **({"echeance": day} if asked else {}),
            **(entries(situation="", recue="date") if asked else {}),
            **entries(observations=""),
        }
    )


def _free(table: Columns) -> Row:
    """A row for what comes back often, or was asked for."""
    shapes = {key: Cell(None, "saisie", "date" if key in ("echeance", "recue") else "") for key, _, _ in table.of}
    return table.row(shapes)
