"""The home page: what the program does, shown by finished examples."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from generator.language.filters import euros
from generator.market import question
from web.desk import Desk, Examination, desk
from web.panel import Duty, Panel, due_count, panel_of, working

blueprint = Blueprint("home", __name__)


@dataclass(frozen=True)
class Example:
    """A finished market, one click away."""

    id: str
    title: str
    nature: str
    buyer: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Extract:
    """One number of an example and where it comes from."""

    place: str
    hours: str
    working: str
    duty: Duty | None


@blueprint.get("/")
def show() -> str:
    examples, extract = _showcase(desk())
    return render_template("accueil.html", examples=examples, extract=extract)


def _showcase(at: Desk) -> tuple[tuple[Example, ...], Extract | None]:
    found = {name: at.examine(marche) for name, marche in at.examples.items()}
    examples = tuple(_example(name, one, panel_of(one.marche, one)) for name, one in found.items())
    extracts = (_extract(one, panel_of(one.marche, one)) for one in found.values())
    return examples, next((extract for extract in extracts if extract), None)


def _example(name: str, found: Examination, panel: Panel) -> Example:
    marche = found.marche
    natures = {choice.value: choice.label for choice in question("nature").choices}
    due = due_count(found.diagnosis)
    maximum = marche.montant_maximum_ht
    amount = maximum if maximum is not None else marche.montant_estime_ht
    label = "Montant maximum HT" if maximum is not None else "Montant HT"
    figures = (
        (label, euros(amount) if amount is not None else "à estimer"),
        ("Obligations", str(due)),
        ("Heures d’insertion", panel.hours or "aucune"),
        ("Clauses retenues", str(len(panel.clauses))),
    )
    return Example(name, marche.objet, natures.get(marche.nature or "", ""), marche.acheteur.nom, figures)


def _extract(found: Examination, panel: Panel) -> Extract | None:
    lots = found.calibration.lots if found.calibration else ()
    best = next((lot for lot in lots if lot.heures and working(lot) and lot.numero is not None), None)
    if best is None:
        return None
    title = next((lot.intitule for lot in found.marche.lots if lot.numero == best.numero), "") or ""
    place = f"Lot {best.numero}{' : ' + title[0].lower() + title[1:] if title else ''}"
    hours = next(lot.hours for lot in panel.lots if lot.name == f"Lot {best.numero}")
    duty = next((d for d in panel.duties if "social" in d.label.lower()), None)
    return Extract(place, hours, working(best), duty)
