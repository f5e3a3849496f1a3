"""Tables: header rows, whole rows, titles, widths that add up."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from lxml import etree

from generator.blocks import Article, Block, Document, Ref, Table
from generator.writers.docx import write
from generator.writers.widths import column_widths
from tests.writers.docx_reading import carrier, part
from tests.writers.sample_documents import annex, say, table_of_lots, table_of_penalties, words


def _body(*blocks: Block) -> etree._Element:
    return part(write(Document("annexe-ccap", "Annexe", (Article("a", "A", blocks),)), carrier()))


def test_the_header_row_repeats_and_no_row_is_cut_by_a_page() -> None:
    rows = list(_body(table_of_lots(100)).iter(qn("w:tr")))
    assert len(rows) == 101
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 100
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_row_taller_than_a_page_may_be_cut() -> None:
    table = Table((words("Nom"), words("Texte")), ((words("a"), words("mot " * 2000)),), ("gauche", "gauche"))
    rows = list(_body(table).iter(qn("w:tr")))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows] == [True, False]


def test_the_title_of_a_table_is_told_to_assistive_technology() -> None:
    properties = next(_body(table_of_lots()).iter(qn("w:tblPr")))
    for tag in ("w:tblCaption", "w:tblDescription"):
        assert properties.find(qn(tag)).get(qn("w:val")) == "Heures d’insertion dues par lot"


def test_columns_are_aligned_as_asked() -> None:
    row = list(_body(table_of_lots()).iter(qn("w:tr")))[1]
    aligned = [cell.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:jc')}") for cell in row.iter(qn("w:tc"))]
    assert [None if each is None else each.get(qn("w:val")) for each in aligned] == [None, None, "right"]


@pytest.mark.parametrize("block", [table_of_lots(), table_of_lots(100), table_of_penalties()])
def test_the_widths_of_a_table_add_up_to_the_width_of_the_text(block: Table) -> None:
    table = next(_body(block).iter(qn("w:tbl")))
    grid = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert sum(grid) == 9072
    for row in table.iter(qn("w:tr")):
        assert [int(each.get(qn("w:w"))) for each in row.iter(qn("w:tcW"))] == grid


def test_figures_get_narrow_columns_and_sentences_wide_ones() -> None:
    number, title, hours = column_widths(table_of_lots(), 9072, {})
    assert number < hours < title


def test_a_reference_counts_by_its_number_and_not_by_its_id() -> None:
    table = Table(
        (words("Article"), words("Manquement")),
        (((Ref("une_clause_au_nom_interminable"),), words("Registre non remis")),),
        ("gauche", "gauche"),
    )
    article, breach = column_widths(table, 9072, {"une_clause_au_nom_interminable": 7})
    assert article < breach


def test_given_widths_are_kept_in_proportion() -> None:
    table = Table((words("a"), words("b")), (), ("gauche", "gauche"), widths=(1, 2))
    assert column_widths(table, 9000, {}) == [3000, 6000]


def test_one_endless_word_leaves_room_for_the_other_columns() -> None:
    table = Table(
        tuple(words(each) for each in "abcd"),
        (
            (
                words("x" * 10_000),
                words("Description assez longue"),
                words("y" * 10_000),
                words("12\u202f345,67\u00a0€"),
            ),
        ),
        ("gauche",) * 4,
    )
    widths = column_widths(table, 9072, {})
    assert sum(widths) == 9072
    assert min(widths) == widths[3] > 1300


def test_two_tables_in_a_row_stay_two_tables() -> None:
    body = _body(table_of_lots(), table_of_lots(2)).find(qn("w:body"))
    tags = [etree.QName(each).localname for each in body]
    tables = [index for index, tag in enumerate(tags) if tag == "tbl"]
    assert tags[tables[0] : tables[1] + 1] == ["tbl", "p", "tbl"]


def test_a_document_that_ends_with_a_table_ends_with_a_paragraph() -> None:
    body = _body(say("Voici."), table_of_lots()).find(qn("w:body"))
    assert [etree.QName(each).localname for each in body][-3:] == ["tbl", "p", "sectPr"]


def test_the_sentence_that_opens_a_table_stays_with_it() -> None:
    root = part(write(annex(), carrier()))
    for table in root.iter(qn("w:tbl")):
        assert table.getprevious().find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_column_to_fill_is_wide_whatever_it_holds_today() -> None:
    def widths(answer: str) -> list[int]:
        rows = tuple((words("Une question " * 12), words("Une preuve " * 9), words(answer)) for _ in range(3))
        table = Table((words("Question"), words("Preuve"), words("Réponse")), rows, ("gauche", "gauche", "gauche"))
        return column_widths(table, 9000, {})

    assert widths("À compléter par le candidat")[2] >= 9000 * 0.36
    assert widths("Non demandée")[2] < 9000 * 0.3
    assert sum(widths("À compléter par le candidat")) == 9000
