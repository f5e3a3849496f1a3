"""The blueprints, one per noun, and what every template may use."""

from __future__ import annotations

from flask import Flask

from generator.language.typography import finish_plain
from generator.market import question
from web.pages import (
    about,
    advice,
    calibration,
    catalogue,
    deadlines,
    execution,
    facts,
    home,
    insertion,
    market,
    obligations,
    preview,
    programme,
    references,
)
from web.typography import TiedSpaces

MENU = (
    ("market.show", "Décrire un marché"),
    ("programme.show", "Programmation"),
    ("catalogue.show", "Clauses"),
    ("references.show", "Références"),
    ("deadlines.show", "Échéances"),
    ("facts.show", "Écrire des clauses"),
)


def register(app: Flask) -> None:
    """Give the application its pages."""
    shown = (
        *(home, market, obligations, calibration, preview, insertion, advice, execution),
        *(programme, catalogue, references, deadlines, facts, about),
    )
    for module in shown:
        app.register_blueprint(module.blueprint)
    app.jinja_env.add_extension(TiedSpaces)
    app.add_template_filter(finish_plain, "typo")
    app.context_processor(lambda: {"menu": MENU, "levels": _levels()})


def _levels() -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, choice.label) for choice in question("niveau").choices)
