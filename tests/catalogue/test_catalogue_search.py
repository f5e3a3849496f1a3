"""Searching the catalogue: what people type finds the clause they mean, and the counts of filters are true."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import LABELS, Catalogue, Synonyms
from generator.catalogue.facets import EVERY_FAMILY
from generator.catalogue.words import stems
from generator.errors import LibraryError
from generator.library import Library, shipped

CASES = tomllib.loads((Path(__file__).parent / "pertinence.toml").read_text(encoding="utf-8"))["cas"]
FIRST = 3


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    return Catalogue.of(library)


def found(catalogue: Catalogue, query: str, **chosen: str) -> list[str]:
    return [clause.id for clause in catalogue.search(query, chosen).clauses]


def test_there_are_cases_of_both_kinds() -> None:
    assert len(CASES) >= 25
    assert sum(1 for case in CASES if case.get("jamais")) >= 5


@pytest.mark.parametrize("case", CASES, ids=[case["demande"] for case in CASES])
def test_a_search_finds_what_is_meant(case: dict[str, Any], catalogue: Catalogue) -> None:
    first = found(catalogue, case["demande"])[: case.get("parmi", FIRST)]
    assert set(case.get("attendues", ())) <= set(first), first
    assert not set(case.get("jamais", ())) & set(first), first
    assert set(case.get("jamais", ())) | set(case.get("attendues", ())) <= set(catalogue.clauses), "an id is gone"


def test_no_word_gives_every_clause_in_document_order(catalogue: Catalogue) -> None:
    ids = found(catalogue, "  ")
    assert sorted(ids) == sorted(catalogue.clauses)
    orders = [catalogue.clauses[id_].ordre for id_ in ids]
    assert orders == sorted(orders)


def test_signs_alone_find_nothing(catalogue: Catalogue) -> None:
    assert found(catalogue, "?!") == []


def test_every_title_finds_its_clause_first(catalogue: Catalogue) -> None:
    missed = [id_ for id_, clause in catalogue.clauses.items() if found(catalogue, clause.titre)[:1] != [id_]]
    assert missed == []


def test_a_word_more_never_finds_more(catalogue: Catalogue) -> None:
    assert set(found(catalogue, "papier recyclé")) <= set(found(catalogue, "papier"))


def test_a_chemical_name_is_one_word() -> None:
    assert stems("Émissions de CO2") == ("emission", "de", "co2")


@pytest.mark.parametrize("name", LABELS)
def test_the_count_of_each_choice_is_what_it_leaves(name: str, catalogue: Catalogue) -> None:
    for query, chosen in (("", {}), ("déchets", {}), ("", {"nature": "travaux"}), ("réemploi", {"effet": "fort"})):
        facet = next(each for each in catalogue.search(query, chosen).facets if each.name == name)
        assert len(facet.options) > 1
        for option in facet.options:
            others = {key: value for key, value in chosen.items() if key != name}
            assert len(found(catalogue, query, **others, **{name: option.value})) == option.count, option.label


def test_a_filter_keeps_what_the_clauses_themselves_say(catalogue: Catalogue) -> None:
    clauses = catalogue.clauses
    assert set(found(catalogue, "", levier="critère")) == {i for i, c in clauses.items() if c.levier == "critère"}
    assert set(found(catalogue, "", document="cctp")) == {i for i, c in clauses.items() if "cctp" in c.textes}
    assert set(found(catalogue, "", effet="fort")) == {i for i, c in clauses.items() if c.effet == "fort"}
    assert set(found(catalogue, "", obligation="clause-sociale")) == {
        i for i, c in clauses.items() if "clause-sociale" in c.satisfait
    }
    assert set(found(catalogue, "", segment="nettoyage")) >= {"vitrerie_eau_pure", "produits_entretien"}
    assert not set(found(catalogue, "", segment=EVERY_FAMILY)) & set(found(catalogue, "", segment="nettoyage"))
    assert "produits_durables_restauration" in found(catalogue, "", chiffres="loi")


def test_a_theme_is_chosen_whole_or_in_part(catalogue: Catalogue) -> None:
    social, part = found(catalogue, "", theme="social"), found(catalogue, "", theme="social/reservation")
    assert set(part) < set(social)
    assert all(catalogue.clauses[id_].theme.startswith("social") for id_ in social)


def test_a_choice_that_does_not_exist_filters_nothing(catalogue: Catalogue) -> None:
    assert len(found(catalogue, "", levier="zzz", absent="x")) == len(catalogue.clauses)


def test_a_family_without_clauses_is_recognised_all_the_same(catalogue: Catalogue) -> None:
    assert "impression_copieurs" in [segment.id for segment in catalogue.families("toners")]
    assert catalogue.families("?") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[mot]]\nmot = "papier toilette"\ndit = ["papier"]\n', "pas un seul mot"),
        ('[[mot]]\nmot = "goudron"\n', "cette clé manque"),
        ('[[mot]]\nmot = "goudron"\ndits = ["enrobé"]\n', "Vouliez-vous dire"),
        ('[[mot]]\nmot = "goudron"\ndit = "enrobé"\n', "liste de mots"),
        ("[[mot\n", "TOML"),
    ],
)
def test_wrong_everyday_words_are_faults(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "mots.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError, match=said):
        Synonyms.load([shipped(), tmp_path])


def test_a_layer_adds_its_own_words(library: Library, tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "mots.toml").write_text('[[mot]]\nmot = "zouc"\ndit = ["pneus"]\n', encoding="utf-8")
    catalogue = Catalogue.of(library, Synonyms.load([shipped(), tmp_path]))
    assert found(catalogue, "zoucs")[0] == "pneumatiques_vehicules"
    assert found(catalogue, "goudron")


def test_every_everyday_word_finds_a_clause(catalogue: Catalogue) -> None:
    assert [word for word in Synonyms.load([shipped()]).words if not found(catalogue, word)] == []
