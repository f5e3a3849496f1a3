"""No clause of a trade is proposed for the code of another trade of the same family, and its own code takes it."""

from __future__ import annotations

import pytest

from generator.library import Library
from generator.market import read
from generator.selection import select
from tests.test_guards import market

# CPV code, nature, CCAG: what is foreign to it, what belongs to it
CASES = {
    "window cleaning": ("90911300", "services", "fcs", {"consommables_sanitaires"}, {"vitrerie_eau_pure"}),
    "school cleaning": ("90919300", "services", "fcs", {"vitrerie_eau_pure"}, {"consommables_sanitaires"}),
    "sports lawns": ("77320000", "services", "fcs", {"tailles_nidification", "taille_arbres"}, {"zero_phyto"}),
    "tree surgery": ("77341000", "services", "fcs", {"zero_phyto", "arrosage_econome"}, {"taille_arbres"}),
    "acoustic insulation": ("45323000", "travaux", "travaux", {"gain_energie_mesure"}, {"isolants_biosources"}),
    "thermal insulation": ("45321000", "travaux", "travaux", {"depose_reemploi_renovation"}, {"etancheite_air"}),
    "lifts": ("45313100", "travaux", "travaux", {"emissions_interieures", "plaques_platre"}, {"tri_paliers"}),
    "floors": ("45432100", "travaux", "travaux", {"plaques_platre", "bois_gere_durablement"}, {"sols_demontables"}),
    "tunnels": ("45221247", "travaux", "travaux", {"biosources_construction"}, {"beton_bas_carbone"}),
    "motorcycle tyres": ("34411200", "fournitures", "fcs", {"motorisation_vehicules"}, {"pneumatiques_vehicules"}),
    "vans": ("34136100", "fournitures", "fcs", set(), {"motorisation_vehicules"}),
    "pens": ("30192930", "fournitures", "fcs", {"papier_grammage"}, {"fournitures_durables"}),
    "screens": ("30231000", "fournitures", "fcs", {"obsolescence_logicielle"}, {"durabilite_equipements"}),
    "land survey": ("71355000", "services", "pi", {"objectif_carbone_projet", "carnet_materiaux"}, set()),
    "architects": ("71220000", "services", "moe", set(), {"objectif_carbone_projet"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_code_takes_the_clauses_of_its_trade_and_no_other(name: str, library: Library) -> None:
    cpv, nature, ccag, foreign, own = CASES[name]
    answers = market(cpv=cpv, nature=nature, ccag=ccag, montant_estime_ht="1200000", insertion={"mode": "aucune"})
    kept = {item.id for item in select(read(answers), library).retained}
    assert not kept & foreign
    assert own <= kept
