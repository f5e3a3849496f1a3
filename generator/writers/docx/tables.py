"""Tables: a header row that repeats, rows that stay whole, a title for those who listen, the full text width."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Inlines, Table
from generator.word.xmltext import escape
from generator.writers.docx.page import Page
from generator.writers.docx.runs import runs
from generator.writers.widths import column_widths, is_tall

_JUSTIFICATION = {"gauche": "", "centre": '<w:jc w:val="center"/>', "droite": '<w:jc w:val="right"/>'}
_WHOLE = "<w:cantSplit/>"
_KEEP_NEXT = "<w:keepNext/>"


def table(block: Table, page: Page) -> str:
    widths = column_widths(block, page.text_width, page.numbers)
    header = _row(block.header, _openings("entete", block, page, widths, keep=True), page, widths, "<w:tblHeader/>")
    kept, loose = (_openings("cellule", block, page, widths, keep=keep) for keep in (True, False))
    several = len(block.rows) > 1  # a header and a lone first row never end a page
    rows = [_row(row, kept if several and n == 0 else loose, page, widths) for n, row in enumerate(block.rows)]
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return f"<w:tbl>{_properties(block, page)}<w:tblGrid>{grid}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"


def _properties(block: Table, page: Page) -> str:
    title = escape(block.title)
    spoken = f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/>' if title else ""
    return (
        f'<w:tblPr>{page.table_style}<w:tblW w:w="{page.text_width}" w:type="dxa"/>'
        f'{page.table_borders}<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{spoken}</w:tblPr>'
    )


def _openings(role: str, block: Table, page: Page, widths: Sequence[int], *, keep: bool) -> list[str]:
    """What opens each cell of a row: its width, then its paragraph; `keep` holds the row on the page of the next."""
    held = _KEEP_NEXT if keep else ""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' + page.opening(role, held + _JUSTIFICATION[align])
        for width, align in zip(widths, block.aligns, strict=True)
    ]


def _row(
    cells: Sequence[Inlines], openings: Sequence[str], page: Page, widths: Sequence[int], properties: str = ""
) -> str:
    role = "entete" if properties else "cellule"
    if not is_tall(cells, widths):
        properties = _WHOLE + properties
    content = [
        f"{opening}{page.dressed(role, runs(cell, page))}</w:p></w:tc>"
        for opening, cell in zip(openings, cells, strict=True)
    ]
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(content)}</w:tr>"
