"""The table of contents: a field Word can refresh, already filled, true as written (it gives no page)."""

from __future__ import annotations

from generator.blocks import Article, Document
from generator.writers.docx.page import Page
from generator.writers.docx.runs import run

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\n \\z </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table_of_contents(document: Document, page: Page) -> str:
    """One line per article, number and title linked to it; nothing for a document without articles."""
    last = len(document.articles) - 1
    return "".join(
        page.paragraph(
            "sommaire",
            (_BEGIN if index == 0 else "") + _link(article, page) + (_END if index == last else ""),
        )
        for index, article in enumerate(document.articles)
    )


def _link(article: Article, page: Page) -> str:
    number = page.numbers.get(article.id)
    label = f"<w:r><w:t>{number}</w:t><w:tab/></w:r>" if number is not None else ""
    target = page.bookmarks[article.id]
    return f'<w:hyperlink w:anchor="{target}" w:history="1">{label}{run(article.title)}</w:hyperlink>'
