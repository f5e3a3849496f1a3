"""From plans, texts and facts to documents: the block trees that every writer prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.blocks import Article, Block, Document, Heading, Inlines, Origin, Ref, Table, Text, Value
from generator.dossier.context import clause_context, lots_of
from generator.dossier.variants import merged, side_by_side, values_table
from generator.errors import Fault, ProductionError
from generator.language.typography import finish_plain
from generator.library import ClauseVersion, DocumentPlan, Library, Part
from generator.market import Marche
from generator.selection import Retained, Selection
from generator.text import map_inlines, render

ANNEX = "annexe-ccap"
_ALWAYS_SAID = ("ccap", "ae")  # kinds of text in which a retained clause has always something to say


class Assembler:
    """Builds the documents of one dossier. `facts` hold everything texts may use."""

    def __init__(
        self,
        marche: Marche,
        library: Library,
        selection: Selection,
        facts: Mapping[str, Any],
        cover: Mapping[str, str],
    ) -> None:
        self.marche, self.library, self.selection = marche, library, selection
        self.facts, self.cover = facts, cover
        self.annex_numbers = self._planned_numbers()

    def document(self, plan: DocumentPlan) -> Document:
        """The document of a plan. Raises `ProductionError` for an article without text."""
        articles: list[Article] = []
        for part in plan.parties:
            if part.destination:
                section = self._destination(part)
                articles += [section] if section is not None else []
            elif part.article:
                articles.append(self.common(part.article, part.texte))
            else:
                articles += self._clauses(part.clauses)
        if plan.id != ANNEX:
            articles = [replace(article, blocks=tuple(self._carried(article.blocks))) for article in articles]
        return Document(
            id=plan.id,
            title=finish_plain(plan.titre),
            articles=tuple(articles),
            cover=self.cover,
            subtitle=finish_plain(plan.sous_titre),
            for_signature=plan.a_signer,
        )

    def _planned_numbers(self) -> dict[str, int]:
        """The number each article will have in the annex: the order is known before any text is rendered."""
        plan = self.library.documents.get(ANNEX)
        ids: list[str] = []
        for part in plan.parties if plan else ():
            ids += [part.article] if part.article else [item.id for item in self.with_text(part.clauses)]
        return {id_: number for number, id_ in enumerate(ids, start=1)}

    @property
    def titles(self) -> dict[str, str]:
        """The titles of every article that may stand in a document, by id."""
        return {id_: history[-1].titre for id_, history in self.library.histories.items()}

    def with_text(self, kind: str) -> list[Retained]:
        """The retained clauses that have a text of that kind."""
        return [item for item in self.selection.retained if kind in item.clause.textes]

    def version(self, id_: str) -> ClauseVersion:
        """The text of an article on the day of the marché, else the first known."""
        return self.library.at(id_, self.marche.date_engagement) or self.library.histories[id_][0]

    def common(self, id_: str, kind: str) -> Article:
        """A common article. Raises `ProductionError` when it has no text of that kind."""
        version = self.version(id_)
        return Article(id_, finish_plain(version.titre), self._common_blocks(version, kind), origin=_origin(version))

    def _common_blocks(self, version: ClauseVersion, kind: str) -> tuple[Block, ...]:
        text = version.textes.get(kind)
        if text is None:
            raise ProductionError([Fault(version.path, f"cet article commun n’a pas de texte « # {kind} ».")])
        numbers = [lot.numero for lot in self.marche.lots]
        facts = {**self.facts, "niveau": "essentiel", "lots_concernes": lots_of(self.marche, numbers)}
        return _titled(render(text, facts, version.path), version.titre)

    def _clauses(self, kind: str) -> list[Article]:
        """One article by clause; only the texts of a document to sign may not be empty, which is then a fault."""
        articles = [self.clause(item, kind) for item in self.with_text(kind)]
        return [article for article in articles if article.blocks or kind in _ALWAYS_SAID]

    def clause(self, item: Retained, kind: str) -> Article:
        """The article of a retained clause."""
        title = finish_plain(item.clause.titre)
        return Article(item.id, title, _titled(self._said(item, kind), title), origin=_origin(item.clause))

    def _said(self, item: Retained, kind: str) -> tuple[Block, ...]:
        """What the clause says in a document, its lots first; nothing when its text has nothing to say."""
        own = self._clause_blocks(item, kind)
        return (*self._scope(item, kind), *own) if own else ()

    def _scope(self, item: Retained, kind: str) -> tuple[Block, ...]:
        """« Le présent article s'applique aux lots n° 1 et 3. », unless the text says its lots itself."""
        version = self.library.at("portee", self.marche.date_engagement)
        if not item.lots or version is None or "lots_concernes" in item.clause.textes[kind].uses.facts:
            return ()
        if item.clause.textes[kind].uses.facts & {"lots_insertion"}:
            return ()
        facts = {**self.facts, "niveau": "essentiel", "lots_concernes": lots_of(self.marche, item.lots)}
        return render(version.textes["ccap"], facts, version.path)

    def _clause_blocks(self, item: Retained, kind: str) -> tuple[Block, ...]:
        text, path = item.clause.textes[kind], item.clause.path
        if len(item.variants) == 1:
            return render(text, clause_context(self.facts, self.marche, item, item.variants[0]), path)

        def rendered(lots: tuple[int, ...] | None) -> list[tuple[tuple[int, ...], tuple[Block, ...]]]:
            contexts = ((v.lots, clause_context(self.facts, self.marche, item, v, lots)) for v in item.variants)
            return [(own, render(text, facts, path)) for own, facts in contexts]

        together = merged(rendered(item.lots))
        return (*together, *values_table(item, kind)) if together is not None else side_by_side(rendered(None))

    def _destination(self, part: Part) -> Article | None:
        """A section of the texts to carry elsewhere; None when nothing has to be carried there."""
        blocks: list[Block] = []
        for id_ in part.articles:
            blocks += self._common_blocks(self.version(id_), part.clauses)
        for item in self.with_text(part.clauses):
            said = self._said(item, part.clauses)
            if said:
                blocks.append(Heading(2, (Text(finish_plain(item.clause.titre)),)))
                blocks += [Heading(3, b.inlines) if isinstance(b, Heading) else b for b in said]
        if not blocks:
            return None
        title = finish_plain(part.destination)
        return Article(slug(part.destination), title, _titled(tuple(blocks), title), numbered=False)

    def _carried(self, blocks: tuple[Block, ...]) -> list[Block]:
        """Outside the annex a reference prints the number the article has in the annex."""

        def resolve(inlines: Inlines) -> Inlines:
            return tuple(
                Value(str(self._annex_number(inline)), f"article.{inline.target}", inline.bold, inline.italic)
                if isinstance(inline, Ref)
                else inline
                for inline in inlines
            )

        return [map_inlines(block, resolve) for block in blocks]

    def _annex_number(self, ref: Ref) -> int:
        if ref.target not in self.annex_numbers:
            raise ProductionError([Fault(ref.target, "un renvoi vise un article absent de l’annexe.")])
        return self.annex_numbers[ref.target]


def _origin(version: ClauseVersion) -> Origin:
    return Origin(version.id, version.date.isoformat(), version.empreinte)


def _titled(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Tables without a description take the title of the article they stand in, or of the heading above."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            title = "".join(i.text for i in block.inlines if not isinstance(i, Ref))
        if isinstance(block, Table) and not block.title:
            found.append(replace(block, title=finish_plain(title)))
        else:
            found.append(block)
    return tuple(found)


def slug(text: str) -> str:
    """The text as lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"
