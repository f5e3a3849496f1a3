"""What a clause gives to the common articles and the other documents, at one level, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.blocks import Ref
from generator.dossier import Dossier
from generator.dossier.context import clause_context, holds, market_context
from generator.dossier.rows import MOMENTS
from generator.language import CompiledText
from generator.language.filters import euros, with_unit
from generator.language.typography import NBSP, finish_plain
from generator.library import ClauseVersion, Penalty
from generator.library.model import Conditions, FrameRow
from generator.text import render_line

ANSWERS = {
    "texte": "texte",
    "nombre": "nombre",
    "pourcent": "pourcentage",
    "euros": "montant en euros",
    "oui_non": "oui ou non",
    "date": "date",
}
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines ready to print. Each tuple of cells is a row of its table, in the order of its header."""

    proofs_of_offer: tuple[str, ...]
    proofs: tuple[str, ...]
    controls: tuple[Cells, ...]  # object, who, when
    penalties: tuple[Cells, ...]  # fact, amount, unit, notice, bounds
    remedies: tuple[Cells, ...]  # fact, remedy
    derogations: tuple[Cells, ...]  # article of the CCAG, text
    frame: tuple[Cells, ...]  # question, kind of answer, proof, what it is marked
    prices: tuple[Cells, ...]  # label, unit, help
    follow_up: tuple[Cells, ...]  # indicator, unit, moment, target


def rows_of(dossier: Dossier, clause: ClauseVersion, names: Mapping[str, str]) -> Rows:
    """The rows that stand for the dossier's level and answers; `names` is what a reference to an article prints."""
    item = dossier.selection.get(clause.id)
    if item is None:
        raise KeyError(clause.id)
    facts = market_context(dossier.marche, dossier.library, dossier.calibration, dossier.selection)
    return _Lines(clause, clause_context(facts, dossier.marche, item, item.variants[0]), names).rows()


def _mark(row: FrameRow) -> str:
    if row.points:
        return with_unit(row.points, "point")
    return "notée" if row.notee else "non notée"


class _Lines:
    """Writes the one-line texts of a clause seen from a marché."""

    def __init__(self, clause: ClauseVersion, facts: Mapping[str, Any], names: Mapping[str, str]) -> None:
        self.clause, self.facts, self.names = clause, facts, names

    def rows(self) -> Rows:
        clause, line = self.clause, self.line
        return Rows(
            proofs_of_offer=tuple(line(proof.texte) for proof in self.held(clause.preuves) if proof.quand == "offre"),
            proofs=tuple(line(proof.texte) for proof in self.held(clause.preuves) if proof.quand != "offre"),
            controls=tuple((line(c.objet), line(c.qui), line(c.quand)) for c in self.held(clause.controles)),
            penalties=tuple(self.penalty(penalty) for penalty in self.held(clause.penalites)),
            remedies=tuple((line(each.fait), line(each.remede)) for each in self.held(clause.remedes)),
            derogations=tuple(
                (str(self.facts["ccag"].get(each.article, "")), line(each.texte))
                for each in self.held(clause.derogations)
                if self.facts["ccag"]["applicable"]
            ),
            frame=tuple(
                (line(row.question), ANSWERS[row.reponse], line(row.preuve), _mark(row))
                for row in self.held(clause.cadre)
            ),
            prices=tuple((line(row.libelle), line(row.unite), line(row.aide)) for row in self.held(clause.bpu)),
            follow_up=tuple(
                (line(row.indicateur), line(row.unite), MOMENTS[row.quand], line(row.cible))
                for row in self.held(clause.suivi)
            ),
        )

    def held(self, rows: Iterable[Any]) -> list[Any]:
        """The rows whose conditions hold: facts, level, choices of the clause."""
        return [row for row in rows if self.holds(row.si)]

    def holds(self, si: Conditions) -> bool:
        return not si or holds(si, self.facts)

    def line(self, text: CompiledText) -> str:
        inlines = render_line(text, self.facts, self.clause.path)
        return finish_plain(
            "".join(
                self.names.get(inline.target, inline.target) if isinstance(inline, Ref) else inline.text
                for inline in inlines
            )
        )

    def penalty(self, penalty: Penalty) -> Cells:
        """The amounts are those of the library: a marché brings them to its own size, unless they are fixed."""
        notice = penalty.mise_en_demeure
        if penalty.sans_notice_si and self.holds(penalty.sans_notice_si):
            notice = 0
        return (
            self.line(penalty.fait),
            euros(penalty.montants[str(self.facts["niveau"])]),
            self.line(penalty.unite) + (", montant fixe" if penalty.fixe else ""),
            with_unit(notice, "jour") if notice else "sans mise en demeure",
            f"{euros(penalty.minimum)}{NBSP}à{NBSP}{euros(penalty.maximum)}",
        )
