"""Puts text into parts of a package without touching another byte of them.

The place is found by a parser that counts bytes; what was there before and after stays as it was written.
"""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from generator.word import package
from generator.word.assembly import assemble, pack
from generator.word.host_styles import W
from generator.word.received import Received

_W_NS = W[1:-1]
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NUMBERING_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class _Offsets:
    """Where the children of one element start, in bytes, and where the element ends."""

    def __init__(self, data: bytes, depth: int) -> None:
        self.starts: list[int] = []
        self.names: list[str] = []
        self.end = len(data)
        self._depth, self._wanted, self._inside = 0, depth, depth == 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.Parse(data, True)

    def _open(self, name: str, _attributes: object) -> None:
        local = name.rpartition(":")[2]
        if self._depth == self._wanted + 1 and self._inside:
            self.starts.append(self._parser.CurrentByteIndex)
            self.names.append(local)
        if self._wanted and self._depth == self._wanted:
            self._inside = local == "body"
        self._depth += 1

    def _close(self, name: str) -> None:
        self._depth -= 1
        if self._depth == self._wanted and self._inside:
            self.end = self._parser.CurrentByteIndex
            self._inside = self._wanted == 0


def into_body(data: bytes, index: int, xml: str, *, replacing: bool = False) -> bytes:
    """The document part with `xml` before the child `index` of its body, in place of it when `replacing`."""
    data = _utf8(data)
    offsets = _Offsets(data, 1)
    bounds = [*offsets.starts, offsets.end]
    start, resume = bounds[index], bounds[index + 1] if replacing else bounds[index]
    return data[:start] + _declared(data, xml) + data[resume:]


def into_numbering(data: bytes, abstracts: str, numbers: str) -> bytes:
    """The numbering part with our lists: definitions before the first number, numbers after the last."""
    data = _utf8(data)
    offsets = _Offsets(data, 0)
    places = list(zip(offsets.names, offsets.starts, strict=True))
    cleanup = next((start for name, start in places if name == "numIdMacAtCleanup"), offsets.end)
    first = next((start for name, start in places if name == "num"), cleanup)
    return data[:first] + _declared(data, abstracts) + data[first:cleanup] + _declared(data, numbers) + data[cleanup:]


def with_lists(received: Received, abstracts: str, numbers: str) -> dict[str, bytes]:
    """The parts that change so that our lists exist: the numbering, or a new one with what declares it."""
    name = received.related("numbering")
    if name is not None:
        return {name: into_numbering(_whole(received.parts[name]), abstracts, numbers)}
    name = _free_name(received)
    relation = f'<Relationship Id="{_free_id(received)}" Type="{_NUMBERING_KIND}" Target="/{name}"/>'
    override = f'<Override PartName="/{name}" ContentType="{_NUMBERING_TYPE}"/>'
    types = received.parts[package.CONTENT_TYPES]
    relations = received.parts.get(received.relations) or _no_relations()
    return {
        package.CONTENT_TYPES: _appended(types, override),
        received.relations: _appended(relations, relation),
        name: f'{_DECLARATION}<w:numbering xmlns:w="{_W_NS}">{abstracts}{numbers}</w:numbering>'.encode(),
    }


def packed(received: Received, changed: dict[str, bytes]) -> bytes:
    """The file: the parts in their order, new ones last, those not changed with the same bytes."""
    order = [*received.parts, *(name for name in changed if name not in received.parts)]
    return assemble(order, {}, {name: pack(name, [changed.get(name) or received.parts[name]]) for name in order})


def _appended(data: bytes, xml: str) -> bytes:
    """A list of relationships or of content types with one more entry, in the vocabulary of its root."""
    data = _whole(_utf8(data))
    root = package.parse_xml(data)
    if root.prefix:
        namespace = etree.QName(root).namespace
        xml = xml.replace(" ", f' xmlns="{namespace}" ', 1)
    end = _Offsets(data, 0).end
    return data[:end] + xml.encode() + data[end:]


def _whole(data: bytes) -> bytes:
    """An empty root written `<a/>` has no inside: it is written again with one."""
    root = package.parse_xml(data)
    if len(root):
        return data
    root.text = root.text or "\n"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _utf8(data: bytes) -> bytes:
    """Parts in another encoding, which Word does not write, are written again in UTF-8."""
    tree = package.parse_xml(data).getroottree()
    if (tree.docinfo.encoding or "UTF-8").upper() in ("UTF-8", "ASCII", "US-ASCII"):
        return data
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def _declared(data: bytes, xml: str) -> bytes:
    """The passage as it must be written there: our prefix is nearly always the document's."""
    if not xml or package.parse_xml(data).nsmap.get("w") == _W_NS:
        return xml.encode()
    wrapper = package.parse_xml(f'<x xmlns:w="{_W_NS}">{xml}</x>'.encode())
    return b"".join(etree.tostring(child, encoding="UTF-8") for child in wrapper)


def _no_relations() -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{namespace}"></Relationships>'.encode()


def _free_name(received: Received) -> str:
    folder = received.main.rpartition("/")[0]
    names = (f"{folder}/numbering{number or ''}.xml".lstrip("/") for number in range(len(received.parts) + 1))
    return next(name for name in names if name not in received.parts)


def _free_id(received: Received) -> str:
    root = package.parse_xml(received.parts[received.relations]) if received.relations in received.parts else ()
    used = {str(relation.get("Id")) for relation in root}
    return next(id_ for id_ in (f"rIdClausier{number}" for number in range(len(used) + 1)) if id_ not in used)
