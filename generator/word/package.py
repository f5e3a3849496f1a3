"""Reads a .docx as a zip of parts, and refuses what has no place in a carrier.

A carrier comes from a person: its size, names, relationships and fields are checked before anything is
built on it. All faults are told at once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from generator.errors import Fault, LibraryError

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_REQUIRED = (
    CONTENT_TYPES,
    "_rels/.rels",
    DOCUMENT,
    "word/styles.xml",
    "word/numbering.xml",
    "docProps/core.xml",
)
_MAX_PARTS, _MAX_PART, _MAX_TOTAL = 300, 20_000_000, 50_000_000
_SAFE_NAME = re.compile(r"[\w\[\]. -]+(/[\w\[\]. -]+)*", re.ASCII)
_RELATIONS = frozenset(
    {"officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail"}
    | {"styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "font", "theme"}
    | {"header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml", "customXmlProps"}
)
FETCHING_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REVISIONS = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part; no entity is expanded, nothing is fetched. Raises etree.XMLSyntaxError."""
    return etree.fromstring(data, _parser())


def read(raw: bytes, name: str) -> Parts:
    """The parts of the package in their order. Raises LibraryError with every fault, `name` as the place."""
    parts = unzip(raw, name)
    faults = [Fault(f"{name}, {where}", message, remedy) for where, message, remedy in _faults(parts)]
    if faults:
        raise LibraryError(faults)
    return parts


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def unzip(raw: bytes, name: str) -> Parts:
    """The parts in their order, sizes and names checked first. Raises LibraryError, `name` as the place."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _check_shape(infos, name)
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise LibraryError(
            [Fault(name, "ce fichier n’est pas un document Word lisible.", "Enregistrez-le au format .docx.")]
        ) from error


def _check_shape(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Sizes and names, told by the directory alone: nothing is decompressed before this passes."""
    sizes = [info.file_size for info in infos]
    names = [info.filename for info in infos]
    faults = []
    if len(infos) > _MAX_PARTS or sum(sizes) > _MAX_TOTAL or max(sizes, default=0) > _MAX_PART:
        faults.append(Fault(name, "le fichier est trop volumineux une fois décompressé."))
    if len(set(names)) < len(names):
        faults.append(Fault(name, "le fichier contient deux fois la même partie."))
    wrong = [each for each in names if not _SAFE_NAME.fullmatch(each.rstrip("/")) or ".." in each]
    if wrong:
        faults.append(Fault(name, f"le fichier contient une partie au nom inattendu : {wrong[0]!r}."))
    if any(info.flag_bits & 1 for info in infos):
        faults.append(Fault(name, "le fichier est protégé par un mot de passe.", "Retirez la protection."))
    if faults:
        raise LibraryError(faults)


Finding = tuple[str, str, str]


def _faults(parts: Parts) -> Iterator[Finding]:
    for required in _REQUIRED:
        if required not in parts:
            yield required, "cette partie manque au document Word.", "Ouvrez le fichier dans Word et enregistrez-le."
    if _MAIN_TYPE.encode() not in parts.get(CONTENT_TYPES, b""):
        yield CONTENT_TYPES, "ce n’est pas un document Word sans macro (.docx).", "Enregistrez-le au format .docx."
    for part, data in parts.items():
        if part.endswith((".xml", ".rels")):
            yield from _xml_faults(part, data)


def _xml_faults(part: str, data: bytes) -> Iterator[Finding]:
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError:
        yield part, "cette partie est abîmée.", "Ouvrez le fichier dans Word et enregistrez-le de nouveau."
        return
    if root.getroottree().docinfo.doctype:
        yield part, "cette partie déclare un DOCTYPE, ce qu’un document Word ne fait jamais.", "Refaites le modèle."
    if part.endswith(".rels"):
        yield from _relation_faults(part, root)
    elif part.startswith("word/"):
        yield from _content_faults(part, root)


def _relation_faults(part: str, root: etree._Element) -> Iterator[Finding]:
    for relation in root:
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        if kind.startswith("comments"):
            yield part, "le modèle contient des commentaires.", "Supprimez-les."
        elif kind not in _RELATIONS:
            yield part, f"le modèle contient un élément qui n’est pas admis ({kind}).", "Retirez cet élément."
        elif relation.get("TargetMode") == "External" and kind != "hyperlink":
            yield part, f"le modèle va chercher un élément hors du fichier ({kind}).", "Incorporez-le au modèle."


def _content_faults(part: str, root: etree._Element) -> Iterator[Finding]:
    if any(element.tag in _REVISIONS for element in root.iter()):
        yield part, "le modèle contient des modifications suivies.", "Acceptez-les ou refusez-les toutes."
    if field := FETCHING_FIELDS.search(field_codes(root)):
        yield part, f"le modèle contient un champ {field.group(1)}, qui va chercher un contenu ailleurs.", "Retirez-le."


def field_codes(root: etree._Element) -> str:
    """The instructions of every field of a part, one after the other."""
    code = "".join(element.text or "" for element in root.iter(f"{_W}instrText"))
    return code + " ".join(str(element.get(f"{_W}instr", "")) for element in root.iter(f"{_W}fldSimple"))
