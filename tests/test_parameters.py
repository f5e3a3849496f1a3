"""The register of dated values: strict reading, and one value at most on any day."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Fault, LibraryError, OutsideDatesError
from generator.parameters import Register
from generator.parameters.reader import TYPES, VERIFICATIONS, read_file, read_folder
from generator.parameters.scope import SECTORS

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "clause_templates" / "parametres"
BAD = sorted((ROOT / "tests" / "mauvais" / "parametres").glob("*.toml"))
REGISTER = Register.load(SHIPPED)
VALUES = [value for id_ in REGISTER.ids for value in REGISTER.history(id_)]

GOOD = """
libelle = "Seuil d’exemple"
type = "euros"
[[valeurs]]
a_compter_du = 2024-01-01
valeur = 100000
reference = "Code d’exemple, art. 1"
verification = "secondaire"
"""


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def expected_code(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# faute : ")


def test_there_are_bad_files_and_shipped_files() -> None:
    assert len(BAD) >= 20
    assert len(list(SHIPPED.glob("*.toml"))) == len(REGISTER.ids) >= 25


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_reader_finds_exactly_the_fault_of_a_bad_file(path: Path) -> None:
    faults: list[Fault] = []

    parameter = read_file(path, faults)

    assert parameter is None
    assert [fault.code for fault in faults] == [expected_code(path)]
    assert faults[0].where.startswith(f"parametres/{path.name}")
    assert faults[0].remedy


def test_all_faults_of_all_files_are_raised_together(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", GOOD.replace('"euros"', '"livres"'))
    write(tmp_path, "b.toml", GOOD.replace("reference", "referense").replace('"secondaire"', '"sure"'))

    with pytest.raises(LibraryError) as caught:
        Register.load(tmp_path)

    codes = [fault.code for fault in caught.value.faults]
    assert codes == ["type", "cle-inconnue", "verification", "reference-absent"]
    assert "reference" in caught.value.faults[1].remedy


def test_a_folder_without_any_parameter_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="aucun paramètre"):
        Register.load(tmp_path)


def test_a_file_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b'libelle = "\xe9"')

    with pytest.raises(LibraryError, match="UTF-8"):
        Register.load(tmp_path)


def test_a_later_folder_replaces_a_whole_parameter(tmp_path: Path) -> None:
    layer = write(tmp_path, "spaser-seuil.toml", GOOD)

    register = Register.load(SHIPPED, layer)

    assert register.at("spaser-seuil", dt.date(2026, 1, 1)).number == Decimal(100_000)
    assert len(register.history("spaser-seuil")) == 1
    assert register.ids == REGISTER.ids


def test_a_layer_without_parameters_changes_nothing(tmp_path: Path) -> None:
    assert Register.load(SHIPPED, tmp_path / "absent").ids == REGISTER.ids


def test_a_value_without_last_day_ends_on_the_eve_of_the_next() -> None:
    before, after = REGISTER.history("clause-sociale")

    assert before.jusqu_au == dt.date(2026, 8, 21)
    assert after.jusqu_au is None


def test_an_unknown_parameter_is_outside_dates() -> None:
    with pytest.raises(OutsideDatesError, match="seuil-inconnu"):
        REGISTER.at("seuil-inconnu", dt.date(2026, 1, 1))


def test_a_gap_between_two_values_is_outside_dates(tmp_path: Path) -> None:
    gap = GOOD.replace("valeur = 100000", "jusqu_au = 2024-06-30\nvaleur = 100000")
    gap += gap[gap.index("[[valeurs]]") :].replace("2024-01-01", "2025-01-01").replace("2024-06-30", "2025-06-30")
    register = Register.load(write(tmp_path, "seuil.toml", gap))

    with pytest.raises(OutsideDatesError):
        register.at("seuil", dt.date(2024, 12, 31))
    assert register.at("seuil", dt.date(2025, 1, 1)).number == Decimal(100_000)


def test_asking_a_word_as_a_number_is_an_error() -> None:
    with pytest.raises(TypeError):
        _ = REGISTER.at("clause-sociale", dt.date(2026, 8, 22)).number


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value.id} {value.a_compter_du}")
def test_a_shipped_value_is_complete(value: object) -> None:
    from generator.parameters import DatedValue

    assert isinstance(value, DatedValue)
    assert re.match(r"(?:CCP|C\. |CCH|CCAG|Loi|Décret|Règlement|Arrêté|Code|Plan|Interdiction)", value.reference)
    assert value.verification in VERIFICATIONS
    assert value.type in TYPES
    assert value.source_lue_le is not None
    assert not isinstance(value.valeur, float)
    assert value.verification != "primaire" or 2 <= len(value.extrait) <= 90


@pytest.mark.parametrize("prefix", ["clause-", "critere-", "prix-seul", "defense-", "autres-marches", "exclusion-"])
def test_the_regimes_of_duties_are_words_the_rules_know(prefix: str) -> None:
    words = {value.valeur for value in VALUES if value.id.startswith(prefix) and value.type == "texte"}

    assert words
    assert words <= {"facultative", "obligatoire", "sans_objet"}


@pytest.mark.parametrize("id_", REGISTER.ids)
def test_a_shipped_parameter_is_sorted_in_a_sector_and_well_written(id_: str) -> None:
    parameter = REGISTER.parameter(id_)

    assert parameter.secteur in SECTORS
    for text in (parameter.libelle, parameter.note):
        assert not re.search(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]|  | [.,)]|None", text), text
    assert parameter.note == "" or parameter.note.endswith(".")


def test_what_is_only_recalled_is_never_marked_as_read() -> None:
    for value in VALUES:
        if "à relever" in value.reference and value.verification != "secondaire":
            assert value.verification == "a_verifier", value.id


def test_an_unknown_share_is_absent_and_the_note_says_so() -> None:
    silent = [id_ for id_ in REGISTER.ids if id_.startswith("agec58-")]
    shares = {id_ for id_ in silent if id_.endswith(("-reemploi", "-recycle"))}
    families = set(silent) - shares - {"agec58-declaration"}

    assert len(families) == 17
    for id_ in families:
        known = {f"{id_}-reemploi", f"{id_}-recycle"} & shares
        assert known or "taux à reprendre" in REGISTER.parameter(id_).note.lower()


def test_before_an_entry_into_force_the_text_did_not_exist() -> None:
    assert REGISTER.precedes("performance-energetique", dt.date(2025, 10, 15))
    assert not REGISTER.precedes("performance-energetique", dt.date(2025, 10, 16))
    assert not REGISTER.precedes("pneus-rechapes", dt.date(2019, 1, 1))
    assert not REGISTER.precedes("inconnu", dt.date(2019, 1, 1))


def test_the_scope_of_a_parameter_is_read() -> None:
    scope = REGISTER.parameter("agec58-mobilier-urbain").vise

    assert scope.acheteurs == ("etat", "local")
    assert scope.hors_sante
    assert "349284" in scope.cpv
    assert "34928480" in scope.hors_cpv


@given(day=st.dates(dt.date(2018, 1, 1), dt.date(2030, 12, 31)), id_=st.sampled_from(REGISTER.ids))
def test_a_day_never_has_two_values(day: dt.date, id_: str) -> None:
    covering = [value for value in REGISTER.history(id_) if value.covers(day)]

    assert len(covering) <= 1
    if covering:
        assert REGISTER.at(id_, day) is covering[0]
    else:
        with pytest.raises(OutsideDatesError):
            REGISTER.at(id_, day)


def test_reading_a_folder_gives_its_parameters_in_order() -> None:
    faults: list[Fault] = []

    names = [parameter.id for parameter in read_folder(SHIPPED, faults)]

    assert names == sorted(names)
    assert faults == []
