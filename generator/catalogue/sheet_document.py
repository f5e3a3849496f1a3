"""The fiche as a Word file, on the carrier of the review sheet: same words as on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.blocks import Article, Block, Document, Paragraph, Text
from generator.catalogue.labels import capitalised, level_label, theme_label
from generator.catalogue.sheet import UNREAD, Link, Sheet, Version
from generator.dossier.working import Cells, bullets, paragraph, section, table
from generator.language.typography import NBSP, finish_plain
from generator.library import Library
from generator.library.model import NIVEAUX
from generator.word import prepare
from generator.writers import docx

CARRIER = "fiche-de-relecture.docx"
NAME = "fiche-de-clause"


def sheet_docx(sheet: Sheet, library: Library) -> bytes:
    """The fiche as a Word file."""
    return docx.write(document(sheet), prepare(library.carriers[CARRIER]))


def document(sheet: Sheet) -> Document:
    """The fiche as unnumbered sections; those that hold nothing are left out."""
    clause = sheet.clause
    sections = [
        section("usage", "À quoi elle sert, quand elle s’applique", _use(sheet)),
        section("niveaux", "Les trois niveaux", _levels(sheet)),
        *(_text(article, sheet.niveau) for article in sheet.texts.values()),
        section("execution", "Preuves, contrôles, manquements", _execution(sheet)),
        section("pieces", "Autres pièces du marché", _pieces(sheet)),
        section("vigilance", "Points de vigilance", bullets(map(finish_plain, clause.vigilance), "vigilance")),
        section("liens", "Clauses liées", _links(sheet)),
        section("histoire", "Histoire du texte", _history(sheet.versions)),
    ]
    return Document(
        id=NAME,
        title=sheet.title,
        articles=tuple(one for one in sections if one.blocks),
        cover={
            "acheteur": "Fiche de clause",
            "objet": f"exemple, au niveau {level_label(sheet.niveau).lower()}",
            "reference": f"{clause.id} · {clause.empreinte[:10]}",
            "projet": "",
            "date": "",
            "mention": "",
        },
        subtitle=finish_plain(clause.objectif),
        for_signature=False,
    )


def _use(sheet: Sheet) -> Iterator[Block]:
    clause = sheet.clause
    yield paragraph(
        f"{capitalised(clause.levier)} · effet {clause.effet} · contrôle {clause.cout_controle} · "
        f"{finish_plain(theme_label(clause.theme))}",
        "fiche",
    )
    for duty in sheet.duties:
        yield paragraph(f"Sert l’obligation «{NBSP}{duty.title}{NBSP}».", "satisfait")
    if clause.depasse:
        yield paragraph(finish_plain(clause.depasse), "depasse")
    for line in sheet.when:
        yield _titled(line.label)
        yield from bullets(line.texts, "conditions")
    if not clause.propose:
        yield paragraph("Sur demande seulement : Clausier ne la propose pas d’office.", "propose")
    if clause.references:
        yield paragraph(finish_plain(f"Références : {' ; '.join(clause.references)}."), "references")
    if sheet.eforms:
        yield paragraph(finish_plain(f"Code eForms : {clause.code_eforms} (« {sheet.eforms} »)."), "code_eforms")


def _titled(text: str) -> Paragraph:
    return Paragraph((Text(finish_plain(f"{text} :"), bold=True),))


def _table(
    title: str, header: Cells, rows: Sequence[Cells], source: str, aligns: str = "", widths: Sequence[int] = ()
) -> Iterator[Block]:
    """A table under its name, or nothing without rows."""
    if rows:
        yield _titled(title)
        yield from table(title, header, rows, source, aligns, widths)


def _levels(sheet: Sheet) -> Iterable[Block]:
    """Bounds and source share a column, so that the page leaves each number its width."""
    header = ("Réglage", *map(level_label, NIVEAUX), "Bornes et source")
    rows = [
        (row.label, *(cell.text for cell in row.cells), ". ".join(part for part in (row.bounds, row.source) if part))
        for row in sheet.levels
    ]
    return table("Réglages par niveau", header, rows, "parametres")


def _text(article: Article, niveau: str) -> Article:
    title = f"{article.title} : texte au niveau {level_label(niveau).lower()}"
    return Article(f"texte-{article.id}", finish_plain(title), article.blocks, numbered=False)


def _execution(sheet: Sheet) -> Iterator[Block]:
    rows = sheet.rows
    for title, texts in (("Preuves à joindre à l’offre", rows.proofs_of_offer), ("Preuves d’exécution", rows.proofs)):
        if texts:
            yield _titled(title)
            yield from bullets(texts, "preuve")
    yield from _table("Contrôles", ("Objet", "Qui", "Quand"), rows.controls, "controle", widths=(5, 3, 3))
    header = ("Fait", "Montant", "Unité", "Mise en demeure", "Bornes")
    yield from _table("Pénalités", header, rows.penalties, "penalite", widths=(6, 2, 3, 3, 3))
    if sheet.clause.sans_penalite:
        yield paragraph(finish_plain(f"Sans pénalité : {sheet.clause.sans_penalite}"), "sans_penalite")
    yield from _table("Remèdes", ("Fait", "Remède"), rows.remedies, "remede")
    yield from _table(
        "Dérogations au CCAG", ("Article du CCAG", "Texte"), rows.derogations, "derogation", widths=(1, 4)
    )


def _pieces(sheet: Sheet) -> Iterator[Block]:
    rows = sheet.rows
    yield from _table("Cadre de réponse", ("Question", "Réponse", "Preuve", "Note"), rows.frame, "cadre",
                     widths=(6, 2, 3, 2))  # fmt: skip
    yield from _table("Bordereau des prix", ("Ligne", "Unité", "Aide"), rows.prices, "bpu", widths=(4, 2, 4))
    header = ("Indicateur", "Unité", "Quand", "Cible")
    yield from _table("Suivi de l’exécution", header, rows.follow_up, "suivi", widths=(5, 2, 2, 3))


def _links(sheet: Sheet) -> Iterator[Block]:
    yield from _linked("Va bien avec", sheet.companions)
    yield from _linked("Ne va pas avec", sheet.opposed)


def _linked(title: str, links: tuple[Link, ...]) -> Iterator[Block]:
    if links:
        yield _titled(title)
        yield from bullets((link.title for link in links), "clause")


def _history(versions: tuple[Version, ...]) -> Iterator[Block]:
    rows = [
        (version.since, version.written, version.mark, " ; ".join(version.reviews) or UNREAD) for version in versions
    ]
    header = ("Consultations à compter du", "Rédigé le", "Empreinte", "Relecture")
    yield from table("Versions", header, rows, "versions")
