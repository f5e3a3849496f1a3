"""A workbook as bytes. Nothing typed by a person is ever a formula, a link or a number: strings stay strings."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import xlsxwriter

from generator.language.characters import clean
from generator.writers.xlsx.model import Cell, CellValue, Formula, Late, Sheet, Validation, Workbook
from generator.writers.xlsx.places import place

CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same file on any day
LONGEST_TEXT = 32_000  # a cell holds 32,767
LINE_POINTS, MOST_LINES = 13, 30  # a row holds 409 points
LETTERS = 1.1  # letters in the width of a digit, on average
MOST_FROZEN_LINES = 4  # above a header that stays in sight: room must be left for what is typed
LANGUAGE = b"<dc:language>fr-FR</dc:language>"
FONT = "Liberation Sans"
_WRAPPED = ("texte", "entete", "saisie", "donnee", "groupe")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "texte": {"text_wrap": True, "valign": "top"},
    "titre": {"bold": True, "font_size": 14, "valign": "top"},
    "entete": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E4E0EE", "border": 1},
    "saisie": {
        "locked": False,
        "bg_color": "#FFFBE6",
        "border": 1,
        "border_color": "#B8B0A0",
        "text_wrap": True,
        "valign": "top",
    },
    "total": {"bold": True, "top": 1, "bg_color": "#F2F0F7"},
    "note": {"italic": True, "font_color": "#444444", "valign": "top"},
    "donnee": {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D4E4"},
    "groupe": {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D4E4"},
}
_SHAPES = {
    "nombre": "General",
    "heures": "#,##0.00",
    "euros": '#,##0.00" €"',
    "date": "dd/mm/yyyy",
    "mois": "mm/yyyy",
    "entier": "0",
    "pourcent": "0.0 %",
}


def write(workbook: Workbook) -> bytes:
    """The bytes of the .xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**_OPTIONS, "default_format_properties": {"font_name": FONT, "font_size": 10}})
    book.set_properties({"title": clean(workbook.title), "subject": clean(workbook.subject), "created": CREATED})
    book.set_calc_mode("auto")
    formats: dict[tuple[str, str, bool], Any] = {}
    for sheet in workbook.sheets:
        _sheet(book, sheet, formats)
    book.close()
    return _in_french(buffer.getvalue())


def _in_french(raw: bytes) -> bytes:
    """The same file, its language among its properties: XlsxWriter has no setting for it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(b"<dcterms:created", LANGUAGE + b"<dcterms:created")
            whole.writestr(part, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sheet(book: Any, sheet: Sheet, formats: dict[tuple[str, str, bool], Any]) -> None:
    page = book.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, line in enumerate(sheet.rows):
        most = MOST_FROZEN_LINES if row < sheet.frozen - 1 else MOST_LINES
        page.set_row(row, _height(line, sheet.widths, most))
        for column, cell in _placed(line):
            style = _format(book, cell, formats)
            if cell.across > 1:
                page.merge_range(row, column, row, column + cell.across - 1, "", style)
            _write(page, row, column, cell.value, style)
    for validation in sheet.validations:
        page.data_validation(*validation.first, *validation.last, _rule(validation))
    if sheet.frozen:
        page.freeze_panes(sheet.frozen, 0)
        page.repeat_rows(sheet.frozen - 1)
    if sheet.filtered:
        page.autofilter(sheet.frozen - 1, 0, sheet.frozen - 1 + sheet.filtered, len(sheet.widths) - 1)
    if sheet.late:
        _mark_late(book, page, sheet.late)
    _page(page)
    if sheet.protected:
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": bool(sheet.filtered)})


def _page(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&8&A&R&8Page &P sur &N")


def _mark_late(book: Any, page: Any, late: Late) -> None:
    due, done = (f"${place(late.first, column)}" for column in (late.due, late.done))
    style = book.add_format({"bold": True, "font_color": "#9C0006"})
    rule = {"type": "formula", "criteria": f'=AND(ISNUMBER({due}),{due}<TODAY(),{done}="")', "format": style}
    page.conditional_format(late.first, late.due, late.last, late.due, rule)


def _placed(line: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """Each cell with the rank of its column."""
    column = 0
    for cell in line:
        yield column, cell
        column += cell.across


def _height(line: tuple[Cell, ...], widths: tuple[int, ...], most: int) -> int:
    """Points for the longest wrapped text: readers do not all grow a row by themselves, and none a merged cell."""
    tallest = LINE_POINTS
    for column, cell in _placed(line):
        width = sum(widths[column : column + cell.across])
        tallest = max(tallest, LINE_POINTS * cell.lines)
        if isinstance(cell.value, str) and width and (cell.style in _WRAPPED or cell.across > 1):
            points = LINE_POINTS * 3 // 2 if cell.style == "titre" else LINE_POINTS
            room = max(int(width * LETTERS * LINE_POINTS / points) - 1, 1)
            lines = _lines(cell.value[:LONGEST_TEXT], room)
            tallest = max(tallest, points * min(lines, most))
        elif cell.style == "titre":
            tallest = max(tallest, LINE_POINTS * 3 // 2)
    return min(tallest + 2, 409)


@lru_cache(maxsize=4096)
def _lines(text: str, room: int) -> int:
    """How many lines the text takes in a cell of that many letters; kept, a proof comes back on several sheets."""
    return sum(max(1, len(textwrap.wrap(part, room))) for part in text.split("\n"))


def _format(book: Any, cell: Cell, formats: dict[tuple[str, str, bool], Any]) -> Any:
    key = (cell.style, cell.shape, cell.across > 1)
    if key not in formats:
        shown: dict[str, object] = {"num_format": _SHAPES[cell.shape]} if cell.shape else {}
        shown |= {"text_wrap": True} if cell.across > 1 else {}
        shown |= _sides(cell.shape)
        formats[key] = book.add_format({"font_name": FONT, "font_size": 10, **_STYLES[cell.style], **shown})
    return formats[key]


def _sides(shape: str) -> dict[str, object]:
    """A figure stays clear of the text of the next column."""
    if shape in ("entier", "date", "mois"):
        return {"align": "center"}
    return {"align": "right", "indent": 1} if shape else {}


def _write(page: Any, row: int, column: int, value: CellValue, style: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, Formula):
        result = float(value.result) if isinstance(value.result, Decimal) else value.result
        page.write_formula(row, column, value.text, style, result)
    elif isinstance(value, dt.date):
        page.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, float(value), style)
    else:
        page.write_string(row, column, clean(value)[:LONGEST_TEXT], style)


def _rule(validation: Validation) -> dict[str, object]:
    """The validation as XlsxWriter takes it. An empty cell is always allowed."""
    rule: dict[str, object] = {"error_title": "Valeur refusée", "error_message": validation.message[:255]}
    if validation.kind in ("liste", "plage"):
        return rule | {"validate": "list", "source": list(validation.choices) or f"={validation.source}"}
    names = {"nombre": "decimal", "entier": "integer", "date": "date"}
    return rule | {
        "validate": names[validation.kind],
        "criteria": "between",
        "minimum": _bound(validation.minimum),
        "maximum": _bound(validation.maximum),
    }


def _bound(value: int | dt.date) -> object:
    return dt.datetime(value.year, value.month, value.day) if isinstance(value, dt.date) else value  # noqa: DTZ001
