"""What is not an honest, self-contained Word file is refused, with a French sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.errors import LibraryError
from generator.word.build_carriers import carriers
from generator.word.package import read
from tests.word.test_carrier import with_parts

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _said(raw: bytes) -> str:
    with pytest.raises(LibraryError) as caught:
        read(raw, "essai.docx")
    return "\n".join(fault.sentence() for fault in caught.value.faults)


def _document(content: str) -> bytes:
    return with_parts({"word/document.xml": f"<w:document {_W}><w:body>{content}</w:body></w:document>".encode()})


def _relation(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="r" Type="{_RELS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    frame = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    return with_parts({"word/_rels/document.xml.rels": frame.encode()})


def test_the_shipped_carriers_are_read_whole_and_in_order() -> None:
    for raw in carriers().values():
        assert next(iter(read(raw, "essai.docx"))) == "[Content_Types].xml"


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"bonjour", b"\x00" * 1000, carriers()["annexe-ccap.docx"][:9000]])
def test_what_is_not_a_zip_is_refused(raw: bytes) -> None:
    assert "n’est pas un document Word lisible" in _said(raw)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
def test_a_missing_part_is_named(name: str) -> None:
    assert f"{name} : cette partie manque" in _said(with_parts({name: None}))


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    assert "trop volumineux" in _said(out.getvalue())


def test_a_part_told_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<b/>")
    assert "deux fois la même partie" in _said(out.getvalue())


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../x.xml", "word\\x.xml", "C:/x.xml"])
def test_a_part_that_points_outside_is_refused(name: str) -> None:
    assert "nom inattendu" in _said(with_parts({name: b"<a/>"}))


def test_a_damaged_part_is_named() -> None:
    assert "word/styles.xml : cette partie est abîmée" in _said(with_parts({"word/styles.xml": b"<w:styles"}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_and_no_entity_is_read(encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    )
    assert "DOCTYPE" in _said(with_parts({"word/theme/theme1.xml": xml.encode(encoding)}))


def test_a_macro_document_is_refused() -> None:
    types = carriers()["annexe-ccap.docx"]
    with zipfile.ZipFile(io.BytesIO(types)) as archive:
        listed = archive.read("[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    assert "sans macro" in _said(with_parts({"[Content_Types].xml": listed}))


@pytest.mark.parametrize("kind", ["vbaProject", "oleObject", "attachedTemplate", "aFChunk", "control", "subDocument"])
def test_what_could_run_or_fetch_is_refused(kind: str) -> None:
    assert f"n’est pas admis ({kind})" in _said(_relation(kind, "x.bin", "Internal"))


def test_an_image_kept_outside_the_file_is_refused_and_a_link_is_not() -> None:
    assert "va chercher un élément hors du fichier (image)" in _said(_relation("image", "http://127.0.0.1/x.png"))
    assert read(_relation("hyperlink", "https://www.legifrance.gouv.fr"), "essai.docx")


def test_tracked_changes_and_comments_are_refused() -> None:
    assert "modifications suivies" in _said(_document('<w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'))
    assert "commentaires" in _said(_relation("comments", "comments.xml", "Internal"))


@pytest.mark.parametrize("field", ["DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE"])
def test_a_field_that_fetches_is_refused_even_cut_in_two(field: str) -> None:
    runs = f"<w:r><w:instrText> {field[:3]}</w:instrText></w:r><w:r><w:instrText>{field[3:]} x </w:instrText></w:r>"
    assert f"champ {field}" in _said(_document(f"<w:p>{runs}</w:p>"))
    assert f"champ {field}" in _said(_document(f'<w:p><w:fldSimple w:instr=" {field} x "/></w:p>'))


def test_all_faults_are_told_at_once() -> None:
    told = _said(with_parts({"word/styles.xml": None, "docProps/core.xml": None, "word/settings.xml": b"<"}))
    assert len(told.splitlines()) == 3
