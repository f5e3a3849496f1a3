"""Where each question stands in the form: five sections, each a few groups of keys.

Words, bounds and choices are in `generator.market` (`QUESTIONS`, `SECTIONS`); only the order and the titles of groups
live here. A test holds that every question is placed exactly once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Questions shown together. `title` empty: no heading; `folded`: inside a « details » with that title."""

    keys: tuple[str, ...]
    title: str = ""
    help: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    groups: tuple[Group, ...]


SECTIONS = (
    Section(
        "acheteur",
        (
            Group(("acheteur.nom",)),
            Group(("acheteur.categorie", "acheteur.siret")),
            Group(
                (
                    "acheteur.article",
                    "acheteur.agit_comme",
                    "acheteur.sante",
                    "acheteur.depenses_annuelles_ht",
                    "acheteur.habitants",
                    "acheteur.flotte_vehicules",
                ),
                "Préciser l’acheteur",
                folded=True,
            ),
        ),
    ),
    Section(
        "objet",
        (
            Group(("objet",)),
            Group(("nature", "cpv")),
            Group(("contrat", "ccag")),
            Group(
                ("reference", "departements", "services_sociaux", "defense_securite", "reserve", "note"),
                "Préciser l’objet",
                folded=True,
            ),
            Group(
                (
                    "complements.type_travaux",
                    "complements.surface_plancher_m2",
                    "complements.effet_energetique",
                    "complements.accord_cadre_engage_le",
                ),
                "Bâtiment, énergie, marché subséquent",
                folded=True,
            ),
        ),
    ),
    Section(
        "montants",
        (
            Group(("montant_estime_ht", "date_engagement")),
            Group(("duree_mois", "procedure")),
            Group(("montant_maximum_ht", "execution"), "Accord-cadre, bons de commande, tranches", folded=True),
            Group(
                ("periodes.ferme_mois", "periodes.reconductions", "periodes.reconduction_mois"),
                "Reconductions",
                folded=True,
            ),
            Group(
                ("besoin.famille", "besoin.annuel_ht", "besoin.options_ht", "besoin.autres_ht", "valeur_besoin_ht"),
                "Valeur du besoin",
                folded=True,
            ),
        ),
    ),
    Section(
        "lots",
        (
            Group(("insertion.mode",), "Heures d’insertion"),
            Group(
                ("insertion.heures_par_tranche", "insertion.montant_tranche_ht", "insertion.base"),
                "Heures au fil des commandes",
                folded=True,
            ),
            Group(("insertion.heures_formation",), "Action de formation", folded=True),
            Group(
                (
                    "insertion.part_main_oeuvre",
                    "insertion.taux_effort",
                    "insertion.cout_horaire",
                    "insertion.index_revision",
                    "insertion.poids_travail",
                    "insertion.heures_reprises_mois",
                    "insertion.heures",
                    "insertion.motif",
                    "insertion.par",
                    "insertion.le",
                    "insertion.part_ferme",
                    "insertion.arrondi",
                    "insertion.minimum_heures",
                ),
                "Facteurs du calcul pour tout le marché",
                "Ils servent au marché non alloti, et aux lots qui n’ont pas les leurs.",
                folded=True,
            ),
        ),
    ),
    Section(
        "choix",
        (
            Group(("niveau",)),
            Group(("plafond_penalites",), "Plafond des pénalités", folded=True),
            Group(
                (
                    "facilitateur.structure",
                    "facilitateur.contact",
                    "facilitateur.courriel",
                    "facilitateur.telephone",
                ),
                "Facilitateur",
            ),
            Group(("exemption_sociale.cas", "exemption_sociale.motif"), "Invoquer une exemption sociale", folded=True),
        ),
    ),
)

LOT_COLUMNS = ("lots[].numero", "lots[].intitule", "lots[].montant_estime_ht", "lots[].duree_mois")
LOT_DETAILS = (
    "lots[].cpv",
    "lots[].nature",
    "lots[].montant_maximum_ht",
    "lots[].reserve",
    "lots[].insertion.part_main_oeuvre",
    "lots[].insertion.taux_effort",
    "lots[].insertion.cout_horaire",
    "lots[].insertion.index_revision",
    "lots[].insertion.poids_travail",
    "lots[].insertion.heures_reprises_mois",
    "lots[].insertion.heures",
    "lots[].insertion.motif",
    "lots[].insertion.par",
    "lots[].insertion.le",
)
CRITERION_COLUMNS = (
    "criteres[].libelle",
    "criteres[].type",
    "criteres[].ponderation",
    "criteres[].environnement",
    "criteres[].lot",
)

PARENTS = {"lots": "lots", "criteres": "choix", "clauses": "choix", "points_traites": "choix", "insertion": "lots"}


def section_of(key: str) -> str:
    """The id of the section where a question, or what it belongs to, is shown."""
    for section in SECTIONS:
        if any(key in group.keys for group in section.groups):
            return section.id
    head = key.split(".")[0].split("[")[0]
    return PARENTS.get(head, "acheteur")
