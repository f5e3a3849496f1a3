"""The facts that clause authors may use, printed from the table the program itself reads."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from generator.facts import FACTS, Fact

blueprint = Blueprint("facts", __name__)


@dataclass(frozen=True)
class FactLine:
    """A documented fact with its sample written the French way."""

    name: str
    type: str
    help: str
    optional: bool
    condition: bool
    choices: tuple[str, ...]
    members: tuple[str, ...]
    example: str


@blueprint.get("/faits")
def show() -> str:
    return render_template("faits.html", facts=[_line(fact) for fact in FACTS])


def _line(fact: Fact) -> FactLine:
    sample = fact.sample
    example = "" if sample is None or isinstance(sample, bool) else str(sample)
    return FactLine(fact.name, fact.type, fact.help, fact.optional, fact.condition, fact.choices, fact.members, example)
