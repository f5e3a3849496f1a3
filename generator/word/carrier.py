"""A carrier prepared once and filled many times.

The parts that hold tags are compiled, all others are deflated and kept ready. Filling renders the few dynamic
parts and splices them between the untouched ones. See docs on the carrier engine for the reason: the same file
made by docxtpl alone costs ten to thirty times more, nearly all of it in work that never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jinja2 import Template
from lxml import etree

from generator.errors import Fault, LibraryError
from generator.word import accessibility, package, tags
from generator.word.assembly import Packed, assemble, pack, pack_for_good
from generator.word.core_properties import core_properties
from generator.word.layout import Layout, read_layout
from generator.word.template import DECLARATION, compile_parts

NUMBERING, CORE = "word/numbering.xml", "docProps/core.xml"
_BODY_MARK, _CONTENTS_MARK = "<?clausier corps?>", "<?clausier sommaire?>"
_MARKS = {tags.BODY: _BODY_MARK, tags.CONTENTS: _CONTENTS_MARK}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A Word file whose tags are ready to be filled. `sha256` is that of the file it was prepared from."""

    sha256: str
    layout: Layout
    has_contents: bool
    order: tuple[str, ...]
    static: Mapping[str, Packed] = field(repr=False)
    templates: Mapping[str, Template] = field(repr=False)
    numbering: tuple[str, str] = field(repr=False)  # before and after the place of a document's own lists
    heard: tuple[str, ...] = ()  # what the accessibility checks find in the file itself, before any text of ours

    def fill(self, values: Mapping[str, str], body: str, contents: str, lists: str = "") -> bytes:
        """The document's bytes.

        `values` are plain strings for the tags; `body` and `contents` are ready WordprocessingML paragraphs,
        `lists` ready `w:num` elements. Raises LibraryError if the carrier's conditions make a broken part.
        """
        made = {name: pack(name, self._chunks(name, values, body, contents)) for name in self.templates}
        made[CORE] = pack(CORE, [core_properties(values).encode()])
        if lists:
            before, after = self.numbering
            made[NUMBERING] = pack(NUMBERING, [before.encode(), lists.encode(), after.encode()])
        return assemble(self.order, self.static, made)

    def _chunks(self, name: str, values: Mapping[str, str], body: str, contents: str) -> list[bytes]:
        skeleton = _skeleton(self.templates[name], name, values)
        ready = {_BODY_MARK: body, _CONTENTS_MARK: contents}
        pieces = [skeleton]
        for mark, xml in ready.items():
            pieces = [part for piece in pieces for part in _replaced(piece, mark, xml)]
        return [piece.encode() for piece in pieces]


@dataclass(frozen=True, slots=True)
class _Source:
    """Equal when the content is: what the cache of prepared carriers is keyed by."""

    sha256: str
    name: str
    raw: bytes = field(compare=False, repr=False)


def prepare(raw: bytes, name: str = "modèle Word") -> Carrier:
    """The carrier made from the bytes of a .docx, from a cache keyed by their SHA-256.

    Raises LibraryError with every fault found: an unreadable or unsafe file, a tag that is unknown or not
    permitted, a missing style, a missing `{{p corps }}`. `name` says which file in the messages.
    """
    return _prepared(_Source(hashlib.sha256(raw).hexdigest(), name, raw))


@lru_cache(maxsize=16)
def _prepared(source: _Source) -> Carrier:
    parts = package.read(source.raw, source.name)
    templates, faults = compile_parts(parts, source.name, tags.KNOWN)
    layout = _layout(parts)
    if isinstance(layout, list):
        faults += [Fault(source.name, problem, "Reprenez le modèle fourni.") for problem in layout]
    if not faults:
        faults += _marker_faults(templates, source.name)
    if faults or isinstance(layout, list):
        raise LibraryError(faults)
    static = {part: data for part, data in parts.items() if part not in templates and part != CORE}
    carrier = Carrier(
        sha256=source.sha256,
        layout=layout,
        has_contents=_CONTENTS_MARK in _skeleton(templates[package.DOCUMENT], package.DOCUMENT, {}),
        order=tuple(parts),
        static={part: pack_for_good(part, data) for part, data in static.items()},
        templates=templates,
        numbering=_split_numbering(parts[NUMBERING]),
    )
    return replace(carrier, heard=tuple(accessibility.faults(carrier.fill(dict.fromkeys(tags.VALUES, "x"), "", ""))))


def _layout(parts: package.Parts) -> Layout | list[str]:
    return read_layout(*(package.parse_xml(parts[part]) for part in (package.DOCUMENT, "word/styles.xml", NUMBERING)))


def _skeleton(template: Template, part: str, values: Mapping[str, str]) -> str:
    """The part with its values and, where the ready-made passages go, two processing instructions.

    Parsed before anything is spliced in: a condition that opens in one paragraph and closes in another is
    told here, and not by Word.
    """
    xml = template.render(tags.context(values, _BODY_MARK, _CONTENTS_MARK))
    try:
        package.parse_xml(xml.encode())
    except etree.XMLSyntaxError as error:
        message = "les conditions de cette partie produisent un document abîmé."
        remedy = "Mettez « {%p if … %} » et « {%p endif %} » chacun seul dans son paragraphe."
        raise LibraryError([Fault(part, message, remedy)]) from error
    return xml


def _replaced(piece: str, mark: str, xml: str) -> tuple[str, ...]:
    before, found, after = piece.partition(mark)
    return (before, xml, after) if found else (piece,)


def _marker_faults(templates: Mapping[str, Template], name: str) -> list[Fault]:
    """`corps` once and alone in a paragraph of the page, `sommaire` at most once, whatever the values."""
    faults: list[Fault] = []
    for values in ({}, dict.fromkeys(tags.VALUES, "x")):
        for part, template in templates.items():
            faults += _misplaced(_skeleton(template, part, values), part, name)
    return list(dict.fromkeys(faults))


def _misplaced(xml: str, part: str, name: str) -> list[Fault]:
    faults = []
    for tag, mark in _MARKS.items():
        wanted = "{{p " + tag + " }}"
        remedy = f"Mettez « {wanted} » seul dans un paragraphe du corps du document."
        count = xml.count(mark)
        if part != package.DOCUMENT:
            if count:
                faults.append(Fault(f"{name}, {part}", f"« {wanted} » n’a sa place que dans le corps.", remedy))
        elif count > 1:
            faults.append(Fault(name, f"« {wanted} » figure plusieurs fois.", remedy))
        elif tag == tags.BODY and not count:
            faults.append(Fault(name, f"la balise « {wanted} » manque : le texte n’a pas de place.", remedy))
        elif count and not _at_block_level(xml, tag):
            faults.append(Fault(name, f"« {wanted} » est à l’intérieur d’un autre élément.", remedy))
    return faults


def _at_block_level(xml: str, tag: str) -> bool:
    root = package.parse_xml(xml.encode())
    places = [node.getparent() for node in root.iter(etree.ProcessingInstruction) if node.text == tag]
    return all(place is not None and str(place.tag).endswith("}body") for place in places)


def _split_numbering(data: bytes) -> tuple[str, str]:
    xml = DECLARATION + etree.tostring(package.parse_xml(data), encoding="unicode")
    for closing in ("<w:numIdMacAtCleanup", "</w:numbering>"):
        before, found, after = xml.partition(closing)
        if found:
            return before, found + after
    return xml, ""
