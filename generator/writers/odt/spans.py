"""Inlines to text and spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.blocks import Inlines, Ref
from generator.word.xmltext import clean, escape
from generator.writers.odt.page import Page

Face = tuple[bool, bool]  # bold, italic
_STYLES: dict[Face, str] = {
    (True, False): "Strong_20_Emphasis",
    (False, True): "Emphasis",
    (True, True): "Strong_20_Emphasis_20_italic",
}
_ARTICLE_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")
_SPACES = re.compile(" +")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one face, or a reference."""

    content: str | Ref
    face: Face


def text(words: str) -> str:
    """Plain words as the whole content of a paragraph."""
    return _written(clean(words), opens=True, closes=True)


def spans(inlines: Inlines, page: Page) -> str:
    """The content of a paragraph, in as few spans as the faces allow."""
    pieces = [piece for piece in _pieces(inlines) if piece.content]
    written, after_space = "", True
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        written += _span(piece, page, opens=after_space, closes=last)
        after_space = isinstance(piece.content, str) and piece.content.endswith(" ")
    return written


def _pieces(inlines: Inlines) -> list[Piece]:
    """Neighbours of one face joined; the space between « article » and its number never ends a line."""
    pieces: list[Piece] = []
    for inline in inlines:
        face = (inline.bold, inline.italic)
        last = pieces[-1] if pieces else None
        if isinstance(inline, Ref):
            if last and isinstance(last.content, str) and last.content.endswith(" "):
                pieces[-1] = Piece(last.content[:-1] + "\u00a0", last.face)
            pieces.append(Piece(inline, face))
        elif last and isinstance(last.content, str) and last.face == face:
            pieces[-1] = Piece(last.content + clean(inline.text), face)
        else:
            pieces.append(Piece(clean(inline.text), face))
    return pieces


def _span(piece: Piece, page: Page, *, opens: bool, closes: bool) -> str:
    if isinstance(piece.content, Ref):
        inside = _reference(piece.content, page)
    else:
        inside = _written(piece.content, opens=opens, closes=closes)
    return f'<text:span text:style-name="{_STYLES[piece.face]}">{inside}</text:span>' if any(piece.face) else inside


def _written(words: str, *, opens: bool, closes: bool) -> str:
    """Escaped words; a space that OpenDocument would drop (first, last, doubled) is written as an element."""
    words = _ARTICLE_HYPHEN.sub("\u2011", words)  # « L. 2112-2 » never breaks at its hyphen
    written, end = "", 0
    for found in _SPACES.finditer(words):
        count = len(found.group())
        if (opens and found.start() == 0) or (closes and found.end() == len(words)):
            element = f'<text:s text:c="{count}"/>'
        else:
            element = " " + (f'<text:s text:c="{count - 1}"/>' if count > 1 else "")
        written += escape(words[end : found.start()]) + element
        end = found.end()
    return written + escape(words[end:])


def _reference(ref: Ref, page: Page) -> str:
    """The number of an article as a field that follows it; its text is already right."""
    number, bookmark = page.numbers.get(ref.target), page.bookmarks.get(ref.target)
    if number is None or bookmark is None:
        return escape(ref.target if number is None else str(number))
    return f'<text:bookmark-ref text:reference-format="number" text:ref-name="{bookmark}">{number}</text:bookmark-ref>'
