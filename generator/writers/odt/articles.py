"""Articles to headings and paragraphs, numbers written beside the headings, and what stays on one page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks import Article, Block, Document, Heading, ListBlock, Paragraph, Table
from generator.writers.odt.lists import list_
from generator.writers.odt.page import AFTER_TABLE, KEEP_NEXT, Page
from generator.writers.odt.spans import spans, text
from generator.writers.odt.tables import table

_ROLES = {"texte": "corps", "note": "note", "mention": "mention"}
_NEW_PAGE = {"fo:break-before": "page"}
_UNNUMBERED = {1: "Titre_20_sans_20_num_e9_ro", 2: "Heading_20_2_20_plain", 3: "Heading_20_3_20_plain"}


def body(document: Document, page: Page, *, after_contents: bool) -> str:
    """Every article in order; `after_contents`, the first opens a page, so that the contents stand alone."""
    return "".join(
        _Writer(article, page).article(apart=after_contents and index == 0)
        for index, article in enumerate(document.articles)
    )


class _Writer:
    """Writes one article, counting its sub-articles."""

    def __init__(self, article: Article, page: Page) -> None:
        self._article, self._page = article, page
        self._number = page.numbers.get(article.id)
        self._second = self._third = 0

    def article(self, *, apart: bool) -> str:
        bookmark = self._page.bookmarks[self._article.id]
        title = (
            f'<text:bookmark-start text:name="{bookmark}"/>{text(self._article.title)}'
            f'<text:bookmark-end text:name="{bookmark}"/>'
        )
        return self._heading(1, str(self._number), title, _NEW_PAGE if apart else {}) + "".join(self._blocks())

    def _heading(self, level: int, number: str, content: str, properties: dict[str, str] | None = None) -> str:
        numbered = self._number is not None
        style = self._page.style(f"Heading_20_{level}" if numbered else _UNNUMBERED[level], properties or {})
        # the blank parts it from the title for the readers that take all the text there is
        label = f"<text:number>{number} </text:number>" if numbered else ""
        silent = "" if numbered else ' text:is-list-header="true"'
        return f'<text:h text:style-name="{style}" text:outline-level="{level}"{silent}>{label}{content}</text:h>'

    def _blocks(self) -> Iterator[str]:
        """The blocks, each told what stands before and after: a list or table keeps the sentence that opens it."""
        previous: Block | None = None
        blocks = self._article.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            after_table = isinstance(previous, Table)
            if isinstance(block, Table):
                yield table(block, self._page, after_table=after_table)
            elif isinstance(block, ListBlock):
                yield list_(block, self._page, after_table=after_table)
            elif isinstance(block, Heading):
                yield self._heading(block.level, self._next_number(block), spans(block.inlines, self._page))
            elif content := spans(block.inlines, self._page):
                yield self._paragraph(block, content, previous, following)
            previous = block

    def _next_number(self, heading: Heading) -> str:
        if heading.level == 2:
            self._second, self._third = self._second + 1, 0
            return f"{self._number}.{self._second}"
        self._third += 1
        return f"{self._number}.{self._second}.{self._third}"

    def _paragraph(self, block: Paragraph, content: str, previous: Block | None, following: Block | None) -> str:
        opens = isinstance(following, ListBlock | Table) or (previous is None and isinstance(following, Heading))
        spaced = AFTER_TABLE if isinstance(previous, Table) else {}
        return self._page.paragraph(_ROLES[block.role], content, (KEEP_NEXT if opens else {}) | spaced)
