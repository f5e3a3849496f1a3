"""The register of dated law: every value, its history and its source, searched and filtered."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from generator.law import stale, values_of
from generator.library import LawValue
from web.answers import UNPRINTABLE
from web.dates import AskedDay, asked_day, in_words, today
from web.desk import Desk, desk
from web.register import CPV, Entry, Found, entries, entry, search

blueprint = Blueprint("references", __name__)

FILTERS = ("etat", "certitude", "secteur", "nature", "acheteur")
LONGEST = 200


@dataclass(frozen=True)
class RegisterView:
    query: str
    cpv: str
    asked: AskedDay
    day: str
    found: Found
    filtered: bool


@dataclass(frozen=True)
class EntryView:
    entry: Entry
    asked: AskedDay
    day: str
    clauses: tuple[tuple[str, str], ...]  # id and title


@blueprint.get("/references")
def show() -> str:
    """The values that fit the words and the filters, on the day asked for."""
    now = today()
    asked = asked_day(_said("au"), now)
    chosen = {name: _said(name) for name in (*FILTERS, CPV)}
    found = search(entries(desk().library.register, asked.day, now), _said("q"), chosen)
    filtered = bool(_said("q") or any(chosen.values()))
    view = RegisterView(_said("q"), chosen[CPV], asked, in_words(asked.day), found, filtered)
    return render_template("references.html", view=view)


@blueprint.get("/references/<id_>")
def detail(id_: str) -> str:
    """One parameter: its value on the day asked for, its history, whom it bears on, what uses it."""
    at = desk()
    if id_ not in at.library.register.ids:
        abort(404)
    now = today()
    asked = asked_day(_said("au"), now)
    reasons = {item.checked.id: item.reason for item in stale(values_of(at.library.register, now), now)}
    one = entry(at.library.register.parameter(id_), asked.day, reasons)
    view = EntryView(one, asked, in_words(asked.day), _clauses(at, id_))
    return render_template("reference.html", view=view)


def _said(name: str) -> str:
    return UNPRINTABLE.sub("", request.args.get(name, ""))[:LONGEST].strip()


def _clauses(at: Desk, id_: str) -> tuple[tuple[str, str], ...]:
    """The clauses one of whose levels is this value."""
    clauses = at.library.clauses_at(None).values()
    levels = ((clause, level) for clause in clauses for p in clause.parametres.values() for level in p.levels.values())
    return tuple(
        dict.fromkeys(
            (clause.id, clause.titre)
            for clause, level in levels
            if isinstance(level, LawValue) and level.parametre == id_
        )
    )
