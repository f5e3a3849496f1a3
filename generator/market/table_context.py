"""Questions that few markets need: the buyer's size, the sector, how the value of the need is established."""

from __future__ import annotations

from decimal import Decimal

from generator.market.questions import Choice, Question
from generator.market.table_contract import LARGEST_AMOUNT, ZERO

MOST_PEOPLE = Decimal(100_000_000)
LARGEST_FLOOR = Decimal(10_000_000)

BUYER_SIZE = (
    Question(
        key="acheteur.habitants",
        kind="entier",
        section="acheteur",
        label="Population, pour une collectivité",
        help="Nombre d’habitants de la commune ou du groupement.",
        example="12 500",
        why="Certaines dates dépendent de la population, comme celle des contenants plastiques en restauration "
        "collective dans les petites communes (article L. 541-15-10 du code de l’environnement).",
        minimum=ZERO,
        maximum=MOST_PEOPLE,
    ),
    Question(
        key="acheteur.flotte_vehicules",
        kind="entier",
        section="acheteur",
        label="Nombre de véhicules de la flotte",
        help="Tous services confondus. Utile seulement si vous achetez ou louez des véhicules.",
        example="35",
        why="Les parts annuelles de véhicules à faibles émissions supposent une flotte de plus de vingt véhicules "
        "(article L. 224-7 du code de l’environnement).",
        minimum=ZERO,
        maximum=MOST_PEOPLE,
    ),
)

COMPLEMENTS = (
    Question(
        key="complements.type_travaux",
        kind="choix",
        section="objet",
        label="Type de travaux sur un bâtiment",
        help="À remplir pour un marché de bâtiment.",
        why="La démolition et la rénovation significative appellent un diagnostic des matériaux et des déchets "
        "(article L. 126-34 du code de la construction et de l’habitation) ; une construction neuve relève de la "
        "RE2020.",
        choices=(
            Choice("construction", "Construction neuve"),
            Choice("extension", "Extension"),
            Choice(
                "renovation_lourde",
                "Rénovation significative",
                "Au moins deux éléments de second œuvre détruits ou remplacés pour plus de moitié.",
            ),
            Choice("renovation", "Autre rénovation"),
            Choice("demolition", "Démolition"),
            Choice("entretien", "Entretien, réparation"),
        ),
    ),
    Question(
        key="complements.surface_plancher_m2",
        kind="nombre",
        section="objet",
        label="Surface de plancher concernée, en m²",
        help="Surface cumulée des bâtiments démolis ou rénovés.",
        example="1 400",
        why="Le diagnostic des matériaux et des déchets est dû au-delà d’une surface fixée par décret (article "
        "R. 126-8 du code de la construction et de l’habitation).",
        minimum=ZERO,
        maximum=LARGEST_FLOOR,
    ),
    Question(
        key="complements.effet_energetique",
        kind="booleen",
        section="objet",
        label="Achat qui a un effet énergétique",
        help="Équipement, bâtiment, travaux ou service qui consomme ou économise de l’énergie. Sans réponse, le code "
        "CPV en décide.",
        why="À partir des seuils européens, ces achats portent sur des produits, services ou travaux à haute "
        "performance énergétique (article L. 234-1 du code de l’énergie).",
    ),
    Question(
        key="complements.accord_cadre_engage_le",
        kind="date",
        section="objet",
        label="Engagement de l’accord-cadre d’origine",
        help="À remplir pour un marché subséquent seulement.",
        example="15/03/2026",
        why="Les textes d’août 2026 visent les consultations engagées à compter de leur date. Leur effet sur les "
        "marchés subséquents d’un accord-cadre plus ancien est à trancher.",
    ),
)

NEED = (
    Question(
        key="besoin.famille",
        kind="choix",
        section="montants",
        label="Ce besoin fait partie",
        help="À remplir si d’autres marchés répondent au même besoin, ou si le besoin revient chaque année.",
        why="L’article qui fixe le calcul en dépend (articles R. 2121-5 à R. 2121-7).",
        choices=(
            Choice("operation", "D’une opération de travaux", "Article R. 2121-5."),
            Choice("homogene", "D’une famille homogène de fournitures ou de services", "Article R. 2121-6."),
            Choice("unite_fonctionnelle", "D’une unité fonctionnelle", "Article R. 2121-6."),
            Choice("regulier", "D’un besoin régulier, renouvelé chaque année", "Article R. 2121-7."),
        ),
    ),
    Question(
        key="besoin.annuel_ht",
        kind="montant",
        section="montants",
        label="Montant d’une année, hors taxes",
        help="Si votre estimation est annuelle. Elle est multipliée par la durée, reconductions comprises.",
        example="240 000",
        why="La loi compare au seuil le montant de toute la durée, non celui d’une année (article R. 2121-1).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="besoin.options_ht",
        kind="montant",
        section="montants",
        label="Options non comprises dans l’estimation, hors taxes",
        help="Tranches optionnelles, prestations supplémentaires, primes aux candidats.",
        example="80 000",
        why="Les options comptent dans la valeur du besoin (article R. 2121-1).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="besoin.autres_ht",
        kind="montant",
        section="montants",
        label="Autres marchés du même besoin, hors taxes",
        help="Passés ou prévus, autres lots de l’opération, achats de la même famille.",
        example="3 900 000",
        why="Ils s’ajoutent à ce marché (articles R. 2121-5 à R. 2121-7).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
)
