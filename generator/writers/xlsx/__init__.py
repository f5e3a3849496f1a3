"""Workbooks: sheets of typed cells, written with XlsxWriter; the same sheets always give the same bytes."""

from generator.writers.xlsx.model import Cell, Formula, Late, Sheet, Validation, Workbook, cells
from generator.writers.xlsx.places import column_letter, place, sheet_range
from generator.writers.xlsx.writing import write

__all__ = [
    "Cell",
    "Formula",
    "Late",
    "Sheet",
    "Validation",
    "Workbook",
    "cells",
    "column_letter",
    "place",
    "sheet_range",
    "write",
]
