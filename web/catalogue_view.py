"""The catalogue and the fiches, ready to print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.catalogue import Catalogue, Facet
from generator.catalogue.facets import segments_of
from generator.catalogue.labels import capitalised, document_label, level_label, theme_label
from generator.catalogue.sheet import Sheet
from generator.language.typography import finish_plain
from generator.library import ClauseVersion, Library
from generator.library.model import NIVEAUX
from generator.writers import html
from web.answers import Answers, dumps
from web.basket import Status, status_of
from web.dates import in_words
from web.desk import Desk, Examination
from web.market_view import legend_of
from web.tables import scrollable

PER_PAGE = 50
SHOWN_FAMILIES = 3
_VALUE = re.compile(r'(<data value="([^"]*)") class="valeur">')


@dataclass(frozen=True)
class Basket:
    """The marché being prepared, when there is one: what to send back, and what is known of it."""

    legend: str
    state: str
    unsaved: bool
    found: Examination

    @classmethod
    def of(cls, answers: Answers, at: Desk) -> Basket:
        marche = answers.reading().marche
        legend = legend_of(marche.objet, marche.acheteur.nom)
        return cls(legend, dumps(answers.data), answers.unsaved, at.examine(marche))


@dataclass(frozen=True)
class Card:
    """A clause among the results."""

    id: str
    title: str
    objective: str
    family: str
    tags: tuple[str, ...]
    status: Status | None


@dataclass(frozen=True)
class CatalogueView:
    basket: Basket | None
    query: str
    chosen: Mapping[str, str]
    facets: tuple[Facet, ...]
    cards: tuple[Card, ...]
    count: int
    page: int
    pages: int
    families: tuple[str, ...]  # those the words evoke, when no clause fits

    @property
    def filtered(self) -> bool:
        return bool(self.query or self.chosen)


@dataclass(frozen=True)
class TextView:
    kind: str
    short: str
    html: Markup


@dataclass(frozen=True)
class SheetView:
    """A fiche. `levels` are ids and labels; `current` is the level shown."""

    basket: Basket | None
    sheet: Sheet
    card: Card
    levels: tuple[tuple[str, str], ...]
    texts: tuple[TextView, ...]
    theme: str
    day: str
    sample: str  # « de travaux »

    @property
    def current(self) -> str:
        return level_label(self.sheet.niveau).lower()


def catalogue_view(
    catalogue: Catalogue, query: str, chosen: Mapping[str, str], page: int, basket: Basket | None
) -> CatalogueView:
    """The results of a search, one page of them."""
    found = catalogue.search(query, chosen)
    clauses = _fitting_first(found.clauses, basket) if basket else found.clauses
    pages = max(1, -(-len(clauses) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = clauses[(page - 1) * PER_PAGE : page * PER_PAGE]
    evoked = () if clauses else catalogue.families(query)[:SHOWN_FAMILIES]
    return CatalogueView(
        basket=basket,
        query=query,
        chosen=found.chosen,
        facets=found.facets,
        cards=tuple(card(clause, catalogue.library, basket) for clause in shown),
        count=len(clauses),
        page=page,
        pages=pages,
        families=tuple(finish_plain(segment.libelle) for segment in evoked),
    )


def _fitting_first(clauses: Sequence[ClauseVersion], basket: Basket) -> list[ClauseVersion]:
    """The same order, the clauses that cannot bear on the marché last."""
    return sorted(clauses, key=lambda clause: not status_of(clause, basket.found).fits)


def card(clause: ClauseVersion, library: Library, basket: Basket | None) -> Card:
    """A clause in a few words."""
    families = [library.segments[id_].libelle for id_ in segments_of(clause)]
    return Card(
        id=clause.id,
        title=finish_plain(clause.titre),
        objective=finish_plain(clause.objectif),
        family=finish_plain(" · ".join(families)) or "Toutes familles",
        tags=(
            finish_plain(capitalised(clause.levier)),
            f"Effet {clause.effet}",
            f"Contrôle {clause.cout_controle}",
        ),
        status=status_of(clause, basket.found) if basket else None,
    )


def sheet_view(sheet: Sheet, library: Library, basket: Basket | None) -> SheetView:
    """A fiche with its texts as they print."""
    return SheetView(
        basket=basket,
        sheet=sheet,
        card=card(sheet.clause, library, basket),
        levels=tuple((niveau, level_label(niveau)) for niveau in NIVEAUX),
        texts=tuple(
            TextView(kind, document_label(kind), _marked(scrollable(html.section(article, {})), sheet.clause))
            for kind, article in sheet.texts.items()
        ),
        theme=finish_plain(theme_label(sheet.clause.theme)),
        day=in_words(sheet.day),
        sample=f"de {sheet.sample}",
    )


def _marked(text: Markup, clause: ClauseVersion) -> Markup:
    """The text with only the values of the level marked: not a number of the CCAG, nor what the sample market says."""

    def kept(value: re.Match[str]) -> str:
        name = value[2].partition("|")[0].strip()
        return value[0] if name in clause.parametres else f"{value[1]}>"

    return Markup(_VALUE.sub(kept, text))  # noqa: S704 - the writer escaped every value
