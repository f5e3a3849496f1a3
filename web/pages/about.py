"""What the program is, what it keeps (nothing), and how accessible it is."""

from __future__ import annotations

from flask import Blueprint, render_template

blueprint = Blueprint("about", __name__)


@blueprint.get("/a-propos")
def show() -> str:
    return render_template("a_propos.html")
