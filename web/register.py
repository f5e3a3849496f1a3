"""The register of dated law as a page shows it: searched, filtered with counts, one entry a parameter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.catalogue.words import matches, stems, wanted
from generator.language.filters import enumeration
from generator.language.typography import finish_plain
from generator.law import stale, values_of
from generator.market import question
from generator.parameters import DatedValue, Parameter, Register, Scope
from generator.parameters.scope import BUYERS, NATURES, SECTORS
from web.dates import in_words
from web.values import CERTAINTIES, ValueLine, line_of

OTHER_SECTOR = "autres"
STATES = (("vigueur", "En vigueur à cette date"), ("venir", "À venir"), ("hors", "Sans valeur à cette date"))
CPV = "cpv"
LABELS = {
    "etat": "État",
    "certitude": "Certitude",
    "secteur": "Domaine",
    "nature": "Nature",
    "acheteur": "Acheteur",
}


@dataclass(frozen=True)
class Entry:
    """A parameter on a day. `current` is its value that day, None when there is none."""

    parameter: Parameter
    day: dt.date
    lines: tuple[ValueLine, ...]  # newest first
    current: ValueLine | None

    @property
    def id(self) -> str:
        return self.parameter.id

    @property
    def label(self) -> str:
        return finish_plain(self.parameter.libelle)

    @property
    def note(self) -> str:
        return finish_plain(self.parameter.note)

    @property
    def sector(self) -> str:
        return self.parameter.secteur or OTHER_SECTOR

    @property
    def state(self) -> str:
        if self.current:
            return "vigueur"
        return "venir" if self._first > self.day else "hors"

    @property
    def absence(self) -> str:
        """Why there is no value that day."""
        if self.current:
            return ""
        if self._first > self.day:
            verb = "entre en vigueur" if self.parameter.entree_en_vigueur else "n’est connu qu’à compter"
            link = "le" if self.parameter.entree_en_vigueur else "du"
            return f"Ce texte {verb} {link} {in_words(self._first)}."
        if self._last is not None and self._last < self.day:
            return f"Aucune valeur n’est connue après le {in_words(self._last)}."
        return "Aucune valeur n’est connue à cette date."

    @property
    def certainty(self) -> str:
        """Of the value that day, else of the nearest one."""
        return self._shown.verification

    @property
    def shown(self) -> ValueLine:
        """The value of that day, else the first to come, else the last known."""
        return self.lines[len(self.lines) - 1 - self.parameter.valeurs.index(self._shown)]

    @property
    def scope(self) -> tuple[str, ...]:
        return scope_in_words(self.parameter.vise)

    @cached_property
    def words(self) -> frozenset[str]:
        values = [f"{v.reference} {v.extrait} {v.as_text}" for v in self.parameter.valeurs]
        figures = [line.value for line in self.lines]
        parts = (self.id, self.label, self.note, self.sector, *self.scope, *values, *figures)
        return frozenset(stem for part in parts for stem in stems(part))

    @property
    def _shown(self) -> DatedValue:
        values = self.parameter.valeurs
        now = next((value for value in values if value.covers(self.day)), None)
        ahead = next((value for value in values if value.a_compter_du > self.day), None)
        return now or ahead or values[-1]

    @property
    def _first(self) -> dt.date:
        return self.parameter.valeurs[0].a_compter_du

    @property
    def _last(self) -> dt.date | None:
        return self.parameter.valeurs[-1].jusqu_au


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter of the page: its choices, each with what it would leave."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Found:
    """What a search leaves, by sector, and the filters with their counts."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]  # title of a sector, its entries
    facets: tuple[Facet, ...]
    count: int
    doubtful: int


Choice = Mapping[str, str]
Test = Callable[[Entry, str], bool]
_TESTS: Mapping[str, Test] = {
    "etat": lambda entry, wanted: entry.state == wanted,
    "certitude": lambda entry, wanted: entry.certainty == wanted,
    "secteur": lambda entry, wanted: entry.sector == wanted,
    "nature": lambda entry, wanted: wanted in (entry.parameter.vise.natures or NATURES),
    "acheteur": lambda entry, wanted: wanted in (entry.parameter.vise.acheteurs or BUYERS),
}


def entries(register: Register, day: dt.date, today: dt.date) -> tuple[Entry, ...]:
    """Every parameter on that day, sector by sector; what is to check again is told as of `today`."""
    reasons = {item.checked.id: item.reason for item in stale(values_of(register, today), today)}
    found = (entry(register.parameter(id_), day, reasons) for id_ in register.ids)
    order = (*SECTORS, OTHER_SECTOR)
    return tuple(sorted(found, key=lambda each: (order.index(each.sector), each.label)))


def entry(parameter: Parameter, day: dt.date, reasons: Mapping[str, str]) -> Entry:
    lines = tuple(
        line_of(value, day, reasons.get(f"{value.id} ({value.a_compter_du.isoformat()})", ""))
        for value in reversed(parameter.valeurs)
    )
    return Entry(parameter, day, lines, next((line for line in lines if line.current), None))


def search(listed: Iterable[Entry], query: str, chosen: Choice) -> Found:
    """The entries that fit the words and every filter; a choice that does not exist filters nothing."""
    stems_wanted, code = wanted(query), _code(chosen.get(CPV, ""))
    spoken = [each for each in listed if matches(stems_wanted, each.words) and bears_on(each.parameter.vise, code)]
    known = {name: value for name, value in chosen.items() if value and value in dict(_choices(name, spoken))}
    kept = [each for each in spoken if _fits(each, known)]
    sectors = dict.fromkeys(each.sector for each in kept)
    return Found(
        groups=tuple(
            (sector_title(sector), tuple(each for each in kept if each.sector == sector)) for sector in sectors
        ),
        facets=tuple(_facet(name, spoken, known) for name in _TESTS),
        count=len(kept),
        doubtful=sum(1 for each in kept if each.certainty == "a_verifier"),
    )


def bears_on(scope: Scope, code: str) -> bool:
    """Whether a text may bear on a purchase of that CPV code, given whole or by its first digits."""
    if not code or not scope.cpv:
        return True
    if code.startswith(scope.hors_cpv):
        return False
    return any(code.startswith(prefix) or prefix.startswith(code) for prefix in scope.cpv)


def scope_in_words(scope: Scope) -> tuple[str, ...]:
    """Whom and what a text bears on, one sentence for each limit; nothing when it bears on everything."""
    said = []
    if scope.acheteurs:
        said.append(f"Acheteurs : {_listed('acheteur.categorie', scope.acheteurs)}.")
    if scope.hors_sante:
        said.append("Hors établissements publics de santé.")
    if scope.natures:
        said.append(f"Nature : {_listed('nature', scope.natures)}.")
    if scope.cpv:
        said.append(f"Achats dont le code CPV commence par {enumeration(list(scope.cpv))}.")
    if scope.hors_cpv:
        said.append(f"Sauf ceux qui commencent par {enumeration(list(scope.hors_cpv))}.")
    return tuple(finish_plain(sentence) for sentence in said)


def sector_title(sector: str) -> str:
    return "CCAG" if sector == "ccag" else sector[0].upper() + sector[1:]


def _listed(key: str, values: Iterable[str]) -> str:
    labels = {choice.value: choice.label for choice in question(key).choices}
    words = [labels.get(value, value) for value in values]
    return enumeration([word[0].lower() + word[1:] if not word.startswith("État") else word for word in words])


def _fits(entry_: Entry, chosen: Choice, without: str = "") -> bool:
    return all(_TESTS[name](entry_, value) for name, value in chosen.items() if name in _TESTS and name != without)


def _facet(name: str, spoken: list[Entry], chosen: Choice) -> Facet:
    left = [each for each in spoken if _fits(each, chosen, without=name)]
    options = tuple(
        Option(value, finish_plain(label), sum(1 for each in left if _TESTS[name](each, value)),
               chosen.get(name) == value)
        for value, label in _choices(name, spoken)
    )  # fmt: skip
    return Facet(name, LABELS[name], (Option("", "Tout", len(left), not chosen.get(name)), *options))


def _choices(name: str, spoken: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    if name == "etat":
        return STATES
    if name == "certitude":
        return tuple((value, label) for value, (label, _) in CERTAINTIES.items())
    if name == "secteur":
        return tuple((sector, sector_title(sector)) for sector in (*SECTORS, OTHER_SECTOR))
    if name == "nature":
        return tuple((choice.value, choice.label) for choice in question("nature").choices)
    if name == "acheteur":
        return tuple((c.value, c.label) for c in question("acheteur.categorie").choices if c.value in BUYERS)
    return ()


def _code(text: str) -> str:
    digits = "".join(character for character in text.partition("-")[0] if character.isascii() and character.isdigit())
    return digits[:8].rstrip("0").ljust(2, "0") if len(digits) >= 2 else ""
