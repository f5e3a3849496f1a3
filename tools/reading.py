"""A document's blocks as lines of plain text, numbers computed: for expected files, and to read a clause."""

from __future__ import annotations

from generator.blocks import Block, Document, Heading, ListBlock, Paragraph, plain


def lines(document: Document) -> list[str]:
    """One line per title, alinéa, list entry and table row, numbers computed."""
    numbers = document.numbers()
    found: list[str] = []
    for article in document.articles:
        number = numbers.get(article.id)
        found.append(f"# {number} {article.title}" if number else f"# {article.title}")
        for block in article.blocks:
            found += block_lines(block, numbers)
    return found


def block_lines(block: Block, numbers: dict[str, int], depth: int = 0) -> list[str]:
    if isinstance(block, Paragraph):
        return [plain(block.inlines, numbers)]
    if isinstance(block, Heading):
        return ["#" * block.level + " " + plain(block.inlines, numbers)]
    if isinstance(block, ListBlock):
        found = []
        for position, item in enumerate(block.items, start=1):
            mark = f"{position}." if block.ordered else "-"
            found.append("  " * depth + f"{mark} {plain(item.inlines, numbers)}")
            if item.children is not None:
                found += block_lines(item.children, numbers, depth + 1)
        return found
    rows = [block.header, *block.rows]
    return ["| " + " | ".join(plain(cell, numbers) for cell in row) + " |" for row in rows]
