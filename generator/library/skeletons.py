"""Trames of CCAP: for each CCAG the order of the articles, ours in their place, and the words that change there.

Our articles are written for an annex. In the body of a CCAP they form its « partie sociale et environnementale »:
`Wording` says which titles and words change, and nothing else of them does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.errors import Fault
from generator.facts import COMMON_ARTICLES
from generator.library.keys import Keys
from generator.library.model import Ccag
from generator.library.sources import Found

WORDING = "corps"  # the file of trames/ that is no CCAG
FIRST, FINAL, CLOSING = "objet", "controles", "derogations"  # the articles that bound the part, and the last of all


@dataclass(frozen=True, slots=True)
class SkeletonPart:
    """An entry of a trame: a common article, every clause (`clauses`), or a heading for the buyer to write under.

    `a_rediger` says what is to be written; `ccag` names the entry of the CCAG's `sommaire` shown beside it.
    """

    titre: str = ""
    a_rediger: str = ""
    ccag: str = ""
    article: str = ""
    clauses: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The titles (by common article) and the words (annex → body of the CCAP) of our articles inside a CCAP.

    `mode_d_emploi`: the sentences at the head of a trame, for the buyer to delete.
    """

    titres: Mapping[str, str] = field(default_factory=dict)
    mots: Mapping[str, str] = field(default_factory=dict)
    mode_d_emploi: tuple[str, ...] = ()


Skeletons = Mapping[str, tuple[SkeletonPart, ...]]


def skeletons_of(found: Found, ccags: Mapping[str, Ccag]) -> Skeletons:
    """The trame of each CCAG that has one; faults go to `found.faults`."""
    trames: dict[str, tuple[SkeletonPart, ...]] = {}
    for id_, (name, data) in sorted(found.trames.items()):
        if id_ == WORDING:
            continue
        if id_ not in ccags:
            said = f"aucun CCAG « {id_} » : cette trame ne sert à rien."
            found.faults.append(Fault(name, said, f"CCAG connus : {', '.join(sorted(ccags))}.", "ccag"))
            continue
        trames[id_] = _skeleton(name, data, found.faults, ccags[id_])
    return trames


def wording_of(found: Found) -> Wording:
    """The titles and words of `trames/corps.toml`; nothing changes without that file."""
    if WORDING not in found.trames:
        return Wording()
    name, data = found.trames[WORDING]
    keys = Keys(data, lambda _key: name, found.faults)
    titles, words = keys.inner(keys.table("titres"), "titres"), keys.inner(keys.table("mots"), "mots")
    guide = keys.texts("mode_d_emploi")
    keys.done()
    wording = Wording(
        {id_: titles.text(id_) for id_ in COMMON_ARTICLES if id_ in titles.data},
        {old: words.text(old) for old in words.data},
        guide,
    )
    titles.done()
    return wording


def _skeleton(name: str, data: Mapping[str, Any], faults: list[Fault], ccag: Ccag) -> tuple[SkeletonPart, ...]:
    keys = Keys(data, lambda _key: name, faults)
    tables = keys.tables("partie")
    keys.done()
    parts = tuple(_part(keys.inner(table, f"partie[{n}]"), ccag) for n, table in enumerate(tables, start=1))
    for message, remedy in _order_faults(parts):
        keys.fault("partie", message, remedy, "ordre")
    return parts


def _part(keys: Keys, ccag: Ccag) -> SkeletonPart:
    part = SkeletonPart(
        titre=keys.text("titre"),
        a_rediger=keys.text("a_rediger"),
        ccag=keys.choice("ccag", sorted(ccag.sommaire)),
        article=keys.choice("article", COMMON_ARTICLES),
        clauses=keys.choice("clauses", ("ccap",)) == "ccap",
    )
    keys.done()
    ours = bool(part.article) + part.clauses
    if ours > 1 or not (ours or (part.titre and part.a_rediger)):
        message = "une partie a « article », ou « clauses », ou « titre » et « a_rediger »."
        keys.fault("titre", message, "Écrivez l’un ou l’autre.", "partie")
    return part


def _order_faults(parts: tuple[SkeletonPart, ...]) -> Iterator[tuple[str, str]]:
    """Each of our articles once; between « objet » and « controles » nothing else, since a text says « de … à … »."""
    for id_ in COMMON_ARTICLES:
        if (count := sum(part.article == id_ for part in parts)) != 1:
            yield f"l’article commun « {id_} » y est {count} fois.", "Il a une place, et une seule."
    if sum(part.clauses for part in parts) != 1:
        yield '« clauses = "ccap" » y est absent ou répété.', "Il a une place, et une seule."
    places = [part.article or ("clauses" if part.clauses else "") for part in parts]
    if FIRST in places and FINAL in places:
        run = places[places.index(FIRST) : places.index(FINAL) + 1]
        if "" in run or "clauses" not in run:
            remedy = "Rien d’autre ne les sépare que « place », « definitions », « lots » et « clauses »."
            yield f"de « {FIRST} » à « {FINAL} », nos articles ne se suivent pas.", remedy
    if places and places[-1] != CLOSING:
        yield "la liste des dérogations n’est pas le dernier article.", "Mettez « derogations » à la fin."
