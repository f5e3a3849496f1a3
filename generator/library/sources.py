"""Files of the library as they lie on disk: layers of folders, the later ones over the earlier ones.

Nothing is understood here, only found: which files there are, what they hold, where they come from.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from typing import Any

from generator.errors import Fault
from generator.language.characters import FORBIDDEN

CLAUSE_ID = re.compile(r"[a-z][a-z0-9_]{0,43}\Z")  # Word keeps 64 characters of a content control's tag
FOLDERS = ("calibrage", "catalogue", "ccag", "clauses", "documents", "facilitateurs", "fragments", "modeles",
           "parametres", "programmation", "reglages", "segments", "trames")  # fmt: skip
MOST_BYTES = 100_000
_SPLIT = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^# +([a-z_]+)[ \t]*$", re.MULTILINE)
_FRAGMENT = re.compile(r"^@fragment +(\S+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """The text for one document; `line` is the line of its first character in the file."""

    document: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """A dated file: its header as data, the header's text (to find lines), its sections."""

    id: str
    date: dt.date
    path: str
    header: Mapping[str, Any]
    header_text: str
    sections: tuple[Section, ...]
    empreinte: str

    def line_of(self, *keys: str) -> int:
        """The line of the header where the last of `keys` is written, near enough to click on."""
        lines = self.header_text.split("\n")
        for key in reversed(keys):
            for n, line in enumerate(lines, start=2):
                if re.match(rf"\s*(\[+\s*)?([\w.]*\.)?{re.escape(key)}\b", line):
                    return n
        return 1


@dataclass(slots=True)
class Found:
    """What the layers hold, before any check of meaning."""

    clauses: dict[str, dict[dt.date, ClauseFile]] = field(default_factory=dict)
    fragments: dict[str, dict[dt.date, tuple[str, str]]] = field(default_factory=dict)  # id → date → (path, text)
    segments: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    ccags: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    documents: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    trames: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    reglages: dict[str, list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    carriers: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def find(folders: Iterable[Path]) -> Found:
    """Every file of the layers, in order; a file that cannot be read is a fault, never a stop."""
    found = Found()
    for folder in folders:
        _layer(folder, found)
    return found


def _layer(folder: Path, found: Found) -> None:
    if not folder.is_dir():
        found.faults.append(Fault(str(folder), "ce dossier de bibliothèque n’existe pas."))
        return
    origins: dict[str, str] = {}
    for path in sorted(folder.glob("clauses/**/*.md")):
        _clause_file(folder, path, found, origins)
    for path in sorted(folder.glob("fragments/*/*.md")):
        date, text = _date_of(path, found), _read(path, found)
        if date is not None and text is not None:
            found.fragments.setdefault(path.parent.name, {})[date] = (_name(folder, path), text.strip("\n"))
    whole = (("segments", found.segments), ("ccag", found.ccags), ("documents", found.documents),
             ("trames", found.trames))  # fmt: skip
    for kind, files in whole:
        for name, data in _tables(folder, kind, found):
            files[Path(name).stem] = (name, data)
    for name, data in _tables(folder, "reglages", found):
        found.reglages.setdefault(Path(name).stem, []).append((name, data))
    _carriers(folder, found)
    _unknown_folders(folder, found)


def _unknown_folders(folder: Path, found: Found) -> None:
    """A folder whose name is not known would be ignored: « clause » for « clauses »."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in FOLDERS and not path.name.startswith("."):
            hint = get_close_matches(path.name, FOLDERS, n=1)
            remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else f"Dossiers lus : {', '.join(FOLDERS)}."
            found.faults.append(Fault(path.name, "ce dossier est inconnu : rien n’y est lu.", remedy, "dossier"))


def _carriers(folder: Path, found: Found) -> None:
    for path in sorted(folder.glob("modeles/*.docx")):
        try:
            found.carriers[path.name] = path.read_bytes()
        except OSError:
            found.faults.append(Fault(str(path), "ce modèle ne se lit pas.", "Vérifiez que c’est un fichier."))


def _tables(folder: Path, kind: str, found: Found) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(folder.glob(f"{kind}/*.toml")):
        text = _read(path, found)
        data = None if text is None else parse_toml(text, _name(folder, path), found.faults)
        if data is not None:
            yield _name(folder, path), data


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read(path: Path, found: Found) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            said = f"ce fichier dépasse {MOST_BYTES // 1000} ko."
            found.faults.append(Fault(str(path), said, "Une clause en pèse dix : coupez-le."))
            return None
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError:
        found.faults.append(Fault(str(path), "ce fichier ne se lit pas.", "Vérifiez que c’en est un, et ses droits."))
        return None
    except UnicodeDecodeError:
        found.faults.append(Fault(str(path), "ce fichier n’est pas en UTF-8.", "Enregistrez-le en UTF-8."))
        return None


def parse_toml(text: str, where: str, faults: list[Fault], first_line: int = 1) -> Mapping[str, Any] | None:
    """The TOML data, or None with a fault that gives the line."""
    refused = FORBIDDEN.search(text)
    if refused:
        line = text.count("\n", 0, refused.start()) + first_line
        message = f"un caractère invisible ou réservé (U+{ord(refused.group()):04X})."
        faults.append(Fault(f"{where}:{line}", message, "Effacez-le, puis récrivez ce qui l’entoure.", "caractere"))
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = re.search(r"at line (\d+)", str(error))
        line = int(said.group(1)) + first_line - 1 if said else first_line
        message = f"le TOML n’est pas lisible ({error})."
        remedy = (
            "Une clé écrite deux fois, un guillemet ouvert ou une clé placée après un [tableau] en sont "
            "les causes habituelles : après [[penalite]], une clé appartient à cette pénalité."
        )
    except (ValueError, RecursionError):
        line, message = first_line, "le TOML contient un nombre démesuré, ou trop de crochets emboîtés."
        remedy = "Supprimez-les."
    faults.append(Fault(f"{where}:{line}", message, remedy, code="toml"))
    return None


def _date_of(path: Path, found: Found) -> dt.date | None:
    try:
        return dt.date.fromisoformat(path.stem)
    except ValueError:
        found.faults.append(
            Fault(str(path), f"« {path.name} » n’est pas une date.", "Le fichier se nomme AAAA-MM-JJ.md.", code="date")
        )
        return None


def _clause_file(folder: Path, path: Path, found: Found, origins: dict[str, str]) -> None:
    id_, name = path.parent.name, _name(folder, path)
    if not CLAUSE_ID.match(id_):
        found.faults.append(
            Fault(
                name,
                f"« {id_} » n’est pas un identifiant de clause.",
                "Des minuscules, des chiffres et « _ », une lettre d’abord ; un trait d’union se lirait comme "
                "une soustraction.",
                code="identifiant",
            )
        )
        return
    if origins.setdefault(id_, path.parent.as_posix()) != path.parent.as_posix():
        found.faults.append(
            Fault(
                name,
                f"l’identifiant « {id_} » existe déjà dans « {Path(origins[id_]).parent.name} ».",
                "Un identifiant ne sert qu’une fois.",
                code="doublon",
            )
        )
        return
    date, text = _date_of(path, found), _read(path, found)
    if date is None or text is None:
        return
    parsed = parse_clause(id_, date, name, text, found.faults)
    if parsed is not None:
        found.clauses.setdefault(id_, {})[date] = parsed


def parse_clause(id_: str, date: dt.date, name: str, text: str, faults: list[Fault]) -> ClauseFile | None:
    """A clause file cut into header and sections."""
    split = _SPLIT.match(text)
    if split is None:
        faults.append(
            Fault(
                f"{name}:1",
                "l’en-tête manque ou n’est pas refermé.",
                "Le fichier commence par une ligne +++, le TOML, puis une ligne +++.",
                code="en-tete",
            )
        )
        return None
    header_text, body = split.groups()
    header = parse_toml(header_text, name, faults, first_line=2)
    if header is None:
        return None
    first = header_text.count("\n") + 4
    sections = _sections(body, first, name, faults)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ClauseFile(id_, date, name, header, header_text, sections, digest)


def _sections(body: str, first_line: int, name: str, faults: list[Fault]) -> tuple[Section, ...]:
    marks = list(_SECTION.finditer(body))
    before = body[: marks[0].start()] if marks else body
    if before.strip():
        line = first_line + before[: len(before) - len(before.lstrip())].count("\n")
        faults.append(
            Fault(
                f"{name}:{line}",
                "un texte avant le premier titre « # document ».",
                "Chaque texte suit un titre « # ccap », « # cctp », « # rc », « # ae »…",
                code="section",
            )
        )
    sections, seen = [], set()
    for mark, following in zip_longest(marks, marks[1:]):
        text = body[mark.end() + 1 : following.start() if following else len(body)]
        line = first_line + body.count("\n", 0, mark.end()) + 1
        if mark.group(1) in seen:
            faults.append(Fault(f"{name}:{line - 1}", f"le texte « # {mark.group(1)} » est écrit deux fois."))
        seen.add(mark.group(1))
        sections.append(Section(mark.group(1), text.rstrip("\n"), line))
    return tuple(sections)


def fragment_ids(text: str) -> list[str]:
    return _FRAGMENT.findall(text)


def with_fragments(text: str, bodies: Mapping[str, str]) -> str:
    """The text with each `@fragment id` line replaced; unknown ones are left for the checker to name."""
    return _FRAGMENT.sub(lambda match: bodies.get(match.group(1), match.group()), text)
