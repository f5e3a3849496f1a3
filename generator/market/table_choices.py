"""Questions about the level, the CCAG, insertion, the facilitateur and the criteria, in order of the form."""

from __future__ import annotations

from decimal import Decimal

from generator.market.questions import Choice, Question
from generator.market.table_contract import LARGEST_AMOUNT, ZERO
from generator.market.table_lots import CENT, MOST_HOURS, ONE, factors

INSERTION = (
    Question(
        key="insertion.mode",
        kind="choix",
        section="choix",
        label="Forme de l’insertion",
        help="Des heures fixes, des heures qui suivent les commandes, ou une autre action.",
        why="La clause sociale d’exécution (article L. 2112-2-1) peut prendre ces formes. L’annexe écrit celle que "
        "vous choisissez.",
        choices=(
            Choice("heures", "Un nombre d’heures par lot"),
            Choice("prorata_commandes", "Des heures au prorata des commandes"),
            Choice("tranches_commandes", "Des heures par tranche de commandes entière"),
            Choice("formation", "Des actions de formation"),
            Choice("action", "Une action au choix du titulaire"),
            Choice("aucune", "Aucune action d’insertion"),
        ),
    ),
    Question(
        key="insertion.heures_par_tranche",
        kind="nombre",
        section="choix",
        label="Heures par tranche de commandes",
        example="35",
        why="Elles fixent le rythme des heures dues au fil des commandes.",
        minimum=ZERO,
        maximum=MOST_HOURS,
    ),
    Question(
        key="insertion.montant_tranche_ht",
        kind="montant",
        section="choix",
        label="Montant d’une tranche de commandes, hors taxes",
        example="100 000",
        why="Les heures naissent chaque fois que ce montant est commandé.",
        error="Écrivez un montant en euros hors taxes, supérieur à zéro, par exemple 100 000.",
        minimum=CENT,
        maximum=LARGEST_AMOUNT,
    ),
    Question(
        key="insertion.motif",
        kind="texte_long",
        section="choix",
        label="Motif du choix",
        help="Pourquoi cette forme, ou ces heures.",
        example="Achats dispersés : les heures suivent les commandes",
        why="Il est conservé avec le dossier.",
        max_length=4000,
    ),
    *factors("insertion", "choix", "du marché"),
    Question(
        key="insertion.arrondi",
        kind="entier",
        section="choix",
        label="Arrondi des heures",
        help="Les heures de chaque lot sont portées au multiple supérieur.",
        example="7",
        why="Des journées de 7 heures ou des semaines de 35 heures se suivent plus facilement.",
        error="Choisissez 1, 7 ou 35 heures.",
        choices=(Choice("1", "À l’heure"), Choice("7", "À la journée (7 h)"), Choice("35", "À la semaine (35 h)")),
    ),
    Question(
        key="insertion.minimum_heures",
        kind="entier",
        section="choix",
        label="Heures minimales par lot",
        help="Un lot qui porte des heures en reçoit au moins ce nombre.",
        example="35",
        why="Une action trop courte n’aide guère la personne accueillie.",
        minimum=ZERO,
        maximum=Decimal(100_000),
    ),
    Question(
        key="exemption_sociale.cas",
        kind="entier",
        section="choix",
        label="Cas d’exemption de la clause sociale",
        help="Seulement si vous renoncez à la clause sociale au-dessus du seuil. Une concession n’a que deux cas : "
        "1, pas de lien suffisant ; 2, concurrence ou difficulté.",
        why="La loi dresse une liste fermée : quatre cas pour un marché (article L. 2112-2-1, II), deux pour une "
        "concession (article L. 3114-2-1, II).",
        error="Choisissez le numéro du cas, de 1 à 4 (1 ou 2 pour une concession).",
        choices=(
            Choice("1", "Une solution immédiatement disponible répond au besoin"),
            Choice("2", "Pas de lien suffisant avec l’objet du marché"),
            Choice("3", "Concurrence restreinte, ou exécution techniquement ou économiquement difficile"),
            Choice("4", "Travaux d’une durée inférieure à six mois"),
        ),
    ),
    Question(
        key="exemption_sociale.motif",
        kind="texte_long",
        section="choix",
        label="Motif de l’exemption",
        help="Les faits propres à ce marché, en deux ou trois phrases.",
        why="L’exemption doit être motivée (articles L. 2112-2-1, III et L. 2184-1). Sans motif, l’obligation demeure.",
        max_length=4000,
    ),
)

CRITERIA = (
    Question(
        key="criteres[].libelle",
        kind="texte",
        section="choix",
        label="Libellé du critère",
        example="Performance environnementale de l’offre",
        why="Il est repris dans le texte à porter au règlement de la consultation.",
    ),
    Question(
        key="criteres[].type",
        kind="choix",
        section="choix",
        label="Type de critère",
        why="Le prix ne peut plus être le seul critère depuis le 21 août 2026, et un critère au moins tient compte de "
        "l’environnement (article R. 2152-7).",
        choices=(
            Choice("prix", "Prix"),
            Choice("cout", "Coût global"),
            Choice("technique", "Valeur technique"),
            Choice("environnement", "Environnement"),
            Choice("social", "Social"),
            Choice("delai", "Délai"),
            Choice("autre", "Autre"),
        ),
    ),
    Question(
        key="criteres[].ponderation",
        kind="pourcent",
        section="choix",
        label="Pondération, en pourcentage",
        example="30",
        why="La loi ne fixe aucun poids. La somme est vérifiée.",
        minimum=ZERO,
        maximum=Decimal(100),
    ),
    Question(
        key="criteres[].environnement",
        kind="booleen",
        section="choix",
        label="Tient compte de l’environnement",
        help="Si une partie de ce critère juge les caractéristiques environnementales de l’offre.",
        why="Le critère environnemental peut être une partie d’un autre critère (article L. 2152-7).",
    ),
    Question(
        key="criteres[].lot",
        kind="entier",
        section="choix",
        label="Lot du critère",
        help="Vide : tous les lots.",
        example="1",
        why="Les offres sont jugées lot par lot : chacun a besoin d’un critère environnemental (article L. 2152-7).",
        error="Écrivez le numéro d’un lot du marché.",
        minimum=ONE,
        maximum=Decimal(999),
    ),
)

AMBITION = (
    Question(
        key="niveau",
        kind="choix",
        section="choix",
        label="Niveau d’ambition",
        help="Pour tout le marché. Chaque clause se règle ensuite seule.",
        why="Il choisit la valeur proposée pour chaque seuil, part et pénalité des clauses.",
        choices=(
            Choice("essentiel", "Essentiel"),
            Choice("ambitieux", "Ambitieux"),
            Choice("exemplaire", "Exemplaire"),
        ),
    ),
    Question(
        key="ccag",
        kind="choix",
        section="choix",
        label="Cahier général de référence",
        help="CCAG : cahier des clauses administratives générales. Il ne vaut que si le marché s’y réfère.",
        why="L’annexe complète les articles du CCAG choisi et liste ce qui y déroge (article R. 2112-3).",
        choices=(
            Choice("travaux", "CCAG-Travaux"),
            Choice("fcs", "CCAG-FCS", "Fournitures courantes et services."),
            Choice("pi", "CCAG-PI", "Prestations intellectuelles."),
            Choice("tic", "CCAG-TIC", "Techniques de l’information et de la communication."),
            Choice("mi", "CCAG-MI", "Marchés industriels."),
            Choice("moe", "CCAG-MOE", "Maîtrise d'œuvre."),
            Choice("aucun", "Aucun"),
        ),
    ),
)

FACILITATEUR = (
    Question(
        key="facilitateur.structure",
        kind="texte",
        section="choix",
        label="Facilitateur",
        help="Structure qui accompagne les heures d’insertion.",
        example="PLIE du Haut-Pays",
        why="Le CCAG demande que les coordonnées du facilitateur, s’il y en a un, soient dans les documents du marché.",
    ),
    Question(
        key="facilitateur.contact",
        kind="texte",
        section="choix",
        label="Fonction du contact",
        help="Une fonction, jamais le nom d’une personne.",
        example="chargé de mission clauses sociales",
        why="Le titulaire sait à qui s’adresser, même quand la personne change.",
    ),
    Question(
        key="facilitateur.courriel",
        kind="courriel",
        section="choix",
        label="Courriel du facilitateur",
        help="Une adresse de service.",
        example="clauses@plie.example",
        why="Le titulaire y envoie ses justificatifs.",
    ),
    Question(
        key="facilitateur.telephone",
        kind="telephone",
        section="choix",
        label="Téléphone du facilitateur",
        example="03 00 00 00 00",
        why="Pour la mise en place de l’action.",
        max_length=30,
    ),
)
