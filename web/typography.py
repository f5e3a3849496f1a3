"""No-break spaces in the words of the templates, put when a template is read: « : », « ? » never start a line."""

from __future__ import annotations

import re

from jinja2.ext import Extension

from generator.language.typography import NBSP, NNBSP

_JINJA = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_PIECES = re.compile(rf"(?P<kept>{_JINJA}|<(?:[^>{{]|{_JINJA}|\{{)*>)|(?P<words>[^<{{]+)", re.DOTALL)
_RULES = (
    (re.compile(r" (?=[?!;](?:\s|$))"), NNBSP),
    (re.compile(r" (?=:(?:\s|$))"), NBSP),
    (re.compile(r"« "), "«" + NBSP),
    (re.compile(r" (?=»)"), NBSP),
)


class TiedSpaces(Extension):
    """Ties punctuation to the word before it, outside of tags and expressions."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _PIECES.sub(lambda piece: piece["kept"] or tied(piece["words"]), source)


def tied(words: str) -> str:
    """French words with their spaces that do not break."""
    for pattern, replacement in _RULES:
        words = pattern.sub(replacement, words)
    return words
