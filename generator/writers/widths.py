"""Widths of table columns from what they hold: figures narrow, sentences wide, no word cut without need.

A column that somebody fills is wide whatever it holds today: its words are only where the answer goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.blocks import Inlines, Table, plain

_CHARACTER = 104  # a mean character of the table text, in twentieths of a point
_PADDING = 240
_TALL = 35  # lines beyond which a row may be cut by the end of the page: it could be taller than a page
TO_FILL = "À compléter"  # how the cells of a column to fill begin
_TO_FILL_SHARE = 0.36  # of the whole width
_LONGEST_WORD = 22  # beyond, a word may be cut: one strange value must not push the other columns out


def column_widths(table: Table, total: int, numbers: Mapping[str, int | str]) -> list[int]:
    """As many widths as columns; their sum is exactly `total` (twentieths of a point). `numbers`: those of articles."""
    if table.widths:
        return _shared(list(table.widths), total)
    columns = [_texts(table, index, numbers) for index in range(len(table.header))]
    least = [_least(texts) for texts in columns]
    least = [_filled(texts, minimum, total) for texts, minimum in zip(columns, least, strict=True)]
    wished = [_wished(texts, minimum) for texts, minimum in zip(columns, least, strict=True)]
    if sum(wished) <= total:
        return _shared(wished, total)
    spare = total - sum(least)
    if spare <= 0:
        return _shared(least, total)
    more = _shared([max(wish - minimum, 1) for wish, minimum in zip(wished, least, strict=True)], spare)
    return [minimum + extra for minimum, extra in zip(least, more, strict=True)]


def is_tall(cells: Sequence[Inlines], widths: Sequence[int]) -> bool:
    """Whether a row of these cells could be taller than a page, and must be let cut."""
    return any(len(plain(cell)) * _CHARACTER > _TALL * width for cell, width in zip(cells, widths, strict=True))


def _texts(table: Table, index: int, numbers: Mapping[str, int | str]) -> list[str]:
    return [plain(row[index], numbers) for row in (table.header, *table.rows) if index < len(row)]


def _least(texts: Sequence[str]) -> int:
    """Room for the longest word; no-break spaces do not end a word."""
    longest = max((len(word) for text in texts for word in text.split(" ")), default=1)
    return _PADDING + _CHARACTER * min(max(longest, 3), _LONGEST_WORD)


def _filled(texts: Sequence[str], least: int, total: int) -> int:
    """Room for an answer, when every cell under the heading is to be filled."""
    to_fill = len(texts) > 1 and all(text.startswith(TO_FILL) for text in texts[1:])
    return max(least, round(total * _TO_FILL_SHARE)) if to_fill else least


def _wished(texts: Sequence[str], least: int) -> int:
    """Room for the whole of an ordinary cell on one line; long texts count by their root, so that they share."""
    length = max((len(text) for text in texts), default=1)
    damped = length if length <= 30 else 30 + round((length - 30) ** 0.75)
    return max(least, _PADDING + _CHARACTER * min(damped, 400))


def _shared(weights: Sequence[int], total: int) -> list[int]:
    """`total` shared by weight in whole numbers, what is left over going to the widest."""
    everything = sum(weights)
    shares = [total * weight // everything for weight in weights]
    shares[shares.index(max(shares))] += total - sum(shares)
    return shares
