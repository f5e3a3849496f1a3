"""The tags of the PDF: what assistive technology needs is there, on every example, and its absence is seen."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import typst

from generator.blocks import Article, Document, ListBlock, Ref, Table, inlines_of
from generator.dossier import Dossier, prepare
from generator.library import Library
from generator.market import read_json
from generator.writers import pdf
from generator.writers.pdf.engine import FOLDER
from tests.conftest import EXAMPLES
from tests.writers.pdf_reading import NEEDS_POPPLER, alternatives, anomalies, body, opening, pages, spoken, squeezed
from tests.writers.pdf_reading import tag_names as names_of
from tests.writers.sample_documents import annex, many_articles, say, table_of_lots, working_document

ANNEX = "annexe-ccap"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def dossier(request: pytest.FixtureRequest, library: Library) -> Dossier:
    return prepare(read_json(request.param.read_bytes()), library)


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> list[tuple[Document, bytes]]:
    return [(document, pdf.write(document, contents=document.id == ANNEX)) for document in dossier.documents]


def without_standard(source: str, folder: Path) -> bytes:
    """A PDF of another making, free of the rules ours is compiled under."""
    path = folder / "mauvais.typ"
    path.write_text(source, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    made = typst.Compiler(path, font_paths=fonts, ignore_system_fonts=True).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def test_no_anomaly_is_found_in_any_document_of_the_examples(files: list[tuple[Document, bytes]]) -> None:
    assert len(files) >= 3
    assert {document.id: anomalies(raw) for document, raw in files if anomalies(raw)} == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("= Un\n=== Trois", "heading jumps from 1 to 3"),
        ("== Deux", "the first heading is not of level 1"),
        ("= Un\n#table(columns: 2, [a], [b])", "table without header cells"),
        (f'= Un\n#image(bytes("{SVG}"))', "figure without alternative text"),
        ("= Un", "no title"),
        ('#set text(lang: "en")\n= Un', "language is not French"),
    ],
)
def test_a_bad_file_is_told_its_fault(source: str, fault: str, tmp_path: Path) -> None:
    assert fault in anomalies(without_standard(f'#set text(font: "Liberation Sans", lang: "fr")\n{source}', tmp_path))


def test_a_file_without_tags_is_told_so(tmp_path: Path) -> None:
    bare = pikepdf.new()
    bare.add_blank_page()
    raw = io.BytesIO()
    bare.save(raw)
    assert {"not marked as tagged", "no structure tree", "no title"} <= set(anomalies(raw.getvalue()))


def test_the_compiler_itself_refuses_a_jump_of_headings(library: Library) -> None:
    third = Article("a", "Titre", (say("x"), *(block for block in annex().articles[1].blocks if not _second(block))))
    with pytest.raises(Exception, match="le PDF ne se compose pas"):
        pdf.write(Document("essai", "Essai", (third,)), contents=False)


def _second(block: object) -> bool:
    return getattr(block, "level", None) == 2


def test_every_article_is_a_heading_and_the_title_is_none() -> None:
    document = annex(*many_articles(3))
    names = names_of(pdf.write(document, contents=True))
    assert names.count("H1") == len(document.articles) + 1  # « Sommaire »
    assert names.count("Title") == 1
    assert names.count("TOCI") == len(document.articles)


def test_lists_tables_and_emphasis_have_their_tags() -> None:
    document = annex()
    names = names_of(pdf.write(document, contents=False))
    blocks = [block for article in document.articles for block in article.blocks]
    assert names.count("Table") == sum(isinstance(block, Table) for block in blocks)
    assert names.count("LI") == sum(len(list(inlines_of(b))) for b in blocks if isinstance(b, ListBlock))
    assert {"Strong", "Em", "Link", "Caption", "THead", "TBody"} <= set(names)


def test_the_title_of_a_table_is_spoken_and_not_printed() -> None:
    document = Document("essai", "Essai", (Article("a", "Titre", (say("Voici :"), table_of_lots())),))
    raw = pdf.write(document, contents=False)
    assert alternatives(raw) == ["Heures d’insertion dues par lot"]


@NEEDS_POPPLER
def test_a_header_row_is_read_once_and_drawn_on_each_page() -> None:
    document = Document("essai", "Essai", (Article("a", "Titre", (table_of_lots(110),)),))
    raw = pdf.write(document, contents=False)
    drawn = ["Lot Intitulé Heures d’insertion (minimum)" in " ".join(page) for page in pages(raw)]
    assert len(drawn) >= 3
    assert all(drawn)
    assert spoken(raw).count("Heuresd’insertion(minimum)") == 1
    assert anomalies(raw) == []


@NEEDS_POPPLER
def test_what_is_read_aloud_is_the_block_tree_in_order() -> None:
    document = working_document()
    said = squeezed("".join([*opening(document, contents=False), *body(document)]))
    assert spoken(pdf.write(document, contents=False)) == said
    assert spoken(pdf.write(annex(), contents=True)).endswith(squeezed("".join(body(annex()))))


def test_references_lead_to_the_article_they_name() -> None:
    document = annex()
    references = [
        inline
        for article in document.articles
        for block in article.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Ref)
    ]
    with pikepdf.open(io.BytesIO(pdf.write(document, contents=False))) as file:
        links = [note for page in file.pages for note in page.get("/Annots", [])]
        assert len(links) == len(references) > 3
        assert all("/Dest" in link or "/A" in link for link in links)
        assert all(str(link.Contents) for link in links)


def test_a_reference_to_nothing_prints_its_id_and_links_nowhere() -> None:
    lost = Document("essai", "Essai", (Article("a", "Titre", (say("x"), type(say("x"))((Ref("absent"),)))),))
    with pikepdf.open(io.BytesIO(pdf.write(lost, contents=False))) as file:
        assert not [note for page in file.pages for note in page.get("/Annots", [])]


def test_the_properties_name_the_buyer_and_no_day() -> None:
    with pikepdf.open(io.BytesIO(pdf.write(annex(), contents=True))) as file:
        assert str(file.docinfo.Title) == f"{annex().title} – {annex().cover['objet']}"
        assert str(file.docinfo.Author) == "Commune de Haut-Pays"
        assert not {"/CreationDate", "/ModDate"} & set(file.docinfo.keys())


def test_every_font_is_one_of_those_vendored() -> None:
    for document in (annex(), working_document()):
        with pikepdf.open(io.BytesIO(pdf.write(document, contents=False))) as file:
            fonts = {str(o.FontName) for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert fonts
    assert all("LiberationSans" in name for name in fonts), fonts


def test_the_bookmarks_are_the_articles_with_their_numbers() -> None:
    document = annex(*many_articles(20))
    with pikepdf.open(io.BytesIO(pdf.write(document, contents=True))) as file, file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    numbers = document.numbers()
    assert titles == [f"{numbers[article.id]}\u00a0{article.title}" for article in document.articles]
