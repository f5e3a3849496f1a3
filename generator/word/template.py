"""A Word file whose tags answer a context: docxtpl prepares each part once, a fill only renders and splices.

The dialect is docxtpl's (`{%p`, `{%tr`, `{%tc`, `{{r`, cell merges and colours), under our allow-list and with
plain values only: strings, numbers, lists and mappings, escaped where they are printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Template
from lxml import etree

from generator.errors import Fault, LibraryError
from generator.word import package, tags
from generator.word.assembly import Packed, assemble, pack, pack_for_good

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL_LOOP = "{%tc "


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """Parts ready to fill. `cell_loops` names those whose tables gain or lose columns with the context."""

    order: tuple[str, ...]
    static: Mapping[str, Packed] = field(repr=False)
    templates: Mapping[str, Template] = field(repr=False)
    cell_loops: frozenset[str] = frozenset()

    def fill(self, context: Mapping[str, object]) -> bytes:
        """The file with its tags answered. Raises jinja2.UndefinedError for a name that the context lacks."""
        made = {name: pack(name, [self._part(name, context)]) for name in self.templates}
        return assemble(self.order, self.static, made)

    def _part(self, name: str, context: Mapping[str, object]) -> bytes:
        xml = self.templates[name].render(context)
        return _with_whole_grids(xml) if name in self.cell_loops else xml.encode()


def prepare_template(parts: package.Parts, name: str, known: frozenset[str] | None = None) -> WordTemplate:
    """The template made from the parts of a file. `known`: the names its tags may use; None, any.

    Raises LibraryError with every fault of its tags; `name` says which file.
    """
    templates, faults = compile_parts(parts, name, known)
    if faults:
        raise LibraryError(faults)
    return WordTemplate(
        order=tuple(parts),
        static={part: pack_for_good(part, data) for part, data in parts.items() if part not in templates},
        templates=templates,
        cell_loops=frozenset(part for part in templates if _CELL_LOOP in _text(parts[part])),
    )


def compile_parts(
    parts: package.Parts, name: str, known: frozenset[str] | None
) -> tuple[dict[str, Template], list[Fault]]:
    """The parts that hold tags, compiled, and every fault found. The page itself is always compiled."""
    templates: dict[str, Template] = {}
    faults: list[Fault] = []
    for part, data in parts.items():
        if not (part.startswith("word/") and part.endswith(".xml")):
            continue
        root = package.parse_xml(data)
        xml = etree.tostring(root, encoding="unicode")
        if part != package.DOCUMENT and not tags.has_tags(xml):
            continue
        place = f"{name}, {part}"
        outcome = tags.unclosed(root, place) or tags.compiled(DECLARATION + xml, place, known)
        if isinstance(outcome, Template):
            templates[part] = outcome
        else:
            faults += outcome
    return templates, faults


def _text(data: bytes) -> str:
    return "".join(node.text or "" for node in package.parse_xml(data).iter(f"{_W}t"))


def _with_whole_grids(xml: str) -> bytes:
    """The part whose tables declare as many columns as they have, their whole width unchanged."""
    root = package.parse_xml(xml.encode())
    for table in root.iter(f"{_W}tbl"):
        _whole_grid(table)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _whole_grid(table: etree._Element) -> None:
    grid = table.find(f"{_W}tblGrid")
    if grid is None:
        return
    count = max((sum(map(_span, row.findall(f"{_W}tc"))) for row in table.findall(f"{_W}tr")), default=0)
    widths = [int(column.get(f"{_W}w") or 0) for column in grid]
    if not count or count == len(widths):
        return
    for column in list(grid):
        grid.remove(column)
    for _ in range(count):
        etree.SubElement(grid, f"{_W}gridCol", {f"{_W}w": str(sum(widths) // count)})


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val") or 1) if span is not None else 1
