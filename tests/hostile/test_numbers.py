"""Numbers at their edges: hours, lots, settings of clauses, the floor of law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.calibration import calibrate
from generator.dossier import Dossier, prepare, produce
from generator.errors import InputError
from generator.library import Library, shipped
from generator.market import read
from tests.hostile.command import CLAUSE, layer
from tests.reading import lines

NB, NNB = "\u00a0", "\u202f"
FACTORS = {"part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}


def market(**answers: Any) -> dict[str, Any]:
    base = {
        "objet": "Essai", "acheteur": {"nom": "Commune d’essai", "categorie": "local"}, "contrat": "marche",
        "nature": "services", "ccag": "fcs", "procedure": "formalisee", "montant_estime_ht": "900000",
        "duree_mois": 24, "date_engagement": "2026-11-30", "insertion": {"mode": "heures", **FACTORS},
    }  # fmt: skip
    return {**base, **answers}


def retained(clause: str, **setting: Any) -> dict[str, Any]:
    return market(clauses={"retenues": {clause: setting}})


def said(dossier: Dossier, document: str = "annexe-ccap") -> str:
    return "\n".join(lines(dossier.document(document)))


def faults(data: dict[str, Any], library: Library) -> list[str]:
    """What is refused, or nothing."""
    with pytest.raises(InputError) as refused:
        prepare(read(data), library)
    return [fault.sentence() for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("hours", "printed"),
    [
        ("278295", f"278{NNB}295{NB}heures"),
        ("87.5", f"87,5{NB}heures"),
        ("87,50", f"87,5{NB}heures"),
        ("1", f"1{NB}heure "),
        ("1.99", f"1,99{NB}heure "),
        ("0.001", f"0{NB}heure"),
        ("10000000", f"10{NNB}000{NNB}000{NB}heures"),
    ],
)
def test_hours_are_printed_the_french_way_in_every_document(hours: str, printed: str, library: Library) -> None:
    dossier = prepare(read(market(insertion={"mode": "heures", "heures": hours, "motif": "Choix"})), library)
    for document in ("annexe-ccap", "textes-a-reporter"):
        assert printed in said(dossier, document) + " "


@pytest.mark.parametrize("hours", ["0", "-0"])
def test_no_hour_is_no_insertion_clause(hours: str, library: Library) -> None:
    dossier = prepare(read(market(insertion={"mode": "heures", "heures": hours, "motif": "Choix"})), library)
    assert dossier.selection.get("insertion_sociale") is None
    assert all("−0" not in said(dossier, document.id) for document in dossier.documents)


@pytest.mark.parametrize(
    ("key", "value"),
    [("montant_estime_ht", "-1"), ("montant_estime_ht", "1000000000000.01"), ("montant_estime_ht", "1e400"),
     ("montant_estime_ht", 1e300), ("duree_mois", "-3"), ("duree_mois", 1e9)],
)  # fmt: skip
def test_an_impossible_number_is_refused(key: str, value: object) -> None:
    with pytest.raises(InputError) as refused:
        read(market(**{key: value}))
    assert [fault.where for fault in refused.value.faults] == [key]


@pytest.mark.parametrize(
    "factors",
    [{"part_main_oeuvre": "1.01"}, {"taux_effort": "-0.1"}, {"cout_horaire": "0"}, {"heures": "-1"}, {"heures": "1e9"},
     {"heures": "10000001"}],
)  # fmt: skip
def test_an_impossible_factor_is_refused(factors: dict[str, str]) -> None:
    with pytest.raises(InputError) as refused:
        read(market(insertion={"mode": "heures", **factors}))
    assert [fault.where for fault in refused.value.faults] == [f"insertion.{name}" for name in factors]


def test_a_pro_rata_without_end_is_printed_with_two_decimals(library: Library) -> None:
    orders = {"mode": "prorata_commandes", "heures_par_tranche": 35, "montant_tranche_ht": "30000"}
    data = market(contrat="accord_cadre", execution="bons_de_commande", insertion=orders, montant_estime_ht="1000000")
    printed = "\n".join(said(prepare(read(data), library), name) for name in ("annexe-ccap", "fiche-de-relecture"))
    assert f"1{NNB}166,67{NB}heures" in printed
    assert "666666" not in printed


def test_the_largest_market_is_printed_in_full(library: Library) -> None:
    data = market(
        montant_estime_ht="1000000000000",
        insertion={"mode": "heures", "part_main_oeuvre": "1", "taux_effort": "1", "cout_horaire": "0.01"},
    )
    dossier = prepare(read(data), library)
    assert NNB.join(["100", "000", "000", "000", "000"]) + NB + "heures" in said(dossier)
    assert produce(dossier, ["docx"])


# Lots


def of_lots(count: int, **answers: Any) -> list[dict[str, Any]]:
    return [
        {"numero": number, "intitule": "Même intitulé", "montant_estime_ht": "90000", "insertion": FACTORS, **answers}
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [1, 2, 100])
def test_every_lot_has_its_row_and_the_total_is_their_sum(count: int, library: Library) -> None:
    dossier = prepare(read(market(lots=of_lots(count))), library)
    rows = [line for line in lines(dossier.document("annexe-ccap")) if "Même intitulé" in line]
    assert len([row for row in rows if f"75{NB}heures" in row]) >= count
    assert dossier.calibration.total_heures == 75 * count


def test_more_than_a_hundred_lots_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read(market(lots=of_lots(101)))
    assert [fault.where for fault in refused.value.faults] == ["lots"]


def test_lot_numbers_with_holes_and_out_of_order_are_kept(library: Library) -> None:
    lots = [{**lot, "numero": number} for lot, number in zip(of_lots(3), (7, 3, 999), strict=True)]
    dossier = prepare(read(market(lots=lots)), library)
    assert [lot.numero for lot in dossier.calibration.lots] == [7, 3, 999]
    assert dossier.selection.get("insertion_sociale").lots == (7, 3, 999)  # type: ignore[union-attr]
    rows = [line for line in lines(dossier.document("annexe-ccap")) if "Même intitulé" in line]
    assert [row.split("|")[1].strip() for row in rows[:3]] == ["7", "3", "999"]


def test_lots_may_be_all_reserved_without_amount_or_without_title(library: Library) -> None:
    for answers in ({"reserve": "ea_esat"}, {"montant_estime_ht": None}, {"intitule": None}, {"insertion": {}}):
        lots = of_lots(3, **answers)
        dossier = prepare(read(market(lots=lots)), library)
        assert len(dossier.calibration.lots) == 3
        assert produce(dossier, ["docx", "html", "json"])


def test_repeated_lot_numbers_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read(market(lots=[{**lot, "numero": 4} for lot in of_lots(3)]))
    assert [fault.where for fault in refused.value.faults] == ["lots[1].numero", "lots[2].numero"]


def test_a_criterion_of_a_lot_that_does_not_exist_is_refused() -> None:
    criterion = {"libelle": "Prix", "type": "prix", "ponderation": 100, "lot": 9}
    with pytest.raises(InputError) as refused:
        read(market(lots=of_lots(2), criteres=[criterion]))
    assert [fault.where for fault in refused.value.faults] == ["criteres[0].lot"]


# Settings of clauses


@pytest.mark.parametrize(
    ("value", "printed"),
    [(60, "60"), ("60", "60"), ("62,5", "62,5"), ("80 %", "80"), ("1 %", None), (0, None), (49.99, None)],
)
def test_a_setting_within_the_bounds_is_printed_and_another_needs_a_reason(
    value: object, printed: str | None, library: Library
) -> None:
    data = retained("dechets", parametres={"part_valorisee": value})
    if printed is not None:
        assert f"{printed}{NB}%" in said(prepare(read(data), library))
        return
    assert "hors des bornes" in faults(data, library)[0]
    reasoned = retained("dechets", parametres={"part_valorisee": value}, motifs={"part_valorisee": "Filière absente"})
    assert "Filière absente" in said(prepare(read(reasoned), library), "fiche-de-relecture")


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("part_valorisee", -5), ("part_valorisee", 101), ("part_valorisee", "1e999999999999"), ("part_valorisee", "NaN"),
     ("part_valorisee", True), ("part_valorisee", "beaucoup"), ("part_valorisee", "1_0"), ("delai_registre", "٣"),
     ("delai_registre", 10**12 + 1), ("penalite_part", 0), ("penalite_part", "0,001"), ("penalite_part", -1)],
)  # fmt: skip
def test_a_setting_without_sense_is_refused_whatever_the_reason(
    parameter: str, value: object, library: Library
) -> None:
    data = retained("dechets", parametres={parameter: value}, motifs={parameter: "Parce que"})
    with pytest.raises(InputError) as refused:
        prepare(read(data), library)
    assert [fault.where for fault in refused.value.faults] == [f"clauses.retenues.dechets.parametres.{parameter}"]


def test_a_setting_of_a_lot_is_printed_for_that_lot(library: Library) -> None:
    by_lot = {"2": {"parametres": {"part_valorisee": 77}}, "3": {"niveau": "exemplaire"}}
    data = market(lots=of_lots(3), clauses={"retenues": {"dechets": {"par_lot": by_lot}}})
    dossier = prepare(read(data), library)
    item = dossier.selection.get("dechets")
    assert item is not None
    assert [(variant.lots, variant.niveau) for variant in item.variants] == [
        ((1,), "essentiel"), ((2,), "essentiel"), ((3,), "exemplaire"),
    ]  # fmt: skip
    assert f"77{NB}% (lot n°{NB}2)" in said(dossier)


def test_a_fault_of_a_setting_is_said_once_however_many_lots(library: Library) -> None:
    data = market(lots=of_lots(50), clauses={"retenues": {"dechets": {"parametres": {"part_valorisee": 3}}}})
    assert len(faults(data, library)) == 1


@pytest.mark.parametrize("group", ["parametres", "motifs"])
def test_an_unknown_setting_names_the_nearest(group: str, library: Library) -> None:
    value: object = 60 if group == "parametres" else "Parce que"
    found = faults(retained("dechets", **{group: {"part_valorise": value}}), library)
    assert found == [
        f"clauses.retenues.dechets.{group}.part_valorise : ce paramètre n’existe pas dans cette clause. "
        "Vouliez-vous dire « part_valorisee » ?"
    ]


def test_an_unknown_clause_names_the_nearest(library: Library) -> None:
    assert faults(retained("insertion_social"), library) == [
        "clauses.retenues.insertion_social : cette clause n’existe pas à cette date. "
        "Vouliez-vous dire « insertion_sociale » ?"
    ]


# The floor of law


@pytest.fixture
def legal(tmp_path: Path) -> Callable[[str], Library]:
    """A library whose test clause takes a level from a dated value of law: 20 % before 2026, 50 % since."""

    def load(sens: str) -> Library:
        levels = "essentiel = 50\nambitieux = 70\nexemplaire = 90\n"
        law = 'essentiel = { parametre = "part-essai" }\n' + (
            "ambitieux = 70\nexemplaire = 90\n" if sens == "au_moins" else "ambitieux = 30\nexemplaire = 20\n"
        )
        text = CLAUSE.replace(levels, law).replace("au_moins", sens)
        values = [("2021-01-01", "0.20", "jusqu_au = 2025-12-31\n"), ("2026-01-01", "0.50", "")]
        dated = "".join(
            f'[[valeurs]]\na_compter_du = {start}\nvaleur = {value}\n{end}reference = "Essai"\n'
            'source_lue_le = 2026-11-21\nverification = "secondaire"\n'
            for start, value, end in values
        )
        return Library.load([shipped(), layer(tmp_path, {
            "clauses/essai/cartouches_essai/2021-04-01.md": text,
            "parametres/part-essai.toml": f'libelle = "Part d’essai"\ntype = "part"\n{dated}',
        })])  # fmt: skip

    return load


def setting(value: object, **answers: Any) -> dict[str, Any]:
    kept = {"parametres": {"part_reemploi": value}, "motifs": {"part_reemploi": "Parce que"}}
    return {**retained("cartouches_essai", **kept), **answers}


def test_a_level_of_law_is_that_of_the_date(legal: Callable[[str], Library]) -> None:
    library = legal("au_moins")
    for day, printed in (("2025-12-31", "20"), ("2026-01-01", "50")):
        data = {**retained("cartouches_essai"), "date_engagement": day}
        assert f"au moins {printed}{NB}%" in said(prepare(read(data), library))


@pytest.mark.parametrize("level", ["essentiel", "exemplaire"])
def test_a_setting_under_the_floor_of_law_is_refused_whatever_the_reason_and_level(
    level: str, legal: Callable[[str], Library]
) -> None:
    library = legal("au_moins")
    assert "inférieur au minimum de la loi, 50" in faults(setting(49, niveau=level), library)[0]
    for value, day in ((50, "2026-11-30"), (20, "2025-06-01")):
        assert f"{value}{NB}%" in said(prepare(read(setting(value, niveau=level, date_engagement=day)), library))


def test_a_setting_over_the_ceiling_of_law_is_refused(legal: Callable[[str], Library]) -> None:
    library = legal("au_plus")
    assert "supérieur au maximum de la loi, 50" in faults(setting(51), library)[0]
    assert f"50{NB}%" in said(prepare(read(setting(50)), library))


def test_a_setting_over_the_floor_of_law_still_obeys_the_bounds(legal: Callable[[str], Library]) -> None:
    data = retained("cartouches_essai", parametres={"part_reemploi": 100.5})
    assert "100,5" in faults(data, legal("au_moins"))[0]


def test_calibration_refuses_nothing_but_impossible_factors() -> None:
    incoherent = market(lots=of_lots(2), montant_estime_ht="1", duree_mois="0", cpv="00000000")
    assert calibrate(read(incoherent)).total_heures == 150


# Days before the texts


def test_a_consultation_older_than_the_texts_and_their_ccag_is_an_open_point(library: Library) -> None:
    codes = {
        day: {point.code for point in prepare(read(market(date_engagement=day)), library).open_points}
        for day in ("2021-03-31", "2021-04-01")
    }
    wanted = {"textes-posterieurs", "ccag-posterieur"}
    assert codes["2021-03-31"] & wanted == wanted
    assert codes["2021-04-01"] & wanted == set()
