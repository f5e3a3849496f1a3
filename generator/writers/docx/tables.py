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


def table(block: Table, page: Page) -> str:
    widths = column_widths(block, page.text_width, page.numbers)
    header = _row(block.header, block, page, widths, header=True, keep=True)
    last = len(block.rows) - 1
    rows = "".join([_row(row, block, page, widths, keep=n == 0 and n != last) for n, row in enumerate(block.rows)])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{_properties(block, page)}<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _properties(block: Table, page: Page) -> str:
    title = escape(block.title)
    spoken = f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/>' if title else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{page.styles["tableau"]}"/><w:tblW w:w="{page.text_width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{spoken}</w:tblPr>'
    )


def _row(
    cells: Sequence[Inlines], block: Table, page: Page, widths: Sequence[int], *, header: bool = False, keep: bool
) -> str:
    """One row; `keep` holds it on the page of the next one, so that no header ends a page with a lone row."""
    properties = ("" if is_tall(cells, widths) else _WHOLE) + ("<w:tblHeader/>" if header else "")
    role = "entete" if header else "cellule"
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{page.paragraph(role, runs(cell, page), ('<w:keepNext/>' if keep else '') + _JUSTIFICATION[align])}</w:tc>"
        for cell, width, align in zip(cells, widths, block.aligns, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{content}</w:tr>"
