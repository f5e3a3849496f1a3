"""The answer frame as a workbook: the questions of the document, and a cell for each answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.blocks import Document, Paragraph, plain
from generator.dossier.context import ANSWERS
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    HEADING_ROWS,
    Columns,
    amounts,
    columns,
    counts,
    dates,
    heading,
    lots_said,
    numbers_of,
    shares,
    yes_or_no,
)
from generator.language.filters import with_unit
from generator.language.typography import NBSP
from generator.writers.xlsx import Cell, Sheet, Validation, Workbook, write
from generator.writers.xlsx.model import Shape

FRAME = "cadre-de-reponse"
_CANDIDATE = FIRST - 1  # the row where the candidate writes its name, above the header
_FIRST = FIRST + 1
_KINDS = {label: kind for kind, label in ANSWERS.items()}
_SHAPES: Mapping[str, Shape] = {"nombre": "nombre", "pourcent": "pourcent", "euros": "euros", "date": "date"}
_RULES = {"nombre": counts, "pourcent": shares, "euros": amounts, "date": dates, "oui_non": yes_or_no}
WRITTEN_LINES = 6  # room for a written answer; the candidate may make the row taller
_OF_WHOLE = " Les numéros sont ceux du cadre de tous les lots."
Question = tuple[int, Mapping[str, Any]]  # its number in the whole frame, and its row


def frame(dossier: Dossier, document: Document) -> bytes:
    """One sheet, or one for each lot when the questions are not the same for all of them."""
    questions = list(enumerate(dossier.facts["lignes_cadre"], start=1))
    if len({numbers_of(row["lots"]) for _, row in questions}) == 1:
        sheets = [_sheet(dossier, document, "Cadre de réponse", document.title, questions, split=False)]
    else:
        sheets = list(_by_lot(dossier, document, questions))
    return write(Workbook(document.title, tuple(sheets), dossier.marche.objet))


def _by_lot(dossier: Dossier, document: Document, questions: Sequence[Question]) -> Iterable[Sheet]:
    for lot in sorted(dossier.marche.lots, key=lambda lot: lot.numero):
        own = [(number, row) for number, row in questions if lot.numero in numbers_of(row["lots"])]
        if own:
            title = f"{document.title} – lot n°{NBSP}{lot.numero}"
            title += f", {lot.intitule}" if lot.intitule else ""
            yield _sheet(dossier, document, f"Lot {lot.numero}", title, own, split=True)


def _columns(dossier: Dossier, *, split: bool) -> Columns:
    return columns(
        ("numero", "N°", 5),
        ("sujet", "Sujet", 22),
        ("lots", "Lots", 10) if dossier.marche.lots and not split else None,
        ("question", "Question", 44),
        ("attendu", "Réponse attendue", 17),
        ("preuve", "Preuve à joindre", 32),
        ("note", "Note", 12),
        ("reponse", "Réponse du candidat", 46),
    )


def _sheet(
    dossier: Dossier, document: Document, name: str, title: str, questions: Sequence[Question], *, split: bool
) -> Sheet:
    table = _columns(dossier, split=split)
    width = len(table.of)
    rows = [*heading(dossier, title, _instructions(document, split=split), width), _candidate(width), table.head]
    rows += [table.row(_question(number, row)) for number, row in questions]
    return Sheet(name, tuple(rows), table.widths, HEADING_ROWS + 2, _rules(table, questions), protected=True)


def _candidate(width: int) -> tuple[Cell, ...]:
    return (Cell("Candidat", "groupe", across=2), Cell(None, "saisie", across=width - 2))


def _instructions(document: Document, *, split: bool) -> str:
    """The sentences that the document says before its table."""
    blocks = [block for article in document.articles for block in article.blocks]
    said = " ".join(plain(block.inlines, document.numbers()) for block in blocks if isinstance(block, Paragraph))
    return f"{said} Seules les cases jaunes se remplissent." + (_OF_WHOLE if split else "")


def _question(number: int, row: Mapping[str, Any]) -> dict[str, Cell]:
    kind = _KINDS[row["reponse"]]
    return {
        "numero": Cell(number, shape="entier"),
        "sujet": Cell(row["sujet"], "groupe"),
        "lots": Cell(lots_said(numbers_of(row["lots"]))),
        "question": Cell(plain(row["question"].inlines)),
        "attendu": Cell(row["reponse"]),
        "preuve": Cell(plain(row["preuve"].inlines)),
        "note": Cell(marks(row)),
        "reponse": Cell(None, "saisie", _SHAPES.get(kind, ""), lines=WRITTEN_LINES if kind == "texte" else 1),
    }


def marks(row: Mapping[str, Any]) -> str:
    """« 10 points », « Notée » or « Non notée », as the document says it."""
    if row["points"]:
        return with_unit(row["points"], "point")
    return "Notée" if row["notee"] else "Non notée"


def _rules(table: Columns, questions: Sequence[Question]) -> tuple[Validation, ...]:
    found = []
    for rank, (_, row) in enumerate(questions, start=_FIRST):
        rule = _RULES.get(_KINDS[row["reponse"]])
        if rule is not None:
            found.append(rule(table.rank("reponse"), rank, rank))
    return tuple(found)
