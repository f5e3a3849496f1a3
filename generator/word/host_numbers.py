"""Numbers as Word will print them: those of a list counted up to a place, and those typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from generator.word.host_styles import Lists, Numbering, Styles, W, integer

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_CORE = re.compile(r"%\d(?:.*%\d)?")
_PLAIN = re.compile(r"(?:%\d\.)*%\d\.?")  # digits and periods: what a REF field gives back as it stands
_LEAD = r"(?P<lead>(?:(?:article|art\.|chapitre|titre|section)\s*(?:n°\s*)?)?)"
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,8})"
_TAIL = r"(?P<tail>(?:er)?\.?\s*(?:[)°:–—-]+\s*|\s+|(?<=\.)))"
TYPED = re.compile(_LEAD + _NUMBER + _TAIL + r"(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed at the head of a heading: « Article » « 12 » «  – »."""

    lead: str
    number: str
    tail: str

    @property
    def depth(self) -> int:
        """1 for « 12 », 2 for « 12.1 »."""
        return self.number.count(".") + 1

    def at(self, number: str, lead: str | None = None) -> str:
        """Another number written in the same way; « 1er » is only for the first."""
        tail = re.sub(r"^er", "", self.tail, flags=re.IGNORECASE)
        return (self.lead if lead is None else lead) + number + tail

    def next(self, steps: int = 1) -> str:
        """The number that many steps further, arabic or roman as this one."""
        *above, last = self.number.split(".")
        if last.isdecimal():
            return ".".join([*above, str(int(last) + steps)])
        return roman(_from_roman(last.upper()) + steps)


def typed(text: str) -> Typed | None:
    """The number a heading begins with, or None. A roman numeral needs « article » or a mark after it."""
    match = TYPED.match(text)
    if match is None:
        return None
    lead, number, tail = match.group("lead", "number", "tail")
    if not number[0].isdecimal():
        known = number.isupper() and roman(_from_roman(number)) == number
        if not known or not (lead or (tail.strip() and number not in "LC")):  # « C. » is a letter, not a hundred
            return None
    return Typed(lead, number, tail)


class Counters:
    """The counters of every list, moved on by each numbered paragraph in the order of the text."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._values: dict[str, dict[int, int]] = {}
        self._met: set[tuple[int, int]] = set()

    def read(self, paragraphs: Iterable[etree._Element], styles: Styles) -> None:
        for paragraph in paragraphs:
            numbering = styles.numbering_of(paragraph, self._lists)
            if numbering is not None:
                self.step(numbering)

    def step(self, numbering: Numbering) -> None:
        """One more paragraph with that numbering."""
        values = self._values.setdefault(self._lists.abstract_of(numbering.num), {})
        restart = self._lists.override(numbering.num, numbering.level)
        if restart is not None and (numbering.num, numbering.level) not in self._met:
            values[numbering.level] = restart
        elif numbering.level in values:
            values[numbering.level] += 1
        else:
            values[numbering.level] = self._start(numbering.num, numbering.level)
        self._met.add((numbering.num, numbering.level))
        for deeper in [level for level in values if level > numbering.level]:
            del values[deeper]

    def shown(self, numbering: Numbering) -> str:
        """The number itself, as one writes it after « l'article »: « 12 » for « Article 12 – »."""
        level = self._lists.level(numbering.num, numbering.level)
        core = _CORE.search(level.text) if level else None
        if level is None or core is None:
            return ""
        values = self._values.get(self._lists.abstract_of(numbering.num), {})

        def one(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            own = self._lists.level(numbering.num, index)
            count = values.get(index, self._start(numbering.num, index))
            return str(count) if level.legal or own is None else formatted(count, own.fmt)

        return re.sub(r"%(\d)", one, core[0])

    def _start(self, num: int, level: int) -> int:
        found = self._lists.level(num, level)
        return 1 if found is None else found.start


def by_field(lists: Lists, numbering: Numbering) -> bool:
    """Whether a REF field gives the bare number: only digits and periods in the level, never « Article »."""
    level = lists.level(numbering.num, numbering.level)
    return level is not None and _PLAIN.fullmatch(level.text) is not None


def formatted(count: int, fmt: str) -> str:
    """A count in one of Word's formats; arabic for those that French documents do not use."""
    if fmt in ("upperRoman", "lowerRoman"):
        return roman(count) if fmt == "upperRoman" else roman(count).lower()
    if fmt in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if fmt == "upperLetter" else letter.lower()
    return f"{count:02d}" if fmt == "decimalZero" else str(count)


def roman(count: int) -> str:
    found = ""
    for worth, letters in _ROMAN:
        found += letters * (count // worth)
        count %= worth
    return found


def _from_roman(text: str) -> int:
    worth = {letters: count for count, letters in _ROMAN if len(letters) == 1}
    values = [worth[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


__all__ = ["Counters", "Typed", "W", "by_field", "formatted", "integer", "roman", "typed"]
