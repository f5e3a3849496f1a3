"""Hours that differ between two documents, or a total that is no sum, keep a dossier from being written."""

from __future__ import annotations

from generator.blocks import Article, Document, Table, Text
from generator.dossier.totals import totals_faults


def document(id_: str, *rows: tuple[str, str, str], header: str = "Heures") -> Document:
    cells = tuple(tuple((Text(cell),) for cell in row) for row in (("Lot", "Intitulé", header), *rows))
    return Document(id_, id_, (Article("heures", "Heures", (Table(cells[0], cells[1:], ("gauche",) * 3),)),))


LOTS = (("1", "Gros œuvre", "1\u202f300\u00a0heures"), ("2", "Peinture", "70\u00a0heures"))


def test_the_same_hours_everywhere_raise_nothing() -> None:
    total = ("", "Total", "1\u202f370\u00a0heures")
    assert totals_faults([document("annexe", *LOTS, total), document("note", *LOTS, header="Heures d’insertion")]) == []


def test_hours_that_differ_between_two_documents_are_named() -> None:
    other = document("note", LOTS[0], ("2. Peinture", "", "71\u00a0heures"))
    (fault,) = totals_faults([document("annexe", *LOTS), other])
    assert fault.where == "note, article « Heures »"
    assert fault.message == "70 heures pour le lot 2 (annexe, article « Heures »), 71 ici."


def test_a_total_that_is_no_sum_is_named() -> None:
    (fault,) = totals_faults([document("annexe", *LOTS, ("", "Total", "1\u202f371\u00a0heures"))])
    assert "n’est pas la somme des lots (1370 heures)" in fault.message


def test_hours_printed_to_the_hundredth_may_miss_a_half_hundredth_each() -> None:
    parts = (("1", "", "0,33\u00a0heure"), ("2", "", "0,33\u00a0heure"))
    assert totals_faults([document("note", *parts, ("", "Total", "0,67\u00a0heure"))]) == []
    assert len(totals_faults([document("note", *parts, ("", "Total", "0,69\u00a0heure"))])) == 1


def test_hours_by_period_are_other_hours() -> None:
    periods = document("note", ("1", "2027", "12\u00a0heures"))
    by_period = Document("note", "note", (Article("temps", "Temps", (
        Table((*((Text(cell),) for cell in ("Lot", "Période", "Heures")),), periods.articles[0].blocks[0].rows,
              ("gauche",) * 3),)),))  # fmt: skip
    assert totals_faults([document("annexe", *LOTS), by_period]) == []


def test_other_columns_of_hours_are_not_compared() -> None:
    most = document("note", ("1", "", "2\u202f000\u00a0heures"), header="Heures au maximum")
    assert totals_faults([document("annexe", *LOTS), most]) == []
