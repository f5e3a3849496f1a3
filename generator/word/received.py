"""A Word file that a buyer sends: what may come in, before anything of it is used.

Unlike a carrier it is somebody's finished work: comments, tracked changes, images or embedded objects stay as they
are. What would run, fetch, or be broken by a change is refused, each with its sentence.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.errors import Fault, InputError, LibraryError
from generator.word import package

MOST_BYTES = 20_000_000
_MOST_RATIO, _SMALL = 300, 1_000_000  # real parts deflate ten to fifty times; small ones are never a danger
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAVE = "Ouvrez-le dans Word et enregistrez-le au format « Document Word (.docx) »."
_ACTIVE = "des contrôles ActiveX"
_RUNNING = {"vbaProject": "des macros", "activeXControlBinary": _ACTIVE, "control": _ACTIVE}
_BEGINNINGS = (
    (b"%PDF", "c’est un fichier PDF, dans lequel rien ne peut être inséré.", "Envoyez le document Word d’origine."),
    (b"{\\rtf", "c’est un fichier RTF.", _SAVE),
)


@dataclass(frozen=True, slots=True)
class Received:
    """The parts of the file in their order; `main` names the one that holds the text."""

    parts: package.Parts
    main: str

    @property
    def relations(self) -> str:
        folder, name = posixpath.split(self.main)
        return f"{folder}/_rels/{name}.rels"

    def related(self, kind: str) -> str | None:
        """The part that the main one relates to by that kind (« styles », « numbering »), if it is there."""
        root = package.parse_xml(self.parts[self.relations]) if self.relations in self.parts else ()
        for relation in root:
            if _kind(relation) == kind and relation.get("TargetMode") != "External":
                name = _resolved(posixpath.dirname(self.main), str(relation.get("Target", "")))
                return name if name in self.parts else None
        return None


def receive(raw: bytes, name: str = "CCAP") -> Received:
    """The file, checked. Raises `InputError` with every fault, `name` as the place."""
    if said := _not_docx(raw):
        raise InputError([Fault(name, *said)])
    try:
        parts = package.unzip(raw, name)
    except LibraryError as error:
        raise InputError(error.faults) from error
    faults = list(_faults(parts))
    if not faults:
        main = _main(parts)
        faults = list(_content_faults(parts, main)) if main else [("", "ce n’est pas un document Word.", _SAVE)]
    if faults:
        raise InputError(
            [Fault(f"{name}, {where}" if where else name, message, remedy) for where, message, remedy in faults]
        )
    return Received(parts, _main(parts))


def _not_docx(raw: bytes) -> tuple[str, str] | None:
    """What a file is that is no zip of Word parts, told by its first bytes and its directory."""
    if not raw:
        return "le fichier est vide.", "Choisissez votre CCAP au format .docx."
    if len(raw) > MOST_BYTES:
        return "le fichier est trop volumineux (20 Mo au plus).", "Réduisez ses images."
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            return "le fichier est protégé par un mot de passe.", "Retirez la protection, puis recommencez."
        return "c’est un document Word ancien (.doc).", _SAVE
    for beginning, message, remedy in _BEGINNINGS:
        if raw.startswith(beginning):
            return message, remedy
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _odd_archive(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        return "ce fichier n’est pas un document Word lisible.", "Enregistrez-le au format .docx."


def _odd_archive(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    infos = archive.infolist()
    if any(info.filename == "mimetype" for info in infos):
        return "c’est un document OpenDocument (.odt).", "Enregistrez-le au format .docx."
    for info in infos:
        if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
            return "le fichier est trop volumineux une fois décompressé.", "Ouvrez-le dans Word et enregistrez-le."
    return None


def _faults(parts: package.Parts) -> Iterator[package.Finding]:
    """Parts that are missing, damaged, that declare a DOCTYPE, or relate to what must not come in."""
    for required in (package.CONTENT_TYPES, "_rels/.rels"):
        if required not in parts:
            yield required, "cette partie manque au document Word.", _SAVE
    types = parts.get(package.CONTENT_TYPES, b"")
    if b"macroEnabled" in types:
        yield "", "ce document contient des macros (.docm).", _SAVE
    elif b"wordprocessingml.template.main" in types:
        yield "", "c’est un modèle Word (.dotx), pas un document.", _SAVE
    for part, data in parts.items():
        if part.endswith((".xml", ".rels")):
            yield from _xml_faults(part, data)


def _xml_faults(part: str, data: bytes) -> Iterator[package.Finding]:
    try:
        root = package.parse_xml(data)
    except etree.XMLSyntaxError:
        yield part, "cette partie est abîmée.", "Ouvrez le fichier dans Word et enregistrez-le de nouveau."
        return
    if root.getroottree().docinfo.doctype:
        yield part, "cette partie déclare un DOCTYPE, ce qu’un document Word ne fait jamais.", _SAVE
    elif part.endswith(".rels"):
        for relation in root:
            yield from _relation_faults(part, relation)


def _relation_faults(part: str, relation: etree._Element) -> Iterator[package.Finding]:
    kind, target = _kind(relation), str(relation.get("Target", ""))
    if kind in _RUNNING:
        yield part, f"ce document contient {_RUNNING[kind]}.", "Retirez-les, ou enregistrez-le sans elles en .docx."
    elif relation.get("TargetMode") == "External" and not _harmless(kind, target):
        yield part, f"ce document va chercher un élément hors du fichier ({kind}).", "Incorporez-le, ou retirez-le."
    elif kind == "origin" and "signature" in str(relation.get("Type", "")):
        yield "", "ce document est signé : une insertion rendrait sa signature fausse.", "Partez du fichier non signé."


def _harmless(kind: str, target: str) -> bool:
    """A link that a reader follows, or the template of the buyer's own network: nothing is fetched from the web."""
    return kind == "hyperlink" or (kind == "attachedTemplate" and not target.lower().startswith(("http:", "https:")))


def _content_faults(parts: package.Parts, main: str) -> Iterator[package.Finding]:
    root = package.parse_xml(parts[main])
    if etree.QName(root).namespace and str(etree.QName(root).namespace).startswith(_STRICT):
        yield "", "ce document est enregistré au format « Strict Open XML ».", _SAVE
        return
    body = root.find(f"{_W}body") if root.tag == f"{_W}document" else None
    if body is None or _MAIN.encode() not in parts[package.CONTENT_TYPES]:
        yield main, "ce n’est pas un document Word.", _SAVE
        return
    fields = {match.group(1) for match in package.FETCHING_FIELDS.finditer(package.field_codes(root))}
    for field in sorted(fields - {"MACROBUTTON"}):  # that one is only a place to click: nothing runs by itself
        yield main, f"ce document contient un champ {field}, qui va chercher un contenu ailleurs.", "Retirez-le."
    yield from _protection(parts)


def _protection(parts: package.Parts) -> Iterator[package.Finding]:
    for part, data in parts.items():
        if part.endswith("/settings.xml"):
            protection = package.parse_xml(data).find(f"{_W}documentProtection")
            if protection is not None and str(protection.get(f"{_W}enforcement")) in ("1", "true", "on"):
                yield "", "ce document est protégé contre la modification.", "Retirez la protection (onglet Révision)."


def _main(parts: package.Parts) -> str:
    """The part that holds the text, as the package says; empty when it is not there."""
    for relation in package.parse_xml(parts["_rels/.rels"]):
        if _kind(relation) == "officeDocument":
            name = _resolved("", str(relation.get("Target", "")))
            return name if name in parts else ""
    return ""


def _kind(relation: etree._Element) -> str:
    return str(relation.get("Type", "")).rsplit("/", 1)[-1]


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
