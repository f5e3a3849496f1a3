"""A purchase family is recognised by what buyers type, and nothing is recognised where nothing should be."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.library import Library, Segment, read, shipped
from generator.library.divisions import DIVISIONS, OUTSIDE
from generator.library.expressions import Vocabulary, expression
from generator.library.families import MOST, code_of

CASES = tomllib.loads((Path(__file__).parent / "familles.toml").read_text(encoding="utf-8"))
SHIPPED = Library.load([shipped()])
FAMILIES = SHIPPED.familles
OUT_OF_CATALOGUE = {"41", "70", "75", "76"}
CODES = [
    "03", "09", "14", "15", "16", "18", "19", "22", "24", "30", "31", "32", "33", "34", "35",
    "37", "38", "39", "41", "42", "43", "44", "45", "48", "50", "51", "55", "60", "63", "64",
    "65", "66", "70", "71", "72", "73", "75", "76", "77", "79", "80", "85", "90", "92", "98",
]  # fmt: skip
SEGMENTS = tuple(SHIPPED.segments.values())
NAMES = tuple(SHIPPED.segments)


# What buyers write


def test_there_are_many_phrases_each_written_once() -> None:
    assert len(CASES["connues"]) >= 60
    assert set(CASES["connues"].values()) == set(NAMES), "a family without a phrase"


@pytest.mark.parametrize(("text", "family"), [*CASES["connues"].items(), *CASES["codes"].items()])
def test_a_phrase_or_a_code_gives_its_family_and_says_why(text: str, family: str) -> None:
    found = FAMILIES.recognise(text)
    assert (found.etat, found.segment and found.segment.id) == ("connue", family)
    assert found.familles[0].pourquoi.endswith(".")
    assert found.phrase == "Famille reconnue."


@pytest.mark.parametrize(("text", "families"), CASES["plusieurs"].items())
def test_a_phrase_that_may_be_two_things_proposes_both(text: str, families: list[str]) -> None:
    found = FAMILIES.recognise(text)
    assert found.etat == "plusieurs"
    assert set(families) <= {family.segment.id for family in found.familles}
    assert len(found.familles) <= MOST
    assert found.segment is None
    assert found.phrase.startswith("Plusieurs familles possibles.")


@pytest.mark.parametrize("text", CASES["inconnues"]["mots"])
def test_words_of_another_matter_give_no_family(text: str) -> None:
    found = FAMILIES.recognise(text)
    assert (found.etat, found.familles) == ("inconnue", ())
    assert "clauses générales" in found.phrase


@pytest.mark.parametrize("text", ["", "   ", None, "…", "\u200b", "- -"])
def test_nothing_typed_says_nothing(text: str | None) -> None:
    found = FAMILIES.recognise(text)
    assert (found.etat, found.phrase) == ("vide", "")


def test_the_reason_of_words_quotes_them_and_that_of_a_code_names_its_prefix_and_division() -> None:
    assert FAMILIES.recognise("peinture").familles[0].pourquoi == "Mot reconnu\u00a0: «\u00a0peinture\u00a0»."
    said = FAMILIES.recognise("45233120-6").familles[0].pourquoi
    assert said == "Code en 45233, division 45 (Travaux de construction)."


def test_a_code_out_of_the_catalogue_says_so_with_the_reason() -> None:
    said = FAMILIES.recognise("41110000").phrase
    assert said.startswith("Hors catalogue\u00a0: clauses générales seulement. L’eau")
    assert "division 02" in FAMILIES.recognise("02000000").phrase
    assert "deux chiffres" in FAMILIES.recognise("4").phrase


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(["nettoyage", "de", "et", ",", "45", "route", "("])).map(" ".join)
)
def test_whatever_is_typed_gives_an_answer(text: str) -> None:
    found = FAMILIES.recognise(text)
    assert (found.etat == "plusieurs") == (len(found.familles) > 0 and found.segment is None)
    assert (found.etat in ("vide", "inconnue")) == (found.familles == ())
    assert bool(found.phrase) == (found.etat != "vide")


# Expressions


def spans(text: str, *expressions: str) -> list[tuple[str, bool, bool]]:
    vocabulary = Vocabulary(map(expression, expressions))
    return [(" ".join(span.expression), span.main, span.joined) for span in vocabulary.find(text)]


def test_the_longest_expression_hides_the_words_inside_it() -> None:
    assert spans("un bureau d’études", "bureau", "études", "bureau d'études") == [("bureau etud", True, False)]


def test_what_follows_a_preposition_is_a_complement_and_what_follows_and_is_not() -> None:
    words = ("nettoyage", "cantine", "jardin", "gardiennage")
    assert spans("Nettoyage de la cantine et du jardin, gardiennage", *words) == [
        ("nettoyag", True, False),
        ("cantin", False, False),
        ("jardin", False, True),
        ("gardiennag", True, True),
    ]


def test_a_mark_ends_an_expression() -> None:
    assert spans("papier ; peint", "papier peint") == []
    assert spans("papier - peint", "papier peint") == []
    assert spans("papier-peint", "papier peint") == [("papier peint", True, False)]


# The families themselves


def test_the_45_divisions_are_known_by_their_labels() -> None:
    assert list(DIVISIONS) == CODES
    assert len(CODES) == 45


@pytest.mark.parametrize("division", CODES)
def test_a_division_leads_to_a_family_or_is_declared_out_of_the_catalogue(division: str) -> None:
    prefixes = [prefix for segment in SEGMENTS for prefix in segment.cpv if prefix.startswith(division)]
    assert bool(prefixes) != (division in OUT_OF_CATALOGUE)
    assert (division in OUTSIDE) == (division in OUT_OF_CATALOGUE)


def test_every_prefix_belongs_to_one_family() -> None:
    prefixes = [prefix for segment in SEGMENTS for prefix in segment.cpv]
    assert len(prefixes) == len(set(prefixes))


@pytest.mark.parametrize("segment", SEGMENTS, ids=NAMES)
def test_a_family_has_words_questions_and_is_found_by_its_label_and_its_code(segment: Segment) -> None:
    assert len(segment.mots) >= 10
    assert len(segment.sourcing) == 3
    assert segment.lots
    assert segment.pieges
    assert FAMILIES.recognise(segment.libelle).segment is segment
    assert FAMILIES.of_code(code_of(segment)) is segment
    assert len(code_of(segment)) == 8


@pytest.mark.parametrize("segment", SEGMENTS, ids=NAMES)
def test_each_word_of_a_family_proposes_it_and_each_false_friend_does_not(segment: Segment) -> None:
    for word in segment.mots:
        assert segment in [family.segment for family in FAMILIES.recognise(word).familles], word
    for text in segment.faux_amis:
        assert segment not in [family.segment for family in FAMILIES.recognise(text).familles], text


def test_a_false_friend_of_one_word_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "segments").mkdir()
    text = 'libelle = "Essai"\nmots = ["essai"]\nfaux_amis = ["essai"]\ncpv = ["99"]\n'
    (tmp_path / "segments" / "essai.toml").write_text(text, encoding="utf-8")
    (fault,) = read([shipped(), tmp_path])[1]
    assert "un seul mot" in fault.sentence()
