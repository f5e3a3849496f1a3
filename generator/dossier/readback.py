"""Reads produced files back: what was to be said is in the file, in order, numbers of articles included.

The block tree is what was checked and shown on the screen; this makes sure that the file says the same, whatever
wrote it. Every passage of every article must be found in the words of the file, after the passage before it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from lxml import etree, html

from generator.blocks import Article, Document, inlines_of, plain
from generator.errors import Fault, ProductionError
from generator.language.characters import FORBIDDEN
from generator.word import Carrier, accessibility

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check(document: Document, format_: str, content: bytes) -> None:
    """Raises `ProductionError` naming the first article whose words are not in the file as they should be.

    Formats without reader here (pdf, json) are left to the tests, which read them with other tools.
    """
    reader = _READERS.get(format_)
    if reader is None:
        return
    where = f"{document.id}.{format_}"
    try:
        said = _bare(reader(content))
    except (etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ProductionError([Fault(where, f"le fichier produit ne se relit pas ({error}).", _REMEDY)]) from error
    fault = _first_difference(document, said, where)
    if fault is not None:
        raise ProductionError([fault])


def check_listening(document: Document, content: bytes, carrier: Carrier) -> None:
    """Raises `ProductionError` when what we wrote in a Word file cannot be listened to.

    What the carrier itself lacks is told when the library is checked, and keeps no dossier from being written.
    """
    found = [each for each in accessibility.faults(content, typed_lists=False) if each not in carrier.heard]
    if found:
        where = f"{document.id}.docx"
        raise ProductionError([Fault(where, message, _REMEDY) for message in dict.fromkeys(found)])


_REMEDY = "Signalez-le : le texte de la clause est juste, c’est le fichier qui ne le dit pas."


def _first_difference(document: Document, said: str, where: str) -> Fault | None:
    numbers = document.numbers()
    position = 0
    for article in document.articles:
        for passage in _passages(article, numbers):
            found = said.find(passage, position)
            if found < 0:
                message = f"l’article « {article.title} » n’y est pas écrit en entier : « {passage[:60]} » manque."
                return Fault(where, message, _REMEDY)
            position = found + len(passage)
    return None


def _passages(article: Article, numbers: Mapping[str, int]) -> Iterator[str]:
    """What the article says, passage by passage, without any blank."""
    yield _bare(article.title)
    for block in article.blocks:
        for inlines in inlines_of(block):
            yield _bare(plain(inlines, numbers))


def _bare(text: str) -> str:
    """Without any blank, the hyphen that never ends a line (U+2011, written in « L. 2112-2 ») read as a hyphen."""
    bare = "".join(text.split()).replace("\u2011", "-")
    return bare if bare.isprintable() else FORBIDDEN.sub("", bare)


def _docx(content: bytes) -> str:
    root = _part(content, "word/document.xml")
    pieces = root.iter(f"{_WORD}t", f"{_WORD}noBreakHyphen")
    return "".join("-" if node.tag == f"{_WORD}noBreakHyphen" else node.text or "" for node in pieces)


def _odt(content: bytes) -> str:
    """The words of the text; a space element is a blank, which does not count here."""
    body = _part(content, "content.xml").find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")
    if body is None:
        raise ValueError("sans texte")
    return "".join(str(text) for text in body.itertext())


def _html(content: bytes) -> str:
    return str(html.document_fromstring(content).text_content())


def _part(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name), parser)


_READERS: Mapping[str, Callable[[bytes], str]] = {"docx": _docx, "odt": _odt, "html": _html}
