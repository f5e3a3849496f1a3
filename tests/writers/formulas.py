"""The formulas of a workbook computed apart from the program that wrote them, with values typed in its cells."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.execution.workbook_reading import ReadSheet

EPOCH = dt.date(1899, 12, 30)
ERROR = math.nan  # what a spreadsheet shows as #VALUE! or #DIV/0!, and carries along
_CELL = r"\$?([A-Z]{1,2})\$?(\d+)"
_TOKEN = re.compile(
    rf"(?P<text>\"[^\"]*\")|(?:'(?P<sheet>[^']+)'!)?{_CELL}(?::{_CELL})?(?!\()|(?P<name>[A-Z]+)(?=\()"
    r"|(?P<compare><=|>=|<>|=|<|>)|(?P<other>[-+*/(),&]|\d+(?:\.\d+)?|\s+)"
)


@functools.total_ordering
class Value:
    """A cell's value with the order and the sums of a spreadsheet: an empty cell is 0 and "", texts come after."""

    def __init__(self, value: Any) -> None:
        self.value = value.value if isinstance(value, Value) else value

    def _key(self, other: Value) -> tuple[int, Any]:
        found = self.value
        if found is None:
            found = "" if isinstance(other.value, str) else 0
        return (1, found.lower()) if isinstance(found, str) else (0, found)

    def __eq__(self, other: object) -> bool:
        other = Value(other)
        return self._key(other) == other._key(self)

    def __lt__(self, other: object) -> bool:
        other = Value(other)
        return self._key(other) < other._key(self)

    __hash__ = None  # type: ignore[assignment]

    @property
    def number(self) -> float:
        return ERROR if isinstance(self.value, str) else float(self.value or 0)

    def __add__(self, other: object) -> Value:
        return Value(self.number + Value(other).number)

    def __sub__(self, other: object) -> Value:
        return Value(self.number - Value(other).number)

    def __mul__(self, other: object) -> Value:
        return Value(self.number * Value(other).number)

    def __truediv__(self, other: object) -> Value:
        by = Value(other).number
        return Value(self.number / by if by else ERROR)


def _day(value: object) -> dt.date:
    return EPOCH + dt.timedelta(days=int(Value(value).number))


def _serial(day: dt.date) -> Value:
    return Value((day - EPOCH).days)


def _edate(value: object, months: object) -> Value:
    if math.isnan(Value(value).number) or math.isnan(Value(months).number):
        return Value(ERROR)
    day = _day(value)
    year, month = divmod(day.year * 12 + day.month - 1 + int(Value(months).number), 12)
    return _serial(dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])))


def _eomonth(value: object, months: object) -> Value:
    if math.isnan(Value(value).number) or math.isnan(Value(months).number):
        return Value(ERROR)
    day = _day(_edate(_serial(_day(value).replace(day=1)), months))
    return _serial(day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _figures(values: tuple[Any, ...]) -> list[float]:
    """The numbers among cells and ranges; texts and empty cells are left out, as in a spreadsheet."""
    flat = [each for value in values for each in (value if isinstance(value, list) else [Value(value)])]
    return [float(each.value) for each in flat if isinstance(each.value, int | float | Decimal)]


def _round(value: object, digits: object) -> Value:
    if math.isnan(Value(value).number):
        return Value(ERROR)
    exact = Decimal(repr(Value(value).number)).quantize(Decimal(1).scaleb(-int(Value(digits).number)), ROUND_HALF_UP)
    return Value(float(exact))


def _sumifs(values: list[Value], *tests: Any) -> Value:
    pairs = list(zip(tests[::2], tests[1::2], strict=True))
    kept = [v for rank, v in enumerate(values) if all(column[rank] == wanted for column, wanted in pairs)]
    return Value(sum(_figures((kept,))))


class Book:
    """`typed` are values put in cells, by sheet and place: they replace what the file holds there."""

    def __init__(self, sheets: Mapping[str, ReadSheet], typed: Mapping[tuple[str, str], Any] | None = None) -> None:
        self.sheets, self.typed, self.known = sheets, dict(typed or {}), {}

    def value(self, sheet: str, place: str) -> Any:
        """What the cell shows: a number, a text, or None."""
        key = (sheet, place)
        if key not in self.known:
            self.known[key] = self._compute(sheet, place)
        return self.known[key]

    def _compute(self, sheet: str, place: str) -> Any:
        if (sheet, place) in self.typed:
            return self.typed[sheet, place]
        formula = self.sheets[sheet].formulas.get(place)
        if formula is not None:
            return Value(eval(self._python(sheet, formula), dict(_FUNCTIONS, cell=self._cell, block=self._block))).value
        if place in self.sheets[sheet].numbers:
            return float(self.sheets[sheet].texts[place])
        return self.sheets[sheet].texts.get(place)

    def _cell(self, sheet: str, place: str) -> Value:
        return Value(self.value(sheet, place))

    def _block(self, sheet: str, column: str, first: int, last: int) -> list[Value]:
        return [self._cell(sheet, f"{column}{row}") for row in range(first, last + 1)]

    def _python(self, sheet: str, formula: str) -> str:
        """The formula as a Python expression; an error in the branch that `IF` leaves is left with it."""
        said, at = "", 0
        while at < len(formula):
            match = _TOKEN.match(formula, at)
            assert match, f"{formula!r} at {at}"
            said += self._piece(sheet, match)
            at = match.end()
        return said

    def _piece(self, sheet: str, match: re.Match[str]) -> str:
        if match["compare"]:
            return {"=": "==", "<>": "!="}.get(match["compare"], match["compare"])
        if match["text"] or match["other"]:
            return f"Value({match[0]})" if match["text"] or match[0][0].isdigit() else match[0]
        if match["name"]:
            return match["name"] + "_"
        where = match["sheet"] or sheet
        if match[5]:
            assert match[3] == match[5]
            return f"block({where!r}, {match[3]!r}, {match[4]}, {match[6]})"
        return f"cell({where!r}, {match[3] + match[4]!r})"


def _if(test: object, then: object, otherwise: object) -> object:
    return then if Value(test).value else otherwise


_FUNCTIONS: dict[str, Any] = {
    "__builtins__": {},
    "Value": Value,
    "OR_": lambda *tests: any(Value(test).value for test in tests),
    "AND_": lambda *tests: all(Value(test).value for test in tests),
    "MIN_": lambda *values: Value(min(_figures(values), default=0)),
    "MAX_": lambda *values: Value(max(_figures(values), default=0)),
    "SUM_": lambda *values: Value(sum(_figures(values))),
    "INT_": lambda value: Value(Value(value).number // 1),
    "MOD_": lambda value, by: Value(Value(value).number % Value(by).number),
    "MONTH_": lambda value: Value(ERROR if math.isnan(Value(value).number) else _day(value).month),
    "ROUND_": _round,
    "EDATE_": _edate,
    "EOMONTH_": _eomonth,
    "SUMIFS_": _sumifs,
    "IF_": _if,
}
