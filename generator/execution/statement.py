"""The hours statement: what is typed each month, person by number, and totals by lot and by month from formulas."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from generator.dossier.days import months_after
from generator.dossier.dues import owed_by_orders
from generator.execution.steps import Dates, last_day
from generator.execution.undertaking import Undertaking
from generator.language.typography import finish_plain
from generator.writers.xlsx import Cell, Formula, Sheet, Validation, Workbook, cells, place, sheet_range, write

ENTRIES = 500
MOST_MONTHS = 120
UNKNOWN_MONTHS = 48  # shown when the duration is not known
MOST_HOURS = 300  # in a month, for one person
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
TOTALS, ENTRY, MONTHS = "Synthèse", "Relevé", "Mois"
MODALITIES = (
    "CDI",
    "CDD",
    "Apprentissage",
    "Professionnalisation",
    "Mise à disposition",
    "Sous-traitance",
    "Cotraitance",
)
HEAD = (
    "Mois (1er du mois)",
    "Lot",
    "Personne n°",
    "Embauche ou mise à disposition le",
    "Modalité",
    "Employeur (structure)",
    "Poste",
    "Heures de travail",
    "Heures de formation",
    "Heures du mois",
)
_FIRST = 3  # rank of the first row of entries
_LAST = _FIRST + ENTRIES - 1


def statement(undertaking: Undertaking, dates: Dates) -> bytes:
    """The workbook. Every cell is locked, except those to fill."""
    title = finish_plain("Relevé des heures d'insertion")
    sheets = (_totals(undertaking, title), _entries(undertaking, title), _months(undertaking, dates))
    return write(Workbook(title, sheets, undertaking.dossier.marche.objet))


def _column(rank: int) -> str:
    return sheet_range(ENTRY, (_FIRST, rank), (_LAST, rank))


def _totals(undertaking: Undertaking, title: str) -> Sheet:
    head = ["Lot", "Intitulé", "Engagement"]
    head += ["Montant cumulé HT"] if undertaking.by_orders else []
    head += ["Heures dues", "Heures réalisées", "Reste à réaliser", "Taux"]
    rows = [
        (Cell(title, "titre"),),
        (Cell(undertaking.dossier.marche.objet, "note"),),
        cells(head, "entete"),
        *(_lot_row(undertaking, rank, rank + 3) for rank in range(len(undertaking.dues))),
    ]
    rows.append(_sum_row(undertaking, len(rows)))
    rows.append(())
    rows.append((Cell(finish_plain("Seules les cases jaunes se remplissent. Aucun nom de personne n'y figure : "
                                   "le facilitateur garde la correspondance des numéros."), "note"),))  # fmt: skip
    validations = (_amounts(len(undertaking.dues)),) if undertaking.by_orders else ()
    widths = (8, 44, 40, *([18] if undertaking.by_orders else []), 14, 16, 16, 10)
    return Sheet(TOTALS, tuple(rows), widths, 3, validations, protected=True)


def _amounts(count: int) -> Validation:
    return Validation((3, 3), (2 + count, 3), "nombre", "Indiquez un montant hors taxes, positif.", 0, 10**12)


def _lot_row(undertaking: Undertaking, rank: int, row: int) -> tuple[Cell, ...]:
    due = undertaking.dues[rank]
    lot = Cell(due.lot if due.lot is not None else "–", "texte")
    shift = 1 if undertaking.by_orders else 0
    amount = (Cell(None, "saisie", "euros"),) if undertaking.by_orders else ()
    done, owed = place(row, 4 + shift), place(row, 3 + shift)
    by_lot = f"=SUMIFS({_column(9)},{_column(1)},{place(row, 0)})"
    total = f"=SUM({_column(9)})" if due.lot is None else by_lot
    figure = _owed(undertaking, due.hours, place(row, 3))
    known = figure.value if isinstance(figure.value, Decimal) else Decimal(0)
    return (
        lot,
        Cell(due.title),
        Cell(due.said),
        *amount,
        figure,
        Cell(Formula(total, 0), "texte", "heures"),
        Cell(Formula(f"=MAX(0,{owed}-{done})", known), "texte", "heures"),
        Cell(Formula(f'=IF({owed}=0,"",{done}/{owed})', 0 if known else ""), "texte", "pourcent"),
    )


def _owed(undertaking: Undertaking, hours: Decimal | None, amount: str) -> Cell:
    """The hours due: a figure, what the amount ordered makes due, or a cell to fill."""
    if hours is not None:
        return Cell(hours, "texte", "heures")
    formula = owed_by_orders(undertaking.dossier.marche, amount) if undertaking.by_orders else ""
    return Cell(Formula(formula, 0), "texte", "heures") if formula else Cell(None, "saisie", "heures")


def _sum_row(undertaking: Undertaking, row: int) -> tuple[Cell, ...]:
    shift = 1 if undertaking.by_orders else 0
    known = sum((due.hours for due in undertaking.dues if due.hours is not None), Decimal(0))
    found = [Cell("Total", "total"), Cell("", "total"), Cell("", "total"), *([Cell("", "total")] * shift)]
    for column, result in ((3, known), (4, Decimal(0)), (5, known)):
        spot = column + shift
        formula = f"=SUM({place(3, spot)}:{place(row - 1, spot)})"
        found.append(Cell(Formula(formula, result), "total", "heures"))
    owed, rest = place(row, 3 + shift), place(row, 5 + shift)  # hours beyond what a lot owes make up for no other
    rate = Formula(f'=IF({owed}=0,"",1-{rest}/{owed})', 0 if known else "")
    return (*found, Cell(rate, "total", "pourcent"))


def _entries(undertaking: Undertaking, title: str) -> Sheet:
    note = "Une ligne par personne et par mois. La personne est désignée par un numéro, jamais par son nom."
    rows = [(Cell(title, "titre"),), (Cell(finish_plain(note), "note"),), cells(HEAD, "entete")]
    shapes = ("mois", "entier", "entier", "date", "", "", "", "heures", "heures")
    for rank in range(ENTRIES):
        row = _FIRST + rank
        total = Formula(f"=SUM({place(row, 7)}:{place(row, 8)})", 0)
        rows.append((*(Cell(None, "saisie", shape) for shape in shapes), Cell(total, "texte", "heures")))  # type: ignore[arg-type]
    return Sheet(ENTRY, tuple(rows), (12, 8, 11, 16, 20, 28, 28, 12, 12, 12), 3, _rules(undertaking), protected=True)


def _rules(undertaking: Undertaking) -> tuple[Validation, ...]:
    def column(rank: int, last: int | None = None) -> tuple[tuple[int, int], tuple[int, int]]:
        return (_FIRST, rank), (_LAST, rank if last is None else last)

    lots = [due.lot for due in undertaking.dues if due.lot is not None]
    source = sheet_range(TOTALS, (3, 0), (2 + len(undertaking.dues), 0))
    told = "Indiquez le premier jour du mois, par exemple 01/03/2027."
    found = [
        Validation(*column(0), "date", told, EARLIEST, LATEST),
        Validation(*column(2), "entier", "Indiquez le numéro de la personne, sans son nom.", 1, 99_999),
        Validation(*column(3), "date", "Indiquez une date.", EARLIEST, LATEST),
        Validation(*column(4), "liste", "Choisissez une modalité de la liste.", choices=MODALITIES),
        Validation(*column(7, 8), "nombre", f"De 0 à {MOST_HOURS} heures par mois.", 0, MOST_HOURS),
    ]
    if lots:
        found.append(Validation(*column(1), "plage", "Choisissez un lot de la synthèse.", source=source))
    return tuple(found)


def _months(undertaking: Undertaking, dates: Dates) -> Sheet:
    """Totals of each month, from a first month that is the notification's or is typed."""
    count = _count(undertaking, dates)
    start = dates.notification.replace(day=1) if dates.notification else None
    rows = [
        (Cell("Heures par mois", "titre"),),
        (Cell(finish_plain("Premier mois : case jaune. Les autres suivent."), "note"),),
        cells(("Mois", "Heures de travail", "Heures de formation", "Total", "Cumul"), "entete"),
    ]
    for rank in range(count):
        row = _FIRST + rank
        before = place(row - 1, 0)
        shown = months_after(start, rank) if start else None
        follows = Formula(f'=IF({before}="","",EDATE({before},1))', _serial(shown))
        first = Cell(start, "saisie", "mois") if rank == 0 else Cell(follows, "texte", "mois")
        rows.append((first, _of_month(row, 7), _of_month(row, 8), _across(row), _so_far(row)))
    last = _FIRST + count - 1
    sums = (Cell(Formula(f"=SUM({place(_FIRST, c)}:{place(last, c)})", 0), "total", "heures") for c in (1, 2, 3))
    rows.append((Cell("Total", "total"), *sums, Cell("", "total")))
    rule = Validation((_FIRST, 0), (_FIRST, 0), "date", "Indiquez le premier jour d’un mois.", EARLIEST, LATEST)
    return Sheet(MONTHS, tuple(rows), (12, 18, 20, 14, 14), 3, (rule,), protected=True)


def _of_month(row: int, column: int) -> Cell:
    month = place(row, 0)
    bounds = f'{_column(0)},">="&{month},{_column(0)},"<"&EDATE({month},1)'
    return Cell(Formula(f'=IF({month}="",0,SUMIFS({_column(column)},{bounds}))', 0), "texte", "heures")


def _across(row: int) -> Cell:
    return Cell(Formula(f"=SUM({place(row, 1)}:{place(row, 2)})", 0), "texte", "heures")


def _so_far(row: int) -> Cell:
    return Cell(Formula(f"=SUM({place(_FIRST, 3, fixed=True)}:{place(row, 3)})", 0), "texte", "heures")


def _count(undertaking: Undertaking, dates: Dates) -> int:
    end = last_day(undertaking, dates)
    if dates.notification and end:
        months = (end.year - dates.notification.year) * 12 + end.month - dates.notification.month + 1
        return min(max(months, 1), MOST_MONTHS)
    length = undertaking.dossier.marche.duree_totale_mois
    return min(int(length) + 1, MOST_MONTHS) if length is not None else UNKNOWN_MONTHS


def _serial(day: dt.date | None) -> int | str:
    """The number a workbook keeps for a day."""
    return (day - dt.date(1899, 12, 30)).days if day else ""
