"""The fiche of every clause, at every level: its own words, its texts as they print, nothing of the machinery."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from docx import Document

from generator.blocks import Ref, inlines_of
from generator.catalogue.conditions import when
from generator.catalogue.labels import DOCUMENTS, EFORMS, FAMILIES, THEMES, duty_label, theme_label
from generator.catalogue.sheet import Sheet, sheet
from generator.catalogue.sheet_document import document, sheet_docx
from generator.facts import OBLIGATIONS
from generator.library import LawValue, Library, shipped
from generator.library.build import TEXT_KINDS
from generator.library.model import NIVEAUX

DAY = dt.date(2026, 11, 30)
CLAUSES = sorted(
    path.name for path in (shipped() / "clauses").glob("*/*") if path.is_dir() and path.parent.name != "communs"
)
MACHINERY = re.compile(r"\{\{|\}\}|\{%|\bNone\b|Undefined|<[a-z]+>")


def words(one: Sheet) -> list[str]:
    """Everything the Word file of a fiche says."""
    return [
        "".join(inline.text for inline in inlines if not isinstance(inline, Ref))
        for article in document(one).articles
        for block in article.blocks
        for inlines in inlines_of(block)
    ]


def test_there_are_clauses() -> None:
    assert len(CLAUSES) >= 100


@pytest.mark.parametrize("id_", CLAUSES)
def test_every_fiche_reads_clean_at_the_three_levels(id_: str, library: Library) -> None:
    clause = library.clauses_at(None)[id_]
    for niveau in NIVEAUX:
        one = sheet(library, id_, niveau, DAY)
        assert set(one.texts) == set(clause.textes)
        assert all(article.blocks for article in one.texts.values())
        assert not [
            inline
            for article in one.texts.values()
            for block in article.blocks
            for inlines in inlines_of(block)
            for inline in inlines
            if isinstance(inline, Ref)
        ]
        assert not [text for text in words(one) if MACHINERY.search(text)]
        for parameter, row in zip(clause.parametres.values(), one.levels, strict=True):
            law = [level.parametre if isinstance(level, LawValue) else "" for level in parameter.levels.values()]
            assert [cell.law for cell in row.cells] == law
        assert one.when
        assert all(line.texts for line in one.when)
    assert len(Document(io.BytesIO(sheet_docx(one, library))).element.body) > 5


def test_the_text_is_that_of_the_level(library: Library) -> None:
    least, most = (sheet(library, "consommables_sanitaires", niveau, DAY) for niveau in ("essentiel", "exemplaire"))
    assert any("50\u00a0%" in text for text in words(least))
    assert any("Contenants et consommation" in text for text in words(most))
    assert not any("Contenants et consommation" in text for text in words(least))


def test_a_level_of_law_shows_its_value_of_the_day_and_where_it_comes_from(library: Library) -> None:
    one = sheet(library, "produits_durables_restauration", "essentiel", DAY)
    cells = [cell for row in one.levels for cell in row.cells if cell.law == "egalim-part-bio"]
    assert [cell.text for cell in cells] == ["20\u00a0%"]


def test_a_reference_names_the_article_since_its_number_depends_on_the_marche(library: Library) -> None:
    text = " ".join(words(sheet(library, "consommables_sanitaires", "essentiel", DAY)))
    assert re.search(r"l’article «\u00a0Pénalités", text)


def test_the_amounts_are_those_of_the_library_whatever_the_size_of_the_sample(library: Library) -> None:
    clause = library.clauses_at(None)["consommables_sanitaires"]
    rows = sheet(library, clause.id, "essentiel", DAY).rows.penalties
    assert [Decimal(row[1].split("\u00a0")[0]) for row in rows] == [p.montants["essentiel"] for p in clause.penalites]


def test_when_a_clause_applies_is_said_in_words(library: Library) -> None:
    lines = {line.label: line.texts for line in when(library.clauses_at(None)["engins_voirie"], library)}
    assert lines["S’applique si"] == ("Nature\u00a0: travaux", "Famille d’achat\u00a0: Voirie et réseaux divers")
    assert lines["Proposée d’office si"] == ("Montant\u00a0: au moins 200\u202f000\u00a0€ HT",)


def test_every_condition_of_every_clause_has_its_words(library: Library) -> None:
    said = [text for c in library.clauses_at(None).values() for line in when(c, library) for text in line.texts]
    assert not [text for text in said if "_" in text or "True" in text or "False" in text]


def test_every_theme_document_duty_and_code_has_its_words(library: Library) -> None:
    clauses = library.clauses_at(None).values()
    assert {clause.theme for clause in clauses} - set(THEMES) - set(FAMILIES) == set()
    assert set(TEXT_KINDS) <= set(DOCUMENTS)
    assert {clause.code_eforms for clause in clauses} - {""} <= set(EFORMS)
    assert [duty for duty in OBLIGATIONS if duty_label(duty) == duty] == []


def test_a_theme_of_a_layer_is_written_from_its_own_name() -> None:
    assert theme_label("environnement/bruit_nuit") == "Environnement : bruit nuit"
    assert theme_label("culture") == "Culture"


def test_the_sheet_is_the_same_file_twice(library: Library) -> None:
    first, second = (sheet_docx(sheet(library, "dechets", "essentiel", DAY), library) for _ in range(2))
    assert first == second


def test_an_unknown_clause_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError):
        sheet(library, "absente", "essentiel", DAY)


def test_a_day_outside_the_register_still_gives_a_fiche(library: Library) -> None:
    for day in (dt.date(2019, 1, 1), dt.date(2040, 1, 1)):
        assert sheet(library, "produits_durables_restauration", "essentiel", day).texts


def test_a_fiche_says_how_a_question_of_the_frame_is_marked(library: Library) -> None:
    marks = {
        id_: [row[3] for row in sheet(library, id_, "essentiel", DAY).rows.frame]
        for id_ in ("critere_labels", "emballages", "critere_social")
    }
    assert marks["critere_labels"] == ["notée"]
    assert marks["emballages"] == ["non notée"]
    assert set(marks["critere_social"]) == {"5\u00a0points"}


def test_a_symbol_of_unit_has_no_plural_in_the_levels(library: Library) -> None:
    shown = [cell.text for row in sheet(library, "dematerialisation", "essentiel", DAY).levels for cell in row.cells]
    assert "20\u00a0Mo" in shown


def test_an_empty_value_of_a_level_is_shown_as_such(library: Library) -> None:
    shown = sheet(library, "insertion_sociale", "essentiel", DAY).levels
    assert ["–"] * 3 in [[cell.text for cell in row.cells] for row in shown]
    assert all(cell.text for row in shown for cell in row.cells)


def test_a_fiche_knows_the_nature_of_its_sample_and_whether_another_would_change_the_words(library: Library) -> None:
    both, one, none = (
        sheet(library, id_, "essentiel", DAY)
        for id_ in ("eau_energie_site", "chantier_faibles_nuisances", "produits_entretien")
    )
    assert (both.sample, both.follows_nature) == ("travaux", True)
    assert not one.follows_nature
    assert (none.sample, none.follows_nature) == ("services", False)


def test_an_amount_that_does_not_follow_the_size_of_the_marche_says_so(library: Library) -> None:
    clause = library.clauses_at(None)["biodiversite_site"]
    units = [row[2] for row in sheet(library, "biodiversite_site", "exemplaire", DAY).rows.penalties]
    assert [unit.endswith(", montant fixe") for unit in units] == [penalty.fixe for penalty in clause.penalites]
