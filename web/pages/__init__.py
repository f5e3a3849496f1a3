"""The blueprints, one per noun, and what every template may use."""

from __future__ import annotations

from flask import Flask

from generator.language.typography import finish_plain
from generator.market import question
from web.pages import about, facts, home, market, preview

MENU = (("market.show", "Décrire un marché"), ("facts.show", "Écrire des clauses"))


def register(app: Flask) -> None:
    """Give the application its pages."""
    for module in (home, market, preview, facts, about):
        app.register_blueprint(module.blueprint)
    app.add_template_filter(finish_plain, "typo")
    app.context_processor(lambda: {"menu": MENU, "levels": _levels()})


def _levels() -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, choice.label) for choice in question("niveau").choices)
