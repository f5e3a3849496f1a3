"""What a person typed becomes text of an XML part, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.word.xmltext import clean, escape


@given(st.text(st.characters(codec=None)))
def test_any_string_escaped_is_read_back_as_its_clean_self(text: str) -> None:
    root = etree.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>'.encode())
    assert (root.text or "") == clean(text)
    assert root.get("b") == clean(text)


def test_line_breaks_and_tabs_become_one_space_and_no_break_spaces_stay() -> None:
    assert clean("a\r\n\tb  c\u00a0d\u202fe") == "a b  c\u00a0d\u202fe"


def test_controls_and_lone_surrogates_go() -> None:
    assert clean("a\x00\x07\x1b\x9f\ud800\ufffe\u202eb") == "ab"
