"""Questions about the buyer and the object, in order of the form."""

from __future__ import annotations

from decimal import Decimal

from generator.market.questions import Choice, Question

ZERO = Decimal(0)
LARGEST_AMOUNT = Decimal(10) ** 12

NATURES = (
    Choice("travaux", "Travaux"),
    Choice("fournitures", "Fournitures"),
    Choice("services", "Services"),
)

RESERVES = (
    Choice("ea_esat", "Entreprises adaptées et ESAT", "Article L. 2113-12 : travailleurs handicapés."),
    Choice("siae", "Structures d’insertion par l’activité économique", "Article L. 2113-13."),
    Choice("ea_esat_siae", "EA, ESAT et structures d’insertion ensemble", "Article L. 2113-14. Pas en concession."),
    Choice("penitentiaire", "Production en établissement pénitentiaire", "Article L. 2113-13-1."),
    Choice("ess", "Économie sociale et solidaire", "Article L. 2113-15 : services sociaux et spécifiques seulement."),
    Choice("jei", "Jeunes entreprises innovantes", "Article L. 2113-17 : marchés innovants, une part des lots."),
)

BUYER = (
    Question(
        key="acheteur.nom",
        kind="texte",
        section="acheteur",
        label="Nom de l’acheteur",
        help="Tel qu’il figure dans l’acte d’engagement.",
        example="Commune de Saint-Omer-le-Haut",
        why="Il est inscrit sur la couverture et dans les définitions de l’annexe, nulle part ailleurs.",
        error="Donnez le nom de l’acheteur.",
        required=True,
    ),
    Question(
        key="acheteur.article",
        kind="choix",
        section="acheteur",
        label="Article devant le nom",
        help="Pour écrire le nom dans une phrase. Sans article si le nom n’en prend pas.",
        example="la",
        why="La définition de l’acheteur se lit comme une phrase : « l’acheteur désigne la commune de… ».",
        choices=(Choice("le", "le"), Choice("la", "la"), Choice("les", "les"), Choice("l'", "l'")),
    ),
    Question(
        key="acheteur.siret",
        kind="siret",
        section="acheteur",
        label="Numéro SIRET",
        help="14 chiffres, avec ou sans espaces.",
        example="219 999 999 00013",
        why="Il identifie l’acheteur dans le dossier. Aucune obligation n’en dépend.",
    ),
    Question(
        key="acheteur.categorie",
        kind="choix",
        section="acheteur",
        label="Catégorie",
        help="Elle décide du seuil européen qui s’applique.",
        why="En fournitures et services, le seuil européen dépend de la catégorie. La clause sociale (article "
        "L. 2112-2-1) et la haute performance énergétique (article L. 2111-1) naissent à ce seuil. Plusieurs "
        "obligations annuelles ne visent que l’État ou les collectivités.",
        choices=(
            Choice("etat", "État ou établissement de l’État", "Autorité publique centrale."),
            Choice("local", "Collectivité ou établissement local"),
            Choice("autre", "Autre pouvoir adjudicateur"),
            Choice("entite_adjudicatrice", "Entité adjudicatrice", "Eau, énergie, transports, services postaux."),
        ),
    ),
    Question(
        key="acheteur.agit_comme",
        kind="choix",
        section="acheteur",
        label="Qualité pour ce contrat",
        help="Une collectivité qui achète pour son réseau d’eau ou de transport agit comme entité adjudicatrice.",
        why="Les entités adjudicatrices ont leur propre seuil européen, et justifient par tout moyen approprié "
        "l’absence de clause sociale (article L. 2112-2-1, III).",
        choices=(
            Choice("pouvoir_adjudicateur", "Pouvoir adjudicateur"),
            Choice("entite_adjudicatrice", "Entité adjudicatrice"),
        ),
    ),
    Question(
        key="acheteur.sante",
        kind="booleen",
        section="acheteur",
        label="Établissement public de santé",
        help="Hôpital ou groupement hospitalier.",
        why="Des obligations annuelles visent l’État et les collectivités sans viser les hôpitaux, ainsi celle du "
        "réemploi et du recyclé (loi AGEC, article 58).",
    ),
    Question(
        key="acheteur.depenses_annuelles_ht",
        kind="montant",
        section="acheteur",
        label="Achats de l’année, hors taxes",
        help="Ordre de grandeur de tous les achats de l’acheteur sur une année civile.",
        example="60 000 000",
        why="Au-delà d’un montant annuel fixé par décret, l’acheteur adopte un schéma de promotion des achats "
        "socialement et écologiquement responsables, le SPASER (articles L. 2111-3 et D. 2111-3).",
        minimum=ZERO,
        maximum=LARGEST_AMOUNT,
    ),
)

OBJECT = (
    Question(
        key="objet",
        kind="texte",
        section="objet",
        label="Objet du marché",
        help="Une phrase, sans article au début.",
        example="Rénovation du gymnase des Tilleuls",
        why="L’objet est inscrit dans l’annexe. Toute condition d’exécution doit lui être liée (articles L. 2112-2 "
        "et L. 2112-3).",
        error="Dites en une phrase ce qui est acheté.",
        max_length=1000,
        required=True,
    ),
    Question(
        key="reference",
        kind="texte",
        section="objet",
        label="Référence interne",
        help="Le numéro que vous donnez à la consultation. Facultative.",
        example="2026-T-014",
        why="Elle figure discrètement sur la couverture, pour retrouver le dossier.",
        max_length=100,
    ),
    Question(
        key="note",
        kind="texte_long",
        section="objet",
        label="Note sur cette description",
        help="D’où viennent les réponses, ce qui reste à vérifier. Elle n’entre dans aucun document contractuel.",
        example="Estimation du maître d'œuvre, phase avant-projet",
        why="Elle vous accompagne dans le fichier de réponses. Aucune règle ne la lit.",
        max_length=4000,
    ),
    Question(
        key="cpv",
        kind="cpv",
        section="objet",
        label="Code CPV principal",
        help="Vocabulaire commun des marchés : huit chiffres, la clé après le tiret est facultative. Si vous ne le "
        "connaissez pas, écrivez quelques mots : des familles d’achat seront proposées.",
        example="45210000",
        why="Il reconnaît la famille d’achat, qui ouvre ses clauses et ses obligations propres : véhicules, "
        "restauration, informatique, pneumatiques, bâtiment.",
    ),
    Question(
        key="nature",
        kind="choix",
        section="objet",
        label="Nature",
        help="Celle de la part la plus importante.",
        why="Les seuils européens des travaux diffèrent de ceux des fournitures et des services. L’exemption des "
        "travaux de moins de six mois (article L. 2112-2-1, II) ne vaut que pour les travaux.",
        choices=NATURES,
    ),
    Question(
        key="contrat",
        kind="choix",
        section="objet",
        label="Forme du contrat",
        help="Un accord-cadre s’exécute par commandes ou par marchés subséquents.",
        why="Les concessions ont leurs propres articles (L. 3114-2, L. 3114-2-1, L. 3124-5). Les autres marchés du "
        "livre V n’ont pas ces obligations. Un accord-cadre est compté à son maximum (article R. 2121-8).",
        choices=(
            Choice("marche", "Marché"),
            Choice("accord_cadre", "Accord-cadre"),
            Choice("concession", "Concession", "Diagnostic seulement : le document des concessions n’existe pas."),
            Choice("marche_partenariat", "Marché de partenariat"),
            Choice("autre_marche", "Autre marché public", "Marché du livre V, exclu des règles communes."),
        ),
    ),
    Question(
        key="services_sociaux",
        kind="booleen",
        section="objet",
        label="Services sociaux ou autres services spécifiques",
        help="Services dont la liste est fixée par avis : action sociale, formation, restauration, sécurité…",
        why="Ils ont un autre seuil pour la publicité européenne ; son effet sur la clause sociale est discuté. Eux "
        "seuls peuvent être réservés à l’économie sociale et solidaire (article L. 2113-15).",
    ),
    Question(
        key="defense_securite",
        kind="booleen",
        section="objet",
        label="Marché de défense ou de sécurité",
        help="Au sens du livre III du code de la commande publique.",
        why="Pour ces marchés, les considérations environnementales et sociales restent une faculté (article "
        "L. 2312-1-1) et le critère environnemental n’est pas imposé (article L. 2352-2).",
    ),
    Question(
        key="departements",
        kind="departements",
        section="objet",
        label="Départements d’exécution",
        help="Un ou plusieurs numéros, séparés par des virgules.",
        example="59, 62",
        why="Le lieu aide à choisir le facilitateur et signale ce qui diffère outre-mer.",
    ),
)
