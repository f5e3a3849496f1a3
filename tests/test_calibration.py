"""Insertion hours: the worked cases, the settings, orders, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.calibration import Calibration, calibrate
from generator.errors import InputError
from generator.market import read, read_json
from generator.market.model import Acheteur, Facteurs, Insertion, Lot, Marche

EXAMPLES = Path(__file__).parents[1] / "exemples"


def unlotted(amount: object = "1000000", maximum: object = None, **insertion: Any) -> Calibration:
    return calibrate(
        read(
            {
                "objet": "Marché d’exemple",
                "acheteur": {"nom": "Acheteur d’exemple"},
                "montant_estime_ht": amount,
                "montant_maximum_ht": maximum,
                "insertion": insertion,
            }
        )
    )


def lotted(*lots: Lot, **insertion: Any) -> Calibration:
    return calibrate(
        Marche(objet="Marché", acheteur=Acheteur(nom="Acheteur"), lots=lots, insertion=Insertion(**insertion))
    )


def codes(calibration: Calibration, numero: int | None = None) -> list[str]:
    return [warning.code for warning in calibration.lot(numero).avertissements]


USUAL: dict[str, Any] = {"mode": "heures", "part_main_oeuvre": "0.50", "taux_effort": "0.05", "cout_horaire": "30"}


def test_a_million_with_half_labour_gives_833_hours() -> None:
    found = unlotted(**USUAL).as_json()

    assert found["total_heures"] == 833
    (lot,) = found["lots"]  # type: ignore[misc]
    assert lot["numero"] is None
    assert lot["heures"] == 833
    assert lot["heures_exactes"] == 833.3333
    assert lot["facteurs"] == {
        "montant_estime_ht": "1000000",
        "part_main_oeuvre": "0.50",
        "taux_effort": "0.05",
        "cout_horaire": "30",
    }
    assert lot["densite_h_pour_100k"] == 83.3
    assert lot["etp"] == 0.56
    assert lot["avertissements"] == []


def test_a_lower_hourly_cost_gives_a_thousand_hours() -> None:
    assert unlotted(**{**USUAL, "cout_horaire": "25"}).total_heures == 1000


def test_a_labour_intensive_market_gives_3500_hours_and_a_density_warning() -> None:
    found = unlotted("1500000", mode="heures", part_main_oeuvre="0.70", taux_effort="0.10", cout_horaire="30")

    assert found.total_heures == 3500
    assert codes(found) == ["densite"]


def test_half_an_hour_is_rounded_up() -> None:
    assert unlotted("1000", mode="heures", part_main_oeuvre="1", taux_effort="1", cout_horaire="400").total_heures == 3


def test_250_000_euros_of_orders_at_35_hours_per_100_000_give_87_and_a_half() -> None:
    found = unlotted("250000", "400000", mode="prorata_commandes", heures_par_tranche=35, montant_tranche_ht="100000")

    assert found.as_json()["lots"][0]["heures"] == 87.5  # type: ignore[index]
    assert found.total_heures == Decimal("87.5")
    assert found.total_heures_maximum == 140


def test_whole_slices_leave_the_unfinished_one_out() -> None:
    found = unlotted("250000", "399999", mode="tranches_commandes", heures_par_tranche=35, montant_tranche_ht="100000")

    assert found.total_heures == 70
    assert found.total_heures_maximum == 105


def test_orders_are_never_rounded_nor_brought_up_to_a_minimum() -> None:
    found = unlotted(
        "10000",
        mode="prorata_commandes",
        heures_par_tranche=35,
        montant_tranche_ht="100000",
        minimum_heures=35,
        arrondi=7,
    )

    assert found.total_heures == Decimal("3.5")


def test_orders_without_slice_name_what_is_missing() -> None:
    found = unlotted("250000", mode="prorata_commandes", heures_par_tranche=35)

    assert found.lot(None).heures is None
    assert codes(found) == ["montant-tranche-ht-manquant"]


def test_the_maximum_of_the_market_serves_when_lots_have_none_and_all_are_concerned() -> None:
    marche = Marche(
        objet="Marché",
        acheteur=Acheteur(nom="Acheteur"),
        montant_maximum_ht=Decimal(400_000),
        lots=(Lot(numero=1, montant_estime_ht=Decimal(250_000), insertion=Facteurs()),),
        insertion=Insertion(
            mode="prorata_commandes", heures_par_tranche=Decimal(35), montant_tranche_ht=Decimal(100_000)
        ),
    )

    assert calibrate(marche).total_heures_maximum == 140


def test_the_town_building_totals_630_hours_over_five_of_nine_lots() -> None:
    found = calibrate(read_json((EXAMPLES / "halle-neuf-lots.json").read_bytes()))

    hours = {lot.numero: lot.heures for lot in found.lots}
    assert found.total_heures == 630
    assert {numero for numero, heures in hours.items() if heures} == {1, 2, 6, 8, 9}
    assert len(hours) == 9
    assert all(lot.avertissements == () for lot in found.lots)


def test_a_very_large_figure_of_the_facilitateur_is_kept() -> None:
    found = unlotted(mode="heures", heures=278295, motif="Chantier de grande ampleur.")

    assert found.total_heures == 278295
    assert found.as_json()["total_heures"] == 278295


def test_twelve_hours_are_brought_up_to_the_minimum_and_it_is_said() -> None:
    found = unlotted(
        "14400", mode="heures", part_main_oeuvre="0.50", taux_effort="0.05", cout_horaire="30", minimum_heures=35
    )

    assert found.lot(None).heures_exactes == 12
    assert found.total_heures == 35
    assert "minimum-applique" in codes(found)


def test_hours_are_brought_up_to_the_multiple_after_the_minimum() -> None:
    found = unlotted(**USUAL, arrondi=35, minimum_heures=840)

    assert found.total_heures == 840
    assert codes(found) == ["minimum-applique"]
    assert unlotted(**USUAL, arrondi=35).total_heures == 840
    assert codes(unlotted(**USUAL, arrondi=35)) == ["arrondi-applique"]


def test_no_labour_gives_no_hours_and_no_minimum() -> None:
    assert unlotted(**{**USUAL, "part_main_oeuvre": "0"}, minimum_heures=35).total_heures == 0


def test_a_figure_of_the_facilitateur_overrides_the_formula_and_keeps_its_reason() -> None:
    found = unlotted(**USUAL, heures=700, motif="Volume convenu avec les entreprises du bassin.")

    assert found.total_heures == 700
    assert found.lot(None).heures_exactes == pytest.approx(Decimal("833.3333"), abs=Decimal("0.001"))
    assert found.lot(None).motif == "Volume convenu avec les entreprises du bassin."
    assert codes(found) == ["heures-saisies"]


def test_a_figure_without_reason_is_a_warning() -> None:
    assert codes(unlotted(mode="heures", heures=700)) == ["motif-manquant"]


@pytest.mark.parametrize("missing", ["part_main_oeuvre", "taux_effort", "cout_horaire"])
def test_a_missing_factor_leaves_the_hours_untold_and_is_named(missing: str) -> None:
    found = unlotted(**{key: value for key, value in USUAL.items() if key != missing})

    assert found.as_json()["lots"][0]["heures"] is None  # type: ignore[index]
    assert codes(found) == [f"{missing.replace('_', '-')}-manquant"]
    assert found.total_heures == 0


def test_a_missing_amount_is_named_too() -> None:
    assert codes(unlotted(None, **USUAL)) == ["montant-estime-ht-manquant"]


def test_a_lot_takes_from_the_market_the_factor_it_leaves_out() -> None:
    lot = Lot(numero=4, montant_estime_ht=Decimal(60_000), insertion=Facteurs(part_main_oeuvre=Decimal("0.7")))

    found = lotted(lot, taux_effort=Decimal("0.05"), cout_horaire=Decimal(30))

    assert found.lot(4).heures == 70


def test_a_lot_without_insertion_has_no_hours() -> None:
    lots = (Lot(numero=1, montant_estime_ht=Decimal(60_000)),)

    found = lotted(*lots, part_main_oeuvre=Decimal("0.7"), taux_effort=Decimal("0.05"), cout_horaire=Decimal(30))

    assert found.lot(1).heures == 0
    assert [warning.code for warning in found.avertissements] == ["aucun-lot"]


@pytest.mark.parametrize("mode", ["formation", "action", "aucune"])
def test_other_forms_of_insertion_give_a_message_and_no_hours(mode: str) -> None:
    found = unlotted(**{**USUAL, "mode": mode})

    assert found.lot(None).heures is None
    assert codes(found) == ["mode-sans-heures"]
    assert found.total_heures == 0


@pytest.mark.parametrize(
    ("factors", "where"),
    [
        ({"part_main_oeuvre": Decimal("1.01")}, "part_main_oeuvre"),
        ({"taux_effort": Decimal("-0.01")}, "taux_effort"),
        ({"cout_horaire": Decimal(0)}, "cout_horaire"),
        ({"heures": Decimal(-1)}, "heures"),
        ({"montant_tranche_ht": Decimal(0)}, "montant_tranche_ht"),
    ],
)
def test_an_impossible_factor_is_refused_by_name(factors: dict[str, Decimal], where: str) -> None:
    with pytest.raises(InputError) as caught:
        lotted(**factors)

    assert [fault.where for fault in caught.value.faults] == [f"insertion.{where}"]


def test_all_impossible_factors_are_refused_at_once() -> None:
    lot = Lot(
        numero=3,
        montant_estime_ht=Decimal(-1),
        insertion=Facteurs(part_main_oeuvre=Decimal(2), cout_horaire=Decimal(-5)),
    )

    with pytest.raises(InputError) as caught:
        lotted(lot)

    assert [fault.where for fault in caught.value.faults] == [
        "lots[0].insertion.part_main_oeuvre",
        "lots[0].insertion.cout_horaire",
        "lots[0].montant_estime_ht",
    ]


def test_the_formula_is_a_french_sentence_that_tells_the_settings() -> None:
    formula = unlotted(**USUAL, arrondi=7, minimum_heures=35).formule

    assert formula.startswith("Heures d’insertion = montant HT × part de main-d’œuvre")
    assert "portées à 35 au moins" in formula
    assert formula.endswith("multiple de 7 supérieur.")


@given(
    amount=st.decimals(0, 10**9, places=2),
    share=st.decimals(0, 1, places=3),
    rate=st.decimals(0, 1, places=3),
    cost=st.decimals("0.01", 500, places=2),
)
def test_hours_are_the_exact_figure_to_the_nearest_hour(
    amount: Decimal, share: Decimal, rate: Decimal, cost: Decimal
) -> None:
    found = lotted(
        Lot(numero=1, montant_estime_ht=amount, insertion=Facteurs()),
        part_main_oeuvre=share,
        taux_effort=rate,
        cout_horaire=cost,
    ).lot(1)

    assert found.heures is not None
    assert found.heures_exactes is not None
    assert abs(found.heures - found.heures_exactes) <= Decimal("0.5")
    assert found.heures == found.heures.to_integral_value()
