"""Our articles in the body of a CCAP instead of an annex: the same articles, the words that name the annex changed.

A trame of CCAP and the insertion into a buyer's own CCAP both take them from here, so that they cannot differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from generator.blocks import Article, Block, Document, Inlines, Table, Text
from generator.dossier.assemble import Assembler
from generator.language.typography import finish_plain
from generator.library.skeletons import Wording
from generator.text import Rich, map_inlines

BODY = "corps_ccap"  # the text of an article that differs when it stands in the CCAP itself


class Rewording:
    """Changes the author's words that name the annex; what a person typed is never touched."""

    def __init__(self, wording: Wording) -> None:
        self.titles = {id_: finish_plain(title) for id_, title in wording.titres.items()}
        pairs = {finish_plain(old): finish_plain(new) for old, new in wording.mots.items()}
        self._pairs = pairs | {_capital(old): _capital(new) for old, new in pairs.items()}
        longest = sorted(self._pairs, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in longest)) if longest else None

    def article(self, article: Article) -> Article:
        blocks = tuple(self._block(block) for block in article.blocks)
        return replace(article, title=self.titles.get(article.id, article.title), blocks=blocks)

    def rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of the assembled tables, their one-line texts changed in the same way."""
        return [{key: self._value(value) for key, value in row.items()} for row in rows]

    def _value(self, value: Any) -> Any:
        return Rich.of(self._inlines(value.inlines)) if isinstance(value, Rich) else value

    def _block(self, block: Block) -> Block:
        changed = map_inlines(block, self._inlines)
        return replace(changed, title=self.words(changed.title)) if isinstance(changed, Table) else changed

    def _inlines(self, inlines: Inlines) -> Inlines:
        return tuple(replace(i, text=self.words(i.text)) if isinstance(i, Text) else i for i in inlines)

    def words(self, text: str) -> str:
        """One string of the author's, its typography finished."""
        return text if self._pattern is None else self._pattern.sub(lambda found: self._pairs[found[0]], text)


def incorporated(assembler: Assembler, annex: Document | None) -> tuple[Article, ...]:
    """The articles of the annex, in its order, worded for the body of a CCAP; none without an annex."""
    rewording = Rewording(assembler.library.corps)
    return tuple(rewording.article(_in_body(assembler, article)) for article in (annex.articles if annex else ()))


def _in_body(assembler: Assembler, article: Article) -> Article:
    """The article, or its own text for a CCAP when it has one."""
    if article.origin is None:
        return article
    item = assembler.selection.get(article.id)
    version = item.clause if item else assembler.version(article.id)
    if BODY not in version.textes:
        return article
    return assembler.clause(item, BODY) if item else assembler.common(article.id, BODY)


def reworded_facts(assembler: Assembler) -> dict[str, Any]:
    """The facts as these articles print them: what production checks are made against."""
    rows = Rewording(assembler.library.corps).rows(assembler.facts["lignes_derogations"])
    return {**assembler.facts, "lignes_derogations": rows}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
