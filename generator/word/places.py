"""Where our articles go in a buyer's CCAP: a marker, after a heading, or before its list of derogations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from generator.errors import Fault, InputError
from generator.word.host import Heading, Host, text_of
from generator.word.host_styles import W

MARKER = "{{p clausier }}"
_MARKER = re.compile(r"\{\{\s*p?\s*clausier\s*\}\}")
_DEROGATIONS = re.compile(r"d[ée]rog(?:ation|e)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:fait (?:à|en)\b|lu et (?:approuvé|accepté)|signatures?\b|le titulaire\b.{0,40}$)", re.IGNORECASE
)
_MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Before the child `index` of the body, which goes away when `replaces` is true.

    `level` is that of our articles; `model` a heading of that level to look like, if there is one; `before` the last
    heading of that level above the place, `after` the next one below; `said` tells the place in a sentence.
    """

    index: int
    level: int
    said: str
    model: Heading | None
    before: Heading | None
    after: Heading | None
    replaces: bool = False


def place_after(host: Host, title: str) -> Place:
    """After the whole article of that title. Raises `InputError` when none, or several, have it."""
    return place_after_heading(host, _named(host, title))


def place_after_heading(host: Host, found: Heading) -> Place:
    """After the whole article that this heading opens."""
    following = [each for each in host.headings if each.index > found.index and each.level <= found.level]
    index = following[0].index if following else _end(host)
    return _place(host, index, found.level, f"après « {found.text} »")


def place_at(host: Host, sentence: str) -> Place:
    """In place of the only paragraph that holds that sentence. Raises `InputError` when there is none, or several."""
    wanted = _bare(sentence)
    found = [
        index
        for index, child in enumerate(host.children)
        if child.tag == f"{W}p" and wanted and _bare(text_of(child)) == wanted
    ]
    return _replaced(host, found, f"« {sentence.strip()} »")


def default_place(host: Host) -> Place:
    """In place of the marker if there is one; else before the list of derogations; else at the end."""
    marked = [
        index
        for index, child in enumerate(host.children)
        if child.tag == f"{W}p" and _MARKER.fullmatch(text_of(child).strip())
    ]
    if marked:
        return _replaced(host, marked, f"« {MARKER} »")
    closing = [heading for heading in host.headings if _DEROGATIONS.search(heading.words)]
    tops = [heading for heading in closing if heading.level <= host.article_level] or closing
    if tops:
        last = tops[-1]
        return _place(host, last.index, last.level, f"avant « {last.text} »")
    return _place(host, _end(host), host.article_level, "à la fin du document")


def _replaced(host: Host, found: list[int], named: str) -> Place:
    if len(found) != 1:
        said = f"le repère {named} est absent du document." if not found else f"le repère {named} y est plusieurs fois."
        raise InputError([Fault("--repere", said, "Mettez-le une fois, seul dans un paragraphe hors de tout tableau.")])
    index = found[0]
    if next(host.children[index].iter(f"{W}sectPr"), None) is not None:
        said = f"le repère {named} porte un saut de section."
        raise InputError([Fault("--repere", said, "Mettez-le dans un paragraphe à lui seul.")])
    above = [heading for heading in host.headings if heading.index < index]
    level = min(above[-1].level, host.article_level) if above else host.article_level
    return _place(host, index, level, f"à la place du repère {named}", replaces=True)


def _place(host: Host, index: int, level: int, said: str, *, replaces: bool = False) -> Place:
    same = [heading for heading in host.headings if heading.level == level]
    before = next((heading for heading in reversed(same) if heading.index < index), None)
    after = next((heading for heading in same if heading.index >= index), None)
    return Place(index, level, said, before or after, before, after, replaces)


def _end(host: Host) -> int:
    """The end of the text, before the lines where the parties sign."""
    last = host.headings[-1].index if host.headings else 0
    for index in range(last + 1, host.end()):
        child = host.children[index]
        if child.tag == f"{W}p" and _SIGNATURE.match(text_of(child)):
            return index
    return host.end()


def _named(host: Host, title: str) -> Heading:
    wanted = _bare(title)
    exact = [each for each in host.headings if wanted in (_bare(each.text), _bare(each.words))]
    found = exact or [each for each in host.headings if wanted and wanted in _bare(each.text)]
    if len(found) == 1:
        return found[0]
    if not host.headings:
        raise InputError([Fault("--apres", "aucun titre n’a été reconnu dans ce document.", "Mettez un repère.")])
    said = f"aucun titre « {title} »." if not found else f"{len(found)} titres répondent à « {title} »."
    listed = " · ".join(f"« {each.text} »" for each in (found or host.headings)[:_MOST_LISTED])
    raise InputError([Fault("--apres", said, f"Titres reconnus : {listed}.")])


def _bare(text: str) -> str:
    """Words alone: no accent, no capital, one kind of apostrophe and of space."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
