"""What people type, understood exactly or refused."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.market import identifiers, typed
from generator.market.plain import clean_line, clean_text, shown
from generator.market.typed import UnreadableError


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234567.89", "1234567.89"),
        ("1 234 567,89 €", "1234567.89"),
        ("1\u202f234\u202f567,89\u00a0€", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1'234’567", "1234567"),
        ("1.234.567", "1234567"),
        ("2,1 M€", "2100000"),
        ("2,1 millions d’euros", "2100000"),
        ("350 k€ HT", "350000"),
        ("1 Md€", "1000000000"),
        ("12 euros hors taxes", "12"),
        ("0,5", "0.5"),
        ("2100000.000", "2100000"),
        ("-5", "-5"),
        ("−5", "-5"),
    ],
)
def test_amounts_as_typed_are_understood(text: str, amount: str) -> None:
    assert typed.parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e400",
        "1e5",
        "NaN",
        "Infinity",
        "12 34 567",
        "1,2,3",
        "1.23.4",
        "12.",
        "5 $",
        "1,999",
        "1.000",
        "0,125",
        "9" * 61,
        "٣٠",
        "10²",
        "{{ 7*7 }}",
        "1 000 000,005",
    ],
)
def test_amounts_that_say_nothing_or_two_things_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        typed.parse_amount(text)


def test_an_ambiguous_amount_says_how_to_write_it() -> None:
    with pytest.raises(UnreadableError, match="écrivez 1250"):
        typed.parse_amount("1.250")


def test_an_amount_with_tax_is_named() -> None:
    with pytest.raises(UnreadableError, match="hors taxes"):
        typed.parse_amount("12 000 € TTC")


def test_scientific_notation_is_named() -> None:
    with pytest.raises(UnreadableError, match="scientifique"):
        typed.parse_amount("1e400")


@settings(derandomize=True, database=None, deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_any_amount_written_the_french_way_is_read_back(amount: Decimal) -> None:
    french = f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert typed.parse_amount(f"{french} €") == amount


@pytest.mark.parametrize(
    ("text", "share"), [("0.50", "0.5"), ("5 %", "0.05"), ("5\u202f%", "0.05"), ("12,5%", "0.125"), ("1", "1")]
)
def test_shares_are_fractions_unless_a_percent_sign_says_so(text: str, share: str) -> None:
    assert typed.parse_share(text) == Decimal(share)


@pytest.mark.parametrize("text", ["moitié", "%", "5 % ou 6 %"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        typed.parse_share(text)
    with pytest.raises(UnreadableError):
        typed.parse_percent(text)


@pytest.mark.parametrize(
    "text",
    ["2026-11-30", "30/11/2026", "30-11-2026", "30.11.2026", "30 11 2026", "30 novembre 2026", " 30 NOVEMBRE 2026 "],
)
def test_dates_are_understood_in_the_usual_spellings(text: str) -> None:
    assert typed.parse_date(text) == dt.date(2026, 11, 30)


def test_the_first_of_the_month_and_accents_are_understood() -> None:
    assert typed.parse_date("1er août 2026") == dt.date(2026, 8, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2026", "calendrier"),
        ("30/11/26", "quatre chiffres"),
        ("11/30/2026", "calendrier"),
        ("3 brumaire 2026", "mois"),
        ("demain", "pas une date"),
        ("0001-01-01", "trop loin"),
        ("2026-11-30T10:00", "pas une date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        typed.parse_date(text)


@pytest.mark.parametrize(("text", "answer"), [("oui", True), ("Non", False), ("VRAI", True), ("false", False)])
def test_yes_and_no_are_understood(text: str, answer: bool) -> None:
    assert typed.parse_boolean(text) is answer


def test_a_whole_number_may_have_useless_decimals_only() -> None:
    assert typed.parse_integer("1 200,0") == 1200
    with pytest.raises(UnreadableError, match="entier"):
        typed.parse_integer("1,5")


def test_a_siret_counts_its_digits_and_forgives_its_key() -> None:
    assert identifiers.parse_siret("219 999 999 00019") == "21999999900019"
    with pytest.raises(UnreadableError, match="vous en avez écrit 13"):
        identifiers.parse_siret("2199999990001")


@pytest.mark.parametrize("code", ["45210000-2", "45212300-9", "90910000-9", "30213100-6", "45233140-2", "79993000-1"])
def test_cpv_check_digits_are_those_of_the_vocabulary(code: str) -> None:
    assert identifiers.parse_cpv(code) == code[:8]


def test_a_cpv_is_understood_with_its_label_and_refused_with_a_wrong_key() -> None:
    assert identifiers.parse_cpv("45212300 – Bâtiments culturels") == "45212300"
    with pytest.raises(UnreadableError, match="est 2, et non 7"):
        identifiers.parse_cpv("45210000-7")


def test_departments_are_understood_as_a_sentence_and_corsica_has_letters() -> None:
    assert identifiers.split_departements("59, 62 et 2a") == ["59", "62", "2a"]
    assert [identifiers.parse_departement(code) for code in ("1", "2a", "974")] == ["01", "2A", "974"]
    with pytest.raises(UnreadableError, match="2A ou 2B"):
        identifiers.parse_departement("20")


@pytest.mark.parametrize(
    "text", ["a@b", "@b.fr", "a b@c.fr", "a@b..fr", "<a@b.fr>", "a@b.fr, c@d.fr", "é" * 300 + "@b.fr"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        identifiers.parse_email(text)


@pytest.mark.parametrize("text", ["12", "03 00 00 00 00 00 00 00 00", "03-abc", "++33"])
def test_what_is_no_telephone_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        identifiers.parse_phone(text)


def test_only_what_no_document_can_carry_is_dropped() -> None:
    hostile = "a\x00b\x1f\ud800c\ue000d\u202ee\ufffff\ufeff"
    assert clean_text(hostile) == "abcdef"
    kept = "{{ 7*7 }} <script> & **gras** # _ === | 🏗️ مرحبا"
    assert clean_line(kept) == kept


def test_line_breaks_stay_in_long_texts_and_become_spaces_on_one_line() -> None:
    assert clean_text(" a\r\nb\u2028c ") == "a\nb\nc"
    assert clean_line(" a\r\n  b\tc ") == "a b c"


def test_what_was_found_is_shown_short_and_safe() -> None:
    assert shown("a\x00\u202eb") == "«\u00a0aU+0000U+202Eb\u00a0»"
    assert len(shown("x" * 10_000)) < 80
    assert shown(10**5000) == "un nombre démesuré"
    assert [shown(value) for value in (None, True, [1], {"a": 1})] == [
        "rien",
        "true",
        "une liste de 1 élément",
        "un objet",
    ]
