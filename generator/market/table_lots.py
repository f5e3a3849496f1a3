"""Questions about the lots and the factors of insertion hours, in order of the form."""

from __future__ import annotations

from decimal import Decimal

from generator.market.questions import Question
from generator.market.table_amounts import LONGEST_MONTHS
from generator.market.table_contract import LARGEST_AMOUNT, NATURES, RESERVES, ZERO

CENT = Decimal("0.01")
ONE = Decimal(1)
MOST_HOURS = Decimal(10_000_000)
_FORMULA = "Heures = montant hors taxes × part de main-d’œuvre × taux d’effort ÷ coût horaire."


def factors(prefix: str, section: str, of: str) -> tuple[Question, ...]:
    """The factors of insertion hours, for a lot or for the whole marché."""
    return (
        _share(
            f"{prefix}.part_main_oeuvre",
            section,
            "Part de main-d’œuvre",
            f"Part du montant {of} qui paie du travail, en pourcentage.",
            "50 %",
        ),
        _share(
            f"{prefix}.taux_effort",
            section,
            "Taux d’effort d’insertion",
            "Part des heures travaillées confiée à des personnes en insertion, en pourcentage.",
            "5 %",
        ),
        _hourly_cost(f"{prefix}.cout_horaire", section),
        *_index(prefix, section),
        _taken_over(f"{prefix}.heures_reprises_mois", section),
        _own_hours(f"{prefix}.heures", section),
        *_decided(prefix, section),
    )


def _index(prefix: str, section: str) -> tuple[Question, ...]:
    """The price-revision index, whose labour weight serves when no labour share is given."""
    return (
        Question(
            key=f"{prefix}.index_revision",
            kind="texte",
            section=section,
            label="Index de révision des prix",
            help="Celui de la clause de révision. Il sert si la part de main-d’œuvre n’est pas donnée.",
            example="TP09",
            why="Le poids du travail dans l’index est une source publiée de la part de main-d’œuvre.",
            max_length=20,
        ),
        _share(
            f"{prefix}.poids_travail",
            section,
            "Poids du travail dans l’index",
            "Tel que le publie la composition de l’index, en pourcentage.",
            "16,5 %",
        ),
    )


def _decided(prefix: str, section: str) -> tuple[Question, ...]:
    """Who set the hours, and when."""
    return (
        Question(
            key=f"{prefix}.par",
            kind="texte",
            section=section,
            label="Heures retenues par",
            help="Une fonction, jamais le nom d’une personne.",
            example="Facilitatrice du PLIE",
            why="La note de calibrage dit qui a retenu un autre chiffre que le calcul.",
        ),
        Question(
            key=f"{prefix}.le",
            kind="date",
            section=section,
            label="Heures retenues le",
            example="12/11/2026",
            why="La note de calibrage dit quand le chiffre a été retenu.",
        ),
    )


def _share(key: str, section: str, label: str, help_: str, example: str) -> Question:
    return Question(
        key=key,
        kind="part",
        section=section,
        label=label,
        help=help_,
        example=example,
        why=_FORMULA,
        minimum=ZERO,
        maximum=ONE,
    )


def _hourly_cost(key: str, section: str) -> Question:
    return Question(
        key=key,
        kind="montant",
        section=section,
        label="Coût horaire, en euros",
        help="Coût moyen d’une heure de travail, charges comprises.",
        example="30",
        why=_FORMULA,
        error="Écrivez un coût en euros par heure, supérieur à zéro, par exemple 30.",
        minimum=CENT,
        maximum=Decimal(10_000),
    )


def _taken_over(key: str, section: str) -> Question:
    return Question(
        key=key,
        kind="nombre",
        section=section,
        label="Heures mensuelles du personnel repris",
        help="En nettoyage, celles des salariés que le titulaire reprend, ou 0. La méthode de la propreté s’applique "
        "alors.",
        example="200",
        why="Seules les embauches nouvelles portent de l’insertion, et le personnel repris est retiré du calcul.",
        minimum=ZERO,
        maximum=MOST_HOURS,
    )


def _own_hours(key: str, section: str) -> Question:
    return Question(
        key=key,
        kind="nombre",
        section=section,
        label="Heures retenues par le facilitateur",
        help="Elles remplacent le calcul. Dites pourquoi.",
        example="140",
        why="Le facilitateur connaît le terrain. Son chiffre l’emporte, et son motif est conservé.",
        minimum=ZERO,
        maximum=MOST_HOURS,
    )


LOTS = (
    Question(
        key="reserve",
        kind="choix",
        section="lots",
        label="Marché réservé",
        help="Pour un marché sans lots. Avec des lots, chacun dit s’il est réservé.",
        why="Un marché réservé est annoncé dans l’avis ou les documents de la consultation (articles L. 2113-12 à "
        "L. 2113-17 et R. 2113-7).",
        choices=RESERVES,
    ),
    Question(
        key="lots[].numero",
        kind="entier",
        section="lots",
        label="Numéro du lot",
        help="Sans numéro, le rang du lot sert.",
        example="1",
        why="Chaque article de l’annexe dit les lots qu’il concerne par leur numéro.",
        error="Écrivez un numéro de lot entre 1 et 999.",
        minimum=ONE,
        maximum=Decimal(999),
    ),
    Question(
        key="lots[].intitule",
        kind="texte",
        section="lots",
        label="Intitulé",
        example="Gros œuvre",
        why="Il figure dans le tableau des lots et aide à reconnaître la famille d’achat.",
    ),
    Question(
        key="lots[].cpv",
        kind="cpv",
        section="lots",
        label="Code CPV du lot",
        help="S’il diffère de celui du marché.",
        example="45223220",
        why="Les clauses se choisissent lot par lot, d’après ce code.",
    ),
    Question(
        key="lots[].nature",
        kind="choix",
        section="lots",
        label="Nature du lot",
        help="Si elle diffère de celle du marché.",
        why="Certaines clauses ne conviennent qu’à des travaux, des fournitures ou des services.",
        choices=NATURES,
    ),
    Question(
        key="lots[].montant_estime_ht",
        kind="montant",
        section="lots",
        label="Montant estimé du lot, hors taxes",
        help="Sur toute la durée.",
        example="372 000",
        why="Il sert au calcul des heures du lot. La somme des lots compte pour le seuil européen (article R. 2121-1).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="lots[].montant_maximum_ht",
        kind="montant",
        section="lots",
        label="Montant maximum du lot, hors taxes",
        help="Dans un accord-cadre.",
        example="500 000",
        why="Par bons de commande, il donne le plus grand nombre d’heures que le lot peut faire naître.",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="lots[].duree_mois",
        kind="nombre",
        section="lots",
        label="Durée du lot, en mois",
        example="12",
        why="Elle dit si les heures tiennent dans le temps du lot, et rythme les bilans.",
        minimum=ZERO,
        maximum=LONGEST_MONTHS,
    ),
    Question(
        key="lots[].reserve",
        kind="choix",
        section="lots",
        label="Lot réservé",
        why="Un lot réservé est annoncé dans l’avis ou les documents de la consultation (articles L. 2113-12 à "
        "L. 2113-17 et R. 2113-7).",
        choices=RESERVES,
    ),
    *factors("lots[].insertion", "lots", "du lot"),
    Question(
        key="lots[].insertion.motif",
        kind="texte_long",
        section="lots",
        label="Motif des heures retenues",
        help="Pourquoi ce chiffre plutôt que le calcul.",
        example="Lot court : une semaine de travail pour une personne",
        why="Il est conservé avec le dossier et figure dans la note de calcul.",
        max_length=4000,
    ),
)
