"""Inlines to runs."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.blocks import Inlines, Ref
from generator.word.xmltext import escape
from generator.writers.docx.page import Page

_ARTICLE_HYPHEN = re.compile(r"-(?<=\d-)(?=\d)")  # begins with what is rare, so that long texts are skipped over
_FACES = {
    (False, False): "",
    (True, False): "<w:rPr><w:b/><w:bCs/></w:rPr>",
    (False, True): "<w:rPr><w:i/><w:iCs/></w:rPr>",
    (True, True): "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr>",
}


@lru_cache(maxsize=8192)
def run(text: str, face: str = "") -> str:
    """One run of plain text, or nothing for no text; kept, since the library says the same words in every dossier."""
    if not (safe := escape(text)):
        return ""
    if "-" in safe:  # « L. 2112-2 » never breaks at its hyphen
        safe = _ARTICLE_HYPHEN.sub('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">', safe)
    return f'<w:r>{face}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def runs(inlines: Inlines, page: Page) -> str:
    """The runs, as few as the faces allow; the space between « article » and its number never ends a line."""
    written: list[str] = []
    words, face = "", ""
    for inline in inlines:
        wanted = _FACES[inline.bold, inline.italic]
        if isinstance(inline, Ref):
            words = words[:-1] + "\u00a0" if words.endswith(" ") else words
            written += (run(words, face), _reference(inline, wanted, page))
            words = ""
        elif wanted == face:
            words += inline.text
        else:
            written.append(run(words, face))
            words, face = inline.text, wanted
    written.append(run(words, face))
    return "".join(written)


def _reference(ref: Ref, face: str, page: Page) -> str:
    """The number of an article as a field that follows it; its text is already right."""
    number, bookmark = page.numbers.get(ref.target), page.bookmarks.get(ref.target)
    if number is None or bookmark is None:
        return run(ref.target if number is None else str(number), face)
    return f'<w:fldSimple w:instr=" REF {bookmark} \\r \\h ">{run(str(number), face)}</w:fldSimple>'
