"""Numbers typed before a title, and those that a list prints."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.word.host_numbers import Counters, by_field, formatted, roman, typed
from generator.word.host_styles import Lists, Numbering

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("text", "lead", "number", "following"),
    [
        ("Article 12 - Dérogations", "Article ", "12", "Article 13 - "),
        ("ARTICLE 3 : PRIX", "ARTICLE ", "3", "ARTICLE 4 : "),
        ("Article 1er – Objet", "Article ", "1", "Article 2 – "),
        ("Article 12. Dérogations", "Article ", "12", "Article 13. "),
        ("12. Dérogations", "", "12", "13. "),
        ("4.2 Acomptes", "", "4.2", "4.3 "),
        ("IX - Résiliation", "", "IX", "X - "),
        ("Article XIV. Différends", "Article ", "XIV", "Article XV. "),
        ("Art. n° 7 : Délais", "Art. n° ", "7", "Art. n° 8 : "),
    ],
)
def test_the_number_after_one_typed_by_hand_is_typed_alike(text: str, lead: str, number: str, following: str) -> None:
    found = typed(text)
    assert found is not None
    assert (found.lead, found.number) == (lead, number)
    assert found.at(found.next()) == following


@pytest.mark.parametrize(
    "text", ["Dérogations", "Le lot n° 3", "CCAP", "I", "12", "Civil : règles", "Il est prévu", "C. Prix"]
)
def test_what_is_not_a_number_before_a_title_is_left_alone(text: str) -> None:
    assert typed(text) is None


def test_roman_numerals_go_both_ways() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99, 400)] == ["I", "IV", "IX", "XIV", "XL", "XCIX", "CD"]
    for count in range(1, 80):
        found = typed(f"Article {roman(count)} – X")
        assert found is not None
        assert found.next() == roman(count + 1)


def test_a_count_takes_the_form_of_its_level() -> None:
    forms = [formatted(28, form) for form in ("decimal", "upperLetter", "lowerRoman", "decimalZero")]
    assert forms == ["28", "BB", "xxviii", "28"]
    assert formatted(3, "decimalZero") == "03"


def lists(*levels: tuple[str, str], override: str = "") -> Lists:
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    return Lists(etree.fromstring(
        f'<w:numbering xmlns:w="{W_NS}"><w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num></w:numbering>'
    ))  # fmt: skip


def test_levels_count_within_the_one_above() -> None:
    found = lists(("decimal", "%1."), ("decimal", "%1.%2"))
    counters, shown = Counters(found), []
    for level in (0, 0, 1, 1, 0, 1):
        counters.step(Numbering(1, level))
        shown.append(counters.shown(Numbering(1, level)))
    assert shown == ["1", "2", "2.1", "2.2", "3", "3.1"]


def test_the_words_around_a_number_are_not_the_number() -> None:
    found = lists(("upperRoman", "Article %1 –"), ("decimal", "%1.%2"))
    counters = Counters(found)
    counters.step(Numbering(1, 0))
    assert counters.shown(Numbering(1, 0)) == "I"
    assert not by_field(found, Numbering(1, 0))
    assert by_field(found, Numbering(1, 1))


def test_two_numbers_of_one_list_count_together_unless_one_starts_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for override, wanted in (("", "2"), (again, "1")):
        counters = Counters(lists(("decimal", "%1."), override=override))
        counters.step(Numbering(1, 0))
        counters.step(Numbering(2, 0))
        assert counters.shown(Numbering(2, 0)) == wanted
