"""A compiled text and the facts, made into blocks.

The template prints tokens in place of values; Markdown gives the shape; the values are put back here, each
with the expression it came from. What a person typed never meets Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError
from jinja2.runtime import Undefined

from generator.blocks import Block, Heading, Inline, Inlines, Item, ListBlock, Paragraph, Ref, Table, Text, Value
from generator.errors import Fault, ProductionError
from generator.language import CompiledText
from generator.language.characters import clean
from generator.language.filters import number
from generator.language.markdown_blocks import shape


class ArticleRef(str):
    """The id of an article, where a text prints its number."""

    __slots__ = ()


class Rich(str):
    """A rendered line put into another text: its inlines keep their values and references."""

    __slots__ = ("inlines",)
    inlines: Inlines

    @classmethod
    def of(cls, inlines: Inlines) -> Rich:
        rich = cls("".join(inline.text for inline in inlines if not isinstance(inline, Ref)))
        rich.inlines = inlines
        return rich


Facts = Mapping[str, Any]


def render(text: CompiledText, facts: Facts, where: str) -> tuple[Block, ...]:
    """The blocks of a text. Raises `ProductionError` naming `where` when a value is missing or of a wrong kind."""
    source, values = _fill(text, facts, where)
    return tuple(map_inlines(block, lambda inlines: _put_back(inlines, values)) for block in shape(source))


def render_line(text: CompiledText, facts: Facts, where: str) -> Inlines:
    """The inlines of a one-line text (a proof, a control, the fact of a penalty)."""
    source, values = _fill(text, facts, where)
    blocks = shape(source)
    if not blocks:
        return ()
    if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
        raise ProductionError([Fault(where, "ce texte d’une ligne donne plusieurs blocs.")])
    return _put_back(blocks[0].inlines, values)


def _fill(text: CompiledText, facts: Facts, where: str) -> tuple[str, list[Inlines]]:
    sink: list[tuple[str, Any]] = []
    try:
        source = text.render(dict(facts), sink)
        return source.strip("\n"), [_printed(expression, value) for expression, value in sink]
    except (TemplateError, ValueError, ArithmeticError, TypeError, AttributeError) as error:
        message = getattr(error, "message", None) or str(error)
        raise ProductionError([Fault(where, f"une valeur ne peut pas être écrite ({message}).")]) from error


def _printed(expression: str, value: Any) -> Inlines:
    """One value, as inlines. Numbers without a filter are written the French way."""
    if isinstance(value, Rich):
        return value.inlines
    if isinstance(value, ArticleRef):
        return (Ref(str(value)),)
    if isinstance(value, bool | Undefined) or value is None:
        raise ValueError(f"« {expression} » n’a pas de valeur à imprimer")
    if isinstance(value, int | Decimal):
        return (Value(number(value), expression),)
    if isinstance(value, str):
        return (Value(clean(value), expression),)
    raise ValueError(f"« {expression} » n’est pas une valeur simple")


def _put_back(inlines: Inlines, values: Sequence[Inlines]) -> Inlines:
    """Tokens replaced by their values, which take the bold and italic of their place."""
    found: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Value):
            found.append(inline)
            continue
        parts = values[int(inline.text)]
        if inline.bold or inline.italic:
            parts = tuple(replace(p, bold=p.bold or inline.bold, italic=p.italic or inline.italic) for p in parts)
        found += parts
    return tuple(found)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The same block with every run of inlines changed."""
    if isinstance(block, Paragraph | Heading):
        return replace(block, inlines=change(block.inlines))
    if isinstance(block, ListBlock):
        return _map_list(block, change)
    return Table(
        tuple(change(cell) for cell in block.header),
        tuple(tuple(change(cell) for cell in row) for row in block.rows),
        block.aligns,
        block.title,
        block.widths,
    )


def _map_list(block: ListBlock, change: Callable[[Inlines], Inlines]) -> ListBlock:
    items = (
        Item(change(item.inlines), _map_list(item.children, change) if item.children else None) for item in block.items
    )
    return ListBlock(block.ordered, tuple(items))


def words(text: str) -> Inlines:
    """A plain string of the project as inlines."""
    return (Text(text),) if text else ()
