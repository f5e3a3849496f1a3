"""The data of `calibrage/`: what is shipped, what layers change, and each fault of a bad file."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.calibration import CalibrationData, calibrate, read_data, shipped_data
from generator.errors import Fault, LibraryError
from generator.library import Library, read, shipped
from generator.market import read as read_market

BAD = tomllib.loads((Path(__file__).parent / "mauvais" / "cas.toml").read_text(encoding="utf-8"))["cas"]
DATA = shipped_data()


def copied(folder: Path) -> Path:
    """A layer with the shipped data and segments, to be spoiled."""
    for name in ("calibrage", "segments"):
        shutil.copytree(shipped() / name, folder / name)
    return folder


def faults_of(*folders: Path) -> list[Fault]:
    faults: list[Fault] = []
    assert (read_data(folders, faults) is None) == bool(faults)
    return faults


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_shipped_data_have_no_fault_and_a_source_everywhere() -> None:
    assert faults_of(shipped()) == []
    rows: list[Any] = [*DATA.parts, *DATA.indices, *DATA.couts, *DATA.cas, *DATA.regles]
    assert len(rows) > 35
    assert all(row.source.source for row in [*rows, DATA.proprete, DATA.plausibilite])


def test_no_shipped_figure_of_usage_pretends_to_be_read_in_a_text() -> None:
    assert {row.source.certitude for row in DATA.parts} == {"secondaire", "proposition"}


def test_every_bad_case_has_its_own_name() -> None:
    assert len({case["nom"] for case in BAD}) == len(BAD) > 20


@pytest.mark.parametrize("case", BAD, ids=[case["nom"] for case in BAD])
def test_a_bad_file_gives_exactly_its_fault(case: dict[str, Any], tmp_path: Path) -> None:
    path = copied(tmp_path) / "calibrage" / case["fichier"]
    text = path.read_text(encoding="utf-8")
    assert case["de"] in text, "the case no longer changes anything"
    path.write_text(text.replace(case["de"], case["vers"], -1 if case.get("tout") else 1), encoding="utf-8")
    found = faults_of(tmp_path)
    assert len(found) == case.get("nombre", 1), found
    assert any(case["ou"] in plain(fault.where) and case["attendu"] in plain(fault.sentence()) for fault in found), (
        found
    )


def test_a_file_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    (copied(tmp_path) / "calibrage" / "regles.toml").write_bytes("é".encode("latin-1"))
    (fault,) = faults_of(tmp_path)
    assert "UTF-8" in fault.message


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    (copied(tmp_path) / "calibrage" / "regles.toml").unlink()
    (fault,) = faults_of(tmp_path)
    assert fault.where == "calibrage/regles.toml"
    assert "manque" in fault.message


def test_all_faults_of_all_files_are_raised_at_once(tmp_path: Path) -> None:
    for name in ("regles.toml", "proprete.toml"):
        path = copied(tmp_path) / "calibrage" / name if name == "regles.toml" else tmp_path / "calibrage" / name
        path.write_text(path.read_text(encoding="utf-8").replace("certitude", "certitud", 1), encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        CalibrationData.load(tmp_path)
    assert len(caught.value.faults) == 4  # by file: the unknown key, and the one that is missing


def test_a_layer_replaces_a_row_of_the_same_name_and_adds_others(tmp_path: Path) -> None:
    folder = tmp_path / "calibrage"
    folder.mkdir()
    row = '[[part]]\nmetier = "{}"\nmots = ["{}"]\npart = {}\nsource = "Nos marchés"\ncertitude = "proposition"\n'
    written = row.format("Maçonnerie", "maçonnerie", "0.55") + row.format("Vannerie", "vannerie", "0.9")
    (folder / "parts-main-oeuvre.toml").write_text(written, encoding="utf-8")
    data = CalibrationData.load(shipped(), tmp_path)
    assert len(data.parts) == len(DATA.parts) + 1
    assert [str(trade.basse) for trade in data.trades("Maçonnerie")] == ["0.55"]
    assert [trade.metier for trade in data.trades("Vannerie d’osier")] == ["Vannerie"]


def test_the_library_lists_the_faults_of_the_data_and_uses_its_layers(tmp_path: Path) -> None:
    folder = tmp_path / "calibrage"
    folder.mkdir()
    band = 'densite_basse = 1\ndensite_haute = {}\nsource = "Nous"\ncertitude = "proposition"\n'
    (folder / "plausibilite.toml").write_text(band.format(20), encoding="utf-8")
    library = Library.load([shipped(), tmp_path])
    factors = {"mode": "heures", "part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}
    data = {"objet": "Essai", "acheteur": {"nom": "Ville"}, "montant_estime_ht": "1000000", "insertion": factors}
    found = calibrate(read_market(data), library.calibrage)
    assert [warning.code for warning in found.lots[0].avertissements] == ["densite"]
    (folder / "plausibilite.toml").write_text(band.format(0), encoding="utf-8")
    assert [fault.where for fault in read([shipped(), tmp_path])[1]] == ["calibrage/plausibilite.toml, densite_haute"]


@pytest.mark.parametrize(
    ("title", "trades"),
    [
        ("Peinture et revêtements de sols", ["Peinture intérieure", "Carrelage et revêtements de sols"]),
        ("MENUISERIES EXTÉRIEURES", ["Menuiseries extérieures"]),
        ("Création d’espaces verts", ["Espaces verts, création"]),
        ("Lot 4 : VRD", ["Voirie, réseaux divers et terrassement"]),
        ("Fourniture et pose de cloisons", ["Cloisons et plâtrerie"]),
        ("Assurances", []),
        ("Cloison mobile et faux-plafonds", ["Cloisons et plâtrerie"]),
        ("Collecte d’encombrants", ["Collecte des déchets"]),
        ("Fournitures d’habillement", ["Fournitures"]),
        ("Électricité", ["Électricité"]),
        ("Achat d’électricité", ["Achat d’énergie"]),
        ("FOURNITURE D'ELECTRICITE", ["Achat d’énergie"]),
        ("Fourniture et acheminement d’électricité et de gaz", ["Achat d’énergie"]),
    ],
)
def test_trades_are_known_by_whole_words_the_longest_first(title: str, trades: list[str]) -> None:
    assert [trade.metier for trade in DATA.trades(title)] == trades


def test_a_purchase_of_energy_has_no_labour_share() -> None:
    (row,) = DATA.trades("Achat d’électricité")
    assert row.sans_main_oeuvre
    assert (row.basse, row.haute) == (0, 0)


def test_a_missing_labour_share_comes_with_the_usual_one_of_its_trade() -> None:
    factors = {"mode": "heures", "taux_effort": "0.05", "cout_horaire": "30"}
    data = {"objet": "Peinture", "acheteur": {"nom": "Ville"}, "montant_estime_ht": "100000", "insertion": factors}
    (warning,) = calibrate(read_market(data)).lots[0].avertissements
    assert plain(warning.remede).endswith("Repère, Peinture intérieure : 70 %.")


def test_a_row_that_holds_no_word_of_the_text_is_no_rule() -> None:
    assert DATA.rules("Canalisations de la Seine") == ()
    assert [rule.libelle for rule in DATA.rules(None, "Opération NPNRU")] == [
        "Renouvellement urbain (charte d’insertion de l’ANRU)"
    ]
