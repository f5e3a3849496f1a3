"""What an .odt says, read back with another library: the blocks' words, the preview's numbers, Word's first page."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import html5lib
import odfdo
import pytest
from docx import Document as WordDocument

from generator.blocks import Article, Document, Paragraph, Ref, Text
from generator.dossier import prepare, produce, write_document
from generator.library import Library, shipped
from generator.market import read_json
from generator.word.xmltext import clean
from generator.writers.odt import Opening, write
from tests.conftest import EXAMPLES
from tests.writers.docx_reading import plain_spaces
from tests.writers.odt_reading import attribute, find, lines, part, words
from tests.writers.sample_documents import COVER, HOSTILE, annex, hostile_document, say, working_document
from tools.reading import lines as block_lines


@cache
def _dossier(example: Path):
    return prepare(read_json(example.read_bytes()), Library.load([shipped()]))


def _said(texts: list[str]) -> list[str]:
    return [plain_spaces(clean(text)) for text in texts]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_document_of_an_example_says_the_blocks_words_and_numbers(example: Path) -> None:
    dossier = _dossier(example)
    for document in dossier.documents:
        assert _said(lines(write_document(dossier, document, "odt"))) == _said(block_lines(document)), document.id


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_heading_has_the_number_of_the_preview(example: Path) -> None:
    dossier = _dossier(example)
    for document in dossier.documents:
        page = html5lib.parse(write_document(dossier, document, "html").decode(), namespaceHTMLElements=False)
        shown = [
            (each.findtext("span[@class='n']") or "", "".join(each.itertext()))
            for section in page.iter("section")
            for each in section.iter()
            if each.tag in ("h2", "h3", "h4")
        ]
        headings = odfdo.Document(io.BytesIO(write_document(dossier, document, "odt"))).body.get_elements("//text:h")
        labels = [heading.get_element("text:number") for heading in headings]
        written = [("" if label is None else label.text.strip()) for label in labels]
        assert written == [number for number, _ in shown], document.id
        assert [_squeezed(words(heading)) for heading in headings] == [_squeezed(text) for _, text in shown]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_first_page_says_what_the_word_file_says(example: Path) -> None:
    made = produce(_dossier(example), ("docx", "odt"))
    for name in (name for name in made if name.endswith(".docx")):
        word = [paragraph.text for paragraph in WordDocument(io.BytesIO(made[name])).paragraphs]
        opening = _opening(made[name.replace(".docx", ".odt")])
        assert _said(word[: len(opening)]) == _said(opening), name


def _opening(raw: bytes) -> list[str]:
    """The paragraphs before the contents or the first article."""
    children = odfdo.Document(io.BytesIO(raw)).body.children
    end = next(index for index, each in enumerate(children) if not isinstance(each, odfdo.Paragraph) or
               isinstance(each, odfdo.Header))  # fmt: skip
    return [words(each) for each in children[:end]]


def test_a_value_is_printed_as_it_was_typed() -> None:
    read = _said(lines(write(hostile_document(), Opening.COVER)))
    assert [f"Valeur : {clean(value)} fin." for value in HOSTILE] == read[1 : 1 + len(HOSTILE)]
    assert "{{ 7*7 }}" in read[0]


def test_hostile_values_leave_every_part_readable() -> None:
    raw = write(hostile_document(), Opening.COVER)
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"):
        assert len(part(raw, name))


def test_blanks_that_the_format_would_drop_are_kept() -> None:
    texts = ("  deux devant", "deux  dedans", "un derrière ", " ")
    blocks = tuple(Paragraph((Text(text),)) for text in texts)
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", blocks),)), Opening.COMPACT)
    assert lines(raw)[1:] == list(texts)


def test_a_blank_between_two_faces_stays_a_plain_blank() -> None:
    inlines = (Text("Au moins "), Text("la masse", bold=True), Text(" du lot "), Text("entier.", italic=True))
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", (Paragraph(inlines),)),)), Opening.COMPACT)
    assert lines(raw)[1] == "Au moins la masse du lot entier."
    assert not find(part(raw), "text:s")


def test_two_blanks_at_the_border_of_two_faces_are_both_kept() -> None:
    inlines = (Text("un "), Text(" deux", bold=True))
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", (Paragraph(inlines),)),)), Opening.COMPACT)
    assert lines(raw)[1] == "un  deux"


def test_the_number_of_an_article_never_stands_apart_from_its_word() -> None:
    blocks = (Paragraph((Text("Les pénalités figurent à l’article "), Ref("b"), Text("."))),)
    document = Document("annexe-ccap", "Annexe", (Article("a", "A", blocks), Article("b", "B", (say("x"),))))
    assert lines(write(document, Opening.COMPACT))[1] == "Les pénalités figurent à l’article\u00a02."


def test_the_number_of_a_law_article_never_breaks() -> None:
    document = Document("annexe-ccap", "Annexe", (Article("a", "A", (say("Art. L. 2112-2 (sous-traitance)"),)),))
    text = "".join(part(write(document, Opening.COMPACT)).itertext())
    assert "2112\u20112" in text
    assert "sous-traitance" in text


def test_a_reference_to_nothing_prints_what_the_other_writers_print() -> None:
    blocks = (Paragraph((Text("Voir "), Ref("absent <x>"))),)
    raw = write(Document("annexe-ccap", "Annexe", (Article("a", "A", blocks),)), Opening.COMPACT)
    assert plain_spaces(lines(raw)[1]) == "Voir absent <x>"


def test_lines_of_the_first_page_without_value_are_left_out() -> None:
    raw = write(annex(**dict.fromkeys((*COVER, "date", "mention"), "")), Opening.COVER)
    assert _opening(raw) == [annex().title, annex().subtitle]


def test_date_and_mention_are_printed_when_given() -> None:
    raw = write(annex(date="30 novembre 2026", mention="Annexe n° 1"), Opening.COVER)
    assert _opening(raw)[-2:] == ["30 novembre 2026", "Annexe n° 1"]


def test_a_working_document_says_it_is_not_for_signature_on_every_page() -> None:
    raw = write(working_document(), Opening.WORKING)
    warning = "Document de travail – ne pas signer"
    assert warning in _opening(raw)
    (header,) = find(part(raw, "styles.xml"), "style:header")
    assert warning in "".join(header.itertext())


def test_the_state_of_a_draft_stands_on_its_cover_and_every_page_after() -> None:
    raw = write(annex(), Opening.COVER)
    (header,) = find(part(raw, "styles.xml"), "style:header")
    assert COVER["projet"] in _opening(raw)
    assert COVER["projet"] in "".join(header.itertext())


def test_the_footer_gives_the_reference_the_page_and_their_count() -> None:
    for kind, count in ((Opening.COVER, 1), (Opening.COMPACT, 2)):
        footers = find(part(write(annex(), kind), "styles.xml"), "style:footer")
        assert len(footers) == count
        for footer in footers:
            assert "".join(footer.itertext()) == f"{COVER['reference']}Page 1 sur 1"
            assert len(find(footer, "text:page-number")) == len(find(footer, "text:page-count")) == 1


def test_the_properties_name_the_document_the_buyer_and_no_date() -> None:
    meta = part(write(annex(), Opening.COVER), "meta.xml")
    given = {str(each.tag).rpartition("}")[2]: each.text for each in meta[0]}
    assert given == {
        "generator": "Clausier",
        "title": f"{annex().title} – {COVER['objet']}",
        "subject": COVER["objet"],
        "initial-creator": COVER["acheteur"],
        "creator": COVER["acheteur"],
        "language": "fr-FR",
    }


def test_the_same_document_gives_the_same_bytes_dated_1980() -> None:
    raw = write(annex(), Opening.COVER)
    assert raw == write(annex(), Opening.COVER)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_document_opens_as_its_word_carrier_does() -> None:
    dossier = _dossier(EXAMPLES[0])
    made = {each.id: part(write_document(dossier, each, "odt")) for each in dossier.documents}
    assert [id_ for id_, root in made.items() if find(root, "text:table-of-content")] == ["annexe-ccap", "trame-ccap"]
    for root in made.values():
        styles = {attribute(each, "style:name"): each for each in find(root, "style:style")}
        first = find(root, "text:p")[0]
        assert attribute(styles[attribute(first, "text:style-name")], "style:master-page-name")
