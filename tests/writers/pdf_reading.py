"""Reads a produced PDF back, for the tests: its tags, what is wrong with them, and its words as poppler gives them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest
from pdfua import validate

from generator.blocks import Document
from tools.reading import lines

NEEDS_POPPLER = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")), reason="poppler-utils is missing: apt-get install it"
)


def anomalies(raw: bytes) -> list[str]:
    """What is wrong with the tags of a file, in words; empty when nothing was found."""
    with pikepdf.open(io.BytesIO(raw)) as file:
        found = [*_of_the_file(file), *_of_the_tags(list(tags(file)))]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        copy.write(raw)
        copy.flush()
        return found + [f"{finding.rule_id} {finding.message}" for finding in validate(copy.name).findings]


def _of_the_file(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if str(root.get("/Lang", "")) != "fr":
        yield "language is not French"
    if not str(file.docinfo.get("/Title", "")).strip():
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not displayed"
    if "/StructTreeRoot" not in root:
        yield "no structure tree"


def _of_the_tags(found: list[tuple[str, pikepdf.Dictionary]]) -> Iterator[str]:
    levels = [int(name[1:]) for name, _ in found if re.fullmatch("H[1-6]", name)]
    if not levels or levels[0] != 1:
        yield "the first heading is not of level 1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"heading jumps from {before} to {after}"
    for name, node in found:
        if name == "Table":
            yield from _of_a_table(node)
        if name == "Figure" and not str(node.get("/Alt", "")):
            yield "figure without alternative text"


def _of_a_table(table: pikepdf.Dictionary) -> Iterator[str]:
    inside = [*_walk(table.K)]
    names = [name for name, _ in inside]
    if names.count("THead") != 1 or "TH" not in names:
        yield "table without header cells"
    for name, node in inside:
        if name == "TH" and "/Column" not in repr(node.get("/A")):
            yield "header cell without scope"
        if name == "TD" and "/Headers" not in repr(node.get("/A")):
            yield "cell without header"


def tags(file: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """Every element of the structure tree in reading order, with the name of its tag."""
    if "/StructTreeRoot" in file.Root:
        yield from _walk(file.Root.StructTreeRoot.K)


def _walk(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)[1:], node
        if "/K" in node:
            yield from _walk(node.K)


def tag_names(raw: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(raw)) as file:
        return [name for name, _ in tags(file)]


def alternatives(raw: bytes) -> list[str]:
    """The texts that are only spoken, in reading order."""
    with pikepdf.open(io.BytesIO(raw)) as file:
        return [str(node.Alt) for _, node in tags(file) if "/Alt" in node]


def pages(raw: bytes) -> list[list[str]]:
    """The lines of each page, in the order they were drawn."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=raw, capture_output=True, check=True)
    text = done.stdout.decode("utf-8").removesuffix("\f")
    return [[_plain(line) for line in page.splitlines() if line.strip()] for page in text.split("\f")]


def spoken(raw: bytes) -> str:
    """Every character of the structure tree in reading order, blanks left out: what assistive technology reads."""
    done = subprocess.run(["pdfinfo", "-struct-text", "-enc", "UTF-8", "-"], input=raw, capture_output=True, check=True)
    strings = (line.strip() for line in done.stdout.decode("utf-8", "replace").split("\n"))
    return squeezed("".join(line[1:-1] for line in strings if line.startswith('"') and line.endswith('"')))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200f\u2060]+", "", text)


def _plain(line: str) -> str:
    return re.sub("[\u00a0\u202f ]+", " ", line).strip()


def says_what_it_is(document: Document) -> bool:
    """Whether the document is to sign, or its own cover already forbids it."""
    return document.for_signature or "ne pas signer" in document.cover["projet"]


def opening(document: Document, *, contents: bool) -> list[str]:
    """What stands before the first article, contents left aside."""
    cover = document.cover
    projet = cover.get("projet", "")
    notices = [] if says_what_it_is(document) else ["Document de travail – ne pas signer"]
    notices += [projet] if projet else []
    title = [cover["acheteur"], document.title, document.subtitle]
    reference = f"Référence : {cover['reference']}"
    if contents:
        return [*title, "Objet du marché", cover["objet"], *notices, reference]
    return [*title, *notices, f"Marché : {cover['objet']}", reference]


def body(document: Document) -> list[str]:
    """What the articles say, line by line as `tools.reading` has them, with numbers and marks of lists as printed."""
    said: list[str] = []
    number = second = third = ""
    for line in map(_plain, _marked(document)):
        if line.startswith("# "):
            number, second, third = re.match(r"# (\d*)", line).group(1), 0, 0  # type: ignore[union-attr]
            said.append(line[2:])
        elif line.startswith("## "):
            second, third = second + 1, 0
            said.append(f"{number}.{second} {line[3:]}" if number else line[3:])
        elif line.startswith("### "):
            third += 1
            said.append(f"{number}.{second}.{third} {line[4:]}" if number else line[4:])
        elif line.startswith("| "):
            said.append(" ".join(cell.strip() for cell in line.split("|") if cell.strip()))
        else:
            said.append(line)
    return said


def _marked(document: Document) -> Iterator[str]:
    for line in lines(document):
        nested = line.startswith("  ")
        entry = line.strip() if nested else line
        if entry.startswith("- "):
            yield f"{'•' if nested else '–'} {entry[2:]}"
        elif nested and (found := re.match(r"(\d+)\. ", entry)):
            yield f"{chr(96 + int(found.group(1)))}. {entry[found.end() :]}"
        else:
            yield entry
