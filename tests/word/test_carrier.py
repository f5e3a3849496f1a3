"""A carrier is prepared once, filled safely, and refused with clear French sentences when it is wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from lxml import etree

from generator.errors import LibraryError
from generator.word import prepare
from generator.word.build_carriers import carriers

_SHIPPED = carriers()["annexe-ccap.docx"]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1417" w:right="1417"/></w:sectPr>'


def with_parts(changes: Mapping[str, bytes | None], raw: bytes = _SHIPPED) -> bytes:
    """The shipped carrier with some parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        parts: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, data in {**parts, **changes}.items():
            if data is not None:
                target.writestr(name, data)
    return out.getvalue()


def with_body(*paragraphs: str) -> bytes:
    """A carrier whose page holds these paragraphs; a plain text becomes a paragraph."""
    body = "".join(each if each.startswith("<") else f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    return with_parts(
        {"word/document.xml": f"<w:document {_W}><w:body>{body}{_SECTION}</w:body></w:document>".encode()}
    )


def faults(raw: bytes) -> str:
    with pytest.raises(LibraryError) as caught:
        prepare(raw, "modeles/essai.docx")
    return "\n".join(fault.sentence() for fault in caught.value.faults)


def document_text(raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return "".join(etree.fromstring(archive.read("word/document.xml")).itertext())


def test_the_same_bytes_are_prepared_once() -> None:
    assert prepare(_SHIPPED) is prepare(bytes(bytearray(_SHIPPED)))


def test_a_tag_cut_into_runs_by_word_is_still_read() -> None:
    cut = "<w:p><w:r><w:t>{{ ob</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>jet }}</w:t></w:r></w:p>"
    assert document_text(prepare(with_body(cut, "{{p corps }}")).fill({"objet": "Halle"}, "", "")) == "Halle"


def test_a_condition_keeps_or_drops_its_paragraphs() -> None:
    carrier = prepare(with_body("{%p if projet %}", "Projet : {{ projet }}", "{%p endif %}", "{{p corps }}"))
    assert document_text(carrier.fill({"projet": "oui"}, "", "")) == "Projet : oui"
    assert document_text(carrier.fill({}, "", "")) == ""


def test_a_value_is_escaped_and_a_passage_is_not() -> None:
    carrier = prepare(with_body("{{ objet }}", "{{p corps }}"))
    raw = carrier.fill({"objet": "<w:b/> & <?clausier corps?>"}, "<w:p><w:r><w:t>corps</w:t></w:r></w:p>", "")
    assert document_text(raw) == "<w:b/> & <?clausier corps?>corps"


def test_a_carrier_that_keeps_its_contents_place_says_so() -> None:
    assert prepare(with_body("{{p sommaire }}", "{{p corps }}")).has_contents
    assert not prepare(with_body("{{p corps }}")).has_contents


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (["rien"], "« {{p corps }} » manque"),
        (["{{p corps }}", "{{p corps }}"], "figure plusieurs fois"),
        (["avant {{ corps }} après"], "à l’intérieur d’un autre élément"),
        (["{%p if projet %}", "{{p corps }}", "{%p endif %}"], "« {{p corps }} » manque"),
        (["{{ objett }}", "{{p corps }}"], "« objett » n’existe pas. Voulez-vous dire « objet » ?"),
        (["{{ objet", "{{p corps }}"], "« {{ » n’est pas fermé"),
        (["{{ objet", "}}", "{{p corps }}"], "« {{ » n’est pas fermé"),
        (["objet }}", "{{p corps }}"], "« }} » ne ferme rien"),
        (["{% if projet %}", "{{p corps }}"], "une balise n’est pas lisible"),
        (["{{ objet | upper }}", "{{p corps }}"], "le filtre « upper » n’existe pas"),
        (["{{ objet.__class__ }}", "{{p corps }}"], "commence par un tiret bas"),
        (["{{ 'a' * 1000000000 }}", "{{p corps }}"], "multiplication"),
        (["{{ cycler('a').next() }}", "{{p corps }}"], "appel de fonction"),
        (["{% set x = 1 %}", "{{p corps }}"], "affectation"),
        (["a {% if projet %} b", "{%p endif %}", "{{p corps }}"], "document abîmé"),
        (["{{ objet }}" * 1_001, "{{p corps }}"], "trop de texte ou de balises"),
    ],
)
def test_a_wrong_tag_is_told(paragraphs: list[str], said: str) -> None:
    assert said in faults(with_body(*paragraphs))


def test_all_wrong_tags_are_told_at_once_with_the_name_of_the_file() -> None:
    told = faults(with_body("{{ objett }} {{ titree }}", "{{p corps }}"))
    assert "objett" in told
    assert "titree" in told
    assert told.count("modeles/essai.docx, word/document.xml") == 2


def test_the_body_has_no_place_in_a_header() -> None:
    header = f"<w:hdr {_W}><w:p><w:r><w:t>{{{{p corps }}}}</w:t></w:r></w:p></w:hdr>".encode()
    assert "n’a sa place que dans le corps" in faults(with_parts({"word/header1.xml": header}))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b'w:val="Body Text"', b'w:val="Texte"', "le style « Body Text » manque"),
        (b'<w:ilvl w:val="0"/><w:numId w:val="1"/>', b"", "le style « heading 1 » n’est pas numéroté"),
    ],
)
def test_a_style_the_writer_needs_must_exist(before: bytes, after: bytes, said: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_SHIPPED)) as archive:
        styles = archive.read("word/styles.xml")
    assert before in styles
    changed = styles.replace(before, after).replace(b"<w:numPr></w:numPr>", b"")
    assert said in faults(with_parts({"word/styles.xml": changed}))


def test_styles_are_known_whatever_the_case_of_their_names() -> None:
    with zipfile.ZipFile(io.BytesIO(_SHIPPED)) as archive:
        styles = archive.read("word/styles.xml").replace(b'w:val="heading 1"', b'w:val="Heading 1"')
    assert prepare(with_parts({"word/styles.xml": styles})).layout.styles["titre1"] == "Titre1"


def test_a_page_without_size_is_told() -> None:
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>{{{{p corps }}}}</w:t></w:r></w:p></w:body></w:document>"
    assert "mise en page" in faults(with_parts({"word/document.xml": body.encode()}))


def test_ids_of_the_carrier_are_not_used_again() -> None:
    marked = '<w:p><w:bookmarkStart w:id="41" w:name="x"/><w:bookmarkEnd w:id="41"/></w:p>'
    assert prepare(with_body(marked, "{{p corps }}")).layout.free_id == 42
