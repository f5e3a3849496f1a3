"""Names of cells and ranges, as formulas write them."""

from __future__ import annotations


def column_letter(column: int) -> str:
    """0 is « A », 26 is « AA »."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def place(row: int, column: int, *, fixed: bool = False) -> str:
    """(4, 0) is « A5 », or « $A$5 » when fixed."""
    mark = "$" if fixed else ""
    return f"{mark}{column_letter(column)}{mark}{row + 1}"


def sheet_range(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """A fixed range of a sheet: « 'Relevé'!$A$5:$A$504 »."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{place(*first, fixed=True)}:{place(*last, fixed=True)}"
