"""The document that the benchmark writes: an annex for nine lots with twenty clauses, in plain French prose."""

from __future__ import annotations

from generator.blocks import Article, Document, Heading, Inlines, Item, ListBlock, Origin, Paragraph, Ref, Table, Text

_LOTS = (
    ("Gros œuvre et démolitions", 304),
    ("Charpente et couverture", 0),
    ("Étanchéité", 0),
    ("Menuiseries extérieures", 118),
    ("Cloisons et plafonds", 75),
    ("Plomberie et chauffage", 0),
    ("Électricité", 60),
    ("Peinture et revêtements", 208),
    ("Espaces verts", 90),
)
_THEMES = (
    ("insertion", "Action d’insertion sociale", "des heures de travail à des personnes éloignées de l’emploi"),
    ("dechets", "Déchets de l’exécution", "le tri à la source des déchets produits sur le chantier"),
    ("emballages", "Emballages", "la reprise et le réemploi des emballages de livraison"),
    ("eau", "Eau du chantier", "le relevé et la réduction des consommations d’eau"),
    ("energie", "Énergie du chantier", "le relevé et la réduction des consommations d’énergie"),
    ("bruit", "Bruit et riverains", "la limitation des nuisances sonores et l’information des riverains"),
    ("poussieres", "Poussières", "l’abattage des poussières lors des démolitions et des découpes"),
    ("engins", "Engins et véhicules", "l’emploi d’engins et de véhicules à faibles émissions"),
    ("livraisons", "Livraisons", "le regroupement des livraisons et des approvisionnements"),
    ("bois", "Origine des bois", "la preuve d’une gestion durable des forêts d’où provient le bois"),
    ("peintures", "Peintures et colles", "le choix de produits à faible émission dans l’air intérieur"),
    ("reemploi", "Réemploi de matériaux", "la dépose soignée et le réemploi des matériaux existants"),
    ("beton", "Bétons", "l’emploi de liants à empreinte réduite et de granulats recyclés"),
    ("terres", "Terres excavées", "la réutilisation sur place des terres extraites"),
    ("plantations", "Plantations", "le choix d’essences locales et la reprise des sujets morts"),
    ("eclairage", "Éclairage de chantier", "l’extinction des éclairages hors des heures de travail"),
    ("formation", "Formation des équipes", "la formation des équipes aux gestes qui préservent l’environnement"),
    ("documentation", "Documentation environnementale", "la remise des fiches des produits mis en œuvre"),
    ("nettoyage", "Nettoyage du chantier", "l’emploi de produits de nettoyage porteurs d’un label"),
    ("egalite", "Égalité professionnelle", "la prévention des discriminations au sein des équipes"),
)
_DUTIES = (
    "Le titulaire met en place {0} pendant toute la durée d’exécution du lot. Il désigne, dans les quinze jours qui "
    "suivent la notification, la personne chargée d’en rendre compte à l’acheteur et au maître d’œuvre.",
    "Il présente son organisation lors de la réunion de préparation. L’acheteur dispose de dix jours pour formuler des "
    "observations, que le titulaire prend en compte avant le début des travaux. Le silence de l’acheteur ne vaut pas "
    "accord.",
    "Les sous-traitants sont tenus aux mêmes obligations pour la part qu’ils exécutent. Le titulaire s’en assure et en "
    "reste seul responsable envers l’acheteur.",
)


def nine_lots_twenty_clauses() -> Document:
    clauses = tuple(_clause(*theme) for theme in _THEMES)
    articles = (_purpose(), _lots(), *clauses, _penalties())
    cover = {
        "acheteur": "Commune de Haut-Pays",
        "objet": "Réhabilitation de la halle et construction d’un équipement public en neuf lots",
        "reference": "2026-TRX-014",
        "projet": "Projet – 2 points à régler",
    }
    title = "Annexe au cahier des clauses administratives particulières"
    return Document("annexe-ccap", title, articles, cover, "Clauses sociales et environnementales")


def _say(text: str) -> Paragraph:
    return Paragraph(_words(text))


def _words(text: str) -> Inlines:
    return (Text(text),)


def _purpose() -> Article:
    text = (
        "La présente annexe complète le cahier des clauses administratives particulières. Elle a valeur contractuelle."
    )
    return Article("objet", "Objet et place de l’annexe", (_say(text), _say(_DUTIES[1])))


def _lots() -> Article:
    rows = tuple((_words(str(n)), _words(title), _words(str(hours))) for n, (title, hours) in enumerate(_LOTS, start=1))
    header = (_words("Lot"), _words("Intitulé"), _words("Heures d’insertion"))
    table = Table(header, rows, ("gauche", "gauche", "droite"), title="Heures d’insertion par lot")
    return Article("lots", "Lots et volumes", (_say("Chaque titulaire réalise au moins le volume suivant."), table))


def _clause(id_: str, title: str, what: str) -> Article:
    proofs = ("le registre tenu à jour ;", "les bons et factures qui l’établissent ;", "un bilan à la réception.")
    steps = ("un relevé au démarrage ;", "un relevé à chaque trimestre ;", "un relevé final.")
    closing = (Text("Les pénalités applicables figurent à l’article\u00a0"), Ref("penalites"), Text("."))
    blocks = (
        Heading(2, _words("Obligation")),
        _say(_DUTIES[0].format(what)),
        _say(_DUTIES[1]),
        Heading(2, _words("Preuve et contrôle")),
        _say(f"Le titulaire établit {what} par les pièces suivantes :"),
        ListBlock(False, tuple(Item(_words(each)) for each in proofs)),
        _say("Le maître d’œuvre en fait le contrôle, dans l’ordre :"),
        ListBlock(True, tuple(Item(_words(each)) for each in steps)),
        Heading(2, _words("Manquements")),
        _say(_DUTIES[2]),
        Paragraph(closing),
    )
    return Article(id_, title, blocks, origin=Origin(id_, "2021-04-01", ""))


def _penalties() -> Article:
    header = (_words("Manquement"), _words("Montant"), _words("Mise en demeure"))
    rows = tuple(
        (_words(f"{title} : pièce non remise à la date prévue"), _words("150,00 € par semaine"), _words("15 jours"))
        for _, title, _ in _THEMES
    )
    table = Table(header, rows, ("gauche", "gauche", "gauche"), title="Pénalités")
    return Article("penalites", "Pénalités", (_say("Les pénalités sont les suivantes."), table))
