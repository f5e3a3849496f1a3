"""The first visible sheet of an .xlsx file as rows of texts, read with strict limits.

A small reader of our own: rows are streamed and never spread over empty ranges, entities are not expanded, parts
are bounded. Dates come as their serial numbers; the columns read here are texts and figures.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from generator.errors import Fault, InputError

MOST_ROWS, MOST_COLUMNS = 5_000, 100
MOST_PART = 40_000_000  # bytes of one part, uncompressed
MOST_PARTS = 2_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]+\Z")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, etree.XMLSyntaxError,
           KeyError, ValueError, IndexError)  # fmt: skip


def rows_of_workbook(raw: bytes) -> list[list[str]]:
    """The rows, empty ones left out. Raises `InputError` for a file that is not a readable workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _bounded(archive)
            shared = _shared(archive)
            return list(_rows(_part(archive, _first_sheet(archive)), shared))
    except InputError:
        raise
    except _BROKEN as error:
        message = "ce fichier n’est pas un classeur lisible."
        raise InputError([Fault("fichier", message, "Enregistrez-le au format .xlsx ou .csv.", "classeur")]) from error


def _bounded(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or any(part.file_size > MOST_PART for part in parts):
        message = "ce classeur est démesuré une fois ouvert."
        raise InputError([Fault("fichier", message, "Gardez la seule feuille de la programmation.", "taille")])


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_PART)


def _tree(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(raw, parser)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    book = _tree(_part(archive, "xl/workbook.xml"))
    links = _tree(_part(archive, "xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = list(book.iter(f"{_MAIN}sheet"))
    shown = [sheet for sheet in sheets if sheet.get("state", "visible") == "visible"] or sheets
    target = targets[shown[0].get(f"{_REL}id")]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in _tree(_part(archive, "xl/sharedStrings.xml")).iter(f"{_MAIN}si")]


def _text(item: etree._Element) -> str:
    """The text of a string, its reading aids left out."""
    return "".join(t.text or "" for t in item.iter(f"{_MAIN}t") if t.getparent() is not None and not _aid(t))


def _aid(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == f"{_MAIN}rPh"


def _rows(raw: bytes, shared: list[str]) -> Iterator[list[str]]:
    found = 0
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, row in etree.iterparse(io.BytesIO(raw), events=("end",), tag=f"{_MAIN}row", **options):  # type: ignore[call-overload]
        cells = _cells(row, shared)
        row.clear()
        if any(cells):
            found += 1
            yield cells
        if found > MOST_ROWS:
            return


def _cells(row: etree._Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for rank, cell in enumerate(row.iter(f"{_MAIN}c")):
        column = _column(cell.get("r"), max(len(cells), rank))
        if column < MOST_COLUMNS:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _cell(cell, shared)
    return cells


def _column(place: str | None, otherwise: int) -> int:
    match = _PLACE.match(place or "")
    if match is None:
        return otherwise
    rank = 0
    for letter in match[1]:
        rank = rank * 26 + ord(letter) - ord("A") + 1
    return rank - 1


def _cell(cell: etree._Element, shared: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return shared[int(value)]
    if kind == "inlineStr":
        return _text(cell)
    return _figure(value) if kind == "n" else value


def _figure(value: str) -> str:
    """« 120000.5 » or « 1.2E5 » as people write them: plain digits, a comma, two decimals at most."""
    if not value:
        return ""
    try:
        number = Decimal(value)
        if not number.is_finite() or abs(number.adjusted()) > 20:
            return value
        return f"{number.quantize(Decimal('0.01')).normalize():f}".replace(".", ",")
    except InvalidOperation:
        return value
