"""French typography, applied once to the words of an author when a text is read; never to users' values.

No-break space (U+00A0) before « : », « % », « € » and inside guillemets, narrow no-break space (U+202F) before
« ; ! ? » and between thousands, typographic apostrophe, no-break space after « n° », « art. », « L. ».
What stands inside a tag ({{ … }}, {% … %}) is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
NNBSP = "\u202f"

# Bounded, so that openings that are never closed do not each read the whole text.
TAG = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|\{#.{0,2000}?#\}", re.DOTALL)

_MARKS = re.compile("[\ue000\ue001]")  # ours, around the number of a tag: a source that holds some loses them

_UNITS = "jours?|mois|ans?|heures?|h|minutes?|semaines?|kg|g|tonnes?|t|km|m|m²|m³|litres?|l|points?|euros?|pages?"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|\ue000|$)"), "’"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NBSP),
    (re.compile(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]*»"), NBSP + "»"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]+(?=[;!?](?:\s|$|»))"), NNBSP),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]+(?=:(?:\s|$))"), NBSP),
    (re.compile(r"(?<=[\d\ue001])[ \u00a0\u202f]+(?=[%€°])"), NBSP),
    (re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"), NNBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![^\W\d_]))"), NBSP),
    (re.compile(r"\b(n°|art\.|L\.|R\.|D\.) (?=\S)"), rf"\1{NBSP}"),
    (re.compile(r"\.\.\."), "…"),
)


def finish(source: str) -> str:
    """The source with its typography finished, tags untouched and still on the same lines."""
    tags: list[str] = []

    def keep(match: re.Match[str]) -> str:
        tags.append(match.group())
        return f"\ue000{len(tags) - 1}\ue001"

    text = TAG.sub(keep, _MARKS.sub("", source))
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    text = re.sub(r"(?<=l)'(?=\ue000)", "’", text)
    return re.sub("\ue000(\\d+)\ue001", lambda m: tags[int(m.group(1))], text)


@lru_cache(maxsize=4096)
def finish_plain(text: str) -> str:
    """Typography of a plain string of the project (titles, labels): the same rules, no tag in sight.

    Kept: the same titles and labels come back in every document.
    """
    return finish(text)
