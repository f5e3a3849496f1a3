"""Which characters the vendored fonts can draw, read from the fonts themselves (OpenType `cmap`, formats 4 and 12).

A PDF with a character that no font draws would be unreadable there, and is refused when it is compiled: such a
character is printed by its code point instead, « [U+540D] », so that nothing disappears.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.word.xmltext import clean

FOLDER = Path(__file__).parent / "fonts"
MAIN = "LiberationSans"


def printable(text: str) -> str:
    """`text` on one line, without what no document keeps, each character without glyph named by its code point."""
    return _drawn(clean(text), _known("*"))


def sober(data: Any) -> Any:
    """The same data, of strings, lists and dictionaries, with the characters of its main font and no others.

    Marks piled on characters of several fonts at once may find no font to draw them together, though each has one.
    """
    if isinstance(data, str):
        return _drawn(data, _known(f"{MAIN}-Regular"))
    if isinstance(data, Mapping):
        return {key: sober(value) for key, value in data.items()}
    return [sober(value) for value in data] if isinstance(data, list | tuple) else data


def _drawn(text: str, known: frozenset[str]) -> str:
    return text if known.issuperset(text) else "".join(char if char in known else _named(char) for char in text)


def _named(char: str) -> str:
    return f"[U+{ord(char):04X}]"


@cache
def _known(fonts: str) -> frozenset[str]:
    return frozenset(char for path in sorted(FOLDER.glob(f"{fonts}.ttf")) for char in covered(path.read_bytes()))


def covered(font: bytes) -> Iterator[str]:
    """Every character the font has a glyph for. Reads TrueType files; a subtable in another format is passed over."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for rank in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * rank + 4)
        (format_,) = struct.unpack_from(">H", font, start + offset)
        if format_ == 4:
            yield from _segments(font, start + offset)
        elif format_ == 12:
            yield from _groups(font, start + offset)


def _table(font: bytes, tag: bytes) -> int:
    """Where a table begins; KeyError when the font has none of that name."""
    (count,) = struct.unpack_from(">H", font, 4)
    for rank in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * rank)
        if name == tag:
            return int(offset)
    raise KeyError(tag)


def _segments(font: bytes, at: int) -> Iterator[str]:
    """Format 4: segments of the basic plane, each with a shift or a place in an array of glyphs."""
    half = struct.unpack_from(">H", font, at + 6)[0]
    ends, starts = at + 14, at + 16 + half
    for rank in range(0, half, 2):
        (first,) = struct.unpack_from(">H", font, starts + rank)
        (last,) = struct.unpack_from(">H", font, ends + rank)
        (delta,) = struct.unpack_from(">H", font, starts + half + rank)
        place = starts + 2 * half + rank
        (shift,) = struct.unpack_from(">H", font, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if shift:
                (glyph,) = struct.unpack_from(">H", font, place + shift + 2 * (code - first))
            if (glyph or not shift) and (glyph + delta) & 0xFFFF:
                yield chr(code)


def _groups(font: bytes, at: int) -> Iterator[str]:
    """Format 12: runs of characters whose glyphs follow each other."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for rank in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * rank)
        yield from (chr(code) for code in range(first, last + 1) if glyph + code - first)
