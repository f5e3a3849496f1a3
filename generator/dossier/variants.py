"""One article for lots that differ in level or values.

Each variant is rendered. When the words are the same and only values differ, the values are written together
(« 70 % (lots n° 1 et 3) ou 90 % (lot n° 2) »); where the words differ, each group of lots has its own sub-article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.blocks import Align, Block, Heading, Inline, Inlines, Paragraph, Table, Text, Value, inlines_of, plain
from generator.language.filters import designation, euros, number, percent, with_unit
from generator.language.typography import finish_plain
from generator.library import Parameter
from generator.selection import Retained, Setting
from generator.text import map_inlines

Blocks = tuple[Block, ...]
Group = tuple[tuple[int, ...], Blocks]  # some lots, and the text rendered for them
_RIGHT: Align = "droite"


def merged(groups: Sequence[Group]) -> Blocks | None:
    """The single text of groups whose words agree, or None when a word differs."""
    shapes = [tuple(_masked(block) for block in blocks) for _, blocks in groups]
    if any(one != other for one, other in pairwise(shapes)):
        return None
    columns = [list(_values(blocks)) for _, blocks in groups]
    labels = [_short(lots) for lots, _ in groups]
    together = iter([_together(labels, values) for values in zip(*columns, strict=True)])

    def put(inlines: Inlines) -> Inlines:
        return tuple(next(together) if isinstance(inline, Value) else inline for inline in inlines)

    return tuple(map_inlines(block, put) for block in groups[0][1])


def side_by_side(groups: Sequence[Group]) -> Blocks:
    """Sub-article by sub-article: written once where the groups agree, once for each group elsewhere."""
    cut = [(lots, _sections(blocks)) for lots, blocks in groups]
    titles = _in_order([list(sections) for _, sections in cut])
    found: list[Block] = []
    for title in titles:
        having = [(lots, sections[title]) for lots, sections in cut if title in sections]
        together = merged(having) if len(having) == len(groups) else None
        if together is not None:
            found += [*_heading(title), *together]
            continue
        for lots, blocks in having:
            found += [*_heading(f"{title or 'Dispositions applicables'} – {_short(lots)}"), *blocks]
    return tuple(found)


def _in_order(sequences: Sequence[Sequence[str]]) -> list[str]:
    """Every title once; one that only some groups have comes right after the title it follows there."""
    order: list[str] = []
    for sequence in sequences:
        place = 0
        for title in sequence:
            if title in order:
                place = order.index(title) + 1
            else:
                order.insert(place, title)
                place += 1
    return order


def _sections(blocks: Blocks) -> dict[str, Blocks]:
    """The blocks under each heading of level 2, by its words; « » for what stands before the first."""
    found: dict[str, list[Block]] = {}
    title = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            title = plain(block.inlines)
            found.setdefault(title, [])
        else:
            found.setdefault(title, []).append(block)
    return {title: tuple(inner) for title, inner in found.items()}


def _heading(title: str) -> list[Block]:
    return [Heading(2, (Text(title),))] if title else []


def values_table(item: Retained, kind: str = "ccap") -> Blocks:
    """The values that differ by lot, lot by lot; nothing when all agree.

    The annex gives every value of the clause; another document, only those its own text uses.
    """
    used = item.clause.parametres if kind == "ccap" else item.clause.textes[kind].uses.parameters
    parameters = [
        parameter
        for id_, parameter in item.clause.parametres.items()
        if id_ in used and len({variant.values()[id_] for variant in item.variants}) > 1
    ]
    if not parameters:
        return ()
    header: tuple[Inlines, ...] = ((Text("Lot"),), *(((Text(finish_plain(p.libelle)),)) for p in parameters))
    rows = []
    for variant in item.variants:
        for lot in variant.lots:
            cells = [(Value(printed(p, variant.reglages[p.id]), p.id),) for p in parameters]
            rows.append((lot, ((Value(str(lot), "lot.numero"),), *cells)))
    ordered = tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
    aligns: tuple[Align, ...] = ("gauche", *(_RIGHT for _ in parameters))
    table = Table(header, ordered, aligns, "Valeurs applicables à chaque lot")
    return (Paragraph((Text("Les valeurs applicables à chaque lot sont les suivantes."),)), table)


_PRINTERS: dict[str, Callable[[object], str]] = {"pourcent": percent, "euros": euros}


def printed(parameter: Parameter, setting: Setting) -> str:
    """A parameter's value as a person reads it: « 70 % », « 15 jours », « 150 € »."""
    if isinstance(setting.valeur, str):
        return setting.valeur
    if parameter.unite:
        return with_unit(setting.valeur, parameter.unite)
    return _PRINTERS.get(parameter.type, number)(setting.valeur)


def _masked(block: Block) -> Block:
    return map_inlines(
        block, lambda inlines: tuple(replace(i, text="") if isinstance(i, Value) else i for i in inlines)
    )


def _values(blocks: Blocks) -> list[Value]:
    return [i for block in blocks for inlines in inlines_of(block) for i in inlines if isinstance(i, Value)]


def _together(labels: Sequence[str], values: Sequence[Value]) -> Inline:
    texts = [value.text for value in values]
    if len(set(texts)) == 1:
        return values[0]
    said = [f"{text} ({label})" for text, label in zip(texts, labels, strict=True)]
    return replace(values[0], text=" ou ".join([", ".join(said[:-1]), said[-1]]))


def _short(lots: tuple[int, ...]) -> str:
    """« lot n° 2 », « lots n° 1 et 3 »."""
    return designation(lots).removeprefix("le ").removeprefix("les ")
