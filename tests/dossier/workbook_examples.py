"""The workbooks of the examples, made once, and the tables of the documents they must agree with."""

from __future__ import annotations

import datetime as dt
import json
import re

from generator.blocks import Table, plain
from generator.dossier import Dossier, prepare, produce
from generator.library import Library
from generator.market import read
from tests.conftest import EXAMPLES
from tests.execution.workbook_reading import ReadSheet, read_workbook

NOTIFIED = dt.date(2027, 2, 1)
DAYS = (NOTIFIED, dt.date(2027, 8, 31), dt.date(2028, 2, 29), dt.date(2026, 12, 31))
NAMES = tuple(path.stem for path in EXAMPLES)
FOLLOW_UP, FRAME, PRICES = "suivi-execution.xlsx", "cadre-de-reponse.xlsx", "bordereau-developpement-durable.xlsx"
_DOSSIERS: dict[str, Dossier] = {}
_MADE: dict[tuple[str, dt.date | None], dict[str, bytes]] = {}


def made(library: Library, name: str, notification: dt.date | None = NOTIFIED) -> tuple[Dossier, dict[str, bytes]]:
    """An example and its files, made once."""
    if name not in _DOSSIERS:
        path = next(path for path in EXAMPLES if path.stem == name)
        _DOSSIERS[name] = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    if (name, notification) not in _MADE:
        _MADE[name, notification] = produce(_DOSSIERS[name], ("xlsx",), notification)
    return _DOSSIERS[name], _MADE[name, notification]


def follow_up(library: Library, name: str, notification: dt.date | None = NOTIFIED) -> dict[str, ReadSheet]:
    return read_workbook(made(library, name, notification)[1][FOLLOW_UP])


def table(sheet: ReadSheet, header: int = 4) -> list[dict[str, str]]:
    """The rows under the header as words by heading, each with its row number under « # »."""
    heads = {column: text for place, text in sheet.texts.items() if (column := place[:1]) + str(header) == place}
    rows = sorted({int(re.sub(r"\D", "", place)) for place in (*sheet.texts, *sheet.formulas)})
    return [
        {"#": str(row), **{text: sheet.texts.get(f"{letter}{row}", "") for letter, text in heads.items()}}
        for row in rows
        if row > header
    ]


def letter(sheet: ReadSheet, words: str, header: int = 4) -> str:
    return next(place[:-1] for place, text in sheet.texts.items() if text == words and place == f"{place[0]}{header}")


def printed(dossier: Dossier, document: str, *head: str) -> list[dict[str, str]]:
    """The rows of a table of a document, found by its first headings."""
    found = dossier.document(document)
    numbers = found.numbers()
    tables = [block for article in found.articles for block in article.blocks if isinstance(block, Table)]
    for each in tables:
        heads = [plain(cell, numbers) for cell in each.header]
        if tuple(heads[: len(head)]) == head:
            return [dict(zip(heads, (plain(cell, numbers) for cell in row), strict=True)) for row in each.rows]
    return []


def lots_in(text: str) -> list[str]:
    """« 1, 3 et 5 à 8 » as numbers; a dash is the whole marché."""
    found: list[str] = []
    for piece in re.split(r", | et ", text):
        first, _, last = piece.partition(" à ")
        found += [str(number) for number in range(int(first), int(last or first) + 1)] if first.isdigit() else ["–"]
    return found
