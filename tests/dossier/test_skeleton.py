"""The trame of CCAP: our articles in their place, the rest visibly to write, numbers and references its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from generator.blocks import Article, Document, Paragraph, Ref, Text, Value, inlines_of, plain
from generator.dossier import ANNEX, Dossier, prepare, produce
from generator.dossier.incorporated import Rewording
from generator.dossier.skeleton import SKELETON
from generator.facts import CCAGS
from generator.language.typography import finish
from generator.library import Library
from generator.library.skeletons import Wording
from generator.market import read
from tests.reading import block_lines, lines, word_text

Example = Callable[[str], dict[str, Any]]
WITH_CCAG = [ccag for ccag in CCAGS if ccag != "aucun"]
TO_WRITE = "À rédiger par l’acheteur"


def dossier_of(example: Example, library: Library, ccag: str, **more: Any) -> Dossier:
    return prepare(read({**example("halle-neuf-lots"), "ccag": ccag, **more}), library)


def trame(example: Example, library: Library, ccag: str = "travaux") -> Document:
    return dossier_of(example, library, ccag).document(SKELETON)


def said(article: Article) -> str:
    return "\n".join(line for block in article.blocks for line in block_lines(block, {}))


@pytest.mark.parametrize("ccag", WITH_CCAG)
def test_every_ccag_has_its_trame_with_every_article_of_the_annex(
    ccag: str, example: Example, library: Library
) -> None:
    dossier = dossier_of(example, library, ccag)
    ours = {article.id for article in dossier.document(ANNEX).articles}
    document = dossier.document(SKELETON)
    assert ours <= {article.id for article in document.articles}
    assert document.articles[-1].id == "derogations"
    assert sum(TO_WRITE in said(article) for article in document.articles) >= 14


def test_without_a_ccag_there_is_no_trame(example: Example, library: Library) -> None:
    for answers in ({"ccag": "aucun"}, {"ccag": None}):
        data = {**example("halle-neuf-lots"), **answers}
        assert SKELETON not in [document.id for document in prepare(read(data), library).documents]


def test_a_clause_says_the_same_in_the_trame_and_in_the_annex(example: Example, library: Library) -> None:
    dossier = dossier_of(example, library, "travaux")
    rewording = Rewording(library.corps)
    theirs = {article.id: article for article in dossier.document(SKELETON).articles}
    clauses = [article for article in dossier.document(ANNEX).articles if dossier.selection.get(article.id)]
    assert len(clauses) > 5
    for article in clauses:
        assert theirs[article.id].blocks == rewording.article(article).blocks


def test_references_give_the_numbers_of_the_trame(example: Example, library: Library) -> None:
    document = trame(example, library)
    numbers = document.numbers()
    targets = {i.target for a in document.articles for b in a.blocks for line in inlines_of(b) for i in line
               if isinstance(i, Ref)}  # fmt: skip
    assert {"penalites", "insertion_sociale", "controles"} <= targets <= set(numbers)
    opening = next(article for article in document.articles if article.id == "objet")
    sentence = plain(next(inlines_of(opening.blocks[1])), numbers)
    wanted = [numbers[id_] for id_ in ("objet", "controles", "penalites", "derogations")]
    assert [int(number) for number in re.findall(r"\b\d+\b", sentence)[:4]] == wanted


@pytest.mark.parametrize("ccag", WITH_CCAG)
def test_nothing_in_our_articles_speaks_of_an_annex(ccag: str, example: Example, library: Library) -> None:
    document = trame(example, library, ccag)
    text = "\n".join(f"{a.title}\n{said(a)}" for a in document.articles if not a.id.startswith("trame-"))
    assert "partie sociale et environnementale" in text
    assert "annexe" not in text.lower()


def test_no_shipped_clause_speaks_of_an_annex_once_in_the_body_of_a_ccap(library: Library) -> None:
    """The words of the annex are few: a clause that names it otherwise would be wrong in a CCAP."""
    words = Rewording(library.corps)
    texts = [(v.id, v.textes["ccap"].source) for h in library.histories.values() for v in h if "ccap" in v.textes]
    assert sum("annexe" in text for _, text in texts) > 5
    own = {"objet", "place", "derogations"}  # they have a text of their own for a CCAP
    assert [id_ for id_, text in texts if "annexe" in words.words(finish(text)).lower() and id_ not in own] == []


def test_what_a_person_typed_is_not_reworded() -> None:
    article = Article("x", "X", (Paragraph((Text("Dans l’annexe, "), Value("l’annexe", "objet"))),))
    changed = Rewording(Wording(mots={"l'annexe": "la partie"})).article(article)
    assert plain(next(inlines_of(changed.blocks[0]))) == "Dans la partie, l’annexe"


def test_each_heading_to_write_cites_the_ccag_only_by_numbers_the_library_holds(
    example: Example, library: Library
) -> None:
    for ccag in WITH_CCAG:
        known = {topic.article for topic in library.ccags[ccag].sommaire.values()}
        cited = []
        for article in trame(example, library, ccag).articles:
            if article.id.startswith("trame-"):
                cited += re.findall(r"[Ll][’e]s? ?articles? ([\d.]+(?: (?:à|et) [\d.]+)?) du CCAG", said(article))
        assert len(cited) >= 8
        assert set(cited) <= known


def test_the_file_says_on_its_cover_and_pages_that_it_is_not_to_be_signed(example: Example, library: Library) -> None:
    dossier = dossier_of(example, library, "travaux")
    document = dossier.document(SKELETON)
    assert not document.for_signature
    text = word_text(produce(dossier)[f"{SKELETON}.docx"])
    assert "Trame, à compléter : ne pas signer en l’état" in text.replace("\u00a0", " ")
    assert TO_WRITE in text


def test_open_points_are_said_beside_the_warning(example: Example, library: Library) -> None:
    data = {**example("halle-neuf-lots"), "clauses": {"retenues": {}}}
    dossier = prepare(read(data), library)
    assert dossier.open_points
    cover = dossier.document(SKELETON).cover["projet"]
    assert "ne pas signer" in cover
    assert "à régler" in cover


def test_every_derogation_of_the_annex_is_in_the_last_article(example: Example, library: Library) -> None:
    dossier = dossier_of(example, library, "fcs")
    annex, last = dossier.document(ANNEX), dossier.document(SKELETON).articles[-1]
    listed = next(article for article in annex.articles if article.id == "derogations")
    count = sum("| 14.1.3 |" in line for line in lines(annex))
    assert count >= 1
    assert said(last).count("14.1.3") == said(listed).count("14.1.3")
