"""The file `donnees-essentielles.json`: what the essential data of the marché say of it (schema 2.0.3).

Top level: the whole consultation. `lots`: each lot, which makes a contract and a record of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.dossier.considerations import (
    GREEN_CLAUSE,
    GREEN_CRITERION,
    NO_GREEN,
    NO_SOCIAL,
    RESERVED,
    SOCIAL_CLAUSE,
    SOCIAL_CRITERION,
    Considerations,
    considerations,
)
from generator.market import Marche
from generator.selection import Selection

NAME = "donnees-essentielles.json"
CCAGS = {
    "travaux": "Travaux",
    "moe": "Maitrise d'œuvre",
    "fcs": "Fournitures courantes et services",
    "mi": "Marchés industriels",
    "pi": "Prestations intellectuelles",
    "tic": "Techniques de l'information et de la communication",
    "aucun": "Pas de CCAG",
}  # the words of the schema, as it spells them
_SOCIAL = (SOCIAL_CLAUSE, SOCIAL_CRITERION, RESERVED)
_GREEN = (GREEN_CLAUSE, GREEN_CRITERION)


def essential_data(marche: Marche, selection: Selection) -> bytes:
    """UTF-8 JSON: `considerationsSociales`, `considerationsEnvironnementales`, `ccag` when answered, `lots` if any."""
    each = considerations(marche, selection)
    data: dict[str, object] = _record(each)
    if marche.ccag in CCAGS:
        data["ccag"] = CCAGS[marche.ccag]
    if marche.est_alloti:
        data["lots"] = [{"numero": lot.numero, **_record([lot])} for lot in each]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _record(lots: Iterable[Considerations]) -> dict[str, object]:
    social = {declared.code for lot in lots for declared in lot.essential_social}
    green = {declared.code for lot in lots for declared in lot.essential_green}
    return {
        "considerationsSociales": {"considerationSociale": _ordered(social, _SOCIAL, NO_SOCIAL)},
        "considerationsEnvironnementales": {"considerationEnvironnementale": _ordered(green, _GREEN, NO_GREEN)},
    }


def _ordered(found: set[str], known: tuple[str, ...], nothing: str) -> list[str]:
    """In the order of the schema; « no consideration » only when no lot has any."""
    return [value for value in known if value in found] or [nothing]
