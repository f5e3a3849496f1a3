"""The fiche of a clause: everything its file holds, in words, with its texts as a sample marché prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.blocks import Article, Block, Document, Heading, Inlines, Ref, Text, Value, plain
from generator.catalogue.conditions import When, when
from generator.catalogue.labels import DOCUMENTS, EFORMS, duty_label
from generator.catalogue.rows import Rows, rows_of
from generator.catalogue.samples import SAMPLE_DAY, market_for
from generator.dossier import ANNEX, Dossier, prepare
from generator.dossier.variants import printed
from generator.errors import InputError
from generator.language.filters import date as french_date
from generator.language.typography import NBSP, finish_plain
from generator.library import ClauseVersion, LawValue, Library, Parameter
from generator.library.model import NIVEAUX
from generator.market import Marche, read
from generator.selection import Setting
from generator.text import map_inlines

CARRIED, COMMITMENTS = "textes-a-reporter", "annexe-acte-engagement"
UNREAD = "Texte non relu par un juriste"
EMPTY = "–"
ALL_NATURES = ("travaux", "fournitures", "services")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a level asks; `law` is the id of the dated value it is, or empty."""

    text: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A parameter or the amount of a penalty, level by level."""

    label: str
    cells: tuple[Cell, ...]
    bounds: str
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the clause: from when it serves, when it was written, whether a lawyer read it."""

    since: str
    written: str
    mark: str
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fiche. `texts` are unnumbered articles by kind of document; `rows` are what assembles the common articles.

    `sample` is the nature of the marché that prints them.
    """

    clause: ClauseVersion
    niveau: str
    day: dt.date
    sample: str
    when: tuple[When, ...]
    duties: tuple[Link, ...]
    levels: tuple[LevelRow, ...]
    texts: Mapping[str, Article]
    rows: Rows
    companions: tuple[Link, ...]
    opposed: tuple[Link, ...]
    eforms: str
    versions: tuple[Version, ...]

    @property
    def title(self) -> str:
        return finish_plain(self.clause.titre)

    @property
    def follows_nature(self) -> bool:
        """Whether another nature of marché would print other words."""
        return "nature" in self.clause.facts and len(self.clause.applicable_si.get("nature", ALL_NATURES)) > 1


def sheet(library: Library, id_: str, niveau: str, day: dt.date) -> Sheet:
    """The fiche of a clause at a level, its values of law read on `day`; KeyError for an unknown clause."""
    clause = library.clauses_at(None)[id_]
    dossier = _dossier(clause, library, niveau, day)
    asked = dossier.marche.date_engagement or day
    return Sheet(
        clause=clause,
        niveau=niveau,
        day=asked,
        sample=dossier.marche.nature or "",
        when=when(clause, library),
        duties=tuple(Link(duty, finish_plain(duty_label(duty))) for duty in clause.satisfait),
        levels=tuple(_levels(clause, library, asked)),
        texts=dict(_texts(dossier, clause)),
        rows=rows_of(dossier, clause, named(library)),
        companions=_links(clause.compagnons, library),
        opposed=_links(clause.incompatibles, library),
        eforms=EFORMS.get(clause.code_eforms, clause.code_eforms),
        versions=tuple(_version(version) for version in reversed(library.histories[id_])),
    )


def _dossier(clause: ClauseVersion, library: Library, niveau: str, day: dt.date) -> Dossier:
    """The sample marché on that day, or on its own day when a value of law is not known then."""
    try:
        return prepare(_sample(clause, library, niveau, day), library)
    except InputError:
        return prepare(_sample(clause, library, niveau, SAMPLE_DAY), library)


def _sample(clause: ClauseVersion, library: Library, niveau: str, day: dt.date) -> Marche:
    """What the clause asks for and nothing else, never before its text serves."""
    return read(market_for(clause, library, niveau, date_engagement=max(day, clause.date).isoformat()))


def named(library: Library) -> Mapping[str, str]:
    """What a reference to an article prints on a fiche: its title, since its number depends on the marché."""
    return {id_: f"«{NBSP}{finish_plain(history[-1].titre)}{NBSP}»" for id_, history in library.histories.items()}


def _texts(dossier: Dossier, clause: ClauseVersion) -> Iterator[tuple[str, Article]]:
    """Each text of the clause, taken from the documents in which the sample marché prints it."""
    names = named(dossier.library)
    for kind in (kind for kind in DOCUMENTS if kind in clause.textes):
        blocks = tuple(map_inlines(block, lambda inlines: _by_title(inlines, names))
                       for block in _printed(dossier, clause, kind))  # fmt: skip
        if blocks:
            yield kind, Article(kind, DOCUMENTS[kind][1], blocks, numbered=False)


def _printed(dossier: Dossier, clause: ClauseVersion, kind: str) -> tuple[Block, ...]:
    if kind in ("ccap", "ae"):
        document = dossier.document(ANNEX if kind == "ccap" else COMMITMENTS)
        return next((article.blocks for article in document.articles if article.id == clause.id), ())
    parts = dossier.library.documents[CARRIED].parties
    titles = {finish_plain(part.destination) for part in parts if part.clauses == kind}
    return _carried(dossier.document(CARRIED), titles, finish_plain(clause.titre))


def _carried(document: Document, titles: set[str], clause: str) -> tuple[Block, ...]:
    """What follows the title of the clause in its destination, headings raised to where they stand on a fiche."""
    for article in document.articles:
        starts = [n for n, block in enumerate(article.blocks) if _is_title(block, clause)]
        if article.title in titles and starts:
            after = article.blocks[starts[0] + 1 :]
            return tuple(replace(block, level=2) if isinstance(block, Heading) else block for block in after)
    return ()


def _is_title(block: Block, title: str) -> bool:
    return isinstance(block, Heading) and block.level == 2 and plain(block.inlines) == title


def _by_title(inlines: Inlines, names: Mapping[str, str]) -> Inlines:
    """References, and the numbers that stand for them outside the annex, as titles."""
    found = []
    for inline in inlines:
        target = inline.target if isinstance(inline, Ref) else ""
        if isinstance(inline, Value) and inline.source.startswith("article."):
            target = inline.source.removeprefix("article.")
        found.append(Text(names[target], inline.bold, inline.italic) if target in names else inline)
    return tuple(found)


def _levels(clause: ClauseVersion, library: Library, day: dt.date) -> Iterator[LevelRow]:
    for parameter in clause.parametres.values():
        cells = tuple(_cell(parameter, niveau, library, day) for niveau in NIVEAUX)
        yield LevelRow(finish_plain(parameter.libelle), cells, _bounds(parameter), finish_plain(parameter.source))


def _cell(parameter: Parameter, niveau: str, library: Library, day: dt.date) -> Cell:
    level = parameter.levels[niveau]
    if not isinstance(level, LawValue):
        return Cell(finish_plain(printed(parameter, Setting(level, ""))) or EMPTY)
    history = library.register.history(level.parametre)
    dated = next((value for value in history if value.covers(day)), None)
    if dated is None:
        return Cell("sans valeur à cette date", level.parametre)
    found = dated.valeur
    value = (found * 100 if dated.type == "part" else found) if isinstance(found, Decimal) else dated.as_text
    return Cell(finish_plain(printed(parameter, Setting(value, ""))), level.parametre)


def _bounds(parameter: Parameter) -> str:
    if parameter.choix:
        return finish_plain(" ; ".join(parameter.choix))
    low, high = (
        None if bound is None else printed(parameter, Setting(bound, ""))
        for bound in (parameter.minimum, parameter.maximum)
    )
    if low and high:
        return finish_plain(f"{low} à {high}")
    return finish_plain(f"au moins {low}") if low else finish_plain(f"au plus {high}") if high else ""


def _links(ids: tuple[str, ...], library: Library) -> tuple[Link, ...]:
    known = library.clauses_at(None)
    return tuple(Link(id_, finish_plain(known[id_].titre)) for id_ in ids if id_ in known)


def _version(version: ClauseVersion) -> Version:
    return Version(
        since=french_date(version.date),
        written=french_date(version.redige_le) if version.redige_le else "",
        mark=version.empreinte[:12],
        reviews=tuple(_review(review) for review in version.relectures),
    )


def _review(review: Mapping[str, object]) -> str:
    by, day, reach = review.get("par"), review.get("le"), review.get("portee")
    told = french_date(day) if isinstance(day, dt.date) else str(day or "")
    return finish_plain(
        " ".join(filter(None, (f"Relu par {by}", f"le {told}" if told else "", f"({reach})" if reach else "")))
    )
