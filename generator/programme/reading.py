"""A list of future purchases, pasted or imported: columns by their headings, whatever their order and exact words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.errors import Fault, InputError
from generator.market.plain import clean_line, fold
from generator.market.typed import UnreadableError, parse_amount, parse_number
from generator.programme.workbook_import import MOST_ROWS, rows_of_workbook

LONGEST_TEXT = 2_000_000
MOST_LINES = 2_000
LONGEST_CELL = 2_000
HEADINGS = {
    "titre": ("titre", "intitule", "objet", "libelle", "nom", "designation", "marche", "achat"),
    "categorie": ("categorie", "famille", "segment", "type", "nature", "type d'achat", "domaine"),
    "localisation": ("localisation", "lieu", "territoire", "departement", "departements", "site", "lieu d'execution"),
    "montant": ("montant", "montant ht", "montant estime", "montant estime ht", "estimation", "estimation ht", "budget",
                "budget ht", "valeur", "cout", "montant total ht", "montant (€ ht)", "montant en € ht"),
    "description": ("description", "detail", "details", "commentaire", "commentaires", "observations", "precisions"),
    "duree": ("duree", "duree (mois)", "duree en mois", "mois", "duree totale", "delai"),
    "cpv": ("cpv", "code cpv", "cpv principal"),
}  # fmt: skip
SHOWN = {"titre": "Titre", "categorie": "Catégorie", "localisation": "Localisation", "montant": "Montant HT (€)",
         "description": "Description", "duree": "Durée (mois)", "cpv": "CPV"}  # fmt: skip
_BY_HEADING = {heading: field for field, headings in HEADINGS.items() for heading in headings}
_MONTHS = re.compile(r"(.*?)\s*(mois|ans?|annees?)?\Z")
_CPV = re.compile(r"([0-9]{8})(?:-?[0-9])?\Z")
_LONGEST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Line:
    """One purchase. `row` is its rank in what was given, from 1; what was not understood is None and a fault."""

    row: int
    titre: str
    categorie: str = ""
    localisation: str = ""
    montant: Decimal | None = None
    description: str = ""
    duree_mois: Decimal | None = None
    cpv: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """The lines and every fault, by line."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read(source: str | bytes) -> Programme:
    """The purchases of a pasted text, a .csv or an .xlsx file. Never raises: what is wrong is in `faults`."""
    try:
        rows = _rows_of(source)
    except InputError as error:
        return Programme((), error.faults)
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not numbered:
        return Programme((), (Fault("", "Aucune ligne n’a été donnée.", "Collez ou importez les lignes.", "vide"),))
    columns = _columns(numbered[0][1])
    if "titre" not in columns:
        message = "Aucune colonne de titre n’est reconnue dans la première ligne."
        remedy = f"La première ligne donne les titres des colonnes : {', '.join(SHOWN.values())}."
        return Programme((), (Fault("ligne 1", message, remedy, "colonnes"),))
    faults = list(_headings(numbered[0][1], columns))
    lines = [line for number, row in numbered[1 : MOST_LINES + 1] if (line := _line(number, row, columns, faults))]
    if len(numbered) > MOST_LINES + 1:
        where = f"ligne {numbered[MOST_LINES + 1][0]}"
        faults.append(
            Fault(where, f"La limite est de {MOST_LINES} lignes.", "Les suivantes ne sont pas lues.", "nombre")
        )
    return Programme(tuple(lines), tuple(faults))


def _rows_of(source: str | bytes) -> list[list[str]]:
    if isinstance(source, bytes):
        if source[:2] == b"PK":
            return [[_clean(cell) for cell in row] for row in rows_of_workbook(source)]
        source = _decoded(source)
    if len(source) > LONGEST_TEXT:
        message = f"le texte a {len(source)} caractères ; la limite est de {LONGEST_TEXT}."
        raise InputError([Fault("", message, "Donnez-le en plusieurs fois.", "longueur")])
    return _separated(source.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError([Fault("fichier", "ce fichier n’est ni un classeur ni un texte.", "Donnez un .xlsx ou un .csv.")])


def _separated(text: str) -> list[list[str]]:
    """Rows by tab, semicolon or comma: the one the first line holds most."""
    first = text.partition("\n")[0]
    mark = max(("\t", ";", ","), key=first.count)
    if text.count('"') % 2 == 0:
        try:
            rows = list(csv.reader(io.StringIO(text), delimiter=mark))
            return [[_clean(cell) for cell in row] for row in rows]
        except csv.Error:
            pass
    return [[_clean(cell) for cell in line.split(mark)] for line in text.split("\n")[: MOST_ROWS + 1]]


def _clean(cell: str) -> str:
    """One line of writable text; the apostrophe that keeps a spreadsheet from computing is not part of it."""
    text = clean_line(cell[: LONGEST_CELL * 2])[:LONGEST_CELL]
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _columns(row: Sequence[str]) -> list[str]:
    fields = [_field(cell) for cell in row]
    return [field if field and fields.index(field) == rank else "" for rank, field in enumerate(fields)]


def _field(heading: str) -> str:
    folded = fold(heading)
    if "ttc" in folded.split() or "toutes taxes" in folded:
        return ""
    bare = re.sub(r"\s*\(.*?\)\s*|\s*[:*]\s*\Z", " ", folded).strip()
    known = _BY_HEADING.get(folded) or _BY_HEADING.get(bare)
    if known is None:
        known = next((field for heading, field in _BY_HEADING.items() if bare.startswith(heading + " ")), "")
    return known


def _headings(row: Sequence[str], columns: Sequence[str]) -> Iterator[Fault]:
    left = [cell for cell, field in zip(row, columns, strict=True) if cell and not field]
    if left:
        names = ", ".join(f"« {name[:40]} »" for name in left[:10])
        remedy = "Elles ne sont pas lues ; un montant est attendu hors taxes."
        yield Fault("ligne 1", f"Colonnes sans emploi : {names}.", remedy, "colonnes")


def _line(number: int, row: Sequence[str], columns: Sequence[str], faults: list[Fault]) -> Line | None:
    values = {field: cell for field, cell in zip(columns, row, strict=False) if field and cell}
    if not values or re.match(r"(?:sous )?total\b", fold(next(iter(values.values())))):
        return None
    title = values.get("titre", "")
    if not title:
        faults.append(Fault(f"ligne {number}", "Le titre manque.", "Donnez un titre à cet achat.", "manquant"))
    line = Line(number, title or "Sans titre", values.get("categorie", ""), values.get("localisation", ""),
                description=values.get("description", ""))  # fmt: skip
    return replace(
        line,
        montant=_amount(number, values.get("montant", ""), faults),
        duree_mois=_months(number, values.get("duree", ""), faults),
        cpv=_cpv(number, values.get("cpv", ""), faults),
    )


def _amount(number: int, text: str, faults: list[Fault]) -> Decimal | None:
    if not text:
        return None
    try:
        amount = parse_amount(text)
        if amount > 0:
            return amount
        said = "Un montant est supérieur à zéro."
    except UnreadableError as error:
        said = str(error)
    faults.append(Fault(f"ligne {number}", f"Montant : {said}", "Écrivez par exemple 120 000.", "montant"))
    return None


def _months(number: int, text: str, faults: list[Fault]) -> Decimal | None:
    """« 24 », « 24 mois », « 2 ans »."""
    match = _MONTHS.match(fold(text))
    if not text or match is None:
        return None
    try:
        months = parse_number(match[1]) * (12 if (match[2] or "").startswith("an") else 1)
        if 0 < months <= _LONGEST_MONTHS:
            return months
        said = f"La durée va de 1 à {_LONGEST_MONTHS} mois."
    except UnreadableError as error:
        said = str(error)
    faults.append(Fault(f"ligne {number}", f"Durée : {said}", "Écrivez par exemple 24 mois.", "duree"))
    return None


def _cpv(number: int, text: str, faults: list[Fault]) -> str:
    match = _CPV.match(text.replace(" ", ""))
    if text and match is None:
        faults.append(Fault(f"ligne {number}", "Le code CPV a huit chiffres.", "Corrigez-le ou laissez vide.", "cpv"))
    return match[1] if match else ""
