"""Whether a produced Word file can be listened to: checks of ours, none of them a proof of conformity.

Title and language, headings without jump, real lists, header rows, described tables, no empty paragraph, links that
lead somewhere and say where. Each fault is a French sentence; an empty list is no anomaly found by these checks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from generator.word.package import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPED_LIST = re.compile(r"(?:[-–•*]|\d{1,2}[.)]|[a-z]\))\s")
_SEPARATOR = "séparateur"  # the style of the thin paragraph that Word asks for between two tables
_SHOWN = tuple(_W + tag for tag in ("drawing", "pict", "fldChar", "br"))


def faults(raw: bytes, *, typed_lists: bool = True) -> list[str]:
    """What these checks find in the bytes of a .docx, in the order of the file.

    `typed_lists` false leaves out what begins like a list: a person may name an object « 1. Extension ».
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        core, styles = parse_xml(archive.read("docProps/core.xml")), _styles(archive.read("word/styles.xml"))
        root = parse_xml(archive.read("word/document.xml"))
    return [
        *_identity(core, styles),
        *_paragraphs(root, styles, typed_lists),
        *_tables(root),
        *_links(root),
    ]


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles say: heading level from 1 and name in lower case by style id, and the language of the text."""

    levels: Mapping[str, int]
    names: Mapping[str, str]
    language: str


def _identity(core: etree._Element, styles: _Styles) -> Iterator[str]:
    if not (core.findtext(f"{_DC}title") or "").strip():
        yield "le document n’a pas de titre dans ses propriétés."
    if not styles.language.startswith("fr"):
        yield "la langue du texte n’est pas le français."


def _paragraphs(body: etree._Element, styles: _Styles, typed_lists: bool) -> Iterator[str]:
    """Those outside tables: a cell holds a paragraph even when it has nothing to say."""
    in_cells = {paragraph for cell in body.iter(f"{_W}tc") for paragraph in cell.iter(f"{_W}p")}
    before = 0
    for paragraph in body.iter(f"{_W}p"):
        if paragraph in in_cells:
            continue
        text, style = _text(paragraph), _style(paragraph)
        level, name = styles.levels.get(style), styles.names.get(style, "")
        if level is not None:
            if level > before + 1:
                yield f"un titre saute un niveau : « {text[:60]} »."
            before = level
        if not text and name != _SEPARATOR and next(paragraph.iter(*_SHOWN), None) is None:
            yield "un paragraphe est vide."
        if typed_lists and _TYPED_LIST.match(text) and not name.startswith(("list", "toc", "heading")):
            yield f"une liste est tapée à la main : « {text[:60]} »."


def _tables(body: etree._Element) -> Iterator[str]:
    for table in body.iter(f"{_W}tbl"):
        title = table.find(f"{_W}tblPr/{_W}tblCaption")
        rows = table.findall(f"{_W}tr")
        if title is None or not title.get(f"{_W}val"):
            yield f"un tableau n’a pas de description : « {_text(table)[:60]} »."
        if not rows or rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield f"un tableau n’a pas de ligne d’en-tête : « {_text(table)[:60]} »."
        if len({len(row.findall(f"{_W}tc")) for row in rows}) > 1:
            yield f"les lignes d’un tableau n’ont pas le même nombre de cellules : « {_text(table)[:60]} »."


def _links(body: etree._Element) -> Iterator[str]:
    marks = {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    for link in body.iter(f"{_W}hyperlink"):
        if not _text(link):
            yield "un lien n’a pas de mots."
        anchor = link.get(f"{_W}anchor")
        if anchor is not None and anchor not in marks:
            yield f"un lien ne mène nulle part : « {_text(link)[:60]} »."


@lru_cache(maxsize=16)
def _styles(data: bytes) -> _Styles:
    """Read once for each carrier: its styles are the same in every file made from it."""
    root, levels, names = parse_xml(data), {}, {}
    for style in root.iter(f"{_W}style"):
        id_, name = str(style.get(f"{_W}styleId")), style.find(f"{_W}name")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        names[id_] = str(name.get(f"{_W}val", "")).lower() if name is not None else ""
        if outline is not None and int(outline.get(f"{_W}val") or 9) < 9:
            levels[id_] = int(outline.get(f"{_W}val") or 0) + 1
    language = root.find(f"{_W}docDefaults//{_W}lang")
    return _Styles(levels, names, str(language.get(f"{_W}val", "")) if language is not None else "")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val")) if style is not None else ""


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{_W}t"))
