"""The facts that clause texts and conditions may use: name, type, meaning, sample.

Nothing is computed here. `generator.selection` fills these names, a test proves that what it fills is what is
documented, and the page of facts for clause authors is printed from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FactType = Literal["booléen", "texte", "choix", "nombre", "pourcent", "euros", "date", "liste", "famille"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A documented value. `optional`: absent when unanswered, so a text asks « is defined » first.

    `condition`: may stand in `applicable_si`; then `choices` are its allowed values.
    `members`: for a `liste`, the names each element has; for a `famille`, its fixed names (empty: by clause id).
    """

    name: str
    type: FactType
    help: str
    sample: object = None
    optional: bool = False
    condition: bool = False
    choices: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def _flag(name: str, help_: str, *, condition: bool = False) -> Fact:
    return Fact(name=name, type="booléen", help=help_, sample=True, condition=condition)


NIVEAUX = ("essentiel", "ambitieux", "exemplaire")
NATURES = ("travaux", "fournitures", "services")
CCAGS = ("travaux", "fcs", "pi", "tic", "mi", "moe", "aucun")
CONTRATS = ("marche", "accord_cadre", "marche_partenariat", "autre_marche")
RESERVES = ("ea_esat", "siae", "ea_esat_siae", "penitentiaire", "ess", "jei")
BASES = ("commande", "facture")
MODES = ("heures", "prorata_commandes", "tranches_commandes", "formation", "action", "aucune")

UNKNOWN = "inconnue"  # in the condition of a row: the fact has no answer, or not the same for all the lots

CCAG_MEMBERS = (
    "applicable",
    "nom",
    "developpement_durable",
    "insertion",
    "insertion_publics",
    "insertion_modalites",
    "insertion_globalisation",
    "insertion_facilitateur",
    "insertion_missions",
    "insertion_correspondant",
    "insertion_reunion",
    "insertion_difficultes",
    "insertion_bilan",
    "insertion_penalites",
    "environnement",
    "environnement_obligations",
    "environnement_sous_traitants",
    "environnement_penalites",
    "penalites",
    "penalites_exoneration",
    "penalites_plafond",
    "pieces",
)

FACTS: tuple[Fact, ...] = (
    # Le marché
    Fact(name="nature", type="choix", help="Nature des prestations du lot, ou du marché.", sample="travaux",
         optional=True, condition=True, choices=NATURES),
    Fact(name="segment", type="choix", help="Famille d’achat reconnue par le code CPV.", sample="nettoyage",
         optional=True, condition=True),
    Fact(name="reserve", type="choix", help="À qui le lot, ou le marché, est réservé ; absent s’il ne l’est pas.",
         sample="siae", optional=True, condition=True, choices=RESERVES),
    _flag("est_reserve", "Le lot, ou le marché, est réservé à une famille de structures.", condition=True),
    Fact(name="contrat", type="choix", help="Forme du contrat.", sample="marche", condition=True,
         choices=CONTRATS),
    Fact(name="execution", type="choix", help="Mode d’exécution : ordinaire, bons de commande, tranches.",
         sample="ordinaire", condition=True, choices=("ordinaire", "bons_de_commande", "tranches")),
    Fact(name="ccag_retenu", type="choix", help="Le CCAG auquel le marché se réfère, ou aucun.",
         sample="travaux", condition=True, choices=CCAGS),
    _flag("est_alloti", "Le marché comporte des lots.", condition=True),
    _flag("est_accord_cadre", "Le contrat est un accord-cadre.", condition=True),
    _flag("par_bons_de_commande", "Le marché s’exécute par bons de commande.", condition=True),
    _flag("a_reconductions", "Le marché peut être reconduit.", condition=True),
    _flag("a_tranches", "Le marché comporte des tranches.", condition=True),
    _flag("services_sociaux", "Le marché porte sur des services sociaux ou d’autres services spécifiques.",
          condition=True),
    _flag("entite_adjudicatrice", "L’acheteur agit comme entité adjudicatrice.", condition=True),
    Fact(name="duree_mois", type="nombre", help="Durée totale du marché, en mois.", sample=18, optional=True),
    _flag("dure_plus_d_un_an", "La durée totale du marché dépasse douze mois.", condition=True),
    Fact(name="niveau", type="choix", help="Niveau d’ambition de la clause.", sample="essentiel",
         choices=NIVEAUX),
    Fact(name="lots_concernes", type="liste", help="Les lots auxquels la clause s’applique ; se met en phrase "
         "par le filtre designation, qui donne « le marché » quand le marché n’est pas alloti.",
         members=("numero", "intitule")),
    # L'acheteur : noms, seulement dans les définitions, la couverture et les tableaux
    Fact(name="acheteur_nom", type="texte", help="Nom de l’acheteur, précédé de son article s’il est donné.",
         sample="la commune de Saint-Omer-le-Haut"),
    Fact(name="objet", type="texte", help="Objet du marché, tel qu’il a été saisi.",
         sample="Construction d’une halle"),
    # L'insertion
    Fact(name="insertion_mode", type="choix", help="Comment le volume d’insertion est exprimé.",
         sample="heures", condition=True, choices=MODES),
    _flag("clause_sociale_due", "Le code impose, à cette date et à ce montant, une condition d’exécution sociale.",
          condition=True),
    _flag("insertion_prevue", "Des heures ou une action d’insertion sont attendues du lot (ou du marché).",
          condition=True),
    Fact(name="lots_insertion", type="liste", help="Les lots qui portent des heures, avec leur volume.",
         members=("numero", "intitule", "heures")),
    Fact(name="heures_insertion", type="nombre", help="Total des heures d’insertion du marché.", sample=630,
         optional=True),
    Fact(name="heures_par_tranche", type="nombre", help="Heures dues par montant commandé.", sample=35,
         optional=True),
    Fact(name="montant_tranche", type="euros", help="Montant commandé, hors taxes, qui fait naître ces heures.",
         sample=100000, optional=True),
    Fact(name="base_tranche", type="choix", help="Ce que compte ce montant : les commandes, ou les factures.",
         sample="commande", choices=BASES),
    Fact(name="palier_formation", type="nombre", help="Heures d’accueil de jeunes demandées par l’acheteur.",
         sample=150, optional=True),
    _flag("facilitateur_connu", "La structure du facilitateur est renseignée.", condition=True),
    Fact(name="facilitateur_structure", type="texte", help="Structure du facilitateur.",
         sample="PLIE du Haut-Pays", optional=True),
    Fact(name="facilitateur_contact", type="texte", help="Fonction du contact chez le facilitateur.",
         sample="chargé de mission clauses sociales", optional=True),
    Fact(name="facilitateur_courriel", type="texte", help="Adresse générique du facilitateur.",
         sample="clauses@plie.example", optional=True),
    Fact(name="facilitateur_telephone", type="texte", help="Téléphone du facilitateur.",
         sample="03 00 00 00 00", optional=True),
    # Les critères
    _flag("criteres_decrits", "L’acheteur a décrit ses critères d’attribution."),
    Fact(name="criteres_environnement", type="liste", help="Critères qui prennent en compte l’environnement.",
         members=("libelle", "ponderation", "lots")),
    Fact(name="criteres_sociaux", type="liste", help="Critères sociaux, avec leur pondération.",
         members=("libelle", "ponderation", "lots")),
    Fact(name="lignes_criteres", type="liste", help="Une ligne par critère d’attribution et groupe de lots ; poids est "
         "déjà en phrase (« 15 % »).", members=("libelle", "poids", "lots")),
    # Familles totales : chaque identifiant connu répond
    Fact(name="retenues", type="famille", help="retenues.<clause> : cette clause est dans le dossier."),
    Fact(name="article", type="famille", help="article.<clause ou article commun> : son numéro dans le document ; "
         "article.ici : celui de l’article en cours. On écrit « l’article » devant."),
    Fact(name="ccag", type="famille", help="Le CCAG retenu et ses articles ; ccag.applicable est faux sans CCAG.",
         members=CCAG_MEMBERS),
    # Les tableaux assemblés, pour les articles communs
    Fact(name="lots", type="liste", help="Tous les lots du marché, avec leurs heures et leurs articles.",
         members=("numero", "intitule", "heures", "articles", "reserve")),
    Fact(name="lignes_penalites", type="liste", help="Une ligne par pénalité des clauses retenues.",
         members=("article", "fait", "montant", "unite", "mise_en_demeure", "lots")),
    Fact(name="lignes_remedes", type="liste", help="Une ligne par remède (refus, remplacement, reprise).",
         members=("article", "fait", "remede", "lots")),
    Fact(name="lignes_controles", type="liste", help="Une ligne par contrôle des clauses retenues.",
         members=("article", "objet", "qui", "quand", "lots")),
    Fact(name="lignes_preuves", type="liste", help="Une ligne par preuve attendue des clauses retenues.",
         members=("article", "quand", "texte", "lots")),
    Fact(name="lignes_derogations", type="liste", help="Une ligne par dérogation au CCAG des clauses retenues.",
         members=("article", "ccag", "texte")),
    Fact(name="lignes_cadre", type="liste", help="Une ligne par question du cadre de réponse.",
         members=("sujet", "question", "reponse", "preuve", "notee", "points", "lots")),
    Fact(name="lignes_notation", type="liste", help="Une ligne par clause dont des réponses sont notées : le nombre de "
         "questions et le total de leurs points.", members=("sujet", "questions", "points", "lots")),
    Fact(name="questions", type="liste", help="Les questions du cadre de réponse de la clause en cours.",
         members=("numero", "question", "reponse", "preuve", "notee", "points")),
    _flag("annexe_acte_engagement", "Une clause au moins a un texte pour l’annexe à l’acte d’engagement."),
    _flag("cadre_de_reponse", "Une question au moins figure au cadre de réponse."),
    _flag("reglement_consultation", "Des critères, une clause, une pièce ou une réservation concernent le règlement de "
          "la consultation."),
    Fact(name="lignes_bpu", type="liste", help="Une ligne par ligne ou colonne à prévoir au bordereau des prix.",
         members=("sujet", "libelle", "unite", "aide", "lots")),
    Fact(name="lignes_suivi", type="liste", help="Une ligne par indicateur à suivre pendant l’exécution.",
         members=("sujet", "indicateur", "unite", "quand", "cible", "lots")),
    _flag("preuves_avec_l_offre", "Une preuve au moins est à joindre à l’offre."),
    Fact(name="plafond_penalites", type="nombre", help="Plafond des pénalités de l’annexe, en pour cent du montant "
         "hors taxes ; zéro quand l’acheteur n’en veut pas.", sample=5),
    _flag("penalites_plafonnees", "L’annexe plafonne ses pénalités."),
    _flag("penalites_sans_mise_en_demeure", "Une pénalité au moins s’applique sans mise en demeure."),
)  # fmt: skip

BY_NAME = {fact.name: fact for fact in FACTS}
COMMON_ARTICLES = ("objet", "place", "definitions", "lots", "penalites", "controles", "derogations")

# The ids of duties that a clause may say it satisfies; they never change meaning.
OBLIGATIONS = frozenset(
    {
        "clause-environnementale",
        "clause-sociale",
        "critere-environnemental",
        "prix-seul-interdit",
        "objectifs-developpement-durable",
        "performance-energetique",
        "marche-reserve",
        "spaser",
        "reemploi-recyclage",
        "restauration-collective",
        "vehicules-faibles-emissions",
        "indice-reparabilite",
        "pneus-rechapes",
        "diagnostic-pemd",
        "tri-dechets-chantier",
        "autobus-faibles-emissions",
        "papier-recycle",
        "materiaux-routiers",
        "deforestation-etat",
        "plastique-etat",
        "plastique-restauration",
        "biodechets-tri",
        "batiments-temporaires",
        "biosources-2030",
        "re2020",
        "bacs-puissance",
        "panneaux-solaires",
        "phytosanitaires",
        "technologies-zero-net",
        "deforestation-ue",
        "travail-force",
    }
)
