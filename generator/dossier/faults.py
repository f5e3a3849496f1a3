"""Faults of production: what must never be in a produced document, looked for in the block trees.

Only what the *texts* produce is judged; a buyer's own words (a `Value` that a person typed) may hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.blocks import Article, Document, Ref, Table, Text, Value, inlines_of, plain
from generator.errors import Fault

_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bUndefined\b|[\ue000\ue001]")
_ABSENT = ("None", "True", "False", "Undefined")
# What a person typed may be any word: a town may be called « None ».
_TYPED = re.compile(r"(objet|acheteur_nom|facilitateur_\w+|\w+\.(intitule|libelle))(\s|$)")
_DOUBLE = re.compile(r"[ \u00a0]{2,}| [,.]|\(\s|\s\)")


def production_faults(documents: Iterable[Document], facts: dict[str, Any]) -> list[Fault]:
    """Every fault of every document, the clause named."""
    found: list[Fault] = []
    for document in documents:
        numbers = document.numbers()
        seen: set[str] = set()
        for article in document.articles:
            found += _article_faults(document, article, numbers)
            if article.id in seen:
                found.append(Fault(f"{document.id}, {article.id}", "deux articles portent le même identifiant."))
            seen.add(article.id)
        found += _hours_faults(document, facts)
        found += _derogation_faults(document, facts)
    return found


def _article_faults(document: Document, article: Article, numbers: dict[str, int]) -> Iterator[Fault]:
    where = f"{document.id}, article « {article.title} » ({article.id})"
    if not article.blocks:
        yield Fault(where, "l’article est vide.", "Donnez un texte à cette clause dans tous les cas, ou une condition.")
    for block in article.blocks:
        if isinstance(block, Table) and not block.rows:
            yield Fault(where, "un tableau n’a aucune ligne.", "Entourez-le d’une condition.")
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Ref) and inline.target not in numbers:
                    yield Fault(where, f"un renvoi vise « {inline.target} », absent du document.")
                if isinstance(inline, Value) and inline.text in _ABSENT and not _TYPED.match(inline.source):
                    yield Fault(where, f"la valeur « {inline.source} » est absente.")
                if isinstance(inline, Text) and _LEFTOVER.search(inline.text):
                    yield Fault(where, f"une balise ou une valeur absente est restée : « {inline.text[:60]} ».")
            if _DOUBLE.search("".join(i.text if isinstance(i, Text) else "x" for i in inlines)):
                yield Fault(where, f"une espace en trop : « {plain(inlines, numbers)[:80]} ».")


def _hours_faults(document: Document, facts: dict[str, Any]) -> Iterator[Fault]:
    """The total of hours printed is the sum of the lots printed beside it."""
    lots = facts.get("lots_insertion") or []
    total = facts.get("heures_insertion")
    if lots and total is not None and facts.get("insertion_mode") == "heures":
        added = sum(lot["heures"] for lot in lots)
        if added != total:
            yield Fault(document.id, f"le total des heures ({total}) n’est pas la somme des lots ({added}).")


def _derogation_faults(document: Document, facts: dict[str, Any]) -> Iterator[Fault]:
    """Every derogation of a retained clause is printed in the closing list."""
    article = next((a for a in document.articles if a.id == "derogations"), None)
    if article is None:
        return
    numbers = document.numbers()
    printed = " ".join(plain(inlines, numbers) for block in article.blocks for inlines in inlines_of(block))
    for row in facts["lignes_derogations"]:
        if str(row["ccag"]) not in printed or plain(row["texte"].inlines, numbers) not in printed:
            yield Fault(
                f"{document.id}, article « {article.title} »",
                f"la dérogation à l’article {row['ccag']} du CCAG n’est pas dans la liste.",
            )
