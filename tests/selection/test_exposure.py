"""What penalties could cost in a bad year, and the ceiling the annex puts on them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.dossier import prepare
from generator.library import Library
from generator.market import read
from generator.selection.exposure import _limit, ceiling
from tests.reading import lines
from tests.test_guards import lots, market


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("par jour, dans la limite de 20 jours", Decimal(20)),
        ("par semaine entamée, dans la limite de dix semaines", Decimal(10)),
        ("par jour", None),
    ],
)
def test_the_limit_of_a_delay_bounds_what_is_counted(unit: str, most: Decimal | None) -> None:
    assert _limit(unit) == most


@pytest.mark.parametrize(("said", "share"), [(None, Decimal("0.05")), ("0.02", Decimal("0.02")), ("0", None)])
def test_the_ceiling_is_the_buyers_else_the_one_proposed(said: str | None, share: Decimal | None) -> None:
    assert ceiling(read(market(plafond_penalites=said))) == share


def annex(library: Library, **changes: object) -> str:
    prepared = prepare(read(market(ccag="fcs", nature="services", cpv="90911200", **changes)), library)
    return "\n".join(lines(prepared.document("annexe-ccap")))


def test_the_annex_states_the_ceiling_by_lot_and_leaves_the_insertion_action_out(library: Library) -> None:
    said = annex(library, lots=lots(2, "90911200"), plafond_penalites="0.03")
    assert "n’excède pas 3\u00a0% du montant hors taxes du marché, apprécié lot par lot." in said
    assert "ne sont ni plafonnées, ni comptées dans ce total." in said
    assert "commandées depuis le début du marché" not in said


def test_a_framework_counts_what_was_ordered_and_a_marche_without_insertion_says_nothing_of_it(
    library: Library,
) -> None:
    said = annex(library, contrat="accord_cadre", montant_maximum_ht="900000", insertion={"mode": "aucune"})
    assert "n’excède pas 5\u00a0% du montant hors taxes du marché." in said
    assert "celui des prestations commandées depuis le début du marché." in said
    assert "ni comptées dans ce total" not in said


def test_a_buyer_may_refuse_any_ceiling(library: Library) -> None:
    assert (
        "n’excède pas"
        not in annex(library, plafond_penalites="0").partition("Seuil et plafond")[2].partition("Montants")[0]
    )
