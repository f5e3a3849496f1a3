"""A file that does not say what its blocks say is never handed over, and the article is named."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from generator.blocks import Document, Paragraph, Text
from generator.dossier import Dossier, prepare, readback, write_document
from generator.errors import ProductionError
from generator.library import Library
from generator.market import read


@pytest.fixture
def dossier(library: Library, example: Any) -> Dossier:
    return prepare(read(example("halle-neuf-lots")), library)


def annex(dossier: Dossier) -> Document:
    return dossier.document("annexe-ccap")


def edited(content: bytes, part: str, before: str, after: str) -> bytes:
    """The zip with one change in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert before in data.decode()
                data = data.decode().replace(before, after, 1).encode()
            target.writestr(name, data)
    return out.getvalue()


def test_what_is_written_reads_back(dossier: Dossier) -> None:
    for document in dossier.documents:
        for format_ in ("docx", "odt", "html"):
            readback.check(document, format_, write_document(dossier, document, format_))


@pytest.mark.parametrize(("format_", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_a_number_changed_in_the_file_is_found_and_the_article_named(format_: str, part: str, dossier: Dossier) -> None:
    content = edited(write_document(dossier, annex(dossier), format_), part, "300\u00a0heures", "310\u00a0heures")
    with pytest.raises(ProductionError) as raised:
        readback.check(annex(dossier), format_, content)
    (fault,) = raised.value.faults
    assert fault.where == f"annexe-ccap.{format_}"
    assert "l’article «" in fault.message


def test_a_reference_that_shows_another_number_is_found(dossier: Dossier) -> None:
    document = annex(dossier)
    moved = replace(document, articles=(replace(document.articles[0], id="autre"), *document.articles))
    content = write_document(dossier, document, "docx")
    with pytest.raises(ProductionError):
        readback.check(moved, "docx", content)


def test_an_article_lost_or_out_of_order_is_found(dossier: Dossier) -> None:
    document = annex(dossier)
    content = write_document(dossier, document, "html")
    swapped = replace(document, articles=(*document.articles[3:5], *document.articles[:3]))
    longer = replace(
        document, articles=(replace(document.articles[0], blocks=(Paragraph((Text("Une phrase de plus."),)),)),)
    )
    for wrong in (swapped, longer):
        with pytest.raises(ProductionError):
            readback.check(wrong, "html", content)


@pytest.mark.parametrize("content", [b"", b"PK", b"<html"])
def test_a_file_that_cannot_be_read_is_a_fault_in_french(dossier: Dossier, content: bytes) -> None:
    with pytest.raises(ProductionError) as raised:
        readback.check(annex(dossier), "docx", content)
    assert "ne se relit pas" in raised.value.faults[0].message
