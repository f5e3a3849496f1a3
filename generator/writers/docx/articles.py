"""Articles to paragraphs: headings with their bookmark, alinéas, lists, and one content control per clause."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.blocks import Article, Block, Document, Heading, ListBlock, Paragraph, Table
from generator.word.xmltext import escape
from generator.writers.docx.anchors import control_tag, control_title
from generator.writers.docx.page import Page
from generator.writers.docx.runs import run, runs
from generator.writers.docx.tables import table

_ROLES = {"texte": "corps", "note": "note", "mention": "mention"}
_NEW_PAGE = "<w:pageBreakBefore/>"
_KEEP_NEXT = "<w:keepNext/>"
_TABLE_ENDS = ("</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>")
_AFTER_TABLE = '<w:spacing w:before="160"/>'


def body(document: Document, page: Page) -> str:
    """Every article in order. Two ids per article from the carrier's first free one: bookmark, content control."""
    articles = "".join([_article(article, page, index) for index, article in enumerate(document.articles)])
    # Word wants a paragraph between a last table and the end of the section
    return articles + (page.paragraph("separateur", "") if articles.endswith(_TABLE_ENDS) else "")


def _article(article: Article, page: Page, index: int) -> str:
    free_id = page.free_id + 2 * index
    content = _title(article, page, free_id, apart=page.after_contents and index == 0) + "".join(_blocks(article, page))
    if article.origin is None:
        return content
    title, tag = escape(control_title(article.title)), escape(control_tag(article.origin))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{free_id + 1}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _title(article: Article, page: Page, id_: int, apart: bool) -> str:
    """The heading; `apart`, it opens a page, so that the table of contents stands alone."""
    bookmark = page.bookmarks[article.id]
    text = f'<w:bookmarkStart w:id="{id_}" w:name="{bookmark}"/>{run(article.title)}<w:bookmarkEnd w:id="{id_}"/>'
    return page.paragraph("titre1", text, (_NEW_PAGE if apart else "") + _numbered_or_not(article, 1, page))


def _numbered_or_not(article: Article, level: int, page: Page) -> str:
    """A heading is numbered by its style; without number, it joins the carrier's list that prints none."""
    return "" if article.numbered else _numbering(level - 1, page.unnumbered_list)


def _numbering(level: int, number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _blocks(article: Article, page: Page) -> Iterator[str]:
    """The blocks, each told what stands before and after: a list or table keeps the sentence that opens it."""
    previous: Block | None = None
    for block, following in zip_longest(article.blocks, article.blocks[1:]):
        if isinstance(block, Paragraph):
            if text := runs(block.inlines, page):
                yield _paragraph(block, text, page, previous, following)
        elif isinstance(block, Heading):
            if page.gap_after_tables and isinstance(previous, Table):
                yield page.paragraph("separateur", "")
            yield page.paragraph(
                f"titre{block.level}", runs(block.inlines, page), _numbered_or_not(article, block.level, page)
            )
        elif isinstance(block, ListBlock):
            yield from _list(block, page, after_table=isinstance(previous, Table))
        else:
            if isinstance(previous, Table):
                yield page.paragraph("separateur", "")
            yield table(block, page)
        previous = block
    if page.gap_after_tables and isinstance(previous, Table):
        yield page.paragraph("separateur", "")


def _paragraph(block: Paragraph, text: str, page: Page, previous: Block | None, following: Block | None) -> str:
    opens = isinstance(following, ListBlock | Table) or (previous is None and isinstance(following, Heading))
    spaced = isinstance(previous, Table)
    return page.paragraph(_ROLES[block.role], text, (_KEEP_NEXT if opens else "") + (_AFTER_TABLE if spaced else ""))


def _list(block: ListBlock, page: Page, after_table: bool) -> Iterator[str]:
    """The paragraphs of a list; no page parts the first entry from the second, nor the last from the one before."""
    entries = list(_entries(block, page, 0))
    last = len(entries) - 1
    for index, (role, number, text, opens) in enumerate(entries):
        keep = _KEEP_NEXT if opens or (index != last and index in (0, last - 1)) else ""
        before = ' w:before="160"' if after_table and index == 0 else ""
        after = ' w:after="120"' if index == last else ""
        spacing = f"<w:spacing{before}{after}/>" if before or after else ""
        yield page.paragraph(role, text, keep + number + spacing)


Entry = tuple[str, str, str, bool]  # role, numbering, runs, whether a nested list follows


def _entries(block: ListBlock, page: Page, level: int) -> Iterator[Entry]:
    role = f"numeros{level + 1}" if block.ordered else f"puces{level + 1}"
    own = _numbering(level, page.lists.begin()) if block.ordered else ""
    for item in block.items:
        yield role, own, runs(item.inlines, page), item.children is not None
        if item.children is not None:
            yield from _entries(item.children, page, 1)
