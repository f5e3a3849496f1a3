"""Criteria that a judge would strike down or that say nothing: heuristics on their words, each one documented.

They read the wording of the criteria only; what they find is to be checked by a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.law.model import Alert
from generator.law.situation import Situation
from generator.market.model import Critere

# « Politique RSE de l'entreprise »: the firm's general conduct, without a link to the contract (CE, n° 417580).
_POLICY = re.compile(
    r"\b(politique|demarche|strategie|engagements?)\b.*\b(rse|responsabilite societale|environnementale?|sociale?|"
    r"developpement durable)\b|\brse\b"
)
_LINKED = re.compile(r"\b(execution|marche|prestations?|chantier|produits?|fournitures?|travaux|lot)\b")
# A volume without a ceiling lets points be bought.
_VOLUME = re.compile(r"\b(nombre|volume|quantite)\b.*\bheures?\b|\bheures?\b.*\b(supplementaires?|insertion)\b")
_CAP = re.compile(r"\b(plafond|plafonne\w*|maximum|maximal\w*|au plus|limite\w*)\b")
_LABEL = re.compile(
    r"\b(label\w*|ecolabel\w*|nf environnement|ange bleu|blue angel|energy star|epeat|tco certified|fsc|pefc|hve|"
    r"oeko-?tex|cygne|nordic swan|ecocert|max havelaar|fairtrade)\b"
)
_EQUIVALENT = re.compile(r"\bequivalent\w*\b")
_STEM = 6  # letters compared between a specification and a criterion
_EMPTY = frozenset({"critere", "enviro", "qualit", "techni", "offre", "valeur", "presta", "marche", "lots", "matier"})


def alerts(situation: Situation) -> Iterator[Alert]:
    """What the wording of the criteria calls for, criterion by criterion."""
    for rank, criterion in enumerate(situation.marche.criteres):
        words = plain(criterion.libelle)
        place = (f"criteres[{rank}].libelle",)
        yield from _policy(criterion, words, place)
        yield from _volume(criterion, words, place)
        yield from _label(criterion, words, place)
        yield from _imposed(situation, criterion, words, place)
        yield from _bare(situation, criterion, place)


def plain(text: str | None) -> str:
    """Lower case, without accents nor typographic apostrophes: what the heuristics read."""
    bare = unicodedata.normalize("NFD", (text or "").lower().replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _quoted(criterion: Critere) -> str:
    return f"«\u00a0{(criterion.libelle or '').strip()}\u00a0»"


def _policy(criterion: Critere, words: str, place: tuple[str, ...]) -> Iterator[Alert]:
    if _POLICY.search(words) and not _LINKED.search(words):
        yield Alert(
            "critere-politique-generale",
            "bloquant",
            f"Le critère {_quoted(criterion)} juge la politique générale de l’entreprise, sans lien avec l’objet du "
            "marché ni avec ses conditions d’exécution (article L. 2152-7).",
            "Notez ce que le candidat fera dans ce marché, par des sous-critères précis.",
            place,
        )


def _volume(criterion: Critere, words: str, place: tuple[str, ...]) -> Iterator[Alert]:
    if criterion.type != "prix" and _VOLUME.search(words) and not _CAP.search(words):
        yield Alert(
            "critere-volume-sans-plafond",
            "attention",
            f"Le critère {_quoted(criterion)} note un volume d’heures sans plafond : il invite à promettre plus que le "
            "marché ne permet.",
            "Fixez le volume au-delà duquel aucun point ne s’ajoute, ou notez la qualité de l’action.",
            place,
        )


def _label(criterion: Critere, words: str, place: tuple[str, ...]) -> Iterator[Alert]:
    if _LABEL.search(words) and not _EQUIVALENT.search(words):
        yield Alert(
            "label-sans-equivalent",
            "attention",
            f"Le critère {_quoted(criterion)} nomme un label sans admettre ses équivalents (articles R. 2111-12 à "
            "R. 2111-17).",
            "Écrivez l’exigence que le label prouve, puis « ou équivalent ».",
            place,
        )


def _imposed(situation: Situation, criterion: Critere, words: str, place: tuple[str, ...]) -> Iterator[Alert]:
    """A specification and a criterion that share a word of six letters may score what is already required."""
    stems = {word[:_STEM] for word in re.findall(r"[a-z]{6,}", words)} - _EMPTY
    for moyen in situation.moyens:
        shared = stems & ({word[:_STEM] for word in plain(moyen.id).replace("-", "_").split("_")} - _EMPTY)
        if moyen.type == "specification" and shared and criterion.type != "prix":
            yield Alert(
                "critere-deja-impose",
                "conseil",
                f"Le critère {_quoted(criterion)} semble noter ce que la spécification « {moyen.id} » impose déjà.",
                "Notez seulement ce qui va au-delà de l’exigence, et dites comment.",
                place,
            )


def _bare(situation: Situation, criterion: Critere, place: tuple[str, ...]) -> Iterator[Alert]:
    if criterion.type == "social" and not situation.means_for("clause-sociale"):
        yield Alert(
            "critere-social-sans-clause",
            "attention",
            f"Le critère {_quoted(criterion)} n’est adossé à aucune condition d’exécution : la promesse de l’offre ne "
            "serait ni suivie ni sanctionnée.",
            "Retenez une clause sociale, ou retirez le critère.",
            place,
        )
