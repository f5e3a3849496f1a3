"""The penalty computation sheet: amounts of the clauses, what was found, what is due. The buyer decides."""

from __future__ import annotations

import datetime as dt

from generator.dossier.dues import DuePenalty
from generator.execution.undertaking import Undertaking
from generator.language.filters import numeros
from generator.language.typography import finish_plain
from generator.writers.xlsx import Cell, Formula, Sheet, Validation, Workbook, cells, place, write

HEAD = (
    "Article",
    "Manquement",
    "Lots",
    "Montant",
    "Unité",
    "Mise en demeure (jours)",
    "Nombre constaté",
    "Mise en demeure reçue le",
    "Échéance",
    "Remédié dans le délai",
    "Part exonérée",
    "Pénalité",
)
SPARE = 2  # rows more for each penalty: several findings
_FIRST = 3
_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)


def penalty_sheet(undertaking: Undertaking) -> bytes:
    """The workbook: one row and some spare ones for each penalty, a total, the amounts locked."""
    lines = [penalty for penalty in undertaking.penalties for _ in range(1 + SPARE)]
    last = _FIRST + len(lines) - 1
    total = Formula(f"=SUM({place(_FIRST, 11)}:{place(last, 11)})", 0)
    rows = (
        (Cell("Calcul des pénalités", "titre"),),
        (Cell(undertaking.dossier.marche.objet, "note"),),
        cells(HEAD, "entete"),
        *(_row(penalty, _FIRST + rank) for rank, penalty in enumerate(lines)),
        (Cell("Total", "total"), *([Cell("", "total")] * 10), Cell(total, "total", "euros")),
        (),
        (Cell(finish_plain(_NOTE), "note"),),
    )
    sheet = Sheet("Pénalités", rows, (9, 46, 12, 12, 22, 12, 11, 14, 14, 12, 11, 14), 3, _rules(last), protected=True)
    return write(Workbook("Calcul des pénalités", (sheet,), undertaking.dossier.marche.objet))


_NOTE = (
    "Les montants sont ceux des clauses. Sans mise en demeure reçue, ou si le manquement a cessé dans le délai, la "
    "pénalité vaut zéro. Cette feuille calcule ; l'acheteur décide et peut ne pas appliquer une pénalité."
)


def _row(penalty: DuePenalty, row: int) -> tuple[Cell, ...]:
    found, received, mended, spared = (place(row, column) for column in (6, 7, 9, 10))
    amount, notice = place(row, 3), place(row, 5)
    due = f"ROUND({amount}*{found}*(1-{spared}),2)"
    if penalty.notice:
        until = Formula(f'=IF({received}="","",{received}+{notice})', "")
        value = Formula(f'=IF(OR({received}="",{mended}="oui"),0,{due})', 0)
        asked = (Cell(None, "saisie", "date"), Cell(until, "texte", "date"), Cell(None, "saisie"))
    else:
        value = Formula(f"={due}", 0)
        asked = (Cell("–"), Cell("–"), Cell("–"))
    return (
        Cell(penalty.article if penalty.article is not None else "–", "texte"),
        Cell(penalty.fact),
        Cell(numeros(penalty.lots) or "–"),
        Cell(penalty.amount, "texte", "euros"),
        Cell(penalty.unit),
        Cell(penalty.notice, "texte", "entier"),
        Cell(None, "saisie", "heures"),
        *asked,
        Cell(None, "saisie", "pourcent"),
        Cell(value, "texte", "euros"),
    )


def _rules(last: int) -> tuple[Validation, ...]:
    return (
        Validation((_FIRST, 6), (last, 6), "nombre", "Indiquez un nombre positif.", 0, 10**9),
        Validation((_FIRST, 7), (last, 7), "date", "Indiquez une date.", _EARLIEST, _LATEST),
        Validation((_FIRST, 9), (last, 9), "liste", "Répondez par oui ou par non.", choices=("oui", "non")),
        Validation((_FIRST, 10), (last, 10), "nombre", "Indiquez une part entre 0 % et 100 %.", 0, 1),
    )
