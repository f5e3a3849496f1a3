"""Questions asked backwards, the cleaning method, plausibility, and hours divided."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.calibration import (
    after_modification,
    between_partners,
    calibrate,
    capacity,
    compare,
    comparison,
    labour_hours,
    new_hires,
    rate_for,
    rate_for_lots,
    shipped_data,
    split,
)
from generator.market import read

DATA = shipped_data()
D = Decimal
FACTORS = {"mode": "heures", "part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def market(*amounts: str, **insertion: object) -> object:
    lots = [
        {"numero": n, "intitule": "Lot", "montant_estime_ht": amount, "insertion": {}}
        for n, amount in enumerate(amounts, 1)
    ]
    return read({"objet": "Essai", "acheteur": {"nom": "Ville"}, "lots": lots, "insertion": {**FACTORS, **insertion}})


def test_the_rate_that_gives_630_hours() -> None:
    found = rate_for(D(630), labour_hours(D(1_000_000), D("0.378"), D(30)))
    assert found.taux == D("0.05")
    assert plain(found.phrase) == "630 heures d’insertion demandent un taux d’effort de 5 %."


@pytest.mark.parametrize(("hours", "words"), [(250, "au-dessus des taux usuels"), (1001, "ce qui est impossible")])
def test_a_rate_that_is_high_or_impossible_is_said_so(hours: int, words: str) -> None:
    assert words in rate_for(D(hours), D(1000)).phrase


def test_one_rate_for_every_lot_concerned() -> None:
    found = calibrate(market("600000", "400000"))  # type: ignore[arg-type]
    rate = rate_for_lots(D(500), found.lots)
    assert rate is not None
    assert round(rate.taux, 6) == D("0.03")  # 500 ÷ (1 000 000 × 0,5 ÷ 30)


def test_no_rate_is_told_when_a_factor_is_missing() -> None:
    found = calibrate(market("600000", "400000", cout_horaire=None))  # type: ignore[arg-type]
    assert rate_for_lots(D(500), found.lots) is None


def test_what_a_market_bears_in_its_duration() -> None:
    found = capacity(D(18_000), D(24), D(900))
    assert (found.etp, found.part, found.etp_insertion) == (6, D("0.05"), D("0.3"))
    assert round(found.semaines) == 514
    assert plain(found.phrase) == (
        "Travail que le montant permet : 18 000 heures sur 24 mois, soit 6 ETP ou 514 semaines de 35 heures. "
        "900 heures d’insertion en font 5 %, l’équivalent de 0,3 personne à temps plein pendant toute la durée."
    )


def test_a_capacity_without_hours_tells_no_share() -> None:
    found = capacity(D(3000), D(12))
    assert (found.part, found.etp_insertion) == (None, None)
    assert "insertion" not in found.phrase


@pytest.mark.parametrize(
    "call",
    [
        lambda: rate_for(D(1), D(0)),
        lambda: labour_hours(D(1), D(1), D(0)),
        lambda: capacity(D(1), D(0)),
        lambda: new_hires(D(0), D(1), D(1), DATA.proprete),
        lambda: new_hires(D(1), D(0), D(1), DATA.proprete),
        lambda: split(D(1), [D(0)]),
        lambda: split(D(1), [D(2), D(-1)]),
        lambda: after_modification(D(1), D(0), D(1)),
        lambda: after_modification(D(1), D(1), D(-1)),
    ],
)
def test_a_question_without_answer_is_refused_in_french(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"^L[ae]s? .*\.$"):
        call()


@pytest.mark.parametrize(("taken_over", "share"), [(200, "0.4"), (0, "1"), (334, "0"), (500, "0")])
def test_new_hires_are_what_the_staff_taken_over_leaves(taken_over: int, share: str) -> None:
    assert new_hires(D(300_000), D(36), D(taken_over), DATA.proprete) == D(share)


def test_a_market_is_placed_among_the_known_cases() -> None:
    found = compare(D(69), DATA)
    assert found.dans_la_plage
    assert [mark.densite for mark in found.marques] == sorted(mark.densite for mark in found.marques)
    own = next(mark for mark in found.marques if mark.ce_marche)
    assert own.position == round(D(69) / 233 * 100, 1)
    assert max(mark.position for mark in found.marques) == 100
    assert plain(found.phrase) == "69 heures pour 100 000 € hors taxes ; les marchés réels connus vont de 19 à 36."
    assert found.as_json()["positions_plage"] == [6.4, 51.5]


@pytest.mark.parametrize(("value", "words"), [(10, "sous la plage de 15 à 120"), (500, "au-dessus de la plage de 15")])
def test_a_density_outside_the_band_is_said(value: int, words: str) -> None:
    found = compare(D(value), DATA)
    assert not found.dans_la_plage
    assert words in found.phrase


def test_lots_without_hours_count_in_the_density_of_the_whole_market() -> None:
    marche = read(
        {
            "objet": "Essai",
            "acheteur": {"nom": "Ville"},
            "lots": [
                {"numero": 1, "montant_estime_ht": "300000", "insertion": {}},
                {"numero": 2, "montant_estime_ht": "300000"},
            ],
            "insertion": FACTORS,
        }
    )
    found = comparison(marche, calibrate(marche), DATA)
    assert found is not None
    own = {mark.libelle: round(mark.densite) for mark in found.marques if mark.ce_marche}
    assert own == {"Ce marché, lots avec heures": 83, "Ce marché en entier": 42}


def test_without_hours_or_amount_there_is_nothing_to_compare() -> None:
    marche = read({"objet": "Essai", "acheteur": {"nom": "Ville"}, "insertion": {"mode": "heures", "heures": 70}})
    assert comparison(marche, calibrate(marche), DATA) is None


def test_hours_follow_the_amount_after_a_modification() -> None:
    assert after_modification(D(630), D(100_000), D(110_000)) == 693
    assert after_modification(D(630), D(100_000), D(0)) == 0


def test_a_group_of_firms_shares_every_hour() -> None:
    found = between_partners(D(100), [("Mandataire", D(1)), ("Cotraitant A", D(1)), ("Cotraitant B", D(1))])
    assert [(share.libelle, int(share.heures)) for share in found] == [
        ("Mandataire", 34),
        ("Cotraitant A", 33),
        ("Cotraitant B", 33),
    ]


@given(
    hours=st.decimals(0, 300_000, places=2),
    weights=st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12).filter(any),
)
def test_shares_add_up_and_stay_within_an_hour_of_their_due(hours: Decimal, weights: list[Decimal]) -> None:
    found = split(hours, weights)
    total = sum(weights)
    assert sum(found) == hours
    assert all(abs(part - hours * weight / total) < 1 for part, weight in zip(found, weights, strict=True))
