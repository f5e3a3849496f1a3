"""The files of an execution."""

from __future__ import annotations

ALL = {
    "attestation-bonne-realisation.docx",
    "bilan-final.docx",
    "calcul-des-penalites.xlsx",
    "convocation-reunion.docx",
    "cycle-de-la-clause.docx",
    "echeances.ics",
    "mise-en-demeure.docx",
    "releve-des-heures.xlsx",
}
