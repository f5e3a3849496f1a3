"""Real Word structure: styles, headings, numbering, references, contents, content controls."""

from __future__ import annotations

import re
from itertools import pairwise

from docx.oxml.ns import qn
from lxml import etree

from generator.blocks import Article, Document, Item, ListBlock, Origin
from generator.writers.docx import write
from tests.writers.docx_reading import carrier, paragraphs, part, styles_of, text_of
from tests.writers.sample_documents import annex, many_articles, numbered, say, words, working_document

_HEADINGS = {"heading 1": 1, "heading 2": 2, "heading 3": 3}


def _levels(raw: bytes) -> list[int]:
    names = styles_of(raw)
    found = [names[each._p.style] for each in paragraphs(raw) if each._p.style in names]
    return [_HEADINGS[name] for name in found if name in _HEADINGS]


def test_headings_are_words_own_and_never_jump_a_level() -> None:
    for document, model in ((annex(*many_articles(5)), "annexe-ccap"), (working_document(), "textes-a-reporter")):
        levels = _levels(write(document, carrier(model)))
        assert levels.count(1) == len(document.articles)
        assert all(after - before <= 1 for before, after in pairwise([0, *levels]))


def test_heading_numbers_are_digits_of_a_multilevel_list_tied_to_the_styles() -> None:
    numbering = part(write(annex(), carrier()), "word/numbering.xml")
    texts = {
        level.find(qn("w:pStyle")).get(qn("w:val")): level.find(qn("w:lvlText")).get(qn("w:val"))
        for level in numbering.iter(qn("w:lvl"))
        if level.find(qn("w:pStyle")) is not None
    }
    assert [texts[style] for style in ("Titre1", "Titre2", "Titre3")] == ["%1", "%1.%2", "%1.%2.%3"]


def test_a_numbered_article_takes_its_number_from_the_style_alone() -> None:
    for paragraph in paragraphs(write(annex(), carrier())):
        if paragraph._p.style in ("Titre1", "Titre2", "Titre3"):
            assert paragraph._p.pPr.numPr is None


def test_an_unnumbered_section_joins_the_list_that_prints_no_number() -> None:
    raw = write(working_document(), carrier("textes-a-reporter"))
    headings = [each for each in paragraphs(raw) if each._p.style in ("Titre1", "Titre2")]
    assert len(headings) == 6
    assert {each._p.pPr.numPr.numId.val for each in headings} == {4}
    numbering = part(raw, "word/numbering.xml")
    abstract = numbering.xpath("w:abstractNum[@w:abstractNumId='3']", namespaces=numbering.nsmap)[0]
    assert {each.get(qn("w:val")) for each in abstract.iter(qn("w:numFmt"))} == {"none"}


def test_every_numbered_list_starts_again_with_a_number_of_its_own() -> None:
    document = Document("annexe-ccap", "Annexe", (Article("a", "A", (numbered("un", "deux"), numbered("trois"))),))
    raw = write(document, carrier())
    items = [each for each in paragraphs(raw) if each._p.style == "ListeNumerotee"]
    assert [each._p.pPr.numPr.numId.val for each in items] == [5, 5, 6]
    numbering = part(raw, "word/numbering.xml")
    for number in ("5", "6"):
        restarts = numbering.xpath(
            f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val", namespaces=numbering.nsmap
        )
        assert restarts == ["1", "1"]


def test_a_nested_list_sits_on_the_second_level_whatever_its_kind() -> None:
    nested = ListBlock(True, (Item(words("sous-entrée")),))
    block = ListBlock(False, (Item(words("entrée"), nested),))
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", (block,)),)), carrier())
    last = paragraphs(raw)[-1]._p
    assert last.style == "ListeNumerotee2"
    assert last.pPr.numPr.ilvl.val == 1


def test_references_are_fields_to_the_bookmark_of_the_article_with_the_right_number() -> None:
    document = annex(*many_articles(4))
    root = part(write(document, carrier()))
    bookmarks = {mark.get(qn("w:name")): mark for mark in root.iter(qn("w:bookmarkStart"))}
    fields = list(root.iter(qn("w:fldSimple")))
    assert fields
    numbers = document.numbers()
    for field in fields:
        name = re.fullmatch(r" REF (\w+) \\r \\h ", field.get(qn("w:instr"))).group(1)
        assert bookmarks[name].getparent().tag == qn("w:p")
        assert "".join(field.itertext()) == str(numbers[name.removeprefix("_art_")])


def test_bookmark_names_are_legal_and_unique_even_for_strange_ids() -> None:
    ids = ["a" * 60, "a" * 61, "é-à", "e_a", "e-a", "x", "X y"]
    articles = tuple(Article(id_, "Titre", (say("texte"),)) for id_ in ids)
    root = part(write(Document("annexe-ccap", "Annexe", articles), carrier()))
    names = [mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert all(re.fullmatch(r"_[A-Za-z0-9_]{1,39}", name) for name in names)
    assert len(set(names)) == len(ids)


def test_the_table_of_contents_is_filled_and_each_line_leads_to_its_article() -> None:
    document = annex(*many_articles(3))
    root = part(write(document, carrier()))
    lines = [each for each in root.iter(qn("w:p")) if _style(each) == "Sommaire1"]
    assert ["".join(node.text or "" for node in line.iter(qn("w:t"))) for line in lines] == [
        f"{number}{article.title}" for number, article in enumerate(document.articles, start=1)
    ]
    targets = [line.find(qn("w:hyperlink")).get(qn("w:anchor")) for line in lines]
    assert targets == [mark.get(qn("w:name")) for mark in root.iter(qn("w:bookmarkStart"))]


def test_the_contents_field_opens_and_closes_once_and_asks_for_no_update() -> None:
    raw = write(annex(), carrier())
    kinds = [each.get(qn("w:fldCharType")) for each in part(raw).iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert not list(part(raw, "word/settings.xml").iter(qn("w:updateFields")))


def _style(paragraph: etree._Element) -> str:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))


def _controls(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(qn("w:sdt")))


def test_each_clause_is_one_content_control_that_names_it() -> None:
    controls = _controls(part(write(annex(), carrier())))
    tags = [control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for control in controls]
    assert tags == ["clausier:insertion_sociale@2021-04-01", "clausier:dechets@2021-04-01"]
    for control in controls:
        assert control.getparent().tag == qn("w:body")
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:lock')}") is None


def test_ids_of_controls_and_bookmarks_are_unique_in_a_long_document() -> None:
    root = part(write(annex(*many_articles(60)), carrier()))
    controls = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in _controls(root)]
    bookmarks = [mark.get(qn("w:id")) for mark in root.iter(qn("w:bookmarkStart"))]
    assert len(controls) == 62
    assert len({*controls, *bookmarks}) == len(controls) + len(bookmarks)


def test_tag_and_title_of_a_control_keep_within_words_64_characters() -> None:
    long = Article("a", "Titre " * 40, (say("texte"),), origin=Origin("c" * 90, "2021-04-01", ""))
    other = Article("b", "Titre", (say("texte"),), origin=Origin("c" * 91, "2021-04-01", ""))
    controls = _controls(part(write(Document("annexe-ccap", "Annexe", (long, other)), carrier())))
    values = [each.get(qn("w:val")) for control in controls for each in control[0] if each.tag != qn("w:id")]
    assert all(len(value) <= 64 for value in values)
    tags = [control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for control in controls]
    assert tags[0] != tags[1]
    assert all(tag.endswith("@2021-04-01") for tag in tags)


def test_no_paragraph_is_empty() -> None:
    for document, model in ((annex(*many_articles(2)), "annexe-ccap"), (working_document(), "textes-a-reporter")):
        assert all(text_of(each) for each in paragraphs(write(document, carrier(model))))


def test_the_text_begins_on_a_new_page_only_after_a_table_of_contents() -> None:
    breaks = [
        [each._p.style for each in paragraphs(write(document, carrier(model))) if _opens_page(each._p)]
        for document, model in ((annex(), "annexe-ccap"), (working_document(), "textes-a-reporter"))
    ]
    assert breaks == [["Titre1"], []]


def _opens_page(paragraph: etree._Element) -> bool:
    return paragraph.pPr.find(qn("w:pageBreakBefore")) is not None
