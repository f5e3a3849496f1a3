"""A marché's documents as block trees, with all that explains them: everything but the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.blocks import Article, Document
from generator.calibration import Calibration, calibrate
from generator.dossier.assemble import ANNEX, Assembler
from generator.dossier.context import market_context
from generator.dossier.faults import production_faults
from generator.dossier.incorporated import incorporated, reworded_facts
from generator.dossier.manifest import library_digest
from generator.dossier.materials import Materials
from generator.dossier.rows import Rows
from generator.dossier.skeleton import SKELETON, skeleton
from generator.dossier.totals import totals_faults
from generator.dossier.working_set import BUILDERS, working_documents
from generator.errors import Fault, InputError, ProductionError
from generator.law import Alert, Diagnosis, diagnose
from generator.library import DocumentPlan, Library
from generator.market import Marche, as_json
from generator.selection import Selection, select

ORDER = (
    ANNEX,
    "annexe-acte-engagement",
    "cadre-de-reponse",
    "reglement-consultation",
    "cctp-specifications",
    "textes-a-reporter",
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A marché's documents as block trees, with all that explains them; `facts` are those their texts were given."""

    marche: Marche
    library: Library
    selection: Selection
    diagnosis: Diagnosis
    calibration: Calibration
    open_points: tuple[Alert, ...]
    documents: tuple[Document, ...]
    facts: Mapping[str, Any]
    in_ccap: tuple[Article, ...] = ()  # the articles of the annex, worded for the body of a CCAP

    def document(self, id_: str) -> Document:
        """The document of that id; KeyError when there is none."""
        for document in self.documents:
            if document.id == id_:
                return document
        raise KeyError(id_)


def prepare(marche: Marche, library: Library) -> Dossier:
    """Everything but the files. Raises `InputError` (bad choice) or `ProductionError` (a fault in a text)."""
    if marche.contrat == "concession":
        raise InputError(
            [
                Fault(
                    "contrat",
                    "une concession n’a pas encore de document.",
                    "Ses obligations se lisent avec la commande « diagnose » ou sur la page du marché.",
                )
            ]
        )
    selection = select(marche, library)
    diagnosis = diagnose(marche, library.register, selection.moyens)
    calibration = calibrate(marche, library.calibrage)
    points = open_points(marche, diagnosis, selection)
    facts = market_context(marche, library, calibration, selection)
    facts |= Rows(marche, library, selection, facts).families()
    assembler = Assembler(marche, library, selection, facts, _cover(marche, library, points))
    not_here = (*BUILDERS, SKELETON)
    plans = [plan for plan in _plans(library) if plan.id not in not_here and facts.get(plan.si_fait, True)]
    documents = [document for plan in plans if (document := assembler.document(plan)).articles]
    ours = incorporated(assembler, next((each for each in documents if each.id == ANNEX), None))
    trame = skeleton(library.documents[SKELETON], assembler, ours) if SKELETON in library.documents else None
    faults = production_faults(documents, facts)
    faults += production_faults([trame or Document("ccap", "CCAP", ours)], reworded_facts(assembler))
    if faults:
        raise ProductionError(faults)
    materials = Materials(marche, library, selection, diagnosis, calibration, points, assembler)
    documents += working_documents(materials)
    documents += [trame] if trame is not None else []
    if faults := totals_faults(documents):
        raise ProductionError(faults)
    return Dossier(marche, library, selection, diagnosis, calibration, points, tuple(documents), facts, ours)


def _plans(library: Library) -> list[DocumentPlan]:
    """In the order of `ORDER`; the documents of a layer come last."""
    rank = {id_: position for position, id_ in enumerate(ORDER)}
    return sorted(library.documents.values(), key=lambda plan: (rank.get(plan.id, len(ORDER)), plan.id))


def open_points(marche: Marche, diagnosis: Diagnosis, selection: Selection) -> tuple[Alert, ...]:
    """The blocking alerts that the buyer has not settled elsewhere with a written reason."""
    chosen = tuple(alert for alert in selection.alertes if alert.gravite == "bloquant")
    points = (*diagnosis.points_ouverts, *chosen)
    return tuple(point for point in points if not marche.points_traites.get(point.code))


def idle_reasons(dossier: Dossier) -> tuple[str, ...]:
    """The codes of `points_traites` that no point of this marché has: misspelt, or no longer open."""
    every = {alert.code for alert in (*dossier.diagnosis.alertes, *dossier.selection.alertes)}
    every |= {point.code for point in dossier.diagnosis.points_ouverts}
    return tuple(code for code in dossier.marche.points_traites if code not in every)


def _cover(marche: Marche, library: Library, points: tuple[Alert, ...]) -> dict[str, str]:
    """What the carriers' tags ask for. The reference ties the paper to the manifest."""
    source = json.dumps(as_json(marche), sort_keys=True) + library_digest(library)
    mark = hashlib.sha256(source.encode()).hexdigest()[:10]
    count = len(points)
    return {
        "acheteur": marche.acheteur.nom[:1].upper() + marche.acheteur.nom[1:],
        "objet": marche.objet,
        "reference": f"{marche.reference} · {mark}" if marche.reference else mark,
        "projet": f"Projet – {count} point{'s' if count > 1 else ''} à régler" if count else "",
        "date": "",
        "mention": "",
    }
