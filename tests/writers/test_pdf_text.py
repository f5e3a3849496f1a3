"""The words of the PDF are those of the block tree, in order, and a hostile value prints as itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import pytest

from generator.blocks import Article, Document, Item, ListBlock, Paragraph, Table, Text, Value, plain
from generator.dossier import prepare
from generator.library import Library
from generator.market import read_json
from generator.word.xmltext import clean
from generator.writers import pdf
from generator.writers.pdf.glyphs import FOLDER, covered, printable
from tests.conftest import EXAMPLES
from tests.hostile.values import TEXTS
from tests.writers.pdf_reading import NEEDS_POPPLER, anomalies, body, opening, pages, says_what_it_is, spoken, squeezed
from tests.writers.sample_documents import HOSTILE, annex, hostile_document, many_articles, words, working_document

ANNEX = "annexe-ccap"
FOOT = re.compile(r"(?:.* )?Page \d+ sur \d+$")


def shown(raw: bytes, document: Document, expected: list[str], *, first: int) -> list[str]:
    """The words of the pages from `first` (0 is the first), heads, feet and headers drawn again left out."""
    found: list[str] = []
    for rank, lines in enumerate(pages(raw)[first:], start=first):
        kept = " ".join(line for line in lines if not FOOT.match(line)).split()
        kept = _without(kept, running(document).split()) if rank else kept
        again = _header_again(document, kept, expected[len(words_of(found)) :]) if rank > first else 0
        found += kept[again:]
    return words_of(found)


def _header_again(document: Document, kept: list[str], wanted: list[str]) -> int:
    """How many words at the top of a page are the header of a table that goes on."""
    blocks = (block for article in document.articles for block in article.blocks)
    headers = (" ".join(plain(cell) for cell in block.header).split() for block in blocks if isinstance(block, Table))
    known = (header for header in headers if kept[: len(header)] == header and wanted[: len(header)] != header)
    return max(map(len, known), default=0)


def words_of(texts: Sequence[str]) -> list[str]:
    """The words, a line that ends at a hyphen joined to the next one."""
    return re.sub(r"(?<=\w)- ", "-", " ".join(texts)).split()


def running(document: Document) -> str:
    """What stands at the head of every page but the first."""
    notice = document.cover["projet"] if says_what_it_is(document) else "Document de travail – ne pas signer"
    return f"{document.title} {notice}"


def _without(words_: list[str], head: list[str]) -> list[str]:
    assert words_[: len(head)] == head
    return words_[len(head) :]


@NEEDS_POPPLER
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_words_on_the_pages_are_those_of_the_block_tree(example: object, library: Library) -> None:
    dossier = prepare(read_json(example.read_bytes()), library)  # type: ignore[attr-defined]
    for document in dossier.documents:
        contents = document.id == ANNEX
        raw = pdf.write(document, contents=contents)
        expected = words_of([*([] if contents else opening(document, contents=False)), *body(document)])
        assert shown(raw, document, expected, first=2 if contents else 0) == expected, document.id
        if contents:
            assert " ".join(pages(raw)[0]).split() == " ".join(opening(document, contents=True)).split()


@NEEDS_POPPLER
def test_the_contents_give_the_page_where_each_article_stands() -> None:
    document = annex(*many_articles(20))
    numbers = document.numbers()
    read = pages(pdf.write(document, contents=True))
    assert read[1][:2] == [running(document), "Sommaire"]
    for article, line in zip(document.articles, read[1][2:], strict=False):
        number, title, page = re.match(r"(\d+) (.*?) (?:\. )*\.? ?(\d+)$", line).groups()  # type: ignore[union-attr]
        assert (int(number), title) == (numbers[article.id], article.title)
        assert f"{number} {title}" in read[int(page) - 1]


@NEEDS_POPPLER
def test_a_working_document_says_so_on_every_page() -> None:
    read = pages(pdf.write(working_document(), contents=False))
    assert all("Document de travail – ne pas signer" in " ".join(page) for page in read)
    assert not any("Document de travail" in line for page in pages(pdf.write(annex(), contents=True)) for line in page)


@NEEDS_POPPLER
def test_every_page_but_a_cover_counts_itself() -> None:
    for contents in (True, False):
        read = pages(pdf.write(annex(*many_articles(6)), contents=contents))
        feet = [line for page in read for line in page if FOOT.match(line)]
        first = 2 if contents else 1
        assert feet == [f"2026-TRX-014 Page {n} sur {len(read)}" for n in range(first, len(read) + 1)]


def one(text: str) -> Document:
    """A document that says `text` in its cover, in an alinéa, a list, a cell and the title of an article."""
    value = (Value(text, "objet"),)
    table = Table((words("Nom"), words("Valeur")), ((words("saisie"), value),), ("gauche", "gauche"))
    blocks = (Paragraph((Text("avant "), *value, Text(" après"))), ListBlock(True, (Item(value),)), table)
    cover = dict.fromkeys(("acheteur", "objet", "reference", "projet", "date", "mention"), text)
    return Document("essai", text, (Article("a", text, blocks),), cover=cover, subtitle=text)


@NEEDS_POPPLER
@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_prints_as_itself_wherever_it_stands(name: str) -> None:
    text = TEXTS[name][0]
    raw = pdf.write(one(text), contents=False)
    left = squeezed(printable(text))
    said = spoken(raw)
    assert anomalies(raw) == []
    # right-to-left words are put in reading order by poppler, and marks joined to their letter
    if name not in ("right to left", "combining"):
        assert said.count(left) >= 9
    assert "avant" in said
    assert said.endswith("saisie" + left) or name in ("right to left", "combining")


@NEEDS_POPPLER
@pytest.mark.parametrize(
    "text",
    ["#import \"x\"", "#read(\"/etc/passwd\")", "$ x^2 $", "`code` ``` x ```", "<art-0> @art-0", "= titre", "/ a: b",
     "\\u{41} \\#", "#{ 1 + 1 }", "// commentaire /* x */", "https://exemple.fr/#a", "~ -- --- ... 'a' \"b\"",
     "*a* _b_"],
)  # fmt: skip
def test_typst_markup_prints_as_itself(text: str) -> None:
    assert spoken(pdf.write(one(text), contents=False)).count(squeezed(text)) >= 9


@NEEDS_POPPLER
def test_a_document_of_hostile_values_loses_none() -> None:
    raw = pdf.write(hostile_document(), contents=True)
    said = squeezed("".join(chain.from_iterable(pages(raw))))
    for text in HOSTILE:
        if "سوق" not in text and len(text) < 1000:  # a word that goes on over pages is tried below
            assert said.count(squeezed(clean(text))) >= 3, text
    assert anomalies(raw) == []


@NEEDS_POPPLER
@pytest.mark.parametrize(("sign", "length"), [("x", 5000), ("W", 2000), ("🏫", 400)])
def test_a_word_without_end_stays_within_the_page(sign: str, length: int) -> None:
    read = pages(pdf.write(one(sign * length), contents=False))
    drawn = list(chain.from_iterable(read))
    assert sum(line.count(sign) for line in drawn) >= 9 * length
    assert max(line.count(sign) for line in drawn) < 100 * 8 / 3


def test_a_character_that_no_font_draws_is_printed_by_its_code_point() -> None:
    assert printable("École 名 \U0001d518 🏫") == "École [U+540D] [U+1D518] 🏫"
    assert printable("a\x00\ud800b\nc\ue000") == "ab c"
    assert printable("« L’été : 1\u202f000 € – œuvre »") == "« L’été : 1\u202f000 € – œuvre »"


def test_marks_piled_on_characters_of_several_fonts_do_not_stop_the_document() -> None:
    piled = "\U0001fa8a\u0335\u10ed\u067eéb\u0591\u05a2🏈↪\U0001f17e\u1dc2\u0ebac\u033b"
    assert pdf.write(one(piled), contents=False).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("font", "drawn", "missing"),
    [("LiberationSans-Regular", "AéŒ€–’«\u00a0Жא", "名🏫\u0601"), ("NotoEmoji-Regular", "🏫👩", "Aé名"),
     ("DejaVuSans", "Aé→☐✓ع", "名🏫")],
)  # fmt: skip
def test_the_characters_of_a_font_are_read_from_it(font: str, drawn: str, missing: str) -> None:
    known = set(covered((FOLDER / f"{font}.ttf").read_bytes()))
    assert set(drawn) <= known
    assert not set(missing) & known


def test_the_faces_of_the_main_font_draw_the_same_characters() -> None:
    regular, *others = (
        set(covered((FOLDER / f"LiberationSans-{face}.ttf").read_bytes()))
        for face in ("Regular", "Bold", "Italic", "BoldItalic")
    )
    assert len(regular) > 2000
    assert all(other == regular for other in others)
