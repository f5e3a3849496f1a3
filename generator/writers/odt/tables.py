"""Tables: a header row that repeats, rows that stay whole, a description for those who listen, the full text width."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Align, Inlines, Table
from generator.word.shipped.names import ACCENT, RULE, TINT
from generator.word.xmltext import escape
from generator.writers.odt.names import attributes, points
from generator.writers.odt.page import AFTER_TABLE, KEEP_NEXT, TEXT_WIDTH, Page
from generator.writers.odt.spans import spans
from generator.writers.widths import column_widths, is_tall

_ALIGN: dict[Align, dict[str, str]] = {
    "gauche": {},
    "centre": {"fo:text-align": "center"},
    "droite": {"fo:text-align": "end"},
}
_PADDING = {side: "4.25pt" for side in ("fo:padding-left", "fo:padding-right")} | {
    side: "3pt" for side in ("fo:padding-top", "fo:padding-bottom")
}
_STRONG, _LIGHT = f"1pt solid #{ACCENT.lower()}", f"0.5pt solid #{RULE.lower()}"
_NO_SIDES = {"fo:border-left": "none", "fo:border-right": "none"}
_HEADER = {"fo:background-color": f"#{TINT.lower()}", "style:vertical-align": "bottom"} | _PADDING | _NO_SIDES
_HEADER |= {"fo:border-top": _STRONG, "fo:border-bottom": _STRONG}
_CELL = _PADDING | _NO_SIDES | {"fo:border-top": "none", "fo:border-bottom": _LIGHT}
_LAST = _CELL | {"fo:border-bottom": _STRONG}


def table(block: Table, page: Page, *, after_table: bool) -> str:
    """The table; `after_table`, it keeps its distance from the one before."""
    widths = column_widths(block, TEXT_WIDTH, page.numbers)
    columns = "".join(f'<table:table-column table:style-name="{_column(width, page)}"/>' for width in widths)
    header = _row(block.header, block, page, widths, "entete", _HEADER, keep=True)
    last = len(block.rows) - 1
    rows = "".join(
        _row(row, block, page, widths, "cellule", _LAST if n == last else _CELL, keep=n == 0 and n != last)
        for n, row in enumerate(block.rows)
    )
    name, style = escape(page.table_name(block.title)), _style(page, after_table)
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">'
        f"{_description(block)}{columns}<table:table-header-rows>{header}</table:table-header-rows>{rows}</table:table>"
    )


def _style(page: Page, after_table: bool) -> str:
    properties = {"style:width": points(TEXT_WIDTH), "table:align": "margins", "table:border-model": "collapsing"}
    properties |= AFTER_TABLE if after_table else {}
    return page.local.name("table", f"<style:table-properties{attributes(properties)}/>")


def _column(width: int, page: Page) -> str:
    properties = f'<style:table-column-properties style:column-width="{points(width)}"/>'
    return page.local.name("table-column", properties)


def _description(block: Table) -> str:
    """What the format has for assistive technology; LibreOffice says the name of the table, which is the same."""
    title = escape(block.title)
    return f"<table:title>{title}</table:title><table:desc>{title}</table:desc>" if title else ""


def _row(
    cells: Sequence[Inlines],
    block: Table,
    page: Page,
    widths: Sequence[int],
    role: str,
    look: dict[str, str],
    *,
    keep: bool,
) -> str:
    """One row; `keep` holds it on the page of the next one, so that no header ends a page with a lone row."""
    together = "auto" if is_tall(cells, widths) else "always"
    row = page.local.name("table-row", f'<style:table-row-properties fo:keep-together="{together}"/>')
    cell = page.local.name("table-cell", f"<style:table-cell-properties{attributes(look)}/>")
    written = "".join(
        f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
        f"{_words(inlines, (KEEP_NEXT if keep else {}) | _ALIGN[align], role, page)}</table:table-cell>"
        for inlines, align in zip(cells, block.aligns, strict=True)
    )
    return f'<table:table-row table:style-name="{row}">{written}</table:table-row>'


def _words(inlines: Inlines, properties: dict[str, str], role: str, page: Page) -> str:
    content = spans(inlines, page)
    return page.paragraph(role, content, properties) if content else ""
