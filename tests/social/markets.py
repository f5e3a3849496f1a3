"""Markets that the tests of the social clauses share."""

from __future__ import annotations

from typing import Any

FACTORS = {"part_main_oeuvre": "0.50", "taux_effort": "0.05", "cout_horaire": "30"}


def maintenance(**clause: Any) -> dict[str, Any]:
    """A State framework for IT maintenance, CCAG-TIC: 35 hours per 100,000 € invoiced, or one action a year."""
    return {
        "objet": "Maintenance et évolution des applications de gestion",
        "acheteur": {"nom": "Agence nationale des relevés", "article": "l’", "categorie": "etat"},
        "contrat": "accord_cadre",
        "nature": "services",
        "ccag": "tic",
        "procedure": "formalisee",
        "cpv": "72267000",
        "montant_estime_ht": "1200000",
        "montant_maximum_ht": "2000000",
        "execution": "bons_de_commande",
        "periodes": {"ferme_mois": 24, "reconductions": 2, "reconduction_mois": 12},
        "date_engagement": "2026-11-30",
        "insertion": {
            "mode": "prorata_commandes",
            "heures_par_tranche": 35,
            "montant_tranche_ht": "100000",
            "base": "facture",
        },
        "facilitateur": {
            "structure": "Maison de l’emploi des Trois-Vallons",
            "contact": "service des clauses sociales",
            "courriel": "clauses@mde.example",
            "telephone": "03 00 00 00 00",
        },
        "clauses": {"retenues": {"insertion_sociale": clause}},
    }


def cleaning(**changes: Any) -> dict[str, Any]:
    """A town's cleaning contract in two lots, hours on the first."""
    base: dict[str, Any] = {
        "objet": "Nettoyage des écoles",
        "acheteur": {"nom": "Commune d’essai", "categorie": "local"},
        "contrat": "marche",
        "nature": "services",
        "ccag": "fcs",
        "procedure": "formalisee",
        "cpv": "90910000",
        "montant_estime_ht": "600000",
        "duree_mois": 24,
        "date_engagement": "2026-11-30",
        "insertion": {"mode": "heures", **FACTORS},
        "lots": [
            {"numero": 1, "intitule": "Écoles du nord", "montant_estime_ht": "300000", "insertion": FACTORS},
            {"numero": 2, "intitule": "Écoles du sud", "montant_estime_ht": "300000"},
        ],
    }
    return {**base, **changes}
