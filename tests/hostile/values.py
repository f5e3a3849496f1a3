"""Texts that look like markup, and a marché that holds one in every field a person may write in."""

from __future__ import annotations

import re
from typing import Any

LITERAL = {
    "template": "{{ 7*7 }}",
    "open tag": "{% raw %} {{ {% {#",
    "close tag": "}} %} #}",
    "docxtpl": "{%p if x %} {{r objet }} {_{ x }_}",
    "script": "<script>alert(1)</script>",
    "word": '</w:t></w:r><w:p/><w:r><w:fldSimple w:instr="DDEAUTO"/>',
    "comment": "<!-- x --> <?xml version='1.0'?> <![CDATA[x]]>",
    "cdata end": "a ]]> b",
    "entity": "Dupont & Fils &amp; &lt;b&gt; &#x41; &nbsp;",
    "quotes": 'L’« avenir » d\'"ici" \\n \\',
    "attribute": '" onfocus="alert(1)',
    "title": "## Titre",
    "underlines": "| # * _ ===",
    "list": "- a",
    "numbered": "1. b",
    "table": "| a | b |",
    "emphasis": "**gras** __gras__ *it* _it_ `code`",
    "link": "[a](b) ![c](d) <http://x.example>",
    "dots": "a... b ... 12 % : ; !",
    "article": "l'article 12 de l'annexe",
    "none": "None",
    "true": "True",
    "emoji": "École 🏫 👩‍👩‍👧 🇫🇷",
    "right to left": "عقد أشغال מכרז",
    "combining": "e\u0301\u0301\u0301 n\u0303",
    "wide": "𝔘𝔫𝔦 ﬃ Ω",
    "digits": "0123-4567-89",
    "formula": "=1+1",
    "json": '{"a": [1, null]}',
    "long word": "x" * 90,
}
# The text as typed, and what is left of it: what no document can carry is dropped.
DROPPED = {
    "control": ("a\x00b\x08c\x1bd\x7fe", "abcde"),
    "surrogate": ("a\ud800b\udfffc", "abc"),
    "token": ("a\ue0000\ue001b", "a0b"),
    "noncharacter": ("a\ufffe\uffff\ufdd0b", "ab"),
    "override": ("abc\u202edef\u2066ghi", "abcdefghi"),
    "byte order mark": ("\ufeffabc", "abc"),
    "supplementary private use": ("a\U000f0000\U0010fffdb", "ab"),
    "line breaks": ("a\nb\r\nc\u2028d\x85e\x0bf\x0cg", "a b c d e f g"),
    "tabs": ("a\tb", "a b"),
    "outer blanks": ("  a b  \n", "a b"),
}
TEXTS = {**{name: (text, text) for name, text in LITERAL.items()}, **DROPPED}

FIELDS = (
    "objet", "reference", "nom", "intitule", "structure", "contact", "libelle", "ecartee", "point", "exemption",
    "insertion", "reglage", "heures",
)  # fmt: skip


def marker(field: str) -> str:
    """A word that stands for a field and for nothing else."""
    return f"ZQ{field.upper()}QZ"


def market(texts: dict[str, str]) -> dict[str, Any]:
    """A marché whose every free text is given, by name of `FIELDS`."""
    return {
        "objet": texts["objet"],
        "reference": texts["reference"],
        "note": texts["objet"],
        "acheteur": {"nom": texts["nom"], "article": "la", "categorie": "local"},
        "contrat": "marche",
        "nature": "services",
        "ccag": "fcs",
        "procedure": "formalisee",
        "montant_estime_ht": "900000",
        "duree_mois": 24,
        "date_engagement": "2026-11-30",
        "exemption_sociale": {"cas": 1, "motif": texts["exemption"]},
        "points_traites": {"siret": texts["point"]},
        "facilitateur": {"structure": texts["structure"], "contact": texts["contact"]},
        "insertion": {"mode": "heures", "taux_effort": "0.05", "cout_horaire": "30", "motif": texts["insertion"]},
        "lots": [
            {
                "numero": 1,
                "intitule": texts["intitule"],
                "montant_estime_ht": "500000",
                "insertion": {"heures": 100, "motif": texts["heures"]},
            },
            {"numero": 2, "intitule": "Autre", "montant_estime_ht": "400000"},
        ],
        "criteres": [{"libelle": texts["libelle"], "type": "environnement", "ponderation": 20}],
        "clauses": {
            "retenues": {
                "dechets": {"parametres": {"part_valorisee": 40}, "motifs": {"part_valorisee": texts["reglage"]}},
                "insertion_sociale": {},
                "critere_environnemental": {},
            },
            "ecartees": {"emballages": texts["ecartee"]},
        },
    }


def marked() -> dict[str, Any]:
    return market({field: marker(field) for field in FIELDS})


def hostile(text: str) -> dict[str, Any]:
    return market(dict.fromkeys(FIELDS, text))


def squeezed(text: str) -> str:
    """Blanks reduced to one, case folded (a cover begins with a capital), the hash of the reference left out."""
    return re.sub(r"[ \n]+", " ", re.sub(r"· [0-9a-f]{10}", "·", text)).strip().casefold()


def expected(text: str, left: str) -> str:
    """What a document of the marked marché says once each marker is replaced by what is left of the value."""
    for field in FIELDS:
        text = text.replace(marker(field), left)
    return squeezed(text)
