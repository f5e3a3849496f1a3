"""Reads a produced .docx back, for the tests: parts, paragraphs, findings of the validator."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.blocks import Block, Document, ListBlock, inlines_of, plain
from generator.word import Carrier, prepare
from generator.word.xmltext import clean

MODELS = Path(__file__).parents[2] / "clause_templates" / "modeles"


@cache
def carrier(name: str = "annexe-ccap") -> Carrier:
    return prepare((MODELS / f"{name}.docx").read_bytes())


def part(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(name))


def findings(raw: bytes, folder: Path) -> list[str]:
    """What openxml-audit has to say of the file, every severity."""
    path = folder / "produced.docx"
    path.write_bytes(raw)
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def paragraphs(raw: bytes) -> list[Paragraph]:
    """Every paragraph as python-docx sees it, those of tables and content controls included, in reading order."""
    body = docx.Document(io.BytesIO(raw)).element.body
    return [Paragraph(element, None) for element in body.iter(qn("w:p"))]


def text_of(paragraph: Paragraph) -> str:
    return "".join(node.text or "" for node in paragraph._p.iter(qn("w:t")))


def styles_of(raw: bytes) -> dict[str, str]:
    """Style id → name."""
    root = part(raw, "word/styles.xml")
    return {style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")) for style in root.iter(qn("w:style"))}


def expected_texts(document: Document) -> list[str]:
    """What the body must say, alinéa by alinéa, from the block tree alone."""
    numbers = document.numbers()
    texts: list[str] = []
    for article in document.articles:
        texts.append(clean(article.title))
        texts += [clean(plain(inlines, numbers)) for block in article.blocks for inlines in _in_reading_order(block)]
    return texts


def _in_reading_order(block: Block) -> Iterator[tuple]:
    if isinstance(block, ListBlock):
        for item in block.items:
            yield item.inlines
            if item.children is not None:
                yield from _in_reading_order(item.children)
    else:
        yield from inlines_of(block)


def plain_spaces(text: str) -> str:
    return re.sub("[\u00a0\u202f ]+", " ", text)
