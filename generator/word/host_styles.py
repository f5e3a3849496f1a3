"""The styles and numbering of a document that is not ours: what level a paragraph is, and what numbers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|titre) (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|table of|index) ?\d?.*|contents.*", re.IGNORECASE)
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how its number is written. `text` is « Article %1 – »; `start` the first number."""

    fmt: str
    text: str
    start: int
    legal: bool

    @property
    def numbered(self) -> bool:
        return self.fmt not in ("none", "bullet") and "%" in self.text


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number definition and level of one paragraph."""

    num: int
    level: int


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def integer(text: str, otherwise: int = 0) -> int:
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() else otherwise


class Styles:
    """The paragraph styles, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {value(style, "styleId"): style for style in found}
        default = (s for s in found if value(s, "type") == "paragraph" and value(s, "default") in ("1", "true"))
        self.default = next((value(style, "styleId") for style in default), "")
        self.ids = {self.name(id_): id_ for id_ in reversed(self._styles)}

    def name(self, id_: str) -> str:
        """The name of a style in small letters, as the file writes it."""
        style = self._styles.get(id_)
        return "" if style is None else value(style.find(f"{W}name")).lower()

    def label(self, id_: str) -> str:
        """The name of a style as a French Word shows it."""
        style = self._styles.get(id_)
        name = "" if style is None else value(style.find(f"{W}name"))
        match = _HEADING.fullmatch(name)
        return f"Titre {match.group(1)}" if match else name

    def heading_style(self, level: int) -> str:
        """The built-in heading style of that level (1 to 9), or nothing."""
        return self.ids.get(f"heading {level}") or self.ids.get(f"titre {level}") or ""

    def style_of(self, paragraph: etree._Element) -> str:
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default

    def level_of(self, paragraph: etree._Element) -> int | None:
        """The heading level of a paragraph (1 to 9), told by itself or by its style; None for text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return self._outline(own)
        for id_ in self._chain(self.style_of(paragraph)):
            if match := _HEADING.fullmatch(self.name(id_)):
                return int(match.group(1)) or None
            if (told := self._styles[id_].find(f"{W}pPr/{W}outlineLvl")) is not None:
                return self._outline(told)
        return None

    def in_contents(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(self.name(id_)) for id_ in self._chain(self.style_of(paragraph)))

    def numbering_of(self, paragraph: etree._Element, lists: Lists) -> Numbering | None:
        """What numbers the paragraph, its own properties before those of its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        chain = list(self._chain(self.style_of(paragraph)))
        if own is not None and own.find(f"{W}numId") is not None:
            return _numbering(value(own.find(f"{W}numId")), integer(value(own.find(f"{W}ilvl"))))
        for id_ in chain:
            told = self._styles[id_].find(f"{W}pPr/{W}numPr")
            if told is not None and told.find(f"{W}numId") is not None:
                number = integer(value(told.find(f"{W}numId")))
                level = lists.level_of_style(number, id_, chain)
                written = value(told.find(f"{W}ilvl"))
                return _numbering(str(number), integer(written) if level is None else level)
        return None

    def _chain(self, id_: str) -> Iterator[str]:
        seen: set[str] = set()
        while id_ in self._styles and id_ not in seen:
            seen.add(id_)
            yield id_
            id_ = value(self._styles[id_].find(f"{W}basedOn"))

    def _outline(self, element: etree._Element) -> int | None:
        level = integer(value(element), _DEEPEST)
        return level + 1 if 0 <= level < _DEEPEST else None


class Lists:
    """The list definitions: levels by number, overrides included."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[int, etree._Element] = {}
        if root is not None:
            self._abstract = {value(each, "abstractNumId"): each for each in root.findall(f"{W}abstractNum")}
            self._nums = {integer(value(each, "numId")): each for each in root.findall(f"{W}num")}

    @property
    def free_num(self) -> int:
        return 1 + max(self._nums, default=0)

    @property
    def free_abstract(self) -> int:
        return 1 + max((integer(id_) for id_ in self._abstract), default=-1)

    def abstract_of(self, num: int) -> str:
        """The list a number belongs to: paragraphs of one list count together."""
        return value(self._nums[num].find(f"{W}abstractNumId")) if num in self._nums else ""

    def override(self, num: int, level: int) -> int | None:
        """The number at which this definition starts its level again, if it says so."""
        if num not in self._nums:
            return None
        for each in self._nums[num].findall(f"{W}lvlOverride"):
            if integer(value(each, "ilvl")) == level and (start := each.find(f"{W}startOverride")) is not None:
                return integer(value(start), 1)
        return None

    def level(self, num: int, level: int) -> Level | None:
        """How a level is written; None when the definition is not there."""
        found = self._level(num, level)
        if found is None:
            return None
        legal = found.find(f"{W}isLgl")
        return Level(
            fmt=value(found.find(f"{W}numFmt")) or "decimal",
            text=value(found.find(f"{W}lvlText")),
            start=integer(value(found.find(f"{W}start")), 1),
            legal=legal is not None and value(legal) not in ("0", "false"),
        )

    def level_of_style(self, num: int, style: str, chain: list[str]) -> int | None:
        """The level of that list which names the style (or one based on it)."""
        abstract = self._abstract.get(self.abstract_of(num))
        for each in () if abstract is None else abstract.findall(f"{W}lvl"):
            if value(each.find(f"{W}pStyle")) in (style, chain[0]):
                return integer(value(each, "ilvl"))
        return None

    def _level(self, num: int, level: int) -> etree._Element | None:
        if num not in self._nums:
            return None
        for each in self._nums[num].findall(f"{W}lvlOverride"):
            own = each.find(f"{W}lvl")
            if integer(value(each, "ilvl")) == level and own is not None:
                return own
        abstract = self._abstract.get(self.abstract_of(num))
        levels = [] if abstract is None else abstract.findall(f"{W}lvl")
        return next((each for each in levels if integer(value(each, "ilvl")) == level), None)


def _numbering(num: str, level: int) -> Numbering | None:
    """A number of 0 takes the numbering away."""
    return Numbering(integer(num), level) if integer(num) else None
