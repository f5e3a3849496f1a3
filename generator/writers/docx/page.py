"""What every part of the writer shares while one document is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.blocks import Document
from generator.word.layout import Layout
from generator.writers.bookmarks import bookmark_names
from generator.writers.docx.numbering import NumberedLists


@dataclass(frozen=True, slots=True)
class Page:
    """`numbers` and `bookmarks` by article id; `lists` gathers the numbered lists as they are met."""

    styles: Mapping[str, str]
    text_width: int
    free_id: int
    numbers: Mapping[str, int | str]
    bookmarks: Mapping[str, str]
    unnumbered_list: int
    after_contents: bool
    lists: NumberedLists
    # For a document that is not ours: its tables take no style, and its headings may leave no room above them.
    table_borders: str = ""
    gap_after_tables: bool = False

    @classmethod
    def of(cls, document: Document, layout: Layout, *, after_contents: bool) -> Page:
        return cls(
            styles=layout.styles,
            text_width=layout.text_width,
            free_id=layout.free_id,
            numbers=document.numbers(),
            bookmarks=bookmark_names(article.id for article in document.articles),
            unnumbered_list=layout.unnumbered_list,
            after_contents=after_contents,
            lists=NumberedLists(layout.ordered_list, layout.free_list),
        )

    @property
    def table_style(self) -> str:
        return f'<w:tblStyle w:val="{self.styles["tableau"]}"/>'

    def paragraph(self, role: str, runs: str, properties: str = "") -> str:
        """A paragraph in the style of `role`; `properties` follow w:pStyle in the schema's order."""
        return f"{self.opening(role, properties)}{self.dressed(role, runs)}</w:p>"

    def opening(self, role: str, properties: str = "") -> str:
        """How a paragraph of that role begins, up to its runs."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[role]}"/>{properties}</w:pPr>'

    def dressed(self, _role: str, runs: str) -> str:
        """The runs as that role wants them: the style says it all."""
        return runs
