"""The table of contents: an index that can be refreshed, already filled, true as written (it gives no page)."""

from __future__ import annotations

from generator.blocks import Article, Document
from generator.word.shipped.names import CONTENTS_TITLE
from generator.writers.odt.page import Page
from generator.writers.odt.spans import text

_TITLE, _LINE, _LINK = "Contents_20_Heading", "Contents_20_1", "Index_20_Link"
_SOURCE = (
    '<text:table-of-content-source text:outline-level="1" text:use-index-marks="false">'
    f'<text:index-title-template text:style-name="{_TITLE}">{CONTENTS_TITLE}</text:index-title-template>'
    f'<text:table-of-content-entry-template text:outline-level="1" text:style-name="{_LINE}">'
    f'<text:index-entry-link-start text:style-name="{_LINK}"/><text:index-entry-chapter/>'
    '<text:index-entry-tab-stop style:type="left" style:position="0pt"/><text:index-entry-text/>'
    "<text:index-entry-link-end/></text:table-of-content-entry-template></text:table-of-content-source>"
)


def table_of_contents(document: Document, page: Page) -> str:
    """One line per article, number and title linked to it; nothing for a document without articles."""
    lines = "".join(_line(article, page) for article in document.articles)
    if not lines:
        return ""
    return (
        f'<text:table-of-content text:name="{CONTENTS_TITLE}" text:protected="true">{_SOURCE}<text:index-body>'
        f'<text:index-title text:name="{CONTENTS_TITLE}_titre"><text:p text:style-name="{_TITLE}">{CONTENTS_TITLE}'
        f"</text:p></text:index-title>{lines}</text:index-body></text:table-of-content>"
    )


def _line(article: Article, page: Page) -> str:
    number = page.numbers.get(article.id)
    label = f"{number}<text:tab/>" if number is not None else ""
    return (
        f'<text:p text:style-name="{_LINE}"><text:a xlink:type="simple" xlink:href="#{page.bookmarks[article.id]}" '
        f'text:style-name="{_LINK}" text:visited-style-name="{_LINK}">{label}{text(article.title)}</text:a></text:p>'
    )
