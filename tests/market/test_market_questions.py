"""The table of questions against the model, and each question against itself."""

import dataclasses
import re
import typing

import pytest

from generator.market import QUESTIONS, SECTIONS, Kind, model, question, read_kindly
from generator.market.answers import read_answer
from generator.market.questions import EXPECTED
from generator.market.shape import ROOT, STRUCTURED, Group, fields_of, key_of, tree
from generator.market.typed import UnreadableError

WRONG: dict[str, object] = {
    "texte": 12,
    "texte_long": ["a"],
    "montant": "beaucoup",
    "part": "la moitié",
    "pourcent": "un tiers",
    "nombre": "douze",
    "entier": "1,5",
    "booleen": "peut-être",
    "choix": "ni l’un ni l’autre",
    "date": "31/02/2026",
    "cpv": "4521",
    "siret": "219 999 999 0001",
    "courriel": "pas une adresse",
    "telephone": "appelez-nous",
    "departements": ["999"],
}


def groups(group: Group) -> list[Group]:
    inner = [node for node in group.children.values() if isinstance(node, Group)]
    return [group, *(below for node in inner for below in groups(node))]


@pytest.mark.parametrize("group", groups(ROOT), ids=lambda group: group.key or "marche")
def test_each_object_asks_exactly_the_fields_of_its_class(group: Group) -> None:
    structured = set(STRUCTURED) if group is ROOT else set()
    assert set(group.children) | structured == fields_of(group)


def test_every_class_of_answers_stands_in_the_tree() -> None:
    known = {group.build for group in groups(ROOT)}
    structured = {model.Choix, model.ClauseRetenue, model.Reglage}
    classes = {value for value in vars(model).values() if dataclasses.is_dataclass(value)}
    assert classes == known | structured


def test_a_question_outside_the_model_is_refused() -> None:
    stray = dataclasses.replace(question("cpv"), key="ailleurs.cpv")
    with pytest.raises(KeyError):
        tree([*QUESTIONS, stray])


def test_keys_are_unique_and_found() -> None:
    assert len({asked.key for asked in QUESTIONS}) == len(QUESTIONS)
    assert question("lots[].insertion.taux_effort").name == "taux_effort"


def test_the_model_keeps_its_codes_in_the_choices() -> None:
    assert {choice.value for choice in question("niveau").choices} == set(typing.get_args(model.Niveau))


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_each_question_says_its_label_why_and_section(asked) -> None:
    assert asked.label
    assert asked.why.endswith((".", "…"))
    assert asked.section in {section.id for section in SECTIONS}
    assert asked.expected.endswith(".")


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_each_example_is_an_answer(asked) -> None:
    if asked.example:
        assert read_answer(asked, asked.example) is not None
    for choice in asked.choices:
        assert str(read_answer(asked, choice.value)) == choice.value


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_user_text_has_french_typography(asked) -> None:
    texts = (asked.label, asked.help, asked.why, asked.error, *(f"{c.label}{c.help}" for c in asked.choices))
    for text in texts:
        assert not re.search(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]| [;:!?»%€]|« ", text), text


def test_every_kind_has_a_bad_example_here_and_a_default_sentence() -> None:
    assert set(WRONG) == set(typing.get_args(Kind)) == set(EXPECTED)


@pytest.mark.parametrize("kind", sorted(WRONG))
def test_a_wrong_answer_of_each_kind_is_refused_with_a_sentence(kind: str) -> None:
    asked = next(asked for asked in QUESTIONS if asked.kind == kind)
    with pytest.raises(UnreadableError) as refused:
        read_answer(asked, WRONG[kind])
    assert str(refused.value).endswith(".")


def nested(key: str, value: object) -> dict[str, object]:
    head, _, rest = key.partition(".")
    inner = nested(rest, value) if rest else value
    return {head.removesuffix("[]"): [inner] if head.endswith("[]") else inner}


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_a_wrong_answer_is_reported_at_its_place_and_counts_as_unanswered(asked) -> None:
    reading = read_kindly(nested(asked.key, WRONG[asked.kind]))
    assert asked.key in {key_of(fault.where) for fault in reading.wrong}
    assert all(fault.remedy for fault in reading.wrong)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.key)
def test_bounds_are_kept_on_both_sides(asked) -> None:
    for bound, outside in ((asked.minimum, -1), (asked.maximum, 1)):
        if bound is not None:
            assert read_answer(asked, str(bound)) == bound
            with pytest.raises(UnreadableError):
                read_answer(asked, str(bound + outside))
