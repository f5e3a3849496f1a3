"""Produced Word files can be listened to, and pass the validator; each check is tried on a file made bad on purpose."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.blocks import Document
from generator.dossier import Dossier, carrier_faults, prepare, readback, write_document
from generator.errors import ProductionError
from generator.library import Library, shipped
from generator.market import read, read_json
from generator.word.accessibility import faults
from generator.writers.docx import write
from tests.conftest import EXAMPLES
from tests.writers.docx_reading import carrier, findings
from tests.writers.sample_documents import annex, many_articles, working_document

_BODY, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_TEXT = '<w:p><w:pPr><w:pStyle w:val="Corps"/></w:pPr>'
_ROW_END = "</w:tc></w:tr></w:tbl>"
_BAD = {
    "le document n’a pas de titre": (_CORE, f"{annex().title} – {annex().cover['objet']}", " "),
    "la langue du texte n’est pas le français": (_STYLES, 'w:val="fr-FR"', 'w:val="en-GB"'),
    "un titre saute un niveau": (_BODY, '"Titre2"', '"Titre3"'),
    "un paragraphe est vide": (_BODY, _TEXT, f"{_TEXT}</w:p>{_TEXT}"),
    "une liste est tapée à la main": (_BODY, ">La présente annexe", ">– La présente annexe"),
    "un tableau n’a pas de description": (_BODY, "<w:tblCaption ", "<w:tblX "),
    "un tableau n’a pas de ligne d’en-tête": (_BODY, "<w:tblHeader/>", ""),
    "les lignes d’un tableau": (_BODY, _ROW_END, "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "un lien ne mène nulle part": (_BODY, 'w:name="_art_penalites"', 'w:name="_art_autre"'),
}


def altered(raw: bytes, part: str, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode() if name == part else ""
            assert name != part or before in data, "the case no longer changes anything"
            target.writestr(name, data.replace(before, after, 1) if name == part else source.read(name))
    return out.getvalue()


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def dossier(request: pytest.FixtureRequest, library: Library) -> Dossier:
    return prepare(read_json(request.param.read_bytes()), library)


def test_every_document_of_an_example_can_be_listened_to_and_is_valid(dossier: Dossier, tmp_path: Path) -> None:
    for document in dossier.documents:
        raw = write_document(dossier, document, "docx")
        assert (faults(raw), findings(raw, tmp_path)) == ([], []), document.id


@pytest.mark.parametrize(
    ("document", "model"), [(annex(*many_articles(3)), "annexe-ccap"), (working_document(), "textes-a-reporter")]
)
def test_rich_documents_can_be_listened_to(document: Document, model: str) -> None:
    assert faults(write(document, carrier(model))) == []


@pytest.mark.parametrize("fault", _BAD)
def test_each_fault_is_seen_and_no_other(fault: str) -> None:
    bad = altered(write(annex(), carrier()), *_BAD[fault])
    found = faults(bad)
    assert found
    assert all(each.startswith(fault) for each in found), found


def test_a_link_without_words_is_seen() -> None:
    link = '<w:hyperlink w:anchor="_art_penalites" w:history="1">'
    bad = altered(write(annex(), carrier()), _BODY, link, link + "</w:hyperlink><w:hyperlink>")
    assert "un lien n’a pas de mots." in faults(bad)


@pytest.mark.parametrize("objet", ["1. Extension de l’école", "– Voirie", "a) Lot unique"])
def test_an_object_that_begins_like_a_list_keeps_nothing_from_being_written(objet: str, library: Library) -> None:
    dossier = prepare(read({"objet": objet, "acheteur": {"nom": "Ville"}, "nature": "travaux"}), library)
    for document in dossier.documents:
        assert write_document(dossier, document, "docx")


def test_a_file_that_cannot_be_listened_to_is_never_handed_over() -> None:
    bad = altered(write(annex(), carrier()), *_BAD["un tableau n’a pas de description"])
    with pytest.raises(ProductionError) as raised:
        readback.check_listening(annex(), bad, carrier())
    assert "n’a pas de description" in raised.value.faults[0].message


@pytest.fixture
def spaced(tmp_path: Path) -> Path:
    """A layer whose annex carrier spaces its cover with an empty paragraph, as people do."""
    folder = tmp_path / "maison"
    (folder / "modeles").mkdir(parents=True)
    raw = (shipped() / "modeles" / "annexe-ccap.docx").read_bytes()
    (folder / "modeles" / "annexe-ccap.docx").write_bytes(altered(raw, _BODY, "<w:body>", "<w:body><w:p/>"))
    return folder


def test_what_a_carrier_lacks_is_told_by_the_check_and_stops_no_dossier(spaced: Path) -> None:
    assert [fault.message for fault in carrier_faults([shipped()])] == []
    assert [fault.message for fault in carrier_faults([spaced])] == ["un paragraphe est vide."]
    dossier = prepare(read({"objet": "Voirie", "acheteur": {"nom": "Ville"}}), Library.load([shipped(), spaced]))
    assert write_document(dossier, dossier.document("annexe-ccap"), "docx")
