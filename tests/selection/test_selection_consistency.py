"""Alerts over the whole marché: hours that fit nothing, penalties out of proportion, figures that lack."""

from __future__ import annotations

from typing import Any

import pytest

from generator.library import Library
from generator.market import read
from generator.selection import select

FACTORS = {"part_main_oeuvre": "0.50", "taux_effort": "0.05", "cout_horaire": "30"}


def codes(library: Library, **changes: Any) -> set[str]:
    base: dict[str, Any] = {
        "objet": "Travaux d’essai",
        "acheteur": {"nom": "Commune d’essai", "categorie": "local"},
        "contrat": "marche",
        "nature": "travaux",
        "ccag": "travaux",
        "montant_estime_ht": "3000000",
        "duree_mois": 18,
        "date_engagement": "2026-11-30",
        "insertion": {"mode": "heures", **FACTORS},
    }
    return {alert.code for alert in select(read({**base, **changes}), library).alertes}


def test_a_sound_marche_raises_nothing(library: Library) -> None:
    assert codes(library) == set()


def test_hours_far_from_real_contracts_are_said(library: Library) -> None:
    insertion = {"mode": "heures", **FACTORS, "taux_effort": "0.20"}
    assert "heures-densite" in codes(library, insertion=insertion)


def test_hours_that_do_not_fit_the_duration_are_said(library: Library) -> None:
    insertion = {"mode": "heures", **FACTORS, "taux_effort": "0.40"}
    assert "heures-duree" in codes(library, insertion=insertion, duree_mois=3)
    assert "heures-duree" not in codes(library, duree_mois=18)


@pytest.mark.parametrize(("limit", "said"), [(None, False), ("0.05", False), ("0.051", True), ("0", True)])
def test_penalties_out_of_proportion_are_said_when_no_ceiling_holds_them(
    limit: str | None, said: bool, library: Library
) -> None:
    small = {"montant_estime_ht": "15000", "insertion": {"mode": "aucune", "motif": "Trop petit."}}
    assert ("penalites-disproportion" in codes(library, **small, plafond_penalites=limit)) is said


@pytest.mark.parametrize("missing", ["heures_par_tranche", "montant_tranche_ht"])
def test_a_rate_by_orders_without_its_figures_is_a_point(missing: str, library: Library) -> None:
    insertion = {"mode": "prorata_commandes", "heures_par_tranche": 35, "montant_tranche_ht": "100000"}
    del insertion[missing]
    found = codes(library, contrat="accord_cadre", execution="bons_de_commande", insertion=insertion)
    assert "insertion-taux" in found


def test_hours_that_cannot_be_computed_are_a_point(library: Library) -> None:
    assert "insertion-heures" in codes(library, insertion={"mode": "heures"}, montant_estime_ht=None)
