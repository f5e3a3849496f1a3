"""From a source and facts to blocks: shapes come from the author, values never do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks import Block, Heading, ListBlock, Paragraph, Ref, Table, Text, Value, inlines_of, plain
from generator.errors import ProductionError
from generator.language import Names, Parameters, compile_text
from generator.language.characters import clean
from generator.text import ArticleRef, render, render_line

NAMES = Names(frozenset({"insertion_sociale"}))


def blocks(source: str, **facts: Any) -> tuple[Block, ...]:
    text, faults = compile_text(source, NAMES, Parameters({"part": (), "unite": ()}))
    assert text is not None, faults
    return render(text, facts, "essai")


def words(block: Block) -> str:
    return " / ".join(plain(inlines) for inlines in inlines_of(block))


def test_successive_lines_are_one_alinea_and_a_blank_line_starts_another() -> None:
    assert [words(block) for block in blocks("Un.\nDeux.\n\nTrois.")] == ["Un. Deux.", "Trois."]


def test_a_block_tag_alone_on_its_line_disappears_with_its_line() -> None:
    source = "Un.\n{% if est_alloti %}\nDeux.\n{% endif %}\nTrois."
    assert [words(b) for b in blocks(source, est_alloti=True)] == ["Un. Deux. Trois."]
    assert [words(b) for b in blocks(source, est_alloti=False)] == ["Un. Trois."]


def test_a_tag_inside_a_line_takes_nothing_with_it() -> None:
    source = "Le délai est {% if est_alloti %}court{% else %}long{% endif %} ici."
    assert words(blocks(source, est_alloti=True)[0]) == "Le délai est court ici."


def test_a_loop_over_table_rows_keeps_the_table_whole() -> None:
    rows = "{% for l in lots_insertion %}\n| {{ l.numero }} | {{ l.heures | heures }} |\n{% endfor %}"
    source = f"| Lot | Heures |\n|---|---:|\n{rows}"
    table = blocks(source, lots_insertion=[{"numero": 1, "heures": 5}, {"numero": 2, "heures": 7}])[0]
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row] for row in table.rows] == [["1", "5\u00a0heures"], ["2", "7\u00a0heures"]]
    assert table.aligns == ("gauche", "droite")


def test_lists_have_two_levels() -> None:
    block = blocks("- un\n    - deux\n- trois")[0]
    assert isinstance(block, ListBlock)
    assert block.items[0].children is not None
    assert [plain(item.inlines) for item in block.items] == ["un", "trois"]


def test_a_numbered_list_is_ordered() -> None:
    block = blocks("1. un\n2. deux")[0]
    assert isinstance(block, ListBlock)
    assert block.ordered


def test_titles_become_headings_of_their_level() -> None:
    found = blocks("## Un\n\nTexte.\n\n### Deux\n\nTexte.")
    assert [block.level for block in found if isinstance(block, Heading)] == [2, 3]


def test_bold_and_italic_reach_the_values_inside_them() -> None:
    block = blocks("**Au plus {{ objet }}** et *{{ niveau }}*.", objet="x", niveau="y")[0]
    assert isinstance(block, Paragraph)
    assert [(i.text, i.bold, i.italic) for i in block.inlines if isinstance(i, Value)] == [
        ("x", True, False),
        ("y", False, True),
    ]


def test_a_value_keeps_the_expression_it_came_from() -> None:
    block = blocks('Il a {{ part | nombre("jour") }}.', part=3)[0]
    assert isinstance(block, Paragraph)
    assert block.inlines[1] == Value("3\u00a0jours", 'part | nombre("jour")')


def test_a_reference_is_a_reference_until_it_is_printed() -> None:
    block = blocks("Voir l'article {{ article.penalites }}.", article={"penalites": ArticleRef("penalites")})[0]
    assert isinstance(block, Paragraph)
    assert Ref("penalites") in block.inlines


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["{{ 7*7 }}", "<script>", "# titre", "- liste", "1. un", "| a | b |", "**gras**", "_x_", "===", "&amp;", "`code`",
     "\\*", "[a](b)", "\ue0000\ue001", "a\nb", "\ud800", "\x00", "\u202e", "![i](j)", "    code", "> cite"]
)  # fmt: skip


@given(HOSTILE, HOSTILE)
def test_what_a_person_typed_never_becomes_structure(first: str, second: str) -> None:
    source = (
        "Objet : {{ objet }} et {{ acheteur_nom }}.\n\n- {{ objet }}\n- fin\n\n"
        "| A | B |\n|---|---|\n| {{ objet }} | {{ acheteur_nom }} |\n"
    )
    found = blocks(source, objet=first, acheteur_nom=second)
    assert [type(block) for block in found] == [Paragraph, ListBlock, Table]
    values = [i.text for block in found for inlines in inlines_of(block) for i in inlines if isinstance(i, Value)]
    assert values == [clean(first), clean(second), clean(first), clean(first), clean(second)]
    printed = "".join(
        i.text for block in found for inlines in inlines_of(block) for i in inlines if isinstance(i, Text)
    )
    assert printed.count("Objet\u00a0:") == 1


@pytest.mark.parametrize("value", [None, True, [], {}])
def test_a_value_that_cannot_be_printed_is_a_fault_that_names_the_clause(value: object) -> None:
    with pytest.raises(ProductionError) as raised:
        blocks("Il a {{ part }}.", part=value)
    assert raised.value.faults[0].where == "essai"
    assert "part" in raised.value.faults[0].message


def test_a_missing_value_is_a_fault() -> None:
    with pytest.raises(ProductionError):
        blocks("Il a {{ part | euros }}.")


def test_a_one_line_text_gives_inlines() -> None:
    text, faults = compile_text(
        "Part inférieure à {{ part | pourcent }}", NAMES, Parameters({"part": ()}), one_line=True
    )
    assert text is not None, faults
    assert plain(render_line(text, {"part": 70}, "essai")) == "Part inférieure à 70\u00a0%"


def test_numbers_without_filter_are_written_the_french_way() -> None:
    assert words(blocks("Il y en a {{ part }}.", part=1234)[0]) == "Il y en a 1\u202f234."
