"""Outline numbering and list styles: digits for headings, dashes, numbers, as in the shipped carriers.

Numbers are written beside their paragraph too (`text:number`), for the readers that compute none; an office
suite computes its own, which are the same.
"""

from __future__ import annotations

from generator.writers.odt.names import points

BULLETS, NUMBERS = "Puces", "Nombres"
_LEVELS = 10


def _place(left: int, hanging: int, follow: str = "listtab") -> str:
    """Where the number and the text stand, in twentieths of a point."""
    stop = f' text:list-tab-stop-position="{points(left)}"' if follow == "listtab" else ""
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="{follow}"{stop} '
        f'fo:text-indent="{points(-hanging)}" fo:margin-left="{points(left)}"/></style:list-level-properties>'
    )


def outline() -> str:
    """`text:outline-style`: levels 1 to 3 are numbered « 1 », « 1.1 », « 1.1.1 », the others are not."""
    numbered = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1" text:display-levels="{level}">'
        f"{_place(794, 794)}</text:outline-level-style>"
        for level in (1, 2, 3)
    )
    silent = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="">'
        f"{_place(0, 0, 'nothing')}</text:outline-level-style>"
        for level in range(4, _LEVELS + 1)
    )
    return f'<text:outline-style style:name="Outline">{numbered}{silent}</text:outline-style>'


def list_styles() -> str:
    """The bulleted and the numbered list, two levels each."""
    bullets = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{char}">{_place(left, 283)}'
        "</text:list-level-style-bullet>"
        for level, char, left in ((1, "–", 567), (2, "•", 964))
    )
    numbers = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-suffix="." style:num-format="{form}"{sync}>'
        f"{_place(left, 397)}</text:list-level-style-number>"
        for level, form, sync, left in ((1, "1", "", 624), (2, "a", ' style:num-letter-sync="true"', 1021))
    )
    return (
        f'<text:list-style style:name="{BULLETS}">{bullets}</text:list-style>'
        f'<text:list-style style:name="{NUMBERS}">{numbers}</text:list-style>'
    )


def label(position: int, level: int) -> str:
    """What a numbered list prints before its entry, from 1: « 2. », and « b. » below (« bb. » after « z. »)."""
    if level == 1:
        return f"{position}."
    turns, rank = divmod(position - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[rank] * (turns + 1) + "."
