"""Documents written for the tests of the writers: a rich annex, a working document, hostile values."""

from __future__ import annotations

from generator.blocks import (
    Article,
    Document,
    Heading,
    Inlines,
    Item,
    ListBlock,
    Origin,
    Paragraph,
    Ref,
    Table,
    Text,
    Value,
)

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "]]>",
    "<w:p><w:r/></w:p>",
    "<script>alert(1)</script>",
    "Dupont & Fils « SARL »",
    "a\x00b\x07c",
    "a\ud800b",
    "سوق الأشغال العامة",
    "🌱 chantier vert 🏗️",
    "| # * _ ===",
    "première ligne\nseconde ligne\tfin",
    "x" * 10_000,
    "&amp;#38;",
)


def words(*texts: str) -> Inlines:
    return tuple(Text(text) for text in texts)


def say(text: str) -> Paragraph:
    return Paragraph(words(text))


def bullets(*texts: str) -> ListBlock:
    return ListBlock(False, tuple(Item(words(text)) for text in texts))


def numbered(*texts: str) -> ListBlock:
    return ListBlock(True, tuple(Item(words(text)) for text in texts))


_LOTS = (
    ("1", "Gros œuvre, démolitions et reprises en sous-œuvre", "304"),
    ("2", "Charpente et couverture", "0"),
    ("4", "Menuiseries extérieures", "118"),
    ("8", "Peinture et revêtements muraux", "1 208"),
)


def table_of_lots(count: int = 0) -> Table:
    lots = (
        _LOTS if not count else tuple((str(n), f"Lot de travaux numéro {n}", str(7 * n)) for n in range(1, count + 1))
    )
    rows = tuple(tuple((Value(cell, "lot"),) for cell in row) for row in lots)
    header = (words("Lot"), words("Intitulé"), words("Heures d’insertion (minimum)"))
    return Table(header, rows, ("gauche", "gauche", "droite"), title="Heures d’insertion dues par lot")


def table_of_penalties() -> Table:
    header = tuple(words(each) for each in ("Article", "Manquement", "Montant", "Mise en demeure"))
    rows = (
        ((Ref("insertion"),), words("Heure d’insertion non réalisée"), words("60,00 € par heure"), words("15 jours")),
        (
            (Ref("dechets"),),
            words("Registre des déchets, bon de pesée ou justificatif de traitement non remis à la date prévue"),
            words("150,00 € par document et par semaine"),
            words("sans mise en demeure préalable"),
        ),
    )
    return Table(header, rows, ("centre", "gauche", "gauche", "gauche"), title="Pénalités")


def _insertion() -> Article:
    return Article(
        "insertion",
        "Action d’insertion sociale",
        (
            Heading(2, words("Nature de l’engagement")),
            Paragraph(
                (
                    Text("L’action d’insertion est une condition d’exécution du marché. Elle s’impose à "),
                    Value("tout titulaire d’un lot désigné ci-après", "lots_concernes"),
                    Text(". Elle n’entre pas dans le "),
                    Text("jugement des offres", bold=True),
                    Text(". Les pénalités figurent à l’article "),
                    Ref("penalites"),
                    Text("."),
                )
            ),
            Heading(2, words("Périmètre et volume")),
            say("Chaque titulaire réalise au moins le nombre d’heures suivant avant la fin de l’exécution de son lot."),
            table_of_lots(),
            say("Les autres lots ne comportent pas d’action d’insertion."),
            Heading(3, words("Modalités")),
            say("Le titulaire choisit librement une ou plusieurs des modalités suivantes :"),
            ListBlock(
                True,
                (
                    Item(words("l’embauche directe ;")),
                    Item(
                        words("la mise à disposition de personnel par :"),
                        ListBlock(
                            True,
                            (
                                Item(words("une entreprise de travail temporaire d’insertion ;")),
                                Item(words("un groupement d’employeurs pour l’insertion et la qualification ;")),
                            ),
                        ),
                    ),
                    Item(words("la sous-traitance ou la cotraitance.")),
                ),
            ),
            Paragraph(words("Cette condition complète l’article 20.1 du CCAG-Travaux sans y déroger."), "note"),
        ),
        origin=Origin("insertion_sociale", "2021-04-01", "0" * 64),
    )


def _dechets() -> Article:
    return Article(
        "dechets",
        "Déchets de l’exécution",
        (
            say("Le titulaire trie à la source, sur le chantier, les déchets qu’il produit :"),
            ListBlock(
                False,
                (
                    Item(words("papier et carton ;")),
                    Item(words("fraction minérale, soit :"), bullets("le béton ;", "les tuiles et céramiques ;")),
                    Item(words("bois.")),
                ),
            ),
            Paragraph(
                (
                    Text("Il valorise, sous forme de matière, au moins "),
                    Value("80 %", "part_valorisation", bold=True),
                    Text(" de la masse de ces déchets, hors terres excavées et "),
                    Text("déchets dangereux", italic=True),
                    Text(". L’article "),
                    Ref("insertion", bold=True),
                    Text(" s’applique au personnel de tri."),
                )
            ),
            say("Il remet, dans l’ordre :"),
            numbered("le registre des déchets ;", "les bons de pesée ;", "le bilan final."),
        ),
        origin=Origin("dechets", "2021-04-01", "1" * 64),
    )


def _penalites() -> Article:
    return Article(
        "penalites",
        "Pénalités",
        (
            say("Le titulaire qui ne respecte pas ses engagements encourt les pénalités suivantes."),
            table_of_penalties(),
            Paragraph(words("Les pénalités sont cumulables dans la limite de 10 % du montant du lot."), "mention"),
        ),
    )


COVER = {
    "acheteur": "Commune de Haut-Pays",
    "objet": "Réhabilitation de la halle et construction d’un équipement public en neuf lots",
    "reference": "2026-TRX-014",
    "projet": "Projet – 2 points à régler",
    "date": "",
    "mention": "",
}
TITLE = "Annexe au cahier des clauses administratives particulières"


def annex(*more: Article, **cover: str) -> Document:
    objet = Article("objet", "Objet de l’annexe", (say("La présente annexe complète le CCAP du marché. " * 3),))
    return Document(
        "annexe-ccap",
        TITLE,
        (objet, _insertion(), _dechets(), *more, _penalites()),
        cover={**COVER, **cover},
        subtitle="Clauses sociales et environnementales",
    )


def working_document() -> Document:
    sections = tuple(
        Article(
            f"section-{name}",
            title,
            (say("Le texte ci-dessous est à reporter tel quel."), Heading(2, words("Critère")), bullets("un", "deux")),
            numbered=False,
        )
        for name, title in (("rc", "Règlement de la consultation"), ("cctp", "CCTP"), ("ae", "Acte d’engagement"))
    )
    return Document("textes-a-reporter", "Textes à reporter", sections, cover=COVER, for_signature=False)


def many_articles(count: int) -> tuple[Article, ...]:
    return tuple(
        Article(
            f"clause_{n}",
            f"Engagement environnemental numéro {n}",
            (
                Heading(2, words("Obligation")),
                say("Le titulaire utilise, pour toute l’exécution, des matériaux dont l’origine est établie. " * 4),
                bullets("un registre ;", "une attestation du fabricant ;"),
                numbered("au démarrage ;", "à la réception."),
                Paragraph((Text("Les pénalités figurent à l’article "), Ref("penalites"), Text("."))),
            ),
            origin=Origin(f"clause_{n}", "2021-04-01", "2" * 64),
        )
        for n in range(count)
    )


def hostile_document() -> Document:
    values = tuple(Paragraph((Text("Valeur : "), Value(value, "objet"), Text(" fin."))) for value in HOSTILE)
    header = (words("Nom"), words("Valeur"))
    rows = tuple((words("saisie"), (Value(value, "objet"),)) for value in HOSTILE)
    listed = ListBlock(True, tuple(Item((Value(value, "objet"),)) for value in HOSTILE))
    table = Table(header, rows, ("gauche", "gauche"), title='Table <"hostile"> & {{ x }}')
    blocks = (*values, table, listed)
    title = "Titre <b> {{ 7*7 }} & co\ud800"
    return Document(
        "annexe-ccap",
        title,
        (Article("é à-ç" * 30, title, blocks, origin=Origin("c" * 80, "2021-04-01", "3" * 64)),),
        cover={key: "🌱 {{ 7*7 }} <script> سوق \x00" + "mot " * 70 for key in COVER},
        subtitle="{% if %}",
    )
