"""The working documents of a dossier: those built from its data rather than from the texts of clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.blocks import Document
from generator.dossier.calibration_note import NOTE, asks_insertion, calibration_note
from generator.dossier.elected_summary import SUMMARY, elected_summary
from generator.dossier.materials import Materials
from generator.dossier.notice_data import NOTICE, notice_data
from generator.dossier.reasons_note import REASONS, reasons_note
from generator.dossier.review_sheet import review_sheet
from generator.library import DocumentPlan

REVIEW_SHEET = "fiche-de-relecture"
Builder = Callable[[DocumentPlan, Materials], Document | None]


def _review(plan: DocumentPlan, of: Materials) -> Document:
    return review_sheet(
        plan, of.marche, of.library, of.selection, of.diagnosis, of.calibration, of.points, of.assembler
    )


def _calibration(plan: DocumentPlan, of: Materials) -> Document | None:
    if not asks_insertion(of.marche):
        return None
    return calibration_note(plan, of.marche, of.library, of.calibration, of.cover)


BUILDERS: Mapping[str, Builder] = {
    SUMMARY: elected_summary,
    REVIEW_SHEET: _review,
    NOTE: _calibration,
    REASONS: reasons_note,
    NOTICE: notice_data,
}


def working_documents(of: Materials) -> Iterator[Document]:
    """Those that the library has a plan for and that have something to say, in the order of `BUILDERS`."""
    for id_, build in BUILDERS.items():
        plan = of.library.documents.get(id_)
        document = build(plan, of) if plan is not None else None
        if document is not None:
            yield document
