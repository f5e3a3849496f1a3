"""Numbered lists that start at 1 again.

Word restarts a list only through a number definition of its own with a start override, which no public
interface of the usual libraries gives: it is done here and nowhere else.
"""

from __future__ import annotations

_LEVELS = (0, 1)


class NumberedLists:
    """The numbered lists of one document, each with its own number, counted from the carrier's first free one."""

    def __init__(self, abstract: int, first: int) -> None:
        self._abstract = abstract
        self._first = first
        self._count = 0

    def begin(self) -> int:
        """The number of a new list."""
        self._count += 1
        return self._first + self._count - 1

    @property
    def xml(self) -> str:
        """The `w:num` elements of the lists begun so far."""
        restarts = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in _LEVELS
        )
        return "".join(
            f'<w:num w:numId="{self._first + index}"><w:abstractNumId w:val="{self._abstract}"/>{restarts}</w:num>'
            for index in range(self._count)
        )
