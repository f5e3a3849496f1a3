"""Where our articles go in a buyer's CCAP, in which looks and under which numbers."""

from __future__ import annotations

import io
import re

import docx
import pytest
from lxml import etree

from generator.dossier import Dossier
from generator.dossier.insertion import choose_place, incorporate, read_ccap
from generator.errors import InputError
from tests.dossier.insertion_reading import W, bare, inserted, parts, texts
from tests.word import ccaps


def heading(raw: bytes, words: str) -> etree._Element:
    return next(p._p for p in docx.Document(io.BytesIO(raw)).paragraphs if words in p.text)


def test_a_numbered_style_numbers_our_articles_and_references_follow(cleaning: Dossier) -> None:
    made = inserted(cleaning, ccaps.by_style())
    ours = heading(made.docx, "définitions")
    assert ours.pPr.pStyle.val == "Heading1"
    assert "avant « Dérogations au CCAG » : articles 6 à" in bare(made.report.place)
    xml = parts(made.docx)["word/document.xml"].decode()
    fields = re.findall(r'w:instr=" REF (\w+) \\r \\h "', xml)
    assert len(fields) > 20
    assert set(fields) <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml))


def test_a_list_that_writes_article_gives_plain_numbers(cleaning: Dossier) -> None:
    made = inserted(cleaning, ccaps.by_style("Article %1 –"))
    assert b"REF _art" not in parts(made.docx)["word/document.xml"]
    assert any("numéros écrits" in line for line in made.report.done)


def test_typed_numbers_go_on_as_they_were_typed(cleaning: Dossier) -> None:
    made = inserted(cleaning, ccaps.typed("ARTICLE {} : {}", styled=True))
    titles = [text for text in texts(made.docx) if text.startswith("ARTICLE ")]
    assert titles[:5] == [f"ARTICLE {n} : {title}" for n, title in enumerate(ccaps.TITLES[:5], start=1)]
    assert [int(re.findall(r"\d+", title)[0]) for title in titles[:-1]] == list(range(1, len(titles)))
    assert titles[-1] == "ARTICLE 6 : Dérogations au CCAG"
    assert any("Renumérotez" in line and "ARTICLE 6" in line for line in made.report.to_check)
    ours = heading(made.docx, "ARTICLE 7")
    assert ours.pPr.pStyle.val == "Heading1"
    assert "7.1" not in titles[6]


def test_a_heading_typed_in_bold_gives_its_look(cleaning: Dossier) -> None:
    ours = heading(inserted(cleaning, ccaps.typed()).docx, "Article 7 - ")
    run = ours.find(W + "r")
    assert run.rPr.find(W + "b") is not None
    assert run.rPr.find(W + "sz").get(W + "val") == "24"


def test_titles_in_capitals_are_followed_in_capitals(cleaning: Dossier) -> None:
    document = docx.Document()
    for number, title in enumerate(("OBJET DU MARCHÉ", "PRIX", "DÉROGATIONS"), start=1):
        document.add_heading(f"{number}. {title}", 1)
        document.add_paragraph(ccaps.TEXT)
    out = io.BytesIO()
    document.save(out)
    after = [bare(text) for text in texts(inserted(cleaning, out.getvalue()).docx)]
    assert "3. PARTIE SOCIALE ET ENVIRONNEMENTALE : OBJET ET PORTÉE" in after


def test_without_headings_our_articles_are_numbered_at_the_end(cleaning: Dossier) -> None:
    made = inserted(cleaning, ccaps.without_headings())
    after = texts(made.docx)
    assert bare(after[5]) == "Article 1 – Partie sociale et environnementale : objet et portée"
    assert any("ne numérote pas" in line for line in made.report.done)
    assert any("notre liste des dérogations" in line for line in made.report.to_check)


def test_french_style_names_and_the_body_style_are_recognised(cleaning: Dossier) -> None:
    made = inserted(cleaning, ccaps.french_names())
    assert any("« Titre 1 »" in bare(line) for line in made.report.done)
    assert any("« Corps CCAP »" in bare(line) for line in made.report.done)
    paragraph = heading(made.docx, "les termes suivants ont le sens")
    assert paragraph.pPr.pStyle.val == "CorpsCCAP"


# The place


def test_a_marker_is_replaced(cleaning: Dossier) -> None:
    for marker, where in (("{{p clausier }}", {}), ("[Clauses]", {"repere": "[clauses]"})):
        made = inserted(cleaning, ccaps.french_names(marker=marker), **where)
        after = texts(made.docx)
        assert marker not in after
        ours = next(n for n, text in enumerate(after) if "objet et portée" in text)
        assert after.index("Pénalités de retard") < ours < after.index("Résiliation")
        assert "articles 5 à" in made.report.place


@pytest.mark.parametrize("asked", ["Prix et règlement", "prix et reglement", "3. Prix et règlement", "Prix et"])
def test_after_a_title_means_after_its_whole_article(asked: str, cleaning: Dossier) -> None:
    raw = ccaps.by_style(titles=("Objet", "Prix et règlement", "Résiliation"))
    if asked.startswith("3."):  # typed as one reads it, where the number is typed
        raw = ccaps.typed("{}. {}")
    after = texts(inserted(cleaning, raw, apres=asked).docx)
    ours = next(n for n, text in enumerate(after) if "objet et portée" in text)
    places = [n for n, text in enumerate(after) if text in ("Règlement", "3. Prix et règlement")]
    following = next(n for n, text in enumerate(after) if text in ("Résiliation", "4. Pénalités de retard"))
    assert places[-1] < ours < following


def test_a_title_that_two_articles_share_is_refused(cleaning: Dossier) -> None:
    with pytest.raises(InputError, match="2 titres répondent à « règl »"):
        inserted(cleaning, ccaps.by_style(), apres="règl")


def test_an_unknown_title_is_answered_with_those_of_the_document(cleaning: Dossier) -> None:
    with pytest.raises(InputError) as caught:
        inserted(cleaning, ccaps.typed(), apres="Garanties")
    assert "aucun titre « Garanties »" in str(caught.value)
    assert "« Article 4 - Pénalités de retard »" in str(caught.value)


@pytest.mark.parametrize(("count", "wanted"), [(0, "est absent"), (2, "y est plusieurs fois")])
def test_a_sentence_that_is_not_there_once_is_refused(count: int, wanted: str, cleaning: Dossier) -> None:
    document = docx.Document()
    for text in ["Un paragraphe.", *["[ici]"] * count]:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(InputError, match=wanted):
        inserted(cleaning, out.getvalue(), repere="[ici]")


def test_the_end_is_before_the_lines_to_sign(cleaning: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed(signed=True)))
    for paragraph in list(document.paragraphs):
        if "Dérogations" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    out = io.BytesIO()
    document.save(out)
    after = texts(inserted(cleaning, out.getvalue()).docx)
    assert after[-1] == "Fait à Amiens, le"
    assert sum("objet et portée" in text for text in after) == 1


def test_a_table_of_contents_is_no_place(cleaning: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed()))
    first = document.paragraphs[0]
    for n, title in enumerate(ccaps.TITLES, start=1):
        first.insert_paragraph_before().add_run(f"Article {n} - {title}\t{n}").bold = True
    out = io.BytesIO()
    document.save(out)
    host = read_ccap(out.getvalue())
    assert [each.words for each in host.headings] == list(ccaps.TITLES)
    assert incorporate(cleaning, host, choose_place(host)).report.place.endswith("articles 6 à 21.")


# What else is told


def test_articles_are_not_inserted_twice(cleaning: Dossier) -> None:
    with pytest.raises(InputError, match="contient déjà"):
        read_ccap(inserted(cleaning, ccaps.typed()).docx)


def test_a_neighbouring_article_and_the_derogations_to_restate_are_told(cleaning: Dossier) -> None:
    raw = ccaps.by_style(titles=("Objet", "Clause d’insertion", "Dérogations"))
    told = bare("\n".join(inserted(cleaning, raw).report.to_check))
    assert "« Clause d’insertion »" in told
    assert "déroge à l’article 14.1.3 du CCAG" in told
    assert "L’annexe au CCAP n’est plus à joindre" in told
