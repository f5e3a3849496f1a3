"""Produced .odt files can be listened to; each check is tried on a file made bad on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.dossier import prepare, write_document
from generator.library import Library
from generator.market import read_json
from generator.writers.odt import Opening, write
from tests.conftest import EXAMPLES
from tests.writers.odt_accessibility import faults
from tests.writers.odt_reading import altered
from tests.writers.sample_documents import annex, many_articles, working_document

_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_TABLE = "<table:desc>Heures d’insertion dues par lot</table:desc>"
_ENTRY, _ROW = "</text:list-item></text:list>", "</table:table-row></table:table>"
_LINK = 'visited-style-name="Index_20_Link">'
_BAD = {
    "no title": (_META, annex().title + " – " + annex().cover["objet"], " "),
    "the properties do not say French": (_META, "fr-FR", "en-GB"),
    "the text does not say it is French": (_STYLES, 'fo:language="fr"', 'fo:language="en"'),
    "headings jump a level": (_CONTENT, 'text:outline-level="2"', 'text:outline-level="3"'),
    "a paragraph only looks like a heading": (_CONTENT, '"Text_20_body">', '"Heading_20_2">'),
    "a list is typed: – le béton": (_CONTENT, "La présente annexe complète", "– le béton"),
    "a list without entries": (_CONTENT, _ENTRY, "</text:list-item><text:p>x</text:p></text:list>"),
    "a list three deep": (_CONTENT, "le béton ;</text:p>", "x</text:p><text:list><text:list-item/></text:list>"),
    "a table without header row": (_CONTENT, "Intitulé", ""),
    "a table without description": (_CONTENT, _TABLE, "<table:desc/>"),
    "tables share a name": (_CONTENT, 'table:name="Pénalités"', 'table:name="Heures d’insertion dues par lot"'),
    "rows of different lengths": (_CONTENT, _ROW, "<table:covered-table-cell/>" + _ROW),
    "an empty paragraph": (_CONTENT, "</table:table>", '</table:table><text:p text:style-name="Text_20_body"/>'),
    "a link leads nowhere": (_CONTENT, '<text:bookmark-start text:name="_art_penalites"/>', ""),
    "a link without words": (_CONTENT, f"{_LINK}1<text:tab/>Objet de l’annexe", _LINK),
}
_IMPLIED = {"an empty paragraph"}  # a heading or a link emptied leaves its paragraph empty


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_document_of_an_example_can_be_listened_to(example: Path, library: Library) -> None:
    dossier = prepare(read_json(example.read_bytes()), library)
    for document in dossier.documents:
        assert faults(write_document(dossier, document, "odt")) == [], document.id


def test_a_rich_annex_and_a_working_document_can_be_listened_to() -> None:
    assert faults(write(annex(*many_articles(3)), Opening.COVER)) == []
    assert faults(write(working_document(), Opening.WORKING)) == []


@pytest.mark.parametrize("fault", _BAD)
def test_each_fault_is_seen(fault: str) -> None:
    bad = altered(write(annex(), Opening.COVER), *_BAD[fault])
    assert {each[: len(fault)] for each in faults(bad)} - _IMPLIED == {fault} - _IMPLIED
    assert any(each.startswith(fault) for each in faults(bad))
