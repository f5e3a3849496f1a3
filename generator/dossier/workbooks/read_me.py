"""The first sheet of the follow-up: the one date everything starts from, and what each sheet is for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.dossier.days import LONGEST
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks import controls, indicators, insertion_hours, obligations, penalties
from generator.dossier.workbooks.insertion_hours import hours_due
from generator.dossier.workbooks.layout import Row, dates, heading
from generator.dossier.workbooks.moments import END_FORMULA, MOST_PERIODS, Execution, serial
from generator.language.typography import finish_plain
from generator.writers.xlsx import Cell, Formula, Sheet, Validation

SHEET = "Lisez-moi"
TITLE = "Suivi de l’exécution"
_NOTE = "Seules les cases jaunes se remplissent. Les feuilles sont protégées sans mot de passe."
_WIDTHS = (28, 16, 96)
_NOTIFICATION_ROW, _MONTHS_ROW = 5, 6
_CONTENTS = {
    obligations.SHEET: "Les pièces que l'annexe demande pendant l'exécution, à chaque échéance : situation, réception.",
    controls.SHEET: "Les contrôles que l'annexe prévoit : date du dernier, résultat.",
    indicators.SHEET: "Les indicateurs des clauses, période par période : cible, valeur mesurée, écart.",
    penalties.SHEET: "Les pénalités de l'annexe, aux montants des clauses : nombre constaté, pénalité.",
    penalties.CEILING_SHEET: "Le cumul des pénalités, et le plafond quand le marché en a un.",
    insertion_hours.SHEET: "Les heures dues, réalisées et restantes. Le détail mensuel est dans le relevé des heures.",
}
_DEFINITIONS = (
    "Les montants, les heures, les délais et les cibles sont ceux de l'annexe au CCAP ; celle-ci seule fait foi.",
    "Périodes de l'annexe : le trimestre est un trimestre civil, compris même en partie dans l'exécution ; la période "
    "de bilan est une année comptée de date à date depuis la notification, la dernière s'achevant avec l'exécution.",
    "Les mois et les semestres sont comptés ici comme les trimestres : ceux du calendrier.",
    "Une échéance vide attend la notification, ou vise une période que l'exécution n'atteint pas.",
)
_PERSONS = "Aucune donnée sur les personnes en insertion ne figure dans ce classeur : des heures seulement."
_LOTS = (
    "Chaque lot a son titulaire et sa notification : enregistrez une copie de ce classeur par titulaire, et filtrez "
    "les lignes de ses lots."
)
_FROM_NOTIFICATION = "Toutes les échéances se calculent à partir de cette date."
_MONTHS_HELP = "Celle du marché, reconductions comprises ; à corriger si l'exécution s'arrête avant."
_WITHOUT_CALENDAR = (
    "L'agenda (echeancier.ics) n'est produit que si la notification est donnée au moment de créer le dossier."
)
_WITH_CALENDAR = (
    "L'agenda (echeancier.ics) a été produit avec la notification ci-dessus ; une autre date ne le change pas."
)
_TOO_LONG = f"Au plus {MOST_PERIODS} périodes sont prévues par ligne ; l'exécution en compte davantage."


def read_me(dossier: Dossier, execution: Execution, sheets: Sequence[Sheet]) -> Sheet:
    """`sheets` are those that follow in the workbook."""
    rows: list[Row] = [
        *heading(dossier, TITLE, finish_plain(_NOTE), len(_WIDTHS)),
        (),
        (Cell("À saisir", "entete", across=3),),
        *_starts(execution),
        (),
        (Cell("Feuille", "entete", across=2), Cell("Contenu", "entete")),
        *(
            (Cell(sheet.name, "groupe", across=2), Cell(finish_plain(_CONTENTS[sheet.name]), "donnee"))
            for sheet in sheets
        ),
        (),
        *((Cell(finish_plain(text), "texte", across=len(_WIDTHS)),) for text in _said(dossier, execution)),
    ]
    rules = (
        dates(1, _NOTIFICATION_ROW, _NOTIFICATION_ROW),
        Validation((_MONTHS_ROW, 1), (_MONTHS_ROW, 1), "nombre", f"De 0 à {LONGEST} mois.", 0, LONGEST),
    )
    return Sheet(SHEET, tuple(rows), _WIDTHS, 0, rules, protected=True)


def _starts(execution: Execution) -> tuple[Row, Row, Row]:
    """The rows that formulas of every sheet read: see `moments`."""
    end = Cell(Formula(END_FORMULA, serial(execution.end)), "donnee", "date")
    return (
        _start("Notification du marché", Cell(execution.notification, "saisie", "date"), _FROM_NOTIFICATION),
        _start("Durée totale, en mois", Cell(execution.months, "saisie", "nombre"), _MONTHS_HELP),
        _start("Fin de l'exécution", end, "Calculée : la veille du même jour, autant de mois plus tard."),
    )


def _start(words: str, cell: Cell, told: str) -> Row:
    return (Cell(finish_plain(words), "donnee"), cell, Cell(finish_plain(told), "donnee"))


def _said(dossier: Dossier, execution: Execution) -> tuple[str, ...]:
    calendar = _WITH_CALENDAR if execution.notification else _WITHOUT_CALENDAR
    long = execution.months is not None and execution.months > Decimal(MOST_PERIODS)
    lots = (_LOTS,) if dossier.marche.lots else ()
    persons = (_PERSONS,) if hours_due(dossier) else ()
    return (*_DEFINITIONS, *persons, *lots, calendar, *((_TOO_LONG,) if long else ()))
