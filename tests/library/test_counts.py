"""The measures are distinct, most change the duty between levels, and a clone would be found."""

from __future__ import annotations

from pathlib import Path

from generator.library import Library, shipped
from tests.test_content import GOOD_CLAUSE, layer_with
from tools.count_clauses import changes_duty, main, near, tables

ONLY_FIGURES = (
    GOOD_CLAUSE.replace("Collecte des cartouches", "Collecte des piles")
    .replace("cartouches usagées", "piles usagées")
    .replace("8 jours", "15 jours")
)


def clauses(library: Library) -> list:  # type: ignore[type-arg]
    return list(library.clauses_at(None).values())


def test_no_two_clauses_of_the_library_are_the_same_measure(library: Library) -> None:
    assert list(near(clauses(library))) == []


def test_a_clause_that_differs_by_numbers_and_nouns_only_is_found(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE)
    layer_with(tmp_path, ONLY_FIGURES, id_="piles_essai")
    found = [pair[:2] for pair in near(clauses(Library.load([shipped(), tmp_path])))]
    assert found == [("cartouches_essai", "piles_essai")]


def test_a_third_of_the_clauses_at_least_change_the_duty_between_levels(library: Library) -> None:
    kept = clauses(library)
    assert sum(changes_duty(clause) for clause in kept) * 3 >= len(kept)


def test_a_clause_that_only_changes_its_figure_is_not_counted(tmp_path: Path) -> None:
    library = Library.load([shipped(), layer_with(tmp_path, GOOD_CLAUSE)])
    assert changes_duty(library.clauses_at(None)["cartouches_essai"]) is False


def test_the_twelve_families_have_five_measures_each_or_say_why(library: Library) -> None:
    twelve = (
        "nettoyage espaces_verts restauration voirie gros_oeuvre renovation_energetique second_oeuvre informatique "
    )
    twelve += "mobilier papier_fournitures vehicules etudes_maitrise_oeuvre"
    for id_ in twelve.split():
        own = [c for c in clauses(library) if id_ in c.applicable_si.get("segment", ())]
        assert len(own) >= 5 or library.segments[id_].peu_de_mesures, id_


def test_the_counts_add_up(library: Library) -> None:
    found = dict(tables(clauses(library), library))
    assert sum(found["Levier"].values()) == sum(found["Effet"].values()) == len(clauses(library))
    assert main() == 0
