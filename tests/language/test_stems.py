"""Forms of a French word share their stem; a passage is found whole, never a part of a word."""

from __future__ import annotations

import pytest

from generator.language.stems import holds, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sociales", "social"),
        ("sociaux", "social"),
        ("pénalités", "penalite"),
        ("Œuvre", "oeuvre"),
        ("bureaux", "bureau"),
        ("réseaux d’eaux", "Réseau d'eau"),
        ("tuyaux", "tuyau"),
        ("matériaux", "matériau"),
        ("travaux", "travail"),
        ("gants d’examen", "GANT D'EXAMEN"),
        ("pneumatiques", "pneumatique"),
        ("denrées", "denrée"),
        ("jeux", "jeu"),
    ],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), [("eau", "eaux usées"), ("sol", "solaire"), ("lot", "lots 2"), ("pneu", "")])
def test_other_words_keep_another_stem(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_stand_one_after_the_other_and_whole() -> None:
    text = stems("Fourniture de bornes de recharge")
    assert holds(text, stems("borne de recharge"))
    assert holds(text, stems("fournitures de"))
    assert not holds(text, stems("borne recharge"))
    assert not holds(text, stems("recharge de borne"))
    assert not holds(text, ())
    assert not holds((), stems("borne"))
