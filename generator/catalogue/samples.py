"""Markets made from what a clause asks for, so that any clause can be rendered: fiches, tests, reading."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.library import ClauseVersion, Library

FACTORS = {"part_main_oeuvre": "0.50", "taux_effort": "0.05", "cout_horaire": "30"}
SAMPLE_DAY = dt.date(2026, 11, 30)
CCAG_OF = {"travaux": "travaux", "fournitures": "fcs", "services": "fcs"}


def market_for(
    clause: ClauseVersion, library: Library, niveau: str = "essentiel", lots: int = 0, **changes: Any
) -> dict[str, Any]:
    """Answers under which the clause applies, asked for alone at that level, in `lots` lots (0: unlotted)."""
    wanted = {**clause.propose_si, **clause.applicable_si}
    segment = next((str(id_) for id_ in wanted.get("segment", ())), "")
    natures = wanted.get("nature", ()) or (_nature(library, segment),)
    nature = str(natures[0])
    found: dict[str, Any] = {
        "objet": "Prestations d’essai",
        "acheteur": {"nom": "Commune d’essai", "article": "la", "categorie": "local"},
        "contrat": str(wanted.get("contrat", ("marche",))[0]),
        "nature": nature,
        "ccag": str(wanted.get("ccag_retenu", (CCAG_OF[nature],))[0]),
        "procedure": "formalisee",
        "montant_estime_ht": "900000",
        "duree_mois": 24,
        "date_engagement": SAMPLE_DAY.isoformat(),
        "insertion": _insertion(wanted),
        "niveau": niveau,
        "clauses": {"retenues": {clause.id: {}}},
    }
    if segment:
        found["cpv"] = cpv_of(library, segment)
    if True in wanted.get("services_sociaux", ()):
        found["services_sociaux"] = True
    if "execution" in wanted:
        found["execution"] = str(wanted["execution"][0])
    if True in wanted.get("par_bons_de_commande", ()):
        found["execution"] = "bons_de_commande"
    if True in wanted.get("est_accord_cadre", ()):
        found["contrat"] = "accord_cadre"
    if "reserve" in wanted:
        found["reserve"] = str(wanted["reserve"][0])
    found["lots"] = [
        {"numero": n, "intitule": f"Lot d’essai {n}", "montant_estime_ht": str(900000 // lots), "insertion": FACTORS}
        for n in range(1, lots + 1)
    ]
    return {**found, **changes}


def cpv_of(library: Library, segment: str) -> str:
    """A code of that segment: its shortest prefix, filled with zeros."""
    prefixes = library.segments[segment].cpv
    return min(prefixes, key=len).ljust(8, "0") if prefixes else ""


def _nature(library: Library, segment: str) -> str:
    known = library.segments.get(segment)
    return known.nature if known and known.nature else "services"


def _insertion(wanted: Any) -> dict[str, Any]:
    mode = str(wanted.get("insertion_mode", ("heures",))[0])
    return {"mode": mode, "heures_par_tranche": 35, "montant_tranche_ht": "100000", "heures_formation": 150, **FACTORS}
