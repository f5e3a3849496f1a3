"""What every part of the writer shares while one document is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.blocks import Document
from generator.word.xmltext import clean
from generator.writers.bookmarks import bookmark_names
from generator.writers.odt.named import SPACING
from generator.writers.odt.names import attributes, style_name

TEXT_WIDTH = 9072  # twentieths of a point: A4 within margins of 2.5 cm, as in the shipped carriers
_LONGEST_NAME = 120
KEEP_NEXT = {"fo:keep-with-next": "always"}
AFTER_TABLE = {"fo:margin-top": "8pt"}

# role in the block tree → name of the style as people see it (LibreOffice's own, where it has one)
ROLES = {
    "corps": "Text body",
    "note": "Note",
    "mention": "Mention",
    "puces1": "List 1",
    "puces2": "List 2",
    "numeros1": "Numbering 1",
    "numeros2": "Numbering 2",
    "entete": "Table Heading",
    "cellule": "Table Contents",
}
STYLES = {role: style_name(name) for role, name in ROLES.items()}


class LocalStyles:
    """The styles that only one place needs (a width, a paragraph kept with the next), named as they are met."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def name(self, family: str, inside: str, head: str = "") -> str:
        """The name of the style of that family; `head` is more attributes, `inside` its property elements."""
        key = (f' style:family="{family}"{head}', inside)
        if key not in self._names:
            self._counts[family] = self._counts.get(family, 0) + 1
            self._names[key] = f"{family.replace('-', '')}.{self._counts[family]}"
        return self._names[key]

    @property
    def xml(self) -> str:
        """The styles met so far."""
        return "".join(
            f'<style:style style:name="{name}"{head}>{inside}</style:style>'
            for (head, inside), name in self._names.items()
        )


@dataclass(frozen=True, slots=True)
class Page:
    """`numbers` and `bookmarks` by article id; `local` gathers the styles of single places; `tables`
    the names of the tables met so far."""

    numbers: Mapping[str, int]
    bookmarks: Mapping[str, str]
    local: LocalStyles = field(default_factory=LocalStyles)
    tables: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Page:
        return cls(document.numbers(), bookmark_names(article.id for article in document.articles))

    def table_name(self, title: str) -> str:
        """A name for one more table, unique in the document: what LibreOffice lists and says aloud."""
        base = (
            " ".join(re.sub(r"[.<>]", " ", clean(title)).split())[:_LONGEST_NAME] or f"Tableau {len(self.tables) + 1}"
        )
        name, turn = base, 1
        while name in self.tables:
            turn += 1
            name = f"{base} ({turn})"
        self.tables.append(name)
        return name

    def style(self, parent: str, properties: dict[str, str], head: str = "") -> str:
        """`parent`, or a style of its own with these paragraph properties over it."""
        if not properties and not head:
            return parent
        if "fo:margin-top" in properties or "fo:margin-bottom" in properties:
            properties = SPACING.get(parent, {}) | properties
        inside = f"<style:paragraph-properties{attributes(properties)}/>" if properties else ""
        return self.local.name("paragraph", inside, f' style:parent-style-name="{parent}"{head}')

    def paragraph(self, role: str, content: str, properties: dict[str, str] | None = None) -> str:
        """A paragraph in the style of `role`."""
        return f'<text:p text:style-name="{self.style(STYLES[role], properties or {})}">{content}</text:p>'
