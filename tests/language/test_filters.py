"""Filters format values the French way and make them agree."""

import datetime as dt
from decimal import Decimal

import pytest

from generator.language import filters

NB, NNB = "\u00a0", "\u202f"


def lots(*numbers: int) -> list[dict[str, object]]:
    return [{"numero": number, "intitule": "x"} for number in numbers]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (filters.hours(Decimal(278295)), f"278{NNB}295{NB}heures"),
        (filters.hours(1), f"1{NB}heure"),
        (filters.hours(0), f"0{NB}heure"),
        (filters.hours(Decimal("87.5")), f"87,5{NB}heures"),
        (filters.with_unit(15, "jour"), f"15{NB}jours"),
        (filters.with_unit(2, "jour ouvré"), f"2{NB}jours ouvrés"),
        (filters.with_unit(3, "mois"), f"3{NB}mois"),
        (filters.with_unit(1, "an"), f"1{NB}an"),
        (filters.with_unit(140, "°C"), f"140{NB}°C"),
        (filters.with_unit(60, "km/h"), f"60{NB}km/h"),
        (filters.with_unit(20, "Mo"), f"20{NB}Mo"),
        (filters.with_unit(8, "h"), f"8{NB}h"),
        (filters.with_unit(75, "décibel pondéré A"), f"75{NB}décibels pondérés A"),
        (filters.with_unit(2, "journal"), f"2{NB}journaux"),
        (filters.with_unit(30, "kWh"), f"30{NB}kWh"),
        (filters.with_unit(12, "kg"), f"12{NB}kg"),
        (filters.with_unit(10, "µg/m³"), f"10{NB}µg/m³"),
        (filters.with_unit(75, "gramme par mètre carré"), f"75{NB}grammes par mètre carré"),
        (filters.percent(Decimal("12.50")), f"12,5{NB}%"),
        (filters.euros(1500), f"1{NNB}500{NB}€"),
        (filters.euros(Decimal("12.5")), f"12,50{NB}€"),
        (filters.euros(Decimal("1234567.89")), f"1{NNB}234{NNB}567,89{NB}€"),
        (filters.date(dt.date(2026, 11, 30)), f"30{NB}novembre 2026"),
        (filters.date("2026-01-01"), f"1er{NB}janvier 2026"),
        (filters.enumeration(["a"]), "a"),
        (filters.enumeration(["a", "b"]), "a et b"),
        (filters.enumeration(["a", "b", "c"]), "a, b et c"),
        (filters.number(Decimal("-1234")), f"−1{NNB}234"),
    ],
)
def test_values_are_written_the_french_way(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize(
    ("numbers", "preposition", "expected"),
    [
        ((), "", "le marché"),
        ((), "de", "du marché"),
        ((), "a", "au marché"),
        ((1,), "", f"le lot n°{NB}1"),
        ((1,), "de", f"du lot n°{NB}1"),
        ((1, 3), "", f"les lots n°{NB}1 et 3"),
        ((1, 2), "a", f"aux lots n°{NB}1 et 2"),
        ((1, 2, 3, 4), "de", f"des lots n°{NB}1 à 4"),
        ((1, 2, 3, 5, 7, 8), "", f"les lots n°{NB}1 à 3, 5, 7 et 8"),
        ((9, 1), "", f"les lots n°{NB}1 et 9"),
    ],
)
def test_lots_are_designated_with_their_article(numbers: tuple[int, ...], preposition: str, expected: str) -> None:
    assert filters.designation(lots(*numbers), preposition) == expected


def test_a_cell_of_lots_holds_numbers_alone() -> None:
    assert filters.numeros(lots(1, 2, 3, 5)) == "1 à 3 et 5"


@pytest.mark.parametrize("wrong", [True, None, "beaucoup", "NaN", [], Decimal("Infinity")])
def test_what_is_not_a_number_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="nombre"):
        filters.euros(wrong)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="date"):
        filters.date(12)


@pytest.mark.parametrize("name", ["enumeration", "designation", "numeros"])
def test_a_list_filter_refuses_a_string(name: str) -> None:
    with pytest.raises(ValueError, match="liste"):
        filters.FILTERS[name]("lot 1")


def test_an_unknown_preposition_is_refused() -> None:
    with pytest.raises(ValueError, match="n’existe pas"):
        filters.designation([], "vers")
