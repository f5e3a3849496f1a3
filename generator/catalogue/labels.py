"""The catalogue in words: themes, documents, eForms codes, certainty of figures, duties."""

from __future__ import annotations

from functools import cache

from generator.catalogue.words import stems
from generator.law import MORE, RULES
from generator.library.eforms import CLAUSE_CODES
from generator.market import question

FAMILIES = {"environnement": "Environnement", "social": "Social"}
THEMES = {
    "environnement/alimentation": "alimentation",
    "environnement/biodiversite": "biodiversité",
    "environnement/climat": "climat",
    "environnement/critere": "critère d’attribution",
    "environnement/dechets": "déchets",
    "environnement/duree-de-vie": "durée de vie",
    "environnement/eau": "eau",
    "environnement/emballages": "emballages",
    "environnement/energie": "énergie",
    "environnement/fin-de-vie": "fin de vie",
    "environnement/materiaux": "matériaux",
    "environnement/numerique": "numérique",
    "environnement/personnel": "personnel",
    "environnement/pollution": "pollution et nuisances",
    "environnement/produits": "produits",
    "environnement/reemploi": "réemploi et recyclage",
    "environnement/sante": "santé",
    "environnement/sobriete": "sobriété",
    "environnement/substances": "substances",
    "environnement/suivi": "suivi de l’exécution",
    "environnement/transport": "transport",
    "social/accessibilite": "accessibilité",
    "social/actions": "actions pour l’emploi",
    "social/apprentissage": "apprentissage",
    "social/commerce_equitable": "commerce équitable",
    "social/conditions_travail": "conditions de travail",
    "social/critere": "critère d’attribution",
    "social/egalite": "égalité",
    "social/ethique": "droits humains",
    "social/formation": "formation",
    "social/handicap": "handicap",
    "social/insertion": "insertion",
    "social/mixite": "mixité",
    "social/qualification": "qualification",
    "social/reservation": "réservation",
}
DOCUMENTS = {
    "ccap": ("CCAP", "Cahier des clauses administratives particulières"),
    "corps_ccap": ("CCAP, sans annexe", "Texte dans le corps du CCAP"),
    "cctp": ("CCTP", "Cahier des clauses techniques particulières"),
    "rc": ("RC", "Règlement de la consultation"),
    "ae": ("AE", "Annexe à l’acte d’engagement"),
    "avis": ("Avis", "Avis d’appel à la concurrence"),
    "cadre": ("Cadre de réponse", "Cadre de réponse du candidat"),
    "bpu": ("BPU", "Bordereau des prix unitaires"),
    "reports_ccap": ("Report au CCAP", "Phrases à porter au CCAP"),
    "reports_ae": ("Report à l’AE", "Phrases à porter à l’acte d’engagement"),
}
EFORMS = {code: label.rstrip(".") for code, label in CLAUSE_CODES.items()}
CERTAINTIES = {
    "loi": "Une valeur de la loi",
    "texte": "Un chiffre tiré d’un texte",
    "proposition": "Un chiffre proposé",
    "acheteur": "Un chiffre à fixer par l’acheteur",
    "aucun": "Aucun chiffre à régler",
}


def family_of(theme: str) -> str:
    return theme.partition("/")[0]


def theme_label(theme: str) -> str:
    """« Environnement : réemploi et recyclage »; a theme of a layer is written from its own name."""
    family, _, rest = theme.partition("/")
    head = FAMILIES.get(family) or capitalised(_spaced(family))
    return f"{head} : {THEMES.get(theme) or _spaced(rest)}" if rest else head


def document_label(kind: str) -> str:
    return DOCUMENTS.get(kind, (kind.upper(), kind))[0]


def duty_label(id_: str) -> str:
    """The duty's own words, as the diagnosis says them."""
    return _duties().get(id_, id_)


@cache
def _duties() -> dict[str, str]:
    return {rule.id: rule.libelle for rule in (*RULES, *MORE)}


def level_label(niveau: str) -> str:
    return next(choice.label for choice in question("niveau").choices if choice.value == niveau)


def nature_label(nature: str) -> str:
    return next(choice.label for choice in question("nature").choices if choice.value == nature)


def certainties_of(source: str) -> frozenset[str]:
    """What the source of a figure says of it: proposed, left to the buyer, drawn from a text, or two of these."""
    said = stems(source)
    if not said or "proposition" in said[:1] or "usag" in said[:1]:
        return frozenset({"proposition"})
    if said[0] == "a":  # « À fixer par l'acheteur », « À convenir… »
        return frozenset({"acheteur"})
    return frozenset({"texte", "proposition"} if "proposition" in said or "usag" in said else {"texte"})


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spaced(text: str) -> str:
    return text.replace("_", " ").replace("-", " ")
