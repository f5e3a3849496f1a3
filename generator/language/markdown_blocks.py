"""Markdown, reduced to the closed grammar, read into the block tree.

Python-Markdown parses; what the grammar does not have is deregistered here (and refused at the source by
`form`). Tokens of values come through as text and are left in place, as `Value` holding the token's number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import cast
from xml.etree.ElementTree import Element

import markdown

from generator.blocks import Align, Block, Heading, Inline, Inlines, Item, ListBlock, Paragraph, Table, Text, Value

TOKEN = re.compile("\ue000(\\d+)\ue001")

_UNUSED_INLINE = (
    "backtick", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "linebreak", "html", "entity",
)  # fmt: skip
_UNUSED_BLOCKS = ("code", "setextheader", "hr", "quote", "reference")


def _parser() -> markdown.Markdown:
    parser = markdown.Markdown(extensions=["tables"], tab_length=4)
    for name in _UNUSED_INLINE:
        parser.inlinePatterns.deregister(name)
    for name in _UNUSED_BLOCKS:
        parser.parser.blockprocessors.deregister(name)
    parser.preprocessors.deregister("html_block")
    return parser


_PARSER = _parser()
_LOCK = Lock()  # one parser serves every thread of a web process


def _tree(text: str) -> Element:
    _PARSER.reset()
    lines = text.split("\n")
    for preprocessor in _PARSER.preprocessors:
        lines = preprocessor.run(lines)
    root = cast(Element, _PARSER.parser.parseDocument(lines).getroot())
    for processor in _PARSER.treeprocessors:
        changed = processor.run(root)
        root = changed if changed is not None else root
    return root


@lru_cache(maxsize=4096)
def shape(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text whose values are tokens; the same text is parsed once."""
    with _LOCK:
        root = _tree(text)
    return tuple(_block(element) for element in root)


def _block(element: Element) -> Block:
    if element.tag == "p":
        return Paragraph(_inlines(element))
    if element.tag in ("h2", "h3"):
        return Heading(2 if element.tag == "h2" else 3, _inlines(element))
    if element.tag in ("ul", "ol"):
        return _list(element)
    if element.tag == "table":
        return _table(element)
    raise ValueError(f"« {element.tag} » n’est pas de la grammaire.")


def _list(element: Element) -> ListBlock:
    return ListBlock(element.tag == "ol", tuple(_item(child) for child in element))


def _item(element: Element) -> Item:
    inlines: list[Inline] = list(_words(element.text))
    children: ListBlock | None = None
    for child in element:
        if child.tag in ("ul", "ol"):
            children = _list(child)
        elif child.tag == "p":
            inlines += _inlines(child)
        else:
            inlines += _styled(child)
            inlines += _words(child.tail)
    return Item(_trimmed(tuple(inlines)), children)


def _table(element: Element) -> Table:
    header, *rows = [tuple(_inlines(cell) for cell in row) for row in element.iter("tr")]
    aligns = tuple(_align(cell) for cell in next(element.iter("tr")))
    return Table(header, tuple(rows), aligns)


def _align(cell: Element) -> Align:
    style = cell.get("style", "")
    if "right" in style:
        return "droite"
    return "centre" if "center" in style else "gauche"


def _inlines(element: Element) -> Inlines:
    found: list[Inline] = list(_words(element.text))
    for child in element:
        found += _styled(child)
        found += _words(child.tail)
    return _trimmed(tuple(found))


def _styled(element: Element, bold: bool = False, italic: bool = False) -> list[Inline]:
    bold, italic = bold or element.tag == "strong", italic or element.tag == "em"
    found = list(_words(element.text, bold, italic))
    for child in element:
        found += _styled(child, bold, italic)
        found += _words(child.tail, bold, italic)
    return found


def _words(text: str | None, bold: bool = False, italic: bool = False) -> list[Inline]:
    """Text and tokens of one stretch, line breaks and runs of spaces reduced to one space."""
    if not text:
        return []
    parts = TOKEN.split(re.sub("[ \n]+", " ", text))
    found: list[Inline] = []
    for position, part in enumerate(parts):
        if position % 2:
            found.append(Value(part, bold=bold, italic=italic))
        elif part:
            found.append(Text(part, bold, italic))
    return found


def _trimmed(inlines: Inlines) -> Inlines:
    """Without the spaces that stand at either end."""
    found = list(inlines)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(" \n"), found[0].bold, found[0].italic)
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(" \n"), found[-1].bold, found[-1].italic)
    return tuple(inline for inline in found if not (isinstance(inline, Text) and not inline.text))
