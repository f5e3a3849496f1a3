"""What the document says reaches Word whole, in order and literally."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from generator.blocks import Article, Document, Paragraph, Ref, Text, Value
from generator.writers.docx import write
from tests.writers.docx_reading import carrier, expected_texts, paragraphs, part, plain_spaces, text_of
from tests.writers.sample_documents import HOSTILE, annex, hostile_document, many_articles, say, working_document

_CASES = {
    "annex": (annex(), "annexe-ccap"),
    "sixty articles": (annex(*many_articles(60)), "annexe-ccap"),
    "working document": (working_document(), "textes-a-reporter"),
    "hostile values": (hostile_document(), "annexe-ccap"),
}


@pytest.mark.parametrize("case", _CASES)
def test_the_body_read_back_by_python_docx_is_the_block_tree_in_order(case: str) -> None:
    document, model = _CASES[case]
    expected = [plain_spaces(text) for text in expected_texts(document) if text]
    read = [plain_spaces(text_of(each)) for each in paragraphs(write(document, carrier(model)))]
    read = [text for text in read if text]
    assert read[-len(expected) :] == expected


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_a_hostile_value_is_printed_as_typed_and_nothing_after_it_is_lost(value: str) -> None:
    document = _with_value(value)
    texts = [text_of(each) for each in paragraphs(write(document, carrier()))]
    literal = value.replace("\x00", "").replace("\x07", "").replace("\ud800", "").replace("\n", " ").replace("\t", " ")
    assert f"Début {literal} fin." in texts
    assert texts[-1] == "Dernier alinéa."


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_a_hostile_value_on_the_cover_is_printed_as_typed(value: str) -> None:
    literal = value.replace("\x00", "").replace("\x07", "").replace("\ud800", "").replace("\n", " ").replace("\t", " ")
    texts = [text_of(each) for each in paragraphs(write(annex(objet=value, acheteur=value), carrier()))]
    assert texts[0] == literal
    assert literal in texts[1:6]


def _with_value(value: str) -> Document:
    blocks = (Paragraph((Text("Début "), Value(value, "objet"), Text(" fin."))), say("Dernier alinéa."))
    return Document("annexe-ccap", "Annexe", (Article("a", "Objet", blocks),))


def test_no_break_spaces_reach_word() -> None:
    document = _with_value("1\u202f208\u00a0€")
    assert "1\u202f208\u00a0€" in "".join(part(write(document, carrier())).itertext())


def test_the_space_between_article_and_its_number_never_ends_a_line() -> None:
    blocks = (Paragraph((Text("Voir l’article "), Ref("a"), Text("."))),)
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "Objet", blocks),)), carrier())
    assert text_of(paragraphs(raw)[-1]) == "Voir l’article\u00a01."


def test_the_same_document_gives_the_same_bytes() -> None:
    first, second = (write(annex(*many_articles(3)), carrier()) for _ in range(2))
    assert first == second


def test_every_part_is_dated_1980_and_its_sum_is_right() -> None:
    with zipfile.ZipFile(io.BytesIO(write(annex(), carrier()))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_give_title_author_and_language_and_no_date() -> None:
    raw = write(annex(), carrier())
    properties = docx.Document(io.BytesIO(raw)).core_properties
    assert properties.title == (
        "Annexe au cahier des clauses administratives particulières – "
        "Réhabilitation de la halle et construction d’un équipement public en neuf lots"
    )
    assert properties.author == "Commune de Haut-Pays"
    assert properties.language == "fr-FR"
    assert not any("date" in str(element.tag).lower() for element in part(raw, "docProps/core.xml").iter())


def test_the_banner_of_a_draft_shows_only_when_points_are_open() -> None:
    banner = "Projet – 2 points à régler"
    with_points, without = (
        [text_of(each) for each in paragraphs(write(annex(projet=projet), carrier()))] for projet in (banner, "")
    )
    assert banner in with_points
    assert not any("Projet" in text for text in without)


def test_empty_cover_values_leave_no_empty_paragraph() -> None:
    document = annex(**dict.fromkeys(("acheteur", "objet", "reference", "projet", "date", "mention"), ""))
    texts = [text_of(each) for each in paragraphs(write(document, carrier()))]
    assert "" not in texts
    assert not any("Référence" in text or "None" in text for text in texts)


def test_the_review_sheet_says_it_is_not_for_signature_on_every_page() -> None:
    raw = write(working_document(), carrier("fiche-de-relecture"))
    warning = "Document de travail – ne pas signer"
    assert warning in [text_of(each) for each in paragraphs(raw)]
    assert warning in "".join(part(raw, "word/header1.xml").itertext())


def test_words_and_values_of_one_face_make_one_run() -> None:
    inlines = (Text("Au moins "), Value("80 %", "part"), Text(" de la "), Text("masse", bold=True), Text("."))
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", (Paragraph(inlines),)),)), carrier())
    runs = paragraphs(raw)[-1].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("Au moins 80 % de la ", False),
        ("masse", True),
        (".", False),
    ]
