"""The penalties of the annex: amounts of the clauses, what was found, what is due against the ceiling."""

from __future__ import annotations

from decimal import Decimal

from generator.dossier.context import lot_title
from generator.dossier.dues import DuePenalty
from generator.dossier.dues import penalties as owed
from generator.dossier.preparation import Dossier
from generator.dossier.workbooks.layout import (
    FIRST,
    NO,
    NONE,
    YES,
    Columns,
    Row,
    amounts,
    columns,
    counts,
    entries,
    table_sheet,
)
from generator.dossier.workbooks.obligations import ANNEX
from generator.writers.xlsx import Cell, Formula, Sheet, place, sheet_range

SHEET, CEILING_SHEET = "Pénalités", "Plafond des pénalités"
# The article « Pénalités » of the annex: those of this clause are neither capped nor counted.
UNCAPPED = "insertion_sociale"
_NOTE = (
    "Saisissez le nombre constaté une fois la mise en demeure restée sans effet ; le total se calcule. Un même fait ne "
    "donne lieu qu'à une seule pénalité, la plus élevée ; les points se comptent entiers. "
    "L'acheteur décide et peut ne pas appliquer une pénalité."
)
_CEILING_NOTE = (
    "Saisissez le montant hors taxes{base} : le plafond s'en déduit. Le cumul vient de la feuille « Pénalités »."
)
_UNCAPPED_NOTE = " Les pénalités de l'action d'insertion sociale ne sont ni plafonnées, ni comptées dans le plafond."
_FREE_NOTE = "Le marché ne plafonne pas les pénalités de l'annexe. Le cumul vient de la feuille « Pénalités »."
Line = tuple[int | None, DuePenalty]  # the lot it is counted for, and the penalty


def lines(dossier: Dossier) -> tuple[Line, ...]:
    """Each penalty for each of its lots, lot after lot: a ceiling and a firm go with one lot."""
    found = owed(dossier.facts, dossier.document(ANNEX).numbers())
    each: list[Line] = [(lot, penalty) for penalty in found for lot in (penalty.lots or (None,))]
    return tuple(sorted(each, key=lambda line: line[0] or 0))


def _columns(dossier: Dossier) -> Columns:
    return columns(
        ("lot", "Lot", 6) if dossier.marche.lots else None,
        ("article", "Article", 9),
        ("fait", "Manquement", 52),
        ("montant", "Montant unitaire", 13),
        ("unite", "Unité", 28),
        ("delai", "Mise en demeure (jours)", 13),
        ("plafonnee", "Compte dans le plafond", 13) if dossier.facts["penalites_plafonnees"] else None,
        ("nombre", "Nombre constaté", 12),
        ("total", "Pénalité", 14),
        ("observations", "Observations", 24),
    )


def penalties(dossier: Dossier) -> Sheet:
    table, found = _columns(dossier), lines(dossier)
    last = FIRST + len(found) - 1
    total = table.rank("total")
    summed = Formula(f"=SUM({place(FIRST, total)}:{place(last, total)})", 0)
    rows = [_row(table, line, FIRST + rank) for rank, line in enumerate(found)]
    rows.append(table.total({"fait": Cell("Total", "total"), "total": Cell(summed, "total", "euros")}))
    rules = (counts(table.rank("nombre"), FIRST, last),)
    return table_sheet(dossier, SHEET, "Pénalités", _NOTE, table, rows, rules, filtered=len(found))


def _row(table: Columns, line: Line, row: int) -> Row:
    lot, penalty = line
    amount, count = (place(row, table.rank(key)) for key in ("montant", "nombre"))
    return table.row(
        {
            "lot": Cell(lot, shape="entier"),
            "article": Cell(penalty.article, shape="entier"),
            "fait": Cell(penalty.fact),
            "montant": Cell(penalty.amount, shape="euros"),
            "unite": Cell(penalty.unit),
            "delai": Cell(penalty.notice, shape="entier"),
            "plafonnee": Cell(NO if penalty.clause == UNCAPPED else YES),
            **entries(nombre="nombre", observations=""),
            "total": Cell(Formula(f"=ROUND({amount}*{count},2)", 0), shape="euros"),
        }
    )


def ceilings(dossier: Dossier) -> Sheet:
    """What is due by lot, within the ceiling when the marché has one."""
    share = dossier.facts["plafond_penalites"] or None
    table = _ceiling_columns(dossier, capped=share is not None)
    lots: list[tuple[int | None, str]] = [(lot.numero, lot_title(lot)) for lot in dossier.marche.lots]
    lots = lots or [(None, dossier.marche.objet)]
    rows = [_ceiling_row(dossier, table, *lot, FIRST + rank) for rank, lot in enumerate(lots)]
    last = FIRST + len(lots) - 1
    rules = () if share is None else (amounts(table.rank("montant"), FIRST, last),)
    return table_sheet(dossier, CEILING_SHEET, "Cumul des pénalités", _ceiling_note(dossier), table, rows, rules)


def _ceiling_note(dossier: Dossier) -> str:
    if not dossier.facts["penalites_plafonnees"]:
        return _FREE_NOTE
    ordered = " des prestations commandées depuis le début du marché" if dossier.facts["est_accord_cadre"] else ""
    said = _CEILING_NOTE.format(base=ordered or (" de chaque lot" if dossier.marche.lots else " du marché"))
    return said + (_UNCAPPED_NOTE if dossier.facts["retenues"].get(UNCAPPED) else "")


def _ceiling_columns(dossier: Dossier, *, capped: bool) -> Columns:
    return columns(
        ("lot", "Lot", 6) if dossier.marche.lots else None,
        ("intitule", "Intitulé", 44),
        ("montant", "Montant hors taxes", 18) if capped else None,
        ("taux", "Plafond (% du montant)", 13) if capped else None,
        ("plafond", "Plafond", 16) if capped else None,
        ("cumul", "Pénalités comptées" if capped else "Pénalités", 16),
        ("reste", "Reste avant le plafond", 16) if capped else None,
        ("hors", "Pénalités hors plafond", 16) if capped else None,
        ("du", "Total dû", 16) if capped else None,
    )


def _ceiling_row(dossier: Dossier, table: Columns, lot: int | None, title: str, row: int) -> Row:
    counted, apart = (_summed(dossier, lot, flag) for flag in (YES, NO))
    cells = {"lot": Cell(lot, shape="entier"), "intitule": Cell(title), "cumul": _euros(counted, 0)}
    share = dossier.facts["plafond_penalites"] or None
    if share is None:
        return table.row(cells)
    amount, rate, limit, added, free = (
        place(row, table.rank(k)) for k in ("montant", "taux", "plafond", "cumul", "hors")
    )
    cells |= {
        "montant": Cell(None, "saisie", "euros"),
        "taux": Cell(Decimal(share) / 100, shape="pourcent"),
        "plafond": _euros(f'IF({amount}="","",ROUND({amount}*{rate},2))', ""),
        "reste": _euros(f'IF({limit}="","",MAX(0,{limit}-{added}))', ""),
        "hors": _euros(apart, 0),
        "du": _euros(f'IF({limit}="",{added},MIN({added},{limit}))+{free}', 0),
    }
    return table.row(cells, Cell(NONE))


def _summed(dossier: Dossier, lot: int | None, flag: str) -> str:
    """The sum of the penalties of a lot, counted in the ceiling or apart from it."""
    table, last = _columns(dossier), FIRST + len(lines(dossier)) - 1

    def column(key: str) -> str:
        return sheet_range(SHEET, (FIRST, table.rank(key)), (last, table.rank(key)))

    tests = [f"{column('lot')},{lot}"] if lot is not None else []
    tests += [f'{column("plafonnee")},"{flag}"'] if dossier.facts["penalites_plafonnees"] else []
    return f"SUMIFS({','.join([column('total'), *tests])})" if tests else f"SUM({column('total')})"


def _euros(text: str, result: int | str) -> Cell:
    return Cell(Formula(f"={text}", result), shape="euros")
