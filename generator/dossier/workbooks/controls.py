"""The checks that the annex plans, and what each found."""

from __future__ import annotations

from generator.blocks import plain
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    choice,
    columns,
    dates,
    entries,
    lots_said,
    numbers_of,
    table_sheet,
)
from generator.dossier.workbooks.obligations import ANNEX
from generator.writers.xlsx import Cell, Sheet

SHEET = "Contrôles"
RESULTS = ("Conforme", "Non conforme", "À refaire", "Sans objet")
_NOTE = "Les contrôles de l'annexe. Notez le dernier fait ; un contrôle sur place donne lieu à un constat écrit."


def controls(dossier: Dossier) -> Sheet:
    numbers = dossier.document(ANNEX).numbers()
    table = columns(
        ("article", "Article", 9),
        ("lots", "Lots", 11) if dossier.marche.lots else None,
        ("objet", "Objet du contrôle", 46),
        ("qui", "Contrôle fait par", 34),
        ("quand", "Fréquence", 34),
        ("fait", "Dernier contrôle le", 19),
        ("resultat", "Résultat", 14),
        ("observations", "Observations", 28),
    )
    known = dossier.facts["lignes_controles"]
    rows = [
        table.row(
            {
                "article": Cell(numbers.get(str(row["article"])), shape="entier"),
                "lots": Cell(lots_said(numbers_of(row["lots"]))),
                **{key: Cell(plain(row[key].inlines, numbers)) for key in ("objet", "qui", "quand")},
                **entries(fait="date", resultat="", observations=""),
            }
        )
        for row in known
    ]
    last = FIRST + len(known) - 1
    rules = (
        dates(table.rank("fait"), FIRST, last),
        choice(table.rank("resultat"), FIRST, last, RESULTS, "Choisissez un résultat de la liste."),
    )
    return table_sheet(dossier, SHEET, "Contrôles", _NOTE, table, rows, rules, filtered=len(known))
