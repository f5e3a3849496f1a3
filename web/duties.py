"""What bears on a marché, told in full: groups by reach, texts, numbers, doubts, and what another day changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.language.filters import enumeration, euros
from generator.language.typography import finish_plain
from generator.law import Diagnosis, ExemptionCase, Need, Obligation
from generator.library import Library
from generator.parameters import DatedValue
from web.dates import in_words
from web.desk import Desk, Examination
from web.explanation import Node, Words, tree
from web.panel import LIVE, Duty, duty_of
from web.values import CERTAINTIES, figure

GROUPS = (
    (("marche", "lot"), "Le marché et ses lots", "Ce que ce contrat doit respecter, ou que le texte lui permet."),
    (("chantier",), "Le chantier", "Ce que l’opération entraîne, avant ou pendant les travaux."),
    (("annee",), "L’année", "Des objectifs qui se comptent sur les achats de l’année : ce marché y contribue."),
    (("acheteur",), "L’acheteur", "Ce qui pèse sur votre structure, quel que soit ce marché."),
)
ORDER = ("obligatoire", "indeterminee", "exemptee", "facultative", "sans_objet")
TO_SETTLE = "à trancher par votre service juridique"
COMMANDS = ("obligatoire", "facultative", "sans_objet")  # values that the status already says


@dataclass(frozen=True, slots=True)
class Source:
    """A text the duty rests on, with its number when it carries one. `target` is a parameter, or empty."""

    text: str
    since: str
    figure: str
    label: str
    certainty: str
    mark: str
    target: str


@dataclass(frozen=True, slots=True)
class Told:
    """One duty in full."""

    id: str
    duty: Duty
    doubt: str
    sources: tuple[Source, ...]
    exemptions: tuple[ExemptionCase, ...]
    means: str
    tree: Node | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    help: str
    told: tuple[Told, ...]
    idle: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """The value of the need: the sum in words, and its lines (what, amount, article)."""

    sentence: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A duty that does not read the same on two days."""

    id: str
    label: str
    before: Duty
    after: Duty
    figures: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    before: str
    after: str
    differences: tuple[Difference, ...]
    same: int


def groups(found: Examination, library: Library) -> tuple[Group, ...]:
    """Every duty examined, by reach; in each, those that bear first. A group without any is left out."""
    words = Words(found.marche, library)
    everything = (*found.diagnosis.obligations, *found.diagnosis.examinees)
    built = (_group([each for each in everything if each.portee in reach], title, help_, words)
             for reach, title, help_ in GROUPS)  # fmt: skip
    return tuple(group for group in built if group.told or group.idle)


def need_view(need: Need | None) -> NeedView | None:
    if need is None:
        return None
    lines = tuple(
        (finish_plain(line.libelle[:1].upper() + line.libelle[1:]), euros(line.montant), line.article)
        for line in need.lignes
    )
    return NeedView(finish_plain(need.phrase), lines if len(lines) > 1 else ())


def compare(at: Desk, found: Examination, day: dt.date) -> Comparison:
    """The duties that change when the same marché is launched on another day."""
    other = at.examine(replace(found.marche, date_engagement=day)).diagnosis
    pairs = _pairs(found.diagnosis, other)
    differences = tuple(_difference(one, two) for one, two in pairs if _signature(one) != _signature(two))
    known = found.marche.date_engagement
    before = f"Au {in_words(known)}" if known else "Sans date"
    return Comparison(before, f"Au {in_words(day)}", differences, len(pairs) - len(differences))


def _pairs(one: Diagnosis, two: Diagnosis) -> list[tuple[Obligation, Obligation]]:
    others = {each.id: each for each in (*two.obligations, *two.examinees)}
    return [(each, others[each.id]) for each in (*one.obligations, *one.examinees) if each.id in others]


def _signature(obligation: Obligation) -> tuple[object, ...]:
    values = [(value.id, value.valeur) for value in obligation.parametres]
    return obligation.statut, duty_of(obligation).respect, obligation.doute, values


def _difference(one: Obligation, two: Obligation) -> Difference:
    return Difference(one.id, finish_plain(one.libelle), duty_of(one), duty_of(two), (_figures(one), _figures(two)))


def _figures(obligation: Obligation) -> str:
    said = [f"{finish_plain(v.libelle)} : {figure(v)}" for v in obligation.parametres if v.as_text not in COMMANDS]
    return finish_plain(" ; ".join(said))


def _group(obligations: list[Obligation], title: str, help_: str, words: Words) -> Group:
    ordered = sorted(obligations, key=lambda each: ORDER.index(each.statut))
    live = tuple(_told(each, words) for each in ordered if each.statut in LIVE)
    idle = tuple(_told(each, words) for each in ordered if each.statut not in LIVE)
    return Group(title, finish_plain(help_), live, idle)


def _told(obligation: Obligation, words: Words) -> Told:
    shown = obligation.statut in ("obligatoire", "exemptee", "indeterminee")
    return Told(
        id=obligation.id,
        duty=duty_of(obligation),
        doubt=_doubt(obligation.doute),
        sources=tuple(_sources(obligation)),
        exemptions=obligation.exemptions if shown else (),
        means=enumeration([words.means(means.id) for means in obligation.moyens]),
        tree=tree(obligation, words),
    )


def _doubt(doubt: str | None) -> str:
    """The doubt in full, which always says who settles it."""
    if not doubt or TO_SETTLE in doubt:
        return finish_plain(doubt or "")
    return finish_plain(f"{doubt.rstrip('. ')} : {TO_SETTLE}.")


def _sources(obligation: Obligation) -> Iterable[Source]:
    """The dated values with their text, then the texts that no value carries."""
    for value in obligation.parametres:
        yield _source(value)
    carried = {value.reference for value in obligation.parametres}
    for reference in obligation.references:
        if reference.texte not in carried:
            since = f"depuis le {in_words(reference.depuis)}" if reference.depuis else ""
            yield Source(finish_plain(reference.texte), since, "", "", "", "", "")


def _source(value: DatedValue) -> Source:
    certainty, mark = CERTAINTIES[value.verification]
    shown = "" if value.as_text in COMMANDS else figure(value)
    since = f"depuis le {in_words(value.a_compter_du)}"
    label = finish_plain(value.libelle)
    return Source(finish_plain(value.reference), since, shown, label, certainty, mark, value.id)
