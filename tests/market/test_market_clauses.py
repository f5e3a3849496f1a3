"""Clauses kept, set aside and adjusted; points settled elsewhere."""

from decimal import Decimal

import pytest

from generator.market import Choix, ClauseRetenue, Reglage, read, read_kindly

LEAST = {"objet": "Halle", "acheteur": {"nom": "Commune"}, "lots": [{}, {}]}


def reading(**answers: object):
    return read_kindly({**LEAST, **answers})


def kept(setting: object) -> ClauseRetenue:
    marche = read({**LEAST, "clauses": {"retenues": {"tri_dechets": setting}}})
    assert marche.clauses is not None
    assert marche.clauses.retenues is not None
    return marche.clauses.retenues["tri_dechets"]


@pytest.mark.parametrize("clauses", [None, "", {}, {"retenues": None}, {"ecartees": {}}])
def test_nothing_decided_uses_the_proposal(clauses: object) -> None:
    assert read({**LEAST, "clauses": clauses}).clauses is None


def test_an_empty_list_of_clauses_is_a_decision() -> None:
    assert read({**LEAST, "clauses": {"retenues": {}}}).clauses == Choix(retenues={})


@pytest.mark.parametrize("setting", [None, {}, ""])
def test_a_clause_may_be_kept_as_it_is(setting: object) -> None:
    assert kept(setting) == ClauseRetenue()


def test_a_clause_is_adjusted_for_all_lots_and_for_one() -> None:
    setting = {
        "niveau": "Exemplaire",
        "parametres": {"part": 12.5, "delai": 30, "mention": " sous\x00 réserve ", "stricte": False, "rien": None},
        "motifs": {"part": "Sourçage du printemps"},
        "lots": [2, "1", 2],
        "par_lot": {"1": {"niveau": "essentiel", "parametres": {"part": 5}}},
    }
    assert kept(setting) == ClauseRetenue(
        niveau="exemplaire",
        parametres={"part": Decimal("12.5"), "delai": Decimal(30), "mention": "sous réserve", "stricte": False},
        motifs={"part": "Sourçage du printemps"},
        lots=(2, 1),
        par_lot={1: Reglage(niveau="essentiel", parametres={"part": Decimal(5)})},
    )


@pytest.mark.parametrize(
    ("setting", "where"),
    [
        ({"niveau": "haut"}, "niveau"),
        ({"niveaux": "essentiel"}, "niveaux"),
        ({"lots": [3]}, "lots[0]"),
        ({"lots": [True]}, "lots[0]"),
        ({"lots": ["un"]}, "lots[0]"),
        ({"lots": 1}, "lots"),
        ({"par_lot": {"3": {}}}, "par_lot.3"),
        ({"par_lot": {"1": 5}}, "par_lot.1"),
        ({"par_lot": {"1": {"lots": [1]}}}, "par_lot.1.lots"),
        ({"parametres": {"Part": 1}}, "parametres.Part"),
        ({"parametres": {"part": [1]}}, "parametres.part"),
        ({"parametres": {"part": float("inf")}}, "parametres.part"),
        ({"parametres": {"part": 10**400}}, "parametres.part"),
        ({"parametres": {"part": "x" * 5000}}, "parametres.part"),
        ({"parametres": []}, ""),
        ({"motifs": {"part": 3}}, "motifs.part"),
        ("essentiel", ""),
    ],
)
def test_a_wrong_setting_is_refused_at_its_place(setting: object, where: str) -> None:
    faults = reading(clauses={"retenues": {"tri": setting}}).faults
    expected = [] if setting == {"parametres": []} else [f"clauses.retenues.tri.{where}".rstrip(".")]
    assert [fault.where for fault in faults] == expected


@pytest.mark.parametrize("name", ["Tri", "tri-dechets", "1tri", "", "é", "tri\n", "x" * 81])
def test_a_clause_is_named_by_an_identifier(name: str) -> None:
    (fault,) = reading(clauses={"retenues": {name: {}}}).faults
    assert fault.code == "identifiant"


def test_a_wrong_list_of_clauses_counts_as_undecided() -> None:
    found = reading(clauses={"retenues": ["tri"], "ecartees": "non"})
    assert found.marche.clauses is None
    assert {fault.where for fault in found.faults} == {"clauses.retenues", "clauses.ecartees"}


def test_a_clause_is_set_aside_with_or_without_a_reason() -> None:
    choice = read({**LEAST, "clauses": {"ecartees": {"tri": "Sans déchets", "bois": None}}}).clauses
    assert choice == Choix(ecartees={"tri": "Sans déchets", "bois": ""})


def test_a_point_is_settled_only_with_a_reason() -> None:
    marche = read({**LEAST, "points_traites": {"critere-environnemental": "Dans le RC", "autre.point": " "}})
    assert marche.points_traites == {"critere-environnemental": "Dans le RC"}


@pytest.mark.parametrize("points", [["a"], {"a b": "motif"}, {"a": 4}])
def test_wrong_settled_points_are_refused(points: object) -> None:
    assert len(reading(points_traites=points).faults) == 1


def test_hundreds_of_clauses_are_refused_at_once() -> None:
    (fault,) = reading(clauses={"retenues": {f"c{n}": {} for n in range(301)}}).faults
    assert "301" in fault.message
