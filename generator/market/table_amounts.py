"""Questions about the amounts, the dates and the duration, in order of the form."""

from __future__ import annotations

from decimal import Decimal

from generator.market.questions import Choice, Question
from generator.market.table_contract import LARGEST_AMOUNT, ZERO

LONGEST_MONTHS = Decimal(1200)

AMOUNTS = (
    Question(
        key="montant_estime_ht",
        kind="montant",
        section="montants",
        label="Montant estimé, hors taxes",
        help="Tous les lots, options et reconductions compris, sur toute la durée. Pour une concession : le chiffre "
        "d’affaires du concessionnaire.",
        example="1 750 000,00 €",
        why="Il est comparé au seuil européen en vigueur à la date d’engagement (articles R. 2121-1 et suivants). Il "
        "décide de la clause sociale (article L. 2112-2-1) et sert au calcul des heures d’insertion.",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="montant_maximum_ht",
        kind="montant",
        section="montants",
        label="Montant maximum, hors taxes",
        help="Celui de l’accord-cadre, sur toute sa durée.",
        example="800 000",
        why="Un accord-cadre se compare au seuil européen par son maximum (article R. 2121-8).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="valeur_besoin_ht",
        kind="montant",
        section="montants",
        label="Valeur du besoin, hors taxes",
        help="À remplir si le besoin dépasse ce marché : même opération de travaux, fournitures ou services "
        "homogènes. Laissez vide sinon.",
        example="6 200 000",
        why="La loi regarde la valeur de tout le besoin (articles R. 2121-5 à R. 2121-7). Sans réponse, le plus grand "
        "de l’estimation, du maximum et de la somme des lots est retenu.",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="date_engagement",
        kind="date",
        section="montants",
        label="Date d’engagement",
        help="Envoi de l’avis à la publication ou, sans avis, lancement de la consultation.",
        example="30/11/2026",
        why="Chaque obligation a sa date. Le critère environnemental est imposé depuis le 21 août 2026 (article "
        "R. 2152-7), la clause environnementale et la clause sociale depuis le 22 (articles L. 2112-2 et L. 2112-2-1).",
    ),
    Question(
        key="procedure",
        kind="choix",
        section="montants",
        label="Procédure",
        help="Elle n’est jamais utilisée pour deviner le montant.",
        why="Elle permet de vérifier que la procédure et le montant s’accordent. Aucune obligation n’en dépend.",
        choices=(
            Choice("formalisee", "Procédure formalisée"),
            Choice("adaptee", "Procédure adaptée"),
            Choice("sans_publicite", "Sans publicité ni mise en concurrence préalables"),
        ),
    ),
    Question(
        key="duree_mois",
        kind="nombre",
        section="montants",
        label="Durée, en mois",
        help="Préparation comprise, reconductions comprises.",
        example="18",
        why="Des travaux de moins de six mois peuvent être exemptés de clause sociale (article L. 2112-2-1, II). La "
        "durée sert aussi au rythme des bilans.",
        minimum=ZERO,
        maximum=LONGEST_MONTHS,
    ),
    Question(
        key="periodes.ferme_mois",
        kind="nombre",
        section="montants",
        label="Période ferme, en mois",
        help="Si le marché est reconductible.",
        example="12",
        why="La durée totale s’en déduit quand elle n’est pas donnée.",
        minimum=ZERO,
        maximum=LONGEST_MONTHS,
    ),
    Question(
        key="periodes.reconductions",
        kind="entier",
        section="montants",
        label="Nombre de reconductions",
        example="3",
        why="Le montant se compte reconductions comprises (article R. 2121-1). Les bilans suivent les périodes.",
        minimum=ZERO,
        maximum=Decimal(100),
    ),
    Question(
        key="periodes.reconduction_mois",
        kind="nombre",
        section="montants",
        label="Durée d’une reconduction, en mois",
        example="12",
        why="La durée totale s’en déduit quand elle n’est pas donnée.",
        minimum=ZERO,
        maximum=LONGEST_MONTHS,
    ),
    Question(
        key="execution",
        kind="choix",
        section="montants",
        label="Mode d’exécution",
        help="Il change la façon de compter les heures et de suivre le marché.",
        why="Par bons de commande, les heures d’insertion suivent les montants commandés ; par tranches, chaque "
        "tranche affermie porte les siennes.",
        choices=(
            Choice("ordinaire", "Ordinaire"),
            Choice("bons_de_commande", "Par bons de commande"),
            Choice("tranches", "Par tranches"),
        ),
    ),
)
