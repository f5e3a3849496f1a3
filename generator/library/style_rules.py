"""The words that a clause text never has, why, and what to write in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` are looked for without regard to capitals; `code` names the fault."""

    code: str
    words: re.Pattern[str]
    message: str
    remedy: str


def _rule(code: str, words: tuple[str, ...], message: str, remedy: str) -> Rule:
    return Rule(code, re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE), message, remedy)


_OF_A_PLACE = (
    r"(?:produits?|entreprises?|fournisseurs?|producteurs?|approvisionnements?|filières?|emplois?|main-d['’]œuvre) "
    r"loca(?:l|le|ux|les)\b"
)
RULES = (
    _rule(
        "vague",
        (r"favoris(?:e|ent|er)\b", r"souhait(?:e|ent)\b", r"privilégi(?:e|ent|er)\b", r"s['’]efforc(?:e|ent)\b",
         r"veill(?:e|ent) à", r"encourag(?:e|ent)\b", r"tend(?:ent)? à", "dans la mesure du possible", "si possible",
         "autant que possible", r"etc\b", "et/ou"),
        "ces mots n’obligent à rien de précis",
        "Dites qui fait quoi, combien, avant quand.",
    ),
    _rule(
        "futur",
        (r"devra(?:ient|it)?\b", r"devront\b", r"sera tenue?\b", r"seront tenue?s\b", r"pourra\b", r"pourront\b"),
        "une obligation s’écrit au présent",
        "Écrivez « le titulaire remet ».",
    ),
    _rule(
        "terme",
        (r"(?:le|du|au|les|des|aux) (?:prestataires?|attributaires?|cocontractants?|entrepreneurs?)\b",
         r"l['’](?:attributaire|entrepreneur)\b", "la personne publique", "le pouvoir adjudicateur"),
        "ce terme n’est pas celui que l’annexe définit",
        "Écrivez « le titulaire » ou « l’acheteur ».",
    ),
    _rule(
        "local",
        (r"circuits? courts?", "de proximité", r"fabriquée?s? en (?:france|europe|région)", r"d['’]origine française",
         _OF_A_PLACE),
        "une préférence pour le lieu de l’entreprise n’est pas permise",
        "Exigez une qualité du produit ou de l’exécution.",
    ),
    _rule(
        "politique",
        (r"politique (?:rse|environnementale|sociale|générale) (?:de l['’]entreprise|du titulaire|du candidat)",
         "démarche rse", "engagement rse"),
        "une clause porte sur l’exécution du marché, pas sur la politique de l’entreprise",
        "Reliez l’obligation au marché.",
    ),
    _rule(
        "rappel",
        (r"(?:respecte|applique|se conforme à|conformément à|dans le respect de) la réglementation",),
        "un rappel de la réglementation n’ajoute rien",
        "Ajoutez un chiffre, une preuve ou une date, ou supprimez la phrase.",
    ),
    _rule(
        "perime",
        ("pôle emploi", "garantie jeunes", "direccte", "code des marchés publics", "écofolio", r"article 48\.1",
         r"établissements? et services? d['’]aide par le travail"),
        "ce nom, ou ce numéro, n’a plus cours",
        "Employez le nom ou le numéro d’aujourd’hui.",
    ),
)  # fmt: skip

# Acronyms that every buyer and firm reads: documents, units, names of labels and of file formats.
KNOWN_ACRONYMS = frozenset(
    {"CCAP", "CCTP", "CCAG", "BPU", "DCE", "PME", "SIRET", "TVA", "CPV", "FCS", "TIC", "MOE", "TTC", "LED", "PDF",
     "USB", "CSV", "HTML", "FSC", "PEFC", "TCO", "EPEAT", "GOTS", "PVC", "ISO", "PLUS", "ACERMI"}
)  # fmt: skip
