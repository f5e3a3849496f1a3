"""The directory of facilitateurs: what is read, what is refused, where a marché goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.facilitateurs import Directory, Structure, route
from generator.library import shipped

EXAMPLE = Path(__file__).resolve().parents[2] / "exemples" / "annuaire"
GOOD = (EXAMPLE / "facilitateurs" / "maison_emploi_vallee.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load([shipped(), EXAMPLE])


def layer(folder: Path, text: str, name: str = "essai.toml") -> Path:
    path = folder / "facilitateurs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def structure(id_: str, *codes: str, genre: str = "territoire", places: tuple[str, ...] = ()) -> Structure:
    return Structure(id_, id_.title(), "Facilitateur", genre, codes, places)


# Reading


def test_the_program_ships_no_structure() -> None:
    assert Directory.load([shipped()]).structures == ()


def test_the_example_is_read_in_order(directory: Directory) -> None:
    assert [each.id for each in directory.structures] == ["coordination_nord", "maison_emploi_vallee", "plie_littoral"]
    assert directory.structures[1].departements == ("80",)


BAD = (
    ('structure = "Maison', 'structur = "Maison', 2, "Vouliez-vous dire"),
    ('genre = "territoire"', 'genre = "région"', 1, "une de ces valeurs est attendue"),
    ('["80"]', '["800"]', 1, "departements"),
    ('["80"]', "[80]", 1, "une liste de mots est attendue"),
    ('role = "Facilitateur des clauses sociales"', 'role = "Mme Exemple"', 1, "désigne une personne"),
    ('"clauses@maison-emploi.example"', '"clauses"', 1, "n’est pas complète"),
    ('telephone = "03 00 00 00 00"', 'site = "maison.example"', 1, "https://"),
    ("courriel =", "courriel", 1, "TOML"),
)


@pytest.mark.parametrize(("de", "vers", "count", "said"), BAD, ids=[said for *_, said in BAD])
def test_a_bad_file_gives_exactly_its_faults(de: str, vers: str, count: int, said: str, tmp_path: Path) -> None:
    assert de in GOOD
    with pytest.raises(LibraryError) as refused:
        Directory.load([layer(tmp_path, GOOD.replace(de, vers, 1))])
    found = [fault.sentence() for fault in refused.value.faults]
    assert len(found) == count, found
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith("facilitateurs/essai.toml") for sentence in found)


def test_a_file_name_that_is_no_identifier_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="identifiant"):
        Directory.load([layer(tmp_path, GOOD, "Essai-1.toml")])


def test_all_faults_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    layer(tmp_path, GOOD.replace("genre", "gnre"), "un.toml")
    layer(tmp_path, GOOD.replace('"80"', '"abc"'), "deux.toml")
    with pytest.raises(LibraryError) as refused:
        Directory.load([tmp_path])
    assert {fault.where.split(",")[0] for fault in refused.value.faults} == {
        "facilitateurs/un.toml",
        "facilitateurs/deux.toml",
    }


def test_a_layer_replaces_and_hides_structures(tmp_path: Path) -> None:
    layer(tmp_path, GOOD.replace("de la Vallée", "du Plateau"), "maison_emploi_vallee.toml")
    layer(tmp_path, GOOD + "masquee = true\n", "plie_littoral.toml")
    found = Directory.load([EXAMPLE, tmp_path]).structures
    assert [each.structure for each in found if each.genre == "territoire"] == ["Maison de l’emploi du Plateau"]


# Routing


@pytest.mark.parametrize(
    ("codes", "ids", "alone", "said"),
    [
        ([], [], (), "Indiquez les départements"),
        (["62"], ["plie_littoral"], (), "va à «\u00a0PLIE du Littoral\u00a0»"),
        (["80"], ["maison_emploi_vallee"], (), "(Communauté de communes de la Vallée)"),
        (["59"], ["coordination_nord"], (), "le département 59"),
        (["80", "62"], ["coordination_nord", "maison_emploi_vallee", "plie_littoral"], (), "qui oriente vers"),
        (["62", "62"], ["plie_littoral"], (), "PLIE du Littoral"),
        (["75"], [], ("75",), "Aucune structure de l’annuaire ne couvre le département 75"),
        (["80", "75"], ["maison_emploi_vallee"], ("75",), "ne couvre le département 75"),
    ],
)
def test_a_market_goes_where_its_departements_say(
    codes: list[str], ids: list[str], alone: tuple[str, ...], said: str, directory: Directory
) -> None:
    found = route(codes, directory)
    assert [each.id for each in found.structures] == ids
    assert found.sans == alone
    assert said in found.phrase


def test_a_structure_that_covers_every_departement_comes_before_the_coordination() -> None:
    both = structure("plie", "62", "80")
    head = structure("region", "62", "80", genre="coordination")
    assert route(["62", "80"], Directory((both, head))).structures == (both,)


def test_structures_that_share_a_departement_are_all_named() -> None:
    shared = Directory((structure("nord", "80", places=("Nord",)), structure("sud", "80", places=("Sud",))))
    found = route(["80"], shared)
    assert len(found.structures) == 2
    assert "Choisissez selon la commune" in found.phrase


def test_an_empty_directory_says_that_nobody_is_known() -> None:
    assert route(["62", "80"], Directory()).phrase == (
        "Aucune structure de l’annuaire ne couvre les départements 62 et 80."
    )
