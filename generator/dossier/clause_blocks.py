"""The blocks a clause declares, as the review sheet shows them: complete, restate or derogate, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.blocks import Table, Text, Value
from generator.language.typography import finish_plain
from generator.library import ClauseVersion
from generator.library.model import Bloc

_GENRES = {"complete": "Complète", "reprend": "Reprend", "deroge": "Déroge à"}
_DOCUMENTS = {
    "ccap": "annexe",
    "cctp": "CCTP",
    "rc": "règlement de la consultation",
    "ae": "acte d'engagement",
    "avis": "avis",
    "reports_ccap": "CCAP",
}
_HEADER = ("N°", "Bloc", "Au regard du CCAG", "Où")


def blocks_table(clause: ClauseVersion, facts: Mapping[str, Any], titles: Mapping[str, str]) -> Table | None:
    """One row by block; None for a clause that declares none. `titles`: of the common articles, by id."""
    if not clause.blocs:
        return None
    rows = tuple(_row(bloc, clause, facts, titles) for bloc in sorted(clause.blocs, key=lambda bloc: bloc.numero))
    header = tuple((Text(finish_plain(title)),) for title in _HEADER)
    return Table(
        header,
        tuple(tuple((Value(cell, "bloc"),) for cell in row) for row in rows),
        ("droite", "gauche", "gauche", "gauche"),
        finish_plain(f"Blocs de « {clause.titre} »"),
    )


def _row(
    bloc: Bloc, clause: ClauseVersion, facts: Mapping[str, Any], titles: Mapping[str, str]
) -> tuple[str, str, str, str]:
    where = " ; ".join(_place(place, titles) for place in bloc.ou) or f"Non imprimé : {bloc.non_imprime}"
    cells = (finish_plain(bloc.titre), finish_plain(_effect(bloc, clause, facts)), finish_plain(where))
    return (str(bloc.numero), *cells)


def _effect(bloc: Bloc, clause: ClauseVersion, facts: Mapping[str, Any]) -> str:
    """« Complète l'article 16.1.1 »; « Déroge à » as soon as a derogation to that article is listed."""
    if bloc.genre == "hors_ccag":
        return "Propre à l'annexe"
    if not facts["ccag"]["applicable"]:
        return "Texte complet, sans CCAG"
    number = facts["ccag"][bloc.sous_article]
    listed = any(row["article"] == clause.id and row["ccag"] == number for row in facts["lignes_derogations"])
    return f"{_GENRES['deroge' if listed else bloc.genre]} l'article {number}"


def _place(place: str, titles: Mapping[str, str]) -> str:
    document, _, title = place.partition(" : ")
    if document == "article":
        return f"annexe, article « {titles[title]} »"
    return _DOCUMENTS[document] + (f", « {title} »" if title != "texte" else "")
