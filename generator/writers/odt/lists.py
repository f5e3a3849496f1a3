"""Real lists, two levels; a numbered list starts at 1 again, since each is a list of its own."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blocks import ListBlock
from generator.writers.odt.numbering import BULLETS, NUMBERS, label
from generator.writers.odt.page import AFTER_TABLE, KEEP_NEXT, Page
from generator.writers.odt.spans import spans

_LAST = {"fo:margin-bottom": "6pt"}


@dataclass(slots=True)
class _Entries:
    """How many entries a list has, those below included, and how many are written."""

    count: int
    after_table: bool
    written: int = 0

    def properties(self, *, opens: bool) -> dict[str, str]:
        """No page parts the first entry from the second, the last from the one before, nor one from its own list."""
        index, last = self.written, self.count - 1
        self.written += 1
        found = KEEP_NEXT if opens or (index != last and index in (0, last - 1)) else {}
        found = found | (AFTER_TABLE if self.after_table and index == 0 else {})
        return found | (_LAST if index == last else {})


def list_(block: ListBlock, page: Page, *, after_table: bool) -> str:
    """The list, and those below its entries."""
    return _level(block, page, 1, _Entries(_count(block), after_table))


def _count(block: ListBlock) -> int:
    return sum(1 + (_count(item.children) if item.children else 0) for item in block.items)


def _level(block: ListBlock, page: Page, level: int, entries: _Entries) -> str:
    style, role = (NUMBERS, "numeros") if block.ordered else (BULLETS, "puces")
    items = ""
    for position, item in enumerate(block.items, start=1):
        number = f"<text:number>{label(position, level)}</text:number>" if block.ordered else ""
        properties = entries.properties(opens=item.children is not None)
        entry = page.paragraph(f"{role}{level}", spans(item.inlines, page), properties)
        below = _level(item.children, page, 2, entries) if item.children is not None else ""
        items += f"<text:list-item>{number}{entry}{below}</text:list-item>"
    return f'<text:list text:style-name="{style}">{items}</text:list>'
