"""Every checker of the library is tried on a bad example, and finds exactly its fault."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.library import Library, read, shipped

BAD = Path(__file__).parent / "mauvais" / "clauses"
GOOD_CLAUSE = (BAD / "bonne.md").read_text(encoding="utf-8")
CASES = tomllib.loads((BAD / "cas.toml").read_text(encoding="utf-8"))["cas"]


def layer_with(folder: Path, text: str, name: str = "2021-04-01.md", id_: str = "cartouches_essai") -> Path:
    path = folder / "clauses" / "essai" / id_ / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    return [fault.sentence() for fault in read([shipped(), folder])[1]]


def test_there_are_bad_examples() -> None:
    assert len(CASES) > 50


def test_the_good_example_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(layer_with(tmp_path, GOOD_CLAUSE)) == []


@pytest.mark.parametrize("case", CASES, ids=[case["nom"] for case in CASES])
def test_a_bad_example_gives_exactly_its_fault(case: dict[str, str], tmp_path: Path) -> None:
    assert GOOD_CLAUSE.count(case["de"]) >= 1, "the case no longer changes anything"
    bad = GOOD_CLAUSE.replace(case["de"], case["vers"], 1)
    found = faults_of(layer_with(tmp_path, bad))
    assert any(case["attendu"] in sentence for sentence in found), found
    assert len(found) == case.get("nombre", 1), found
    assert all(sentence.startswith("clauses/essai/cartouches_essai/2021-04-01.md:") for sentence in found), found


def test_a_file_that_is_not_named_by_a_date_is_a_fault(tmp_path: Path) -> None:
    assert any("n’est pas une date" in said for said in faults_of(layer_with(tmp_path, GOOD_CLAUSE, "demain.md")))


def test_a_hyphen_in_an_id_is_a_fault(tmp_path: Path) -> None:
    found = faults_of(layer_with(tmp_path, GOOD_CLAUSE, id_="cartouches-essai"))
    assert len(found) == 1
    assert "un trait d’union se lirait comme une soustraction" in found[0]


def test_the_same_id_in_two_folders_is_a_fault(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE)
    other = tmp_path / "clauses" / "autre" / "cartouches_essai" / "2021-04-01.md"
    other.parent.mkdir(parents=True)
    other.write_text(GOOD_CLAUSE, encoding="utf-8")
    assert any("existe déjà" in said for said in faults_of(tmp_path))


def test_all_faults_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE.replace("objectif =", "objectfi ="))
    layer_with(tmp_path, GOOD_CLAUSE.replace("| pourcent", "| pourcents"), id_="autre_essai")
    assert len(faults_of(tmp_path)) == 2


def test_a_missing_library_folder_is_a_fault(tmp_path: Path) -> None:
    assert any("n’existe pas" in said for said in faults_of(tmp_path / "absent"))


def test_a_fragment_that_contains_a_fragment_is_a_fault(tmp_path: Path) -> None:
    for name, body in (("un_essai", "@fragment deux_essai"), ("deux_essai", "Un texte.")):
        path = tmp_path / "fragments" / name / "2021-04-01.md"
        path.parent.mkdir(parents=True)
        path.write_text(body, encoding="utf-8")
    found = faults_of(layer_with(tmp_path, GOOD_CLAUSE.replace("## Obligation", "@fragment un_essai\n\n## Obligation")))
    assert any("un fragment en contient un autre" in said for said in found)


def test_settings_of_an_unknown_parameter_are_a_fault(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE)
    (tmp_path / "reglages").mkdir()
    (tmp_path / "reglages" / "cartouches_essai.toml").write_text(
        "[parametres.part]\nessentiel = 10\n", encoding="utf-8"
    )
    assert any("n’est pas un paramètre de « cartouches_essai »" in said for said in faults_of(tmp_path))


SETTINGS = (
    ("[parametres.part_reemploi]\nessentiel = 500\n", "la valeur 500 est hors des bornes"),
    ("[parametres.part_reemploi]\nessentiel = 95\n", "les niveaux reculent"),
    ("[penalites.part]\nmontant = 100000\n", "hors des bornes"),
    ("[penalites.parts]\nmontant = 100\n", "n’est pas une pénalité de « cartouches_essai »"),
    ('[parametres.part_reemploi]\nessentiel = "beaucoup"\n', "un nombre est attendu"),
    ("masque = true\n", "Vouliez-vous dire « masquee »"),
)


@pytest.mark.parametrize(("settings", "expected"), SETTINGS, ids=[expected for _, expected in SETTINGS])
def test_wrong_settings_are_faults(settings: str, expected: str, tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE)
    (tmp_path / "reglages").mkdir()
    (tmp_path / "reglages" / "cartouches_essai.toml").write_text(settings, encoding="utf-8")
    assert any(expected in said for said in faults_of(tmp_path)), faults_of(tmp_path)


def test_settings_of_a_clause_that_does_not_exist_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "reglages").mkdir()
    (tmp_path / "reglages" / "inconnue.toml").write_text("masquee = true\n", encoding="utf-8")
    assert any("aucune clause « inconnue »" in said for said in faults_of(tmp_path))


def test_the_shipped_library_has_no_fault() -> None:
    library = Library.load([shipped()])
    assert len(library.clauses_at(None)) >= 10


def test_a_choice_and_a_text_may_be_set_by_an_organisation(tmp_path: Path) -> None:
    (tmp_path / "reglages").mkdir()
    settings = (
        '[parametres.publics]\nessentiel = "liste limitative"\n[parametres.autres_publics]\nessentiel = "jeunes"\n'
    )
    (tmp_path / "reglages" / "insertion_sociale.toml").write_text(settings, encoding="utf-8")
    found = Library.load([shipped(), tmp_path]).clauses_at(None)["insertion_sociale"].parametres
    assert found["publics"].levels["essentiel"] == "liste limitative"
    assert found["autres_publics"].levels == {"essentiel": "jeunes", "ambitieux": "", "exemplaire": ""}


def test_a_word_out_of_the_list_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "reglages").mkdir()
    settings = '[parametres.publics]\nessentiel = "liste fermée"\n'
    (tmp_path / "reglages" / "insertion_sociale.toml").write_text(settings, encoding="utf-8")
    assert any("n’est pas dans « choix »" in said for said in faults_of(tmp_path))


def test_a_folder_whose_name_is_misspelt_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "clause").mkdir()
    found = faults_of(tmp_path)
    assert len(found) == 1
    assert "Vouliez-vous dire « clauses »" in found[0]
