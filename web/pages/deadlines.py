"""What the law will change after a day, and what of the register is to check again."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from web.answers import UNPRINTABLE
from web.dates import asked_day, in_words, today
from web.deadlines import deadlines, to_check
from web.desk import desk

blueprint = Blueprint("deadlines", __name__)


@blueprint.get("/echeances")
def show() -> str:
    """From today, or from the day asked for."""
    library = desk().library
    asked = asked_day(UNPRINTABLE.sub("", request.args.get("du", "")), today())
    return render_template(
        "echeances.html",
        asked=asked,
        day=in_words(asked.day),
        deadlines=deadlines(library.register, asked.day),
        to_check=to_check(library, asked.day),
    )
