"""Real structure in an .odt: headings, outline numbering, lists, references, contents, tables, kept lines."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.blocks import Article, Block, Document, Item, ListBlock, Paragraph, Ref, Table
from generator.word.shipped.styles import STYLES
from generator.writers.odt import Opening, write
from generator.writers.odt.looks import look
from generator.writers.odt.numbering import label
from generator.writers.widths import column_widths
from tests.writers.odt_reading import attribute, find, lines, part
from tests.writers.sample_documents import (
    annex,
    many_articles,
    numbered,
    say,
    table_of_lots,
    table_of_penalties,
    words,
    working_document,
)


def _content(*blocks: Block) -> etree._Element:
    document = Document("annexe-ccap", "Annexe", (Article("a", "A", blocks),))
    return part(write(document, Opening.COMPACT))


def _text(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext())


def _properties(root: etree._Element, element: etree._Element, tag: str) -> dict[str, str]:
    """What the style of one place gives: its property element's attributes, by local name."""
    wanted = next(value for key, value in element.attrib.items() if str(key).endswith("}style-name"))
    style = next(each for each in find(root, "style:style") if attribute(each, "style:name") == wanted)
    return {str(key).rpartition("}")[2]: str(value) for each in find(style, tag) for key, value in each.attrib.items()}


def test_written_numbers_are_those_the_outline_gives() -> None:
    """A program that numbers by itself, as LibreOffice does, finds what is written for those that do not."""
    root = part(write(annex(*many_articles(4)), Opening.COVER))
    counts = [0, 0, 0]
    for heading in find(root, "text:h"):
        level = int(attribute(heading, "text:outline-level"))
        counts = [*counts[: level - 1], counts[level - 1] + 1, *[0] * (3 - level)]
        (number,) = find(heading, "text:number")
        assert _text(number) == ".".join(str(each) for each in counts[:level]) + " "


def test_the_outline_numbers_three_levels_with_digits_tied_to_the_heading_styles() -> None:
    root = part(write(annex(), Opening.COVER), "styles.xml")
    levels = find(root, "text:outline-level-style")
    assert [attribute(each, "style:num-format") for each in levels[:4]] == ["1", "1", "1", ""]
    assert [attribute(each, "text:display-levels") for each in levels[:3]] == ["1", "2", "3"]
    tied = {
        attribute(each, "style:default-outline-level"): attribute(each, "style:name")
        for each in find(root, "style:style")
        if attribute(each, "style:default-outline-level")
    }
    assert tied == {str(level): f"Heading_20_{level}" for level in (1, 2, 3)}


def test_a_section_without_number_is_a_heading_that_no_program_numbers() -> None:
    raw = write(working_document(), Opening.WORKING)
    headings = find(part(raw), "text:h")
    named = {attribute(each, "style:name"): each for each in find(part(raw, "styles.xml"), "style:style")}
    assert headings
    for heading in headings:
        assert attribute(heading, "text:is-list-header") == "true"
        assert not find(heading, "text:number")
        style = named[attribute(heading, "text:style-name")]
        assert style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}list-style-name") == ""


def test_references_are_fields_that_show_the_number_of_the_heading_they_lead_to() -> None:
    root = part(write(annex(), Opening.COVER))
    numbers = {
        attribute(find(heading, "text:bookmark-start")[0], "text:name"): _text(find(heading, "text:number")[0]).strip()
        for heading in find(root, "text:h")
        if find(heading, "text:bookmark-start")
    }
    references = find(root, "text:bookmark-ref")
    assert len(references) == 4
    for reference in references:
        assert attribute(reference, "text:reference-format") == "number"
        assert _text(reference) == numbers[attribute(reference, "text:ref-name")]


def test_the_contents_hold_every_article_with_its_number_as_a_link() -> None:
    document = annex(*many_articles(3))
    root = part(write(document, Opening.COVER))
    (contents,) = find(root, "text:index-body")
    entries = [[str(each) for each in link.itertext()] for link in find(contents, "text:a")]
    numbers = document.numbers()
    assert entries == [[str(numbers[article.id]), article.title] for article in document.articles]
    assert attribute(find(root, "text:table-of-content-source")[0], "text:outline-level") == "1"


def test_the_contents_stand_alone_on_their_page() -> None:
    root = part(write(annex(), Opening.COVER))
    first, second = find(root, "text:h")[0], find(root, "text:h")[1]
    assert _properties(root, first, "style:paragraph-properties")["break-before"] == "page"
    assert attribute(second, "text:style-name") == "Heading_20_1"


def test_only_a_document_with_a_cover_has_contents() -> None:
    assert not find(part(write(annex(), Opening.COMPACT)), "text:table-of-content")
    assert not find(part(write(Document("x", "X", ()), Opening.COVER)), "text:table-of-content")


def test_a_list_below_an_entry_is_inside_that_entry() -> None:
    inner = numbered("un ;", "deux.")
    root = _content(ListBlock(True, (Item(words("ceci ;")), Item(words("cela, soit :"), inner))))
    outer = find(root, "text:list")[0]
    assert [_text(find(item, "text:number")[0]) for item in outer] == ["1.", "2."]
    (below,) = find(outer[1], "text:list")
    assert [_text(find(item, "text:number")[0]) for item in below] == ["a.", "b."]


def test_each_numbered_list_starts_again() -> None:
    root = _content(numbered("a", "b"), say("Puis :"), numbered("c", "d"))
    assert [_text(each) for each in find(root, "text:number")] == ["1 ", "1.", "2.", "1.", "2."]
    assert all(not attribute(each, "text:continue-numbering") for each in find(root, "text:list"))


@pytest.mark.parametrize(("position", "level", "said"), [(1, 1, "1."), (27, 1, "27."), (1, 2, "a."), (26, 2, "z."),
                                                         (27, 2, "aa."), (28, 2, "bb."), (53, 2, "aaa.")])  # fmt: skip
def test_numbers_of_lists_are_those_of_word(position: int, level: int, said: str) -> None:
    assert label(position, level) == said


def test_a_list_keeps_its_ends_together_and_closes_with_more_room() -> None:
    root = _content(say("Soit :"), numbered("un ;", "deux ;", "trois ;", "quatre."))
    sentence, *entries = find(root, "text:p")[1:]
    kept = [
        _properties(root, each, "style:paragraph-properties").get("keep-with-next") for each in (sentence, entries[0])
    ]
    assert kept == ["always", "always"]
    assert attribute(entries[1], "text:style-name") == "Numbering_20_1"
    assert _properties(root, entries[2], "style:paragraph-properties") == {"keep-with-next": "always"}
    assert _properties(root, entries[3], "style:paragraph-properties") == {"margin-top": "0pt", "margin-bottom": "6pt"}


@pytest.mark.parametrize("block", [table_of_lots(), table_of_lots(100), table_of_penalties()])
def test_columns_have_the_widths_of_the_word_file(block: Table) -> None:
    root = _content(block)
    columns = find(root, "table:table-column")
    widths = [_properties(root, each, "style:table-column-properties")["column-width"] for each in columns]
    expected = column_widths(block, 9072, {"a": 1})
    assert [float(width.removesuffix("pt")) * 20 for width in widths] == expected
    assert sum(expected) == 9072


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    root = _content(table_of_lots())
    (header,) = find(root, "table:table-header-rows")
    assert [_text(cell) for cell in header[0]] == ["Lot", "Intitulé", "Heures d’insertion (minimum)"]
    for row in find(root, "table:table-row"):
        assert _properties(root, row, "style:table-row-properties") == {"keep-together": "always"}


def test_a_row_taller_than_a_page_may_be_cut() -> None:
    header, row = (words("Nom"), words("Texte")), (words("x"), words("mot " * 3000))
    root = _content(Table(header, (row,), ("gauche", "gauche"), title="Textes"))
    together = [
        _properties(root, each, "style:table-row-properties")["keep-together"] for each in find(root, "table:table-row")
    ]
    assert together == ["always", "auto"]


def test_two_tables_keep_their_distance_without_an_empty_paragraph() -> None:
    root = _content(table_of_lots(), table_of_lots())
    first, second = find(root, "table:table")
    assert second.getprevious() is first
    assert "margin-top" not in _properties(root, first, "style:table-properties")
    assert _properties(root, second, "style:table-properties")["margin-top"] == "8pt"
    names = [attribute(each, "table:name") for each in (first, second)]
    assert names == ["Heures d’insertion dues par lot", "Heures d’insertion dues par lot (2)"]


def test_a_table_without_title_has_a_name_all_the_same() -> None:
    block = Table((words("A"),), ((words("b"),), ((),)), ("gauche",))
    root = _content(block)
    assert [attribute(each, "table:name") for each in find(root, "table:table")] == ["Tableau 1"]
    assert not find(root, "table:desc")
    assert len(find(root, "table:table-cell")[-1]) == 0


def test_a_space_given_above_leaves_the_style_its_space_below() -> None:
    """LibreOffice takes a style that gives one of the two as giving both."""
    root = _content(table_of_lots(), say("Les autres lots n’en comportent pas."), say("Suite."))
    after = find(root, "text:p")[-2]
    assert _properties(root, after, "style:paragraph-properties") == {"margin-top": "8pt", "margin-bottom": "6pt"}


def test_named_styles_look_as_those_of_the_word_carriers() -> None:
    root = part(write(annex(), Opening.COVER), "styles.xml")
    styles = {attribute(each, "style:display-name"): each for each in find(root, "style:style")}
    heading = _properties(root, _use("Heading_20_1"), "style:text-properties")
    assert (heading["font-size"], heading["color"], heading["font-weight"]) == ("14pt", "#1f3a5f", "bold")
    assert _properties(root, _use("Heading_20_1"), "style:paragraph-properties")["margin-top"] == "20pt"
    assert {"Title", "Acheteur", "Bandeau", "Note", "Contents 1"} <= set(styles)
    assert len([name for name in styles if name]) >= len(STYLES) - 1


def _use(style: str) -> etree._Element:
    return etree.Element("x", {"{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name": style})


def test_a_word_property_without_equivalent_is_an_error_not_a_loss() -> None:
    with pytest.raises(ValueError, match="shd"):
        look('<w:shd w:val="clear"/>', "")
    with pytest.raises(ValueError, match="caps"):
        look("", "<w:caps/>")


def test_an_article_that_refers_to_itself_in_bold_keeps_field_and_face() -> None:
    document = Document("x", "X", (Article("a", "A", (say("x"),)), Article("b", "B", (_bold("a"),))))
    raw = write(document, Opening.COMPACT)
    (reference,) = find(part(raw), "text:bookmark-ref")
    assert attribute(reference.getparent(), "text:style-name") == "Strong_20_Emphasis"
    assert lines(raw)[-1] == "1"


def _bold(target: str) -> Paragraph:
    return Paragraph((Ref(target, bold=True),))
