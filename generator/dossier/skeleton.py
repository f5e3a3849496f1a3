"""The trame of CCAP: the headings in the order of its CCAG, our articles in their place, the rest to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.blocks import Article, Document, Item, ListBlock, Paragraph, Text
from generator.dossier.assemble import Assembler, slug
from generator.language.typography import finish_plain
from generator.library import Ccag, DocumentPlan
from generator.library.skeletons import SkeletonPart

SKELETON = "trame-ccap"
_BANNER = "Trame, à compléter : ne pas signer en l’état"
_GUIDE = "Mode d'emploi de la trame, à supprimer"
_TO_WRITE = "À rédiger par l’acheteur"


def skeleton(plan: DocumentPlan, assembler: Assembler, incorporated: Iterable[Article]) -> Document | None:
    """The trame for the CCAG of the marché; None without a CCAG, or for one that has no trame."""
    library, ccag = assembler.library, assembler.library.ccags.get(assembler.marche.ccag or "")
    if ccag is None or ccag.id not in library.trames:
        return None
    parts = library.trames[ccag.id]
    ours = {article.id: article for article in incorporated}
    placed = {part.article for part in parts if part.article}
    free = [article for id_, article in ours.items() if id_ not in placed]
    articles = tuple(article for part in parts for article in _articles(part, ours, free, ccag))
    left = assembler.cover["projet"]
    return Document(
        id=plan.id,
        title=finish_plain(plan.titre),
        articles=(*_guide(library.corps.mode_d_emploi), *articles),
        cover={**assembler.cover, "projet": finish_plain(_BANNER + (f" ({left})" if left else ""))},
        subtitle=finish_plain(plan.sous_titre),
        for_signature=False,
    )


def _guide(sentences: tuple[str, ...]) -> Iterator[Article]:
    """The unnumbered section at the head, or nothing."""
    if sentences:
        items = tuple(Item((Text(finish_plain(sentence)),)) for sentence in sentences)
        yield Article("trame-mode-d-emploi", finish_plain(_GUIDE), (ListBlock(False, items),), numbered=False)


def _articles(part: SkeletonPart, ours: Mapping[str, Article], free: list[Article], ccag: Ccag) -> Iterator[Article]:
    """The articles of one entry. `free`: those of clauses, and the common articles of a layer that no entry places."""
    if part.clauses:
        yield from free
    elif part.article in ours:
        yield _own(part, ours[part.article], ccag)
    elif not part.article:
        title = finish_plain(part.titre)
        yield Article(f"trame-{slug(title)}", title, (_to_write(part, ccag),))


def _own(part: SkeletonPart, article: Article, ccag: Ccag) -> Article:
    title = finish_plain(part.titre) or article.title
    more = (_to_write(part, ccag),) if part.a_rediger else ()
    return Article(article.id, title, (*article.blocks, *more), origin=article.origin)


def _to_write(part: SkeletonPart, ccag: Ccag) -> Paragraph:
    said = f" : {part.a_rediger}"
    if topic := ccag.sommaire.get(part.ccag):
        several = " " in topic.article
        treat = "Les articles {} du {} traitent {}." if several else "L'article {} du {} traite {}."
        said += " " + treat.format(topic.article, ccag.nom, topic.traite)
    return Paragraph((Text(_TO_WRITE, bold=True), Text(finish_plain(said))), role="note")
