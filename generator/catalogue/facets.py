"""The filters of the catalogue: what each clause answers to, and how many results each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.catalogue.labels import (
    CERTAINTIES,
    DOCUMENTS,
    FAMILIES,
    capitalised,
    certainties_of,
    duty_label,
    family_of,
    nature_label,
    theme_label,
)
from generator.facts import NATURES
from generator.library import ClauseVersion, LawValue, Segment
from generator.library.clause_header import LEVIERS
from generator.library.model import CONTROL_COSTS, EFFECTS

EVERY_FAMILY = "toutes"  # the clauses that no purchase family limits
LABELS = {
    "segment": "Famille d’achat",
    "nature": "Nature",
    "theme": "Thème",
    "levier": "Levier",
    "document": "Document",
    "obligation": "Obligation servie",
    "effet": "Effet",
    "controle": "Coût du contrôle",
    "chiffres": "Origine des chiffres",
}

Values = Mapping[str, frozenset[str]]
Choice = Mapping[str, str]
Segments = Mapping[str, Segment]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter; `count` is how many results it would leave with the other filters as they are."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    options: tuple[Option, ...]  # the first is « Tout »


def segments_of(clause: ClauseVersion) -> tuple[str, ...]:
    """The purchase families the clause is limited to; none when it may apply to any."""
    return tuple(str(id_) for id_ in clause.applicable_si.get("segment", ()))


def values_of(clause: ClauseVersion, segments: Segments) -> Values:
    """What the clause answers to, filter by filter."""
    families = segments_of(clause)
    return {
        "segment": frozenset(families) or frozenset({EVERY_FAMILY, *map(str, clause.propose_si.get("segment", ()))}),
        "nature": frozenset(_natures(clause, segments)),
        "theme": frozenset({family_of(clause.theme), clause.theme}),
        "levier": frozenset({clause.levier}),
        "document": frozenset(clause.textes),
        "obligation": frozenset(clause.satisfait),
        "effet": frozenset({clause.effet}),
        "controle": frozenset({clause.cout_controle}),
        "chiffres": _figures(clause),
    }


def fits(values: Values, chosen: Choice, without: str = "") -> bool:
    """Whether a clause answers to every choice, that of one filter left out."""
    return all(value in values[name] for name, value in chosen.items() if name != without)


def held_values(every: Iterable[Values]) -> Values:
    """What some clause at least answers to, filter by filter."""
    found: dict[str, set[str]] = {name: set() for name in LABELS}
    for values in every:
        for name in LABELS:
            found[name] |= values[name]
    return {name: frozenset(values) for name, values in found.items()}


def known_choices(chosen: Choice, held: Values) -> dict[str, str]:
    """The choices that some clause answers to: anything else in an address filters nothing."""
    return {name: value for name, value in chosen.items() if value and value in held.get(name, ())}


def facets(found: Iterable[Values], chosen: Choice, segments: Segments) -> tuple[Facet, ...]:
    """Every filter with the count of each of its choices among the results of the words."""
    spoken = list(found)
    kept = [values for values in spoken if fits(values, chosen)]
    return tuple(
        _facet(name, _left(spoken, chosen, name) if name in chosen else kept, chosen.get(name, ""), segments)
        for name in LABELS
    )


def _left(spoken: list[Values], chosen: Choice, name: str) -> list[Values]:
    """What the other filters leave."""
    return [values for values in spoken if fits(values, chosen, without=name)]


def _facet(name: str, left: list[Values], picked: str, segments: Segments) -> Facet:
    counts = Counter(value for values in left for value in values[name])
    shown = {*counts, picked} - {""}
    labelled = sorted(((value, _label(name, value, segments)) for value in shown), key=lambda pair: _rank(name, *pair))
    options = tuple(Option(value, label, counts[value], value == picked) for value, label in labelled)
    return Facet(name, LABELS[name], (Option("", "Tout", len(left), not picked), *options))


_ORDERS: Mapping[str, tuple[str, ...]] = {
    "nature": NATURES,
    "levier": LEVIERS,
    "document": tuple(DOCUMENTS),
    "effet": EFFECTS,
    "controle": CONTROL_COSTS,
    "chiffres": tuple(CERTAINTIES),
}


def _rank(name: str, value: str, label: str) -> tuple[int, str]:
    """Choices that have an order keep it; the others are alphabetical, « toutes familles » first."""
    order = _ORDERS.get(name, (EVERY_FAMILY, *FAMILIES) if name == "segment" else ())
    return (order.index(value) if value in order else len(order), label)


def _label(name: str, value: str, segments: Segments) -> str:
    if name == "segment":
        return "Toutes familles" if value == EVERY_FAMILY else segments[value].libelle
    if name == "document":
        short, whole = DOCUMENTS.get(value, (value.upper(), ""))
        return f"{short}, {whole[0].lower()}{whole[1:]}" if whole and short.isupper() else short
    if name == "obligation":
        return duty_label(value)
    if name == "theme":
        return theme_label(value)
    if name == "nature":
        return nature_label(value)
    return CERTAINTIES[value] if name == "chiffres" else capitalised(value)


def _natures(clause: ClauseVersion, segments: Segments) -> Iterable[str]:
    """Those it names, else those of its families; a family without a nature, or no family, may have any."""
    named = [str(value) for value in clause.applicable_si.get("nature", ())]
    if named:
        return named
    of_families = {segments[id_].nature for id_ in segments_of(clause)}
    return of_families if of_families and "" not in of_families else NATURES


def _figures(clause: ClauseVersion) -> frozenset[str]:
    found: set[str] = set()
    for parameter in clause.parametres.values():
        found |= certainties_of(parameter.source)
        if any(isinstance(level, LawValue) for level in parameter.levels.values()):
            found.add("loi")
    return frozenset(found or {"aucun"})
