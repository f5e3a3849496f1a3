"""Every question, in order of the form, and how to find one by its key."""

from __future__ import annotations

from generator.market.questions import Question
from generator.market.table_amounts import AMOUNTS
from generator.market.table_choices import AMBITION, CRITERIA, FACILITATEUR, INSERTION
from generator.market.table_context import BUYER_SIZE, COMPLEMENTS, NEED
from generator.market.table_contract import BUYER, OBJECT
from generator.market.table_lots import LOTS

QUESTIONS: tuple[Question, ...] = (
    *BUYER,
    *BUYER_SIZE,
    *OBJECT,
    *COMPLEMENTS,
    *AMOUNTS,
    *NEED,
    *LOTS,
    *AMBITION,
    *INSERTION,
    *FACILITATEUR,
    *CRITERIA,
)

_BY_KEY = {question.key: question for question in QUESTIONS}


def question(key: str) -> Question:
    """The question of a key such as « lots[].cpv »; KeyError when there is none."""
    return _BY_KEY[key]
