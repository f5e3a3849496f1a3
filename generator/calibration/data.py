"""What a calibration is compared with: labour shares, hourly costs, real cases, floors. Editable data, never law.

`CalibrationData.load` reads the folders `calibrage/` of the layers given, the later over the earlier: a row of
the same name replaces, others are added. Every fault of every file is raised at once.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from generator.calibration.rows import SOURCED, Column, Reader, Row
from generator.calibration.scale import COLUMNS as SCALE
from generator.calibration.scale import Bracket
from generator.calibration.words import bare, inside, named, passages
from generator.errors import Fault, LibraryError

FOLDER = "calibrage"
DENSITY_BASE = Decimal(100_000)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from, and how sure it is: primaire · secondaire · a_verifier · proposition."""

    source: str
    certitude: str


@dataclass(frozen=True, slots=True)
class LabourShare:
    """The labour share of a trade, from `basse` to `haute` (equal for one figure), fractions of the amount.

    Both are zero for a purchase without labour of its own, such as energy: it never bears hours.
    """

    metier: str
    mots: tuple[str, ...]
    segment: str | None
    basse: Decimal
    haute: Decimal
    source: Source

    @property
    def sans_main_oeuvre(self) -> bool:
        return not self.haute


@dataclass(frozen=True, slots=True)
class IndexWeight:
    """The weight of labour in a price-revision index, a fraction."""

    indice: str
    libelle: str
    part: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class HourlyCost:
    """Euros for one hour. `genre`: usage (what is seen) or plancher (a complete cost cannot be lower)."""

    libelle: str
    genre: str
    bas: Decimal
    haut: Decimal
    a_compter_du: dt.date | None
    source_lue_le: dt.date
    source: Source


@dataclass(frozen=True, slots=True)
class Case:
    """A market to compare with. `densite` in hours for 100 000 €; `au_plus`: it is a ceiling of the real one."""

    libelle: str
    genre: str  # reel · calcul
    densite: Decimal
    au_plus: bool
    heures: Decimal | None
    montant_ht: Decimal | None
    source: Source


@dataclass(frozen=True, slots=True)
class Rule:
    """An effort rate (fraction) that an operation asks for at least, recognised by words."""

    libelle: str
    mots: tuple[str, ...]
    taux_minimum: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class CleaningMethod:
    """Constants of the cleaning trade's method: euros per hour, hours under which there is no clause."""

    cout_horaire: Decimal
    minimum_heures: int
    explication: str
    source: Source


@dataclass(frozen=True, slots=True)
class Plausibility:
    """The band, in hours for 100 000 € before tax, outside which a calibration is looked at twice."""

    densite_basse: Decimal
    densite_haute: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class CalibrationData:
    """All of it, read and checked."""

    parts: tuple[LabourShare, ...]
    indices: tuple[IndexWeight, ...]
    couts: tuple[HourlyCost, ...]
    cas: tuple[Case, ...]
    regles: tuple[Rule, ...]
    proprete: CleaningMethod
    plausibilite: Plausibility
    echelle: tuple[Bracket, ...]

    @classmethod
    def load(cls, *folders: Path) -> CalibrationData:
        """The data of the layers. Raises `LibraryError` with every fault of every file."""
        faults: list[Fault] = []
        data = read_data(folders, faults)
        if data is None:
            raise LibraryError(faults)
        return data

    def trades(self, *texts: str | None) -> tuple[LabourShare, ...]:
        """The trades that the texts name; a word that only stands inside a longer one found does not count."""
        given = passages(texts)
        found = {word: row for row in self.parts for word in named(row.mots, given)}
        whole = [word for word in found if not any(inside(word, other) for other in found)]
        return tuple({found[word].metier: found[word] for word in whole}.values())

    def index(self, name: str | None) -> IndexWeight | None:
        """The weight of an index by its name, « TP 09 » or « tp09 »."""
        wanted = bare(name or "").replace(" ", "")
        return next((row for row in self.indices if bare(row.indice) == wanted), None)

    def rules(self, *texts: str | None) -> tuple[Rule, ...]:
        """The rules whose words stand in the texts."""
        given = passages(texts)
        return tuple(row for row in self.regles if named(row.mots, given))

    def floor_cost(self, date: dt.date | None) -> HourlyCost | None:
        """The floor of the hourly cost in force on that day; the latest without a date."""
        day = date or dt.date.max
        past = [row for row in self.couts if row.genre == "plancher" and (row.a_compter_du or dt.date.min) <= day]
        return max(past, key=lambda row: row.a_compter_du or dt.date.min) if past else None


@functools.cache
def shipped_data() -> CalibrationData:
    """The data that come with the program."""
    return CalibrationData.load(Path(__file__).resolve().parents[2] / "clause_templates")


def read_data(folders: Iterable[Path], faults: list[Fault]) -> CalibrationData | None:
    """The data, or None when something was added to `faults`."""
    before = len(faults)
    layers = list(folders)
    parts = _table(layers, "parts-main-oeuvre.toml", "part", _PART, _part, faults)
    indices = _table(layers, "indices-revision.toml", "indice", _INDEX, _index, faults)
    costs = _table(layers, "couts-horaires.toml", "cout", _COST, _cost, faults)
    cases = _table(layers, "cas-reels.toml", "cas", _CASE, _case, faults)
    rules = _table(layers, "regles.toml", "regle", _RULE, _rule, faults)
    cleaning = _single(layers, "proprete.toml", _CLEANING, _cleaning, faults)
    band = _single(layers, "plausibilite.toml", _BAND, _band, faults)
    brackets = _table(layers, "penalites.toml", "tranche", SCALE, _bracket, faults)
    segments = {path.stem for folder in layers for path in folder.glob("segments/*.toml")}
    for row in parts:
        if row.segment is not None and row.segment not in segments:
            place = f"{FOLDER}/parts-main-oeuvre.toml, « {row.metier} », segment"
            faults.append(Fault(place, f"aucune famille d’achat « {row.segment} ».", "Voyez segments/.", "segment"))
    if len(faults) > before or cleaning is None or band is None:
        return None
    return CalibrationData(parts, indices, costs, cases, rules, cleaning, band, brackets)


def _table(
    folders: Iterable[Path],
    name: str,
    table: str,
    columns: tuple[Column, ...],
    build: Callable[[Row], _T | str],
    faults: list[Fault],
) -> tuple[_T, ...]:
    """The rows of every layer by their first column; the last of a name stands."""
    rows: dict[str, _T] = {}
    found = _present(folders, name, faults)
    for folder in found:
        for row in Reader(folder / FOLDER, faults).rows(name, table, columns):
            built = build(row)
            id_ = str(row[columns[0].key])
            if isinstance(built, str):
                faults.append(Fault(f"{FOLDER}/{name}, « {id_} »", built, "Corrigez cette ligne.", "coherence"))
            else:
                rows[id_] = built
    return tuple(rows.values())


def _single(
    folders: Iterable[Path],
    name: str,
    columns: tuple[Column, ...],
    build: Callable[[Row], _T | str],
    faults: list[Fault],
) -> _T | None:
    value: _T | None = None
    for folder in _present(folders, name, faults):
        row = Reader(folder / FOLDER, faults).single(name, columns)
        built = None if row is None else build(row)
        if isinstance(built, str):
            faults.append(Fault(f"{FOLDER}/{name}", built, "Corrigez ces valeurs.", "coherence"))
        elif built is not None:
            value = built
    return value


def _present(folders: Iterable[Path], name: str, faults: list[Fault]) -> list[Path]:
    found = [folder for folder in folders if (folder / FOLDER / name).is_file()]
    if not found:
        faults.append(Fault(f"{FOLDER}/{name}", "ce fichier manque.", "Il existe toujours.", "manquant"))
    return found


_PART = (Column("metier"), Column("mots", "mots"), Column("segment", required=False),
         Column("part", "part", required=False), Column("fourchette", "parts", required=False),
         Column("sans_main_oeuvre", "oui_non", required=False), *SOURCED)  # fmt: skip
_INDEX = (Column("indice"), Column("libelle"), Column("part", "part"), *SOURCED)
_COST = (Column("libelle"), Column("genre", "choix", choices=("usage", "plancher")), Column("fourchette", "nombres"),
         Column("a_compter_du", "date", required=False), Column("source_lue_le", "date"), *SOURCED)  # fmt: skip
_CASE = (Column("libelle"), Column("genre", "choix", choices=("reel", "calcul")), Column("densite", "nombre"),
         Column("au_plus", "oui_non", required=False), Column("heures", "nombre", required=False),
         Column("montant_ht", "nombre", required=False), *SOURCED)  # fmt: skip
_RULE = (Column("libelle"), Column("mots", "mots"), Column("taux_minimum", "part"), *SOURCED)
_CLEANING = (Column("cout_horaire", "nombre"), Column("minimum_heures", "entier"), Column("explication"), *SOURCED)
_BAND = (Column("densite_basse", "nombre"), Column("densite_haute", "nombre"), *SOURCED)


def _source(row: Mapping[str, str]) -> Source:
    return Source(row["source"], row["certitude"])


def _part(row: Row) -> LabourShare | str:
    none = (Decimal(0), Decimal(0)) if row["sans_main_oeuvre"] else None
    one = (row["part"], row["part"]) if row["part"] is not None else None
    given = [pair for pair in (one, row["fourchette"], none) if pair is not None]
    if len(given) != 1:
        return "une part ou une fourchette est attendue, et une seule (ou « sans_main_oeuvre = true »)."
    ((low, high),) = given
    return LabourShare(row["metier"], row["mots"], row["segment"], low, high, _source(row))


def _index(row: Row) -> IndexWeight:
    return IndexWeight(row["indice"], row["libelle"], row["part"], _source(row))


def _cost(row: Row) -> HourlyCost | str:
    if row["genre"] == "plancher" and row["a_compter_du"] is None:
        return "un plancher a une date (a_compter_du)."
    low, high = row["fourchette"]
    return HourlyCost(row["libelle"], row["genre"], low, high, row["a_compter_du"], row["source_lue_le"], _source(row))


def _case(row: Row) -> Case | str:
    hours, amount = row["heures"], row["montant_ht"]
    if hours and amount and abs(hours * DENSITY_BASE / amount - row["densite"]) > 1:
        return "la densité n’est pas celle des heures et du montant, à une heure près."
    return Case(row["libelle"], row["genre"], row["densite"], bool(row["au_plus"]), hours, amount, _source(row))


def _rule(row: Row) -> Rule:
    return Rule(row["libelle"], row["mots"], row["taux_minimum"], _source(row))


def _cleaning(row: Row) -> CleaningMethod:
    return CleaningMethod(row["cout_horaire"], row["minimum_heures"], row["explication"], _source(row))


def _bracket(row: Row) -> Bracket:
    return Bracket(row["libelle"], row["moins_de"], row["moins_de_travaux"], row["facteur"], row["source"])


def _band(row: Row) -> Plausibility | str:
    if row["densite_basse"] >= row["densite_haute"]:
        return "la densité basse n’est pas sous la densité haute."
    return Plausibility(row["densite_basse"], row["densite_haute"], _source(row))
