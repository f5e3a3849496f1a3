"""Structures that accompany social clauses, by territory: data that an organisation keeps in its own layer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.calibration.rows import Column, Reader
from generator.errors import Fault, LibraryError
from generator.market.identifiers import parse_departement
from generator.market.typed import UnreadableError

FOLDER = "facilitateurs"
KINDS = ("territoire", "coordination")
_ID = re.compile(r"[a-z][a-z0-9_]{0,43}\Z")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+\Z")
_PERSON = re.compile(r"(?:M\.|Mme|Mlle|Monsieur|Madame)(?:\s|\Z)")
_COLUMNS = (
    Column("structure"),
    Column("role"),
    Column("genre", "choix", choices=KINDS),
    Column("departements", "mots"),
    Column("territoires", "mots", required=False),
    Column("courriel", required=False),
    Column("telephone", required=False),
    Column("site", required=False),
    Column("verifie_le", "date", required=False),
    Column("masquee", "oui_non", required=False),
)


@dataclass(frozen=True, slots=True)
class Structure:
    """An organisation and its role, never a person. `territoires` empty: the whole of its départements."""

    id: str
    structure: str
    role: str
    genre: str
    departements: tuple[str, ...]
    territoires: tuple[str, ...] = ()
    courriel: str = ""
    telephone: str = ""
    site: str = ""
    verifie_le: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The structures, in order of their ids."""

    structures: tuple[Structure, ...] = ()

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Directory:
        """The structures of the layers, the later over the earlier. Raises `LibraryError` with every fault."""
        faults: list[Fault] = []
        found: dict[str, Structure | None] = {}
        for folder in folders:
            for path in sorted((folder / FOLDER).glob("*.toml")):
                found |= _read(path, faults)
        if faults:
            raise LibraryError(faults)
        return cls(tuple(each for _, each in sorted(found.items()) if each is not None))


def _read(path: Path, faults: list[Fault]) -> dict[str, Structure | None]:
    """The structure of a file, None when it is hidden; nothing when it has a fault."""
    where = f"{FOLDER}/{path.name}"
    if not _ID.match(path.stem):
        remedy = "Des minuscules, des chiffres et « _ », une lettre d’abord."
        faults.append(Fault(where, "ce nom de fichier n’est pas un identifiant.", remedy, "identifiant"))
    row = Reader(path.parent, faults).single(path.name, _COLUMNS)
    if row is None:
        return {}
    wrong = list(_meaning(where, row))
    faults += wrong
    if wrong:
        return {}
    if row["masquee"]:
        return {path.stem: None}
    texts = {name: row[name] or "" for name in ("courriel", "telephone", "site")}
    codes = tuple(parse_departement(code) for code in row["departements"])
    return {
        path.stem: Structure(
            id=path.stem,
            structure=row["structure"],
            role=row["role"],
            genre=row["genre"],
            departements=codes,
            territoires=row["territoires"],
            verifie_le=row["verifie_le"],
            **texts,
        )
    }


def _meaning(where: str, row: Any) -> Iterator[Fault]:
    """What is well formed and yet wrong."""
    for code in row["departements"]:
        try:
            parse_departement(code)
        except UnreadableError as error:
            yield Fault(f"{where}, departements", str(error), 'Écrivez par exemple "80" ou "2A".', "departement")
    for key in ("role", "structure"):
        if _PERSON.match(row[key]):
            remedy = "Donnez une fonction ou une structure : l’annuaire ne contient pas de nom de personne."
            yield Fault(f"{where}, {key}", "cette valeur désigne une personne.", remedy, "personne")
    if row["courriel"] and not _EMAIL.match(row["courriel"]):
        yield Fault(
            f"{where}, courriel", "cette adresse n’est pas complète.", "Par exemple clauses@structure.fr.", "courriel"
        )
    if row["site"] and not row["site"].startswith(("https://", "http://")):
        yield Fault(f"{where}, site", "cette adresse ne commence pas par https://.", "Donnez-la entière.", "site")
