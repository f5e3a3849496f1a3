"""Reading the tables of `calibrage/*.toml` strictly: known keys, types, bounds, each fault with file and key."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from generator.errors import Fault
from generator.language.typography import finish_plain

CERTITUDES = ("primaire", "secondaire", "a_verifier", "proposition")
Kind = Literal["texte", "mots", "part", "nombre", "entier", "date", "oui_non", "choix", "parts", "nombres"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A key of a row. `parts` and `nombres` are ranges of two; `part` is a fraction above 0, at most 1."""

    key: str
    kind: Kind = "texte"
    required: bool = True
    choices: tuple[str, ...] = ()


SOURCED = (Column("source"), Column("certitude", "choix", choices=CERTITUDES))


class Reader:
    """Reads files of one folder and notes every fault; a row with a fault is left out."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self.folder, self.faults = folder, faults

    def rows(self, name: str, table: str, columns: tuple[Column, ...]) -> Iterator[Row]:
        """The rows `[[table]]` of a file; nothing when the folder has no such file."""
        data = self._toml(name)
        if data is None:
            return
        self._unknown(data, (table,), f"{self._place(name)}, ")
        rows = data.get(table)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            self._fault(f"{self._place(name)}, {table}", "des tables sont attendues.", f"Écrivez [[{table}]].", "table")
            return
        seen: set[str] = set()
        for rank, row in enumerate(rows):
            where = f"{self._place(name)}, {table}[{rank}]."
            read = self._row(row, columns, where)
            id_ = str(row.get(columns[0].key))
            if id_ in seen:
                self._fault(where + columns[0].key, f"« {id_} » est écrit deux fois.", "Gardez-en une.", "doublon")
            seen.add(id_)
            if read is not None:
                yield read

    def single(self, name: str, columns: tuple[Column, ...]) -> Row | None:
        """The keys of a file that holds one row, or None."""
        data = self._toml(name)
        return None if data is None else self._row(data, columns, f"{self._place(name)}, ")

    def _place(self, name: str) -> str:
        return f"{self.folder.name}/{name}"

    def _toml(self, name: str) -> dict[str, Any] | None:
        path = self.folder / name
        if not path.is_file():
            return None
        try:
            return tomllib.loads(path.read_bytes().decode("utf-8"), parse_float=Decimal)
        except UnicodeDecodeError:
            self._fault(self._place(name), "le fichier n’est pas en UTF-8.", "Enregistrez-le en UTF-8.", "encodage")
        except tomllib.TOMLDecodeError as error:
            self._fault(self._place(name), f"le TOML n’est pas lisible ({error}).", "Corrigez cette ligne.", "toml")
        return None

    def _row(self, row: Row, columns: tuple[Column, ...], where: str) -> Row | None:
        before = len(self.faults)
        self._unknown(row, tuple(column.key for column in columns), where)
        read = {column.key: self._cell(row.get(column.key), column, where + column.key) for column in columns}
        return read if len(self.faults) == before else None

    def _unknown(self, row: Row, known: tuple[str, ...], where: str) -> None:
        for key in row:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                remedy = f"Vouliez-vous dire « {near[0]} » ?" if near else f"Clés connues : {', '.join(known)}."
                self._fault(where + key, "cette clé est inconnue.", remedy, "cle-inconnue")

    def _cell(self, value: Any, column: Column, where: str) -> Any:
        if value is None:
            if column.required:
                self._fault(where, "cette clé manque.", f"Ajoutez « {column.key} = … ».", "manquant")
            return () if column.kind == "mots" else None
        read, expected = _READERS[column.kind]
        found = read(value)
        if column.kind == "choix" and found not in column.choices:
            found, expected = None, f"une de ces valeurs est attendue : {', '.join(column.choices)}"
        if found is None:
            self._fault(where, f"{expected}.", f"Trouvé : {value}.", "valeur")
        return found

    def _fault(self, where: str, message: str, remedy: str, code: str) -> None:
        self.faults.append(Fault(where, message, remedy, code))


def _text(value: Any) -> str | None:
    """A text with its French typography finished, as it will be printed."""
    return finish_plain(value.strip()) if isinstance(value, str) and value.strip() else None


def _words(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value or not all(_text(word) for word in value):
        return None
    return tuple(value)


def _number(value: Any) -> Decimal | None:
    """A finite number above zero."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() and number > 0 else None


def _share(value: Any) -> Decimal | None:
    number = _number(value)
    return number if number is not None and number <= 1 else None


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _day(value: Any) -> dt.date | None:
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _range(read: Callable[[Any], Decimal | None]) -> Callable[[Any], tuple[Decimal, Decimal] | None]:
    def pair(value: Any) -> tuple[Decimal, Decimal] | None:
        ends = [read(end) for end in value] if isinstance(value, list) and len(value) == 2 else [None]
        low, high = ends[0], ends[-1]
        return (low, high) if low is not None and high is not None and low <= high else None

    return pair


_READERS: Mapping[Kind, tuple[Callable[[Any], Any], str]] = {
    "texte": (_text, "un texte entre guillemets est attendu"),
    "choix": (_text, "un texte entre guillemets est attendu"),
    "mots": (_words, "une liste de mots est attendue"),
    "part": (_share, "une part entre 0 et 1 est attendue (0.50 pour 50 %)"),
    "nombre": (_number, "un nombre supérieur à zéro est attendu"),
    "entier": (_integer, "un nombre entier supérieur à zéro est attendu"),
    "date": (_day, "une date sans guillemets (AAAA-MM-JJ) est attendue"),
    "oui_non": (_flag, "true ou false est attendu"),
    "parts": (_range(_share), "deux parts entre 0 et 1, la plus petite d’abord, sont attendues"),
    "nombres": (_range(_number), "deux nombres supérieurs à zéro, le plus petit d’abord, sont attendus"),
}
