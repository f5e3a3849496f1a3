"""A workbook as bytes. Nothing typed by a person is ever a formula, a link or a number: strings stay strings."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter

from generator.language.characters import clean
from generator.writers.xlsx.model import Cell, CellValue, Formula, Sheet, Validation, Workbook

CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same file on any day
LONGEST_TEXT = 32_000  # a cell holds 32,767
LINE_POINTS, MOST_LINES = 13, 12
FONT = "Liberation Sans"
_WRAPPED = ("texte", "entete", "saisie")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "texte": {"text_wrap": True, "valign": "top"},
    "titre": {"bold": True, "font_size": 14},
    "entete": {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E4E0EE", "border": 1},
    "saisie": {"locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#B8B0A0", "text_wrap": True},
    "total": {"bold": True, "top": 1, "bg_color": "#F2F0F7"},
    "note": {"italic": True, "font_color": "#444444"},
}
_SHAPES = {
    "heures": "#,##0.00",
    "euros": '#,##0.00" €"',
    "date": "dd/mm/yyyy",
    "mois": "mm/yyyy",
    "entier": "0",
    "pourcent": "0.0%",
}


def write(workbook: Workbook) -> bytes:
    """The bytes of the .xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**_OPTIONS, "default_format_properties": {"font_name": FONT, "font_size": 10}})
    book.set_properties({"title": clean(workbook.title), "subject": clean(workbook.subject), "created": CREATED})
    book.set_calc_mode("auto")
    formats: dict[tuple[str, str], Any] = {}
    for sheet in workbook.sheets:
        _sheet(book, sheet, formats)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, sheet: Sheet, formats: dict[tuple[str, str], Any]) -> None:
    page = book.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, line in enumerate(sheet.rows):
        page.set_row(row, _height(line, sheet.widths))
        for column, cell in enumerate(line):
            _write(page, row, column, cell.value, _format(book, cell, formats))
    for validation in sheet.validations:
        page.data_validation(*validation.first, *validation.last, _rule(validation))
    if sheet.frozen:
        page.freeze_panes(sheet.frozen, 0)
        page.repeat_rows(sheet.frozen - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    if sheet.protected:
        page.protect("", {"format_columns": True, "format_rows": True})


def _height(line: tuple[Cell, ...], widths: tuple[int, ...]) -> int:
    """Points for the longest wrapped text: readers do not all grow a row by themselves."""
    lines = 1
    for cell, width in zip(line, widths, strict=False):
        if isinstance(cell.value, str) and cell.style in _WRAPPED:
            lines = max(lines, min(-(-len(cell.value) // max(width - 1, 1)), MOST_LINES))
    return LINE_POINTS * lines + 2


def _format(book: Any, cell: Cell, formats: dict[tuple[str, str], Any]) -> Any:
    key = (cell.style, cell.shape)
    if key not in formats:
        shown = {"num_format": _SHAPES[cell.shape]} if cell.shape else {}
        formats[key] = book.add_format({"font_name": FONT, "font_size": 10, **_STYLES[cell.style], **shown})
    return formats[key]


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
