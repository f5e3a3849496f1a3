"""CCAPs with our articles in them, made and read back for the tests."""

from __future__ import annotations

import io
import re
import zipfile

import docx

from generator.blocks import Article, Heading, ListBlock, Paragraph, Table, inlines_of, plain
from generator.dossier import Dossier
from generator.dossier.insertion import Incorporated, choose_place, incorporate, read_ccap
from tests.word import ccaps

W = f"{{{ccaps.W_NS}}}"
KINDS = {
    "numbered by style": ccaps.by_style(),
    "« Article » by style": ccaps.by_style("Article %1 –"),
    "typed and bold": ccaps.typed(),
    "typed in capitals under a style": ccaps.typed("ARTICLE {} : {}", styled=True),
    "no heading": ccaps.without_headings(),
    "French style names": ccaps.french_names(),
}


def inserted(dossier: Dossier, raw: bytes, **where: str) -> Incorporated:
    host = read_ccap(raw)
    return incorporate(dossier, host, choose_place(host, **where))


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(raw: bytes) -> list[str]:
    """Every paragraph of the body in order, cells included, as one reads it."""
    found = []
    for paragraph in docx.Document(io.BytesIO(raw)).element.body.iter(W + "p"):
        nodes = paragraph.iter(W + "t", W + "noBreakHyphen")
        found.append("".join("-" if node.tag == W + "noBreakHyphen" else node.text or "" for node in nodes))
    return found


def bare(text: str) -> str:
    return text.replace("\u00a0", " ")


def wanted(articles: tuple[Article, ...], numbers: dict[str, str]) -> list[str]:
    """What the articles say, paragraph by paragraph, titles left out."""
    found: list[str] = []
    for article in articles:
        for block in article.blocks:
            if isinstance(block, Heading):
                continue
            assert isinstance(block, Paragraph | ListBlock | Table)
            found += [bare(plain(inlines, numbers)) for inlines in inlines_of(block)]
    return [text for text in found if text]


def printed_numbers(dossier: Dossier, made: Incorporated) -> dict[str, str]:
    first, last = re.findall(r"articles ([\d.]+) à ([\d.]+)\.$", made.report.place)[0]
    ids = [article.id for article in dossier.in_ccap]
    assert int(last) - int(first) + 1 == len(ids)
    return {id_: str(int(first) + n) for n, id_ in enumerate(ids)}


def alike(one: bytes, other: bytes) -> int:
    """How many bytes they begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
