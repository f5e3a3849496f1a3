"""A document that is not ours, read: its headings, how they are numbered, its body text, its page.

Only the children of the body count as places: what stands in a table or a content control is read for its numbers
and never moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from generator.word import package
from generator.word.host_numbers import Counters, Typed, typed
from generator.word.host_styles import Lists, Numbering, Styles, W, integer, value
from generator.word.received import Received

_LONGEST = 150  # a heading typed without a style is short
_ENTRY = re.compile(r"(?:\t|\.{3,}|…)\s*\d+\s*$")  # a line of a table of contents made by hand
_DEFAULT_WIDTH = 9070
_NAMED = re.compile(r"article|art\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading of the body. `index`: which child of the body; `level`: 1 is the highest; `text` as one reads it.

    `typed` is the number its author typed, `numbering` what numbers it by itself; both may be absent.
    """

    index: int
    level: int
    text: str
    element: etree._Element = field(repr=False)
    typed: Typed | None
    numbering: Numbering | None

    @property
    def words(self) -> str:
        """The title without the number typed before it."""
        return self.text[len(self.typed.at(self.typed.number)) :].strip() if self.typed else self.text


class Host:
    """The document, as far as an insertion needs to know it."""

    def __init__(self, received: Received) -> None:
        self.received = received
        self.root = package.parse_xml(received.parts[received.main])
        self.styles = Styles(self._part("styles"))
        self.lists = Lists(self._part("numbering"))
        body = self.root.find(f"{W}body")
        self.children = [child for child in (() if body is None else body) if isinstance(child.tag, str)]

    def _part(self, kind: str) -> etree._Element | None:
        name = self.received.related(kind)
        return None if name is None else package.parse_xml(self.received.parts[name])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """By style or outline level; when a document hardly uses them, by the numbers typed before short bold lines."""
        by_style = tuple(self._styled())
        by_hand = tuple(self._typed())
        return by_style if len(by_style) >= 3 or len(by_style) >= len(by_hand) else by_hand

    @property
    def by_hand(self) -> bool:
        """Whether the headings are recognised by their look, no style saying that they are headings."""
        return bool(self.headings) and self.styles.level_of(self.headings[0].element) is None

    @cached_property
    def article_level(self) -> int:
        """The level on which articles stand: the one that says « Article », else the highest."""
        named = Counter(heading.level for heading in self.headings if self._says_article(heading))
        if named:
            return named.most_common(1)[0][0]
        return min((heading.level for heading in self.headings), default=1)

    def end(self) -> int:
        """The index after the last child that may be followed by text: before the section properties."""
        last = len(self.children)
        return last - 1 if last and self.children[-1].tag == f"{W}sectPr" else last

    def counters_before(self, index: int) -> Counters:
        """The lists as they stand just before a child of the body."""
        counters = Counters(self.lists)
        for child in self.children[:index]:
            counters.read(child.iter(f"{W}p"), self.styles)
        return counters

    def text_width(self, index: int) -> int:
        """The width of the text in the section of that place, in twentieths of a point."""
        for child in self.children[index:]:
            for section in child.iter(f"{W}sectPr"):
                size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
                width = integer(value(size, "w")) - integer(value(margins, "left")) - integer(value(margins, "right"))
                return width if width >= 2000 else _DEFAULT_WIDTH
        return _DEFAULT_WIDTH

    @cached_property
    def body_paragraph(self) -> etree._Element | None:
        """A paragraph that looks as most of the text does: what our text is modelled on."""
        heads = {heading.index for heading in self.headings}
        plain = [
            child
            for index, child in enumerate(self.children)
            if child.tag == f"{W}p" and index not in heads and self._is_text(child)
        ]
        looks = Counter(_look(child, self.styles) for child in plain)
        if not looks:
            return None
        wanted = looks.most_common(1)[0][0]
        return next(child for child in plain if _look(child, self.styles) == wanted)

    def _is_text(self, paragraph: etree._Element) -> bool:
        """Running text, told by its length: no entry of a list, of a contents, no heading."""
        numbered = self.styles.numbering_of(paragraph, self.lists) is not None
        return len(text_of(paragraph)) >= 60 and not numbered and not self.styles.in_contents(paragraph)

    def _styled(self) -> Iterator[Heading]:
        for index, child in self._paragraphs():
            level = self.styles.level_of(child)
            if level is not None:
                yield self._heading(index, child, level)

    def _typed(self) -> Iterator[Heading]:
        for index, child in self._paragraphs():
            number = typed(text_of(child))
            if number is not None and _looks_like_a_heading(child, number):
                above = number.lead and not _NAMED.match(number.lead)
                yield self._heading(index, child, 1 if above else 1 + number.depth)

    def _paragraphs(self) -> Iterator[tuple[int, etree._Element]]:
        for index, child in enumerate(self.children):
            if child.tag == f"{W}p" and not self.styles.in_contents(child):
                text = text_of(child)
                if text and not _ENTRY.search(text):
                    yield index, child

    def _heading(self, index: int, element: etree._Element, level: int) -> Heading:
        numbering = self.styles.numbering_of(element, self.lists)
        shown = self.lists.level(numbering.num, numbering.level) if numbering else None
        text = text_of(element)
        if shown is not None and shown.numbered:
            return Heading(index, level, text, element, None, numbering)
        return Heading(index, level, text, element, typed(text), None)

    def _says_article(self, heading: Heading) -> bool:
        if heading.typed is not None:
            return _NAMED.match(heading.typed.lead) is not None
        level = self.lists.level(heading.numbering.num, heading.numbering.level) if heading.numbering else None
        return level is not None and _NAMED.match(level.text.strip()) is not None


def text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph as one reads them: a tab for a tab, deleted words left out."""
    pieces = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}noBreakHyphen", f"{W}br"):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif (parent := node.getparent()) is not None and parent.tag == f"{W}r":  # not a tab stop of the properties
            pieces.append("-" if node.tag == f"{W}noBreakHyphen" else "\t" if node.tag == f"{W}tab" else " ")
    return "".join(pieces).replace("\u00a0", " ").replace("\u202f", " ").strip()


def _looks_like_a_heading(paragraph: etree._Element, number: Typed) -> bool:
    text = text_of(paragraph)
    if len(text) > _LONGEST or text.endswith((";", ",")):
        return False
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    strong = bool(runs) and all(_on(run, "b") or _on(run, "u") for run in runs)
    capitals = text.isupper() or (bool(runs) and all(_on(run, "caps") for run in runs))
    marked = bool(number.lead) and bool(re.search(r"[:–—)-]", number.tail)) and not text.endswith(".")
    return strong or capitals or marked


def _on(run: etree._Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and value(found) not in ("0", "false", "none")


def _look(paragraph: etree._Element, styles: Styles) -> tuple[str, str, str, str]:
    """What makes two paragraphs look alike: style, alignment, font and size of the first words."""
    run = next((run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None), None)
    fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    size = None if run is None else run.find(f"{W}rPr/{W}sz")
    justification = paragraph.find(f"{W}pPr/{W}jc")
    return styles.style_of(paragraph), value(justification), value(fonts, "ascii"), value(size)
