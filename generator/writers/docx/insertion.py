"""Our articles inside a document that is not ours: its looks, its numbers, and nothing else of it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.blocks import Article, Block, Document, Heading, Inlines, Ref, Text, Value
from generator.text import map_inlines
from generator.word import splice
from generator.word.host import Heading as HostHeading
from generator.word.host import Host
from generator.word.host_numbers import Typed, by_field
from generator.word.host_styles import Numbering, W, integer, value
from generator.word.places import Place
from generator.writers.bookmarks import bookmark_names
from generator.writers.docx.articles import body
from generator.writers.docx.host_looks import Look, looks, model_of
from generator.writers.docx.numbering import NumberedLists
from generator.writers.docx.page import Page

Way = Literal["liste", "saisie", "nouvelle"]
_OURS = Typed("Article ", "0", " – ")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """The file, and what was done. `numbers`: of our articles, by id. `way`: how they are numbered: by the document's
    own list, typed as the document types them, or typed by us because it numbers nothing. `fields`: references follow.
    """

    docx: bytes = field(repr=False)
    numbers: Mapping[str, str]
    way: Way
    fields: bool
    heading_style: str
    text_style: str


@dataclass(frozen=True, slots=True)
class HostPage(Page):
    """A page whose paragraphs look as the document's own; tables have plain borders instead of a style."""

    looks: Mapping[str, Look] = field(default_factory=dict)

    @property
    def table_style(self) -> str:
        return ""

    def opening(self, role: str, properties: str = "") -> str:
        return self.looks[role].opening(properties)

    def dressed(self, role: str, runs: str) -> str:
        return self.looks[role].dressed(runs)


def insert(host: Host, place: Place, articles: Iterable[Article]) -> Insertion:
    """The document of `host` with the articles at that place; everything else of it keeps its bytes."""
    ours = tuple(articles)
    way, numbering = _way(place.model)
    numbers = _numbers(host, place, numbering, ours)
    fields = numbering is not None and by_field(host.lists, numbering)
    ours = tuple(_written(article, host, place, way, numbers, fields) for article in ours)
    page = _page(host, place, ours, numbers)
    xml = body(Document("insertion", "", ours), page)
    bullets, ordered = host.lists.free_abstract, host.lists.free_abstract + 1
    lists = splice.with_lists(
        host.received, _abstracts(bullets, ordered), _number(host.lists.free_num, bullets) + page.lists.xml
    )
    main = host.received.main
    text = splice.into_body(host.received.parts[main], place.index, xml, replacing=place.replaces)
    return Insertion(
        docx=splice.packed(host.received, {main: text, **lists}),
        numbers=numbers,
        way=way,
        fields=fields,
        heading_style=page.looks["titre1"].style,
        text_style=page.looks["corps"].style,
    )


def _way(model: HostHeading | None) -> tuple[Way, Numbering | None]:
    if model is not None and model.numbering is not None:
        return "liste", model.numbering
    return ("saisie" if model is not None and model.typed is not None else "nouvelle"), None


def _numbers(host: Host, place: Place, numbering: Numbering | None, articles: tuple[Article, ...]) -> dict[str, str]:
    """The number of each article: what the document's list will give, or the next of those typed above."""
    if numbering is not None:
        counters, found = host.counters_before(place.index), {}
        for article in articles:
            counters.step(numbering)
            found[article.id] = counters.shown(numbering)
        return found
    above, below = (place.before and place.before.typed), (place.after and place.after.typed)
    first, offset = (above, 1) if above else (below, 0) if below else (_OURS, 1)
    return {article.id: first.next(step + offset) for step, article in enumerate(articles)}


def _written(article: Article, host: Host, place: Place, way: Way, numbers: Mapping[str, str], fields: bool) -> Article:
    """The article with the numbers that no list gives typed in its headings and, without fields, in its references."""
    number = numbers[article.id]
    title = article.title
    if place.model is not None and place.model.words.isupper():
        title = title.upper()
    blocks = article.blocks
    if way != "liste":
        model = place.model.typed if place.model is not None and place.model.typed is not None else _OURS
        title = model.at(number) + title
        blocks = _typed_subheadings(blocks, host, place, number)
    if not fields:
        blocks = tuple(map_inlines(block, _resolver(numbers)) for block in blocks)
    # No content control: LibreOffice drops the direct formatting of the first paragraph inside one.
    return replace(article, title=title, blocks=blocks, origin=None)


def _typed_subheadings(blocks: tuple[Block, ...], host: Host, place: Place, number: str) -> tuple[Block, ...]:
    """« 13.1 » and « 13.1.1 » before the headings inside an article, written as the document writes its own."""
    tails = {offset: _tail(model_of(host, place, place.level + offset)) for offset in (1, 2)}
    counts = [0, 0]
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            offset = block.level - 1
            counts = [counts[0] + 1, 0] if offset == 1 else [counts[0], counts[1] + 1]
            shown = ".".join([number, *(str(count) for count in counts[:offset])])
            found.append(replace(block, inlines=(Text(shown + tails[offset]), *block.inlines)))
        else:
            found.append(block)
    return tuple(found)


def _tail(model: HostHeading | None) -> str:
    """What the document writes between « 12.1 » and its title."""
    return model.typed.at("", "") if model is not None and model.typed is not None and model.typed.depth > 1 else " "


def _resolver(numbers: Mapping[str, str]) -> Callable[[Inlines], Inlines]:
    def resolved(inlines: Inlines) -> Inlines:
        return tuple(
            Value(numbers[i.target], f"article.{i.target}", i.bold, i.italic) if isinstance(i, Ref) else i
            for i in inlines
        )

    return resolved


def _page(host: Host, place: Place, articles: tuple[Article, ...], numbers: Mapping[str, str]) -> HostPage:
    first = host.lists.free_num
    return HostPage(
        styles={},
        text_width=host.text_width(place.index),
        free_id=_free_id(host, 2 * len(articles)),
        numbers=numbers,
        bookmarks=bookmark_names(article.id for article in articles),
        unnumbered_list=0,
        after_contents=False,
        lists=NumberedLists(host.lists.free_abstract + 1, first + 1),
        gap_after_tables=True,
        table_borders=f"<w:tblBorders>{_BORDERS}</w:tblBorders>",
        looks=looks(host, place, first),
    )


def _free_id(host: Host, length: int) -> int:
    """The first of `length` numbers that no bookmark nor content control has."""
    used = {integer(value(mark, "id")) for mark in host.root.iter(f"{W}bookmarkStart")}
    used |= {integer(value(mark)) for properties in host.root.iter(f"{W}sdtPr") for mark in properties.iter(f"{W}id")}
    first = 1
    for taken in sorted(number for number in used if number > 0):
        if taken - first >= length:
            break
        first = taken + 1
    return first


def _number(number: int, abstract: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'


def _abstracts(bullets: int, ordered: int) -> str:
    return _abstract(bullets, (("bullet", "–"), ("bullet", "•"))) + _abstract(
        ordered, (("decimal", "%1."), ("lowerLetter", "%2."))
    )


def _abstract(id_: int, levels: tuple[tuple[str, str], ...]) -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 + 397 * n}" w:hanging="340"/></w:pPr></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="hybridMultilevel"/>{inside}</w:abstractNum>'
    )
