"""The dossier: every document of one marché, coherent by construction, its files and its manifest."""

from __future__ import annotations

from generator.dossier.assemble import ANNEX
from generator.dossier.essential_data import NAME as ESSENTIAL_DATA
from generator.dossier.manifest import NAME as MANIFEST
from generator.dossier.preparation import Dossier, idle_reasons, open_points, prepare
from generator.dossier.production import BY_DOCUMENT, FORMATS, carrier_faults, check_formats, produce, write_document

__all__ = [
    "ANNEX",
    "BY_DOCUMENT",
    "ESSENTIAL_DATA",
    "FORMATS",
    "MANIFEST",
    "Dossier",
    "carrier_faults",
    "check_formats",
    "idle_reasons",
    "open_points",
    "prepare",
    "produce",
    "write_document",
]
