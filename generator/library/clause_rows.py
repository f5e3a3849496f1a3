"""From the header of a clause to its rows in the answer frame, the price schedule and the follow-up workbook."""

from __future__ import annotations

from generator.library.clause_header import Lines
from generator.library.keys import Keys
from generator.library.model import ANSWERS, MOMENTS, FollowRow, FrameRow, PriceRow


def frame_of(keys: Keys, lines: Lines) -> tuple[FrameRow, ...]:
    """The `[[cadre]]` tables."""
    found = []
    for n, data in enumerate(keys.tables("cadre"), start=1):
        inner = keys.inner(data, f"cadre[{n}]")
        kind = inner.choice("reponse", ANSWERS, required=True, default="texte")
        question, proof = lines.line(inner, "question"), lines.line(inner, "preuve", required=False)
        points = inner.number("points")
        scored = inner.flag("notee", default=points is not None)
        if points is not None and (points <= 0 or not scored):
            inner.fault("points", "une question notée vaut plus de 0 point ; une autre n’en a pas.", code="points")
        found.append(FrameRow(question, kind, proof, scored, points, lines.when(inner)))
        inner.done()
    return tuple(found)


def prices_of(keys: Keys, lines: Lines) -> tuple[PriceRow, ...]:
    """The `[[bpu]]` tables."""
    found = []
    for n, data in enumerate(keys.tables("bpu"), start=1):
        inner = keys.inner(data, f"bpu[{n}]")
        label, unit = lines.line(inner, "libelle"), lines.line(inner, "unite")
        found.append(PriceRow(label, unit, lines.line(inner, "aide", required=False), lines.when(inner)))
        inner.done()
    return tuple(found)


def follow_up_of(keys: Keys, lines: Lines) -> tuple[FollowRow, ...]:
    """The `[[suivi]]` tables."""
    found = []
    for n, data in enumerate(keys.tables("suivi"), start=1):
        inner = keys.inner(data, f"suivi[{n}]")
        moment = inner.choice("quand", MOMENTS, required=True, default="an")
        indicator, unit = lines.line(inner, "indicateur"), lines.line(inner, "unite")
        target = lines.line(inner, "cible", required=False)
        found.append(FollowRow(indicator, unit, moment, target, lines.when(inner)))
        inner.done()
    return tuple(found)
