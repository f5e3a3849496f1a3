"""What holds for every marché: hours never decrease when they should grow, settings only raise, sums agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.calibration import calibrate
from generator.market.model import Acheteur, Facteurs, Insertion, Lot, Marche, Periodes

amounts = st.decimals(0, 10**8, places=2)
shares = st.decimals(0, 1, places=3)
costs = st.decimals(1, 200, places=2)
BUYER = Acheteur(nom="Ville")


@st.composite
def markets(draw: st.DrawFn) -> Marche:
    lots = [
        Lot(
            numero=numero,
            montant_estime_ht=draw(amounts),
            insertion=draw(st.none() | st.builds(Facteurs, part_main_oeuvre=st.none() | shares)),
        )
        for numero in range(1, draw(st.integers(1, 6)) + 1)
    ]
    asked = Insertion(
        mode="heures",
        part_main_oeuvre=draw(shares),
        taux_effort=draw(shares),
        cout_horaire=draw(costs),
        arrondi=draw(st.sampled_from([None, 1, 7, 35])),
        minimum_heures=draw(st.sampled_from([None, 0, 35, 70, 140])),
    )
    renewals = draw(st.integers(0, 4))
    periods = Periodes(ferme_mois=Decimal(12), reconductions=renewals, reconduction_mois=Decimal(6))
    return Marche(objet="Essai", acheteur=BUYER, lots=tuple(lots), insertion=asked, periodes=periods)


def hours(marche: Marche) -> list[Decimal]:
    return [lot.heures or Decimal(0) for lot in calibrate(marche).lots]


def more(before: list[Decimal], after: list[Decimal]) -> bool:
    return all(old <= new for old, new in zip(before, after, strict=True))


@given(marche=markets(), factor=st.decimals(1, 3, places=2))
def test_hours_never_decrease_when_amounts_grow(marche: Marche, factor: Decimal) -> None:
    grown = [replace(lot, montant_estime_ht=(lot.montant_estime_ht or 0) * factor) for lot in marche.lots]
    assert more(hours(marche), hours(replace(marche, lots=tuple(grown))))


@given(marche=markets(), rate=shares)
def test_hours_never_decrease_when_the_rate_rises(marche: Marche, rate: Decimal) -> None:
    asked = marche.insertion
    assert asked is not None
    low, high = sorted([rate, asked.taux_effort or Decimal(0)])
    before = replace(marche, insertion=replace(asked, taux_effort=low))
    assert more(hours(before), hours(replace(marche, insertion=replace(asked, taux_effort=high))))


@given(marche=markets(), cost=costs)
def test_hours_never_increase_when_an_hour_costs_more(marche: Marche, cost: Decimal) -> None:
    asked = marche.insertion
    assert asked is not None
    low, high = sorted([cost, asked.cout_horaire or Decimal(1)])
    dear = replace(marche, insertion=replace(asked, cout_horaire=high))
    assert more(hours(dear), hours(replace(marche, insertion=replace(asked, cout_horaire=low))))


@given(marche=markets())
def test_settings_only_raise_and_say_when_they_acted(marche: Marche) -> None:
    asked = marche.insertion
    assert asked is not None
    bare = calibrate(replace(marche, insertion=replace(asked, arrondi=None, minimum_heures=None)))
    for lot, plain in zip(calibrate(marche).lots, bare.lots, strict=True):
        acted = {"minimum-applique", "arrondi-applique"} & {warning.code for warning in lot.avertissements}
        assert lot.heures is not None
        assert plain.heures is not None
        assert bool(acted) == (lot.heures > plain.heures)
        assert lot.heures >= plain.heures


@given(marche=markets())
def test_the_total_and_the_periods_add_up(marche: Marche) -> None:
    found = calibrate(marche)
    assert found.total_heures == sum(lot.heures or 0 for lot in found.lots)
    for lot in found.lots:
        if lot.periodes:
            assert sum(share.heures for share in lot.periodes) == lot.heures


@given(amount=amounts, ceiling=amounts, mode=st.sampled_from(["prorata_commandes", "tranches_commandes"]))
def test_hours_by_orders_grow_with_the_orders(amount: Decimal, ceiling: Decimal, mode: str) -> None:
    low, high = sorted([amount, ceiling])
    asked = Insertion(mode=mode, heures_par_tranche=Decimal(35), montant_tranche_ht=Decimal(100_000))
    marche = Marche(objet="Essai", acheteur=BUYER, montant_estime_ht=low, montant_maximum_ht=high, insertion=asked)
    found = calibrate(marche)
    assert found.total_heures_maximum is not None
    assert found.total_heures <= found.total_heures_maximum
