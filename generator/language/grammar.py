"""Agreement and references, checked on the words around a value.

A value may be singular, plural, feminine or elided: no article can stand before it. The filters do the
agreement (`designation`, `nombre`), and these checks refuse what they cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.language.form import FormFault

_ARTICLE = re.compile(
    r"(?:(?<=[\s(«])|^)(le|la|les|du|des|de)[ \u00a0]+\{\{(.{0,400}?)\}\}", re.IGNORECASE | re.MULTILINE
)
_ELISION = re.compile(r"\b([ld])['’]\{\{", re.IGNORECASE)
_TYPED_NUMBER = re.compile(r"\barticles?[ \u00a0]+(?:n°[ \u00a0]*)?\d", re.IGNORECASE)
_UNITS = ("nombre", "heures", "pourcent", "euros")


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


def grammar_faults(source: str) -> Iterator[FormFault]:
    """Articles put before values, and article numbers typed by hand; lines count from 1."""
    for match in _ARTICLE.finditer(source):
        word, expression = match.group(1), match.group(2)
        filters = [part.strip().split("(")[0] for part in expression.split("|")[1:]]
        if word.lower() in ("le", "du") and "date" in filters:
            continue
        if word.lower() == "de" and any(name in _UNITS for name in filters):
            continue
        yield FormFault(
            _line(source, match.start()),
            f"« {word} » juste avant la valeur « {expression.strip()} » : l’accord ne peut pas être garanti.",
            'Employez un filtre qui accorde (designation, designation("de"), nombre("jour")) ou un terme défini.',
        )
    for match in _ELISION.finditer(source):
        yield FormFault(
            _line(source, match.start()),
            f"« {match.group(1)}’ » juste avant une valeur : l’élision ne peut pas être garantie.",
            "Employez un terme défini (« l’acheteur »).",
        )
    for match in _TYPED_NUMBER.finditer(source):
        yield FormFault(
            _line(source, match.start()),
            f"un numéro d’article écrit à la main (« {match.group()}… »).",
            "Écrivez {{ article.<clause> }} ou {{ ccag.<article> }} : le numéro est calculé.",
        )
