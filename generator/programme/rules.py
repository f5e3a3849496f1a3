"""The proposals that advice follows: editable data of `programmation/regles.toml`, never law."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.calibration.rows import SOURCED, Column, Reader
from generator.errors import Fault, LibraryError
from generator.library import shipped

FOLDER, FILE = "programmation", "regles.toml"
_COLUMNS = (
    Column("taux_effort", "part"),
    Column("minimum_heures", "entier"),
    Column("plafond_marche_reserve", "nombre"),
    Column("segments_reserves", "mots"),
    *SOURCED,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """`taux_effort` is a fraction; `plafond_marche_reserve` euros before tax; `segments_reserves` ids of segments."""

    taux_effort: Decimal
    minimum_heures: int
    plafond_marche_reserve: Decimal
    segments_reserves: tuple[str, ...]
    source: str

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Rules:
        """The rules of the last layer that has some. Raises `LibraryError` with every fault."""
        faults: list[Fault] = []
        rules = None
        layers = list(folders)
        for folder in layers:
            row = Reader(folder / FOLDER, faults).single(FILE, _COLUMNS)
            if row is not None:
                rules = cls(row["taux_effort"], row["minimum_heures"], row["plafond_marche_reserve"],
                            row["segments_reserves"], row["source"])  # fmt: skip
        known = {path.stem for folder in layers for path in folder.glob("segments/*.toml")}
        for segment in rules.segments_reserves if rules else ():
            if segment not in known:
                where = f"{FOLDER}/{FILE}, segments_reserves"
                faults.append(Fault(where, f"aucune famille d’achat « {segment} ».", "Voyez segments/.", "segment"))
        if faults or rules is None:
            missing = Fault(f"{FOLDER}/{FILE}", "ce fichier manque.", "Il existe toujours.", "manquant")
            raise LibraryError(faults or [missing])
        return rules


@functools.cache
def shipped_rules() -> Rules:
    """The rules that come with the program."""
    return Rules.load([shipped()])
