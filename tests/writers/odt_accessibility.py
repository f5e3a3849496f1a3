"""What someone who listens to an .odt needs, checked on the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from tests.writers.odt_reading import attribute, find, name, part

_TYPED_MARK = re.compile(r"\s*([-–•*]|\d+[.)]|[a-z]\))\s")
_PLACES = {name("text:list-item"), name("text:list-header")}


def faults(raw: bytes) -> list[str]:
    """Every fault, in a few words; empty for a file that all can read."""
    content, styles, meta = (part(raw, f"{each}.xml") for each in ("content", "styles", "meta"))
    found = [*_title(meta), *_language(content, styles, meta), *_headings(content), *_lists(content)]
    return [*found, *_tables(content), *_blanks(content, styles), *_links(content)]


def _text(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext())


def _title(meta: etree._Element) -> Iterator[str]:
    if not any(_text(each).strip() for each in find(meta, "dc:title")):
        yield "no title"


def _language(content: etree._Element, styles: etree._Element, meta: etree._Element) -> Iterator[str]:
    if [each.text for each in find(meta, "dc:language")] != ["fr-FR"]:
        yield "the properties do not say French"
    spoken = [
        (attribute(each, "fo:language"), attribute(each, "fo:country"))
        for root in (styles, content)
        for each in find(root, "style:text-properties")
        if attribute(each, "fo:language")
    ]
    if set(spoken) != {("fr", "FR")}:
        yield "the text does not say it is French"


def _headings(content: etree._Element) -> Iterator[str]:
    levels = [int(attribute(each, "text:outline-level")) for each in find(content, "text:h")]
    if any(after - before > 1 for before, after in pairwise([0, *levels])) or not levels:
        yield "headings jump a level"
    parents = {
        attribute(each, "style:name"): attribute(each, "style:parent-style-name")
        for each in find(content, "style:style")
    }
    for paragraph in find(content, "text:p"):
        style = attribute(paragraph, "text:style-name")
        if parents.get(style, style).startswith("Heading_"):
            yield "a paragraph only looks like a heading"


def _lists(content: etree._Element) -> Iterator[str]:
    for paragraph in find(content, "text:p"):
        words = _text(paragraph)
        if _TYPED_MARK.match(words) and not any(
            each.tag == name("table:table-cell") for each in paragraph.iterancestors()
        ):
            yield f"a list is typed: {words[:30]}"
    for each in find(content, "text:list"):
        if any(child.tag not in _PLACES for child in each) or not len(each):
            yield "a list without entries"
        if sum(above.tag == each.tag for above in each.iterancestors()) > 1:
            yield "a list three deep"


def _tables(content: etree._Element) -> Iterator[str]:
    names = [attribute(each, "table:name") for each in find(content, "table:table")]
    if len(set(names)) < len(names) or "" in names:
        yield "tables share a name"
    for table in find(content, "table:table"):
        headers = [row for rows in find(table, "table:table-header-rows") for row in rows]
        if len(headers) != 1 or not all(_text(cell).strip() for cell in headers[0]):
            yield "a table without header row"
        if not all(any(_text(each).strip() for each in find(table, tag)) for tag in ("table:title", "table:desc")):
            yield "a table without description"
        if len({len(row) for row in find(table, "table:table-row")}) != 1:
            yield "rows of different lengths"


def _blanks(*roots: etree._Element) -> Iterator[str]:
    for root in roots:
        for paragraph in (*find(root, "text:p"), *find(root, "text:h")):
            if not _text(paragraph).strip():
                yield "an empty paragraph"


def _links(content: etree._Element) -> Iterator[str]:
    places = {attribute(each, "text:name") for each in find(content, "text:bookmark-start")}
    targets = [attribute(each, "text:ref-name") for each in find(content, "text:bookmark-ref")]
    targets += [attribute(each, "xlink:href").removeprefix("#") for each in find(content, "text:a")]
    if not set(targets) <= places:
        yield "a link leads nowhere"
    if not all(_text(each).strip() for each in find(content, "text:a")):
        yield "a link without words"
