"""Penalties follow the mean amount of a lot, stay round and within their bounds, and say where they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.calibration.scale import bracket_of, scaled
from generator.library import Library
from generator.market import read
from generator.selection import select
from tests.test_guards import lots, market


@pytest.mark.parametrize(
    ("amount", "nature", "factor"),
    [
        ("39999.99", "services", "0.5"),
        ("40000", "services", "1"),
        ("220999", "fournitures", "1"),
        ("221000", "fournitures", "2"),
        ("221000", "travaux", "1"),
        ("999999", "travaux", "1"),
        ("1000000", "travaux", "2"),
        ("221000", None, "2"),
    ],
)
def test_the_factor_follows_the_amount_and_works_have_their_own_ceiling(
    amount: str, nature: str | None, factor: str, library: Library
) -> None:
    found = bracket_of(library.calibrage.echelle, Decimal(amount), nature)
    assert found is not None
    assert found.facteur == Decimal(factor)


def test_without_amount_nothing_is_scaled(library: Library) -> None:
    assert bracket_of(library.calibrage.echelle, None, "services") is None


@pytest.mark.parametrize(
    ("amount", "factor", "expected"),
    [("100", "0.5", "50"), ("75", "0.5", "40"), ("150", "2", "300"), ("20", "0.5", "10"), ("3", "0.5", "2"),
     ("333", "2", "650"), ("1", "0.5", "1"), ("100", "0.1", "30"), ("900", "2", "1000"), ("37", "1", "37")],
)  # fmt: skip
def test_a_scaled_amount_is_round_and_keeps_its_bounds(amount: str, factor: str, expected: str) -> None:
    low = Decimal(30) if factor == "0.1" else Decimal(0)
    assert scaled(Decimal(amount), Decimal(factor), low, Decimal(1000)) == Decimal(expected)


def penalties(library: Library, **changes: Any) -> dict[str, tuple[Decimal | str, str]]:
    clauses = {"retenues": {"dechets": {}, "insertion_sociale": {}}}
    found = select(read(market(ccag="fcs", nature="services", clauses=clauses, **changes)), library)
    return {
        f"{item.id}.{id_}": (setting.valeur, setting.origine)
        for item in found.retained
        for id_, setting in item.variants[0].reglages.items()
        if id_.startswith("penalite_")
    }


def test_a_large_market_doubles_its_penalties_but_not_the_fixed_ones(library: Library) -> None:
    usual, large = penalties(library, montant_estime_ht="100000"), penalties(library, montant_estime_ht="900000")
    assert large["dechets.penalite_tri"][0] == usual["dechets.penalite_tri"][0] * 2
    assert "échelle : 221" in large["dechets.penalite_tri"][1]
    assert large["insertion_sociale.penalite_heures"] == usual["insertion_sociale.penalite_heures"]


def test_many_lots_are_judged_by_their_mean_amount(library: Library) -> None:
    divided = penalties(library, montant_estime_ht="900000", lots=lots(9, None))
    assert divided["dechets.penalite_tri"] == penalties(library, montant_estime_ht="100000")["dechets.penalite_tri"]


def test_the_amount_a_buyer_sets_is_never_scaled(library: Library) -> None:
    clauses = {"retenues": {"dechets": {"parametres": {"penalite_tri": "111"}}}}
    found = select(read(market(ccag="fcs", montant_estime_ht="900000", clauses=clauses)), library)
    setting = found.retained[0].variants[0].reglages["penalite_tri"]
    assert (setting.valeur, setting.origine) == (Decimal(111), "clause")
