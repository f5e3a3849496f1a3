"""Whatever a person types, documents hold the literal text: same structure, same words around it, valid files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from generator.dossier import prepare, produce
from generator.errors import InputError
from generator.library import Library
from generator.market import as_json, read, read_json, read_kindly
from tests.hostile.values import FIELDS, TEXTS, expected, hostile, marked, marker, market, squeezed
from tests.writers.docx_reading import findings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF, STYLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "style"))
DC = "{http://purl.org/dc/elements/1.1/}"
FORMATS = ("docx", "odt", "html", "json")


def files(data: dict[str, Any], library: Library) -> dict[str, bytes]:
    return produce(prepare(read(data), library), FORMATS)


@pytest.fixture(scope="module")
def reference(library: Library) -> dict[str, bytes]:
    """The dossier of the marked marché: what each hostile one is compared with."""
    return files(marked(), library)


@pytest.fixture(scope="module", params=TEXTS)
def case(request: pytest.FixtureRequest, library: Library) -> tuple[str, dict[str, bytes]]:
    typed, left = TEXTS[request.param]
    return left, files(hostile(typed), library)


def word_lines(raw: bytes) -> list[str]:
    """Every paragraph of every part of a Word file, headers and footers included."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        for name in sorted(archive.namelist()):
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            for paragraph in root.iter(W + "p"):
                nodes = paragraph.iter(W + "t", W + "noBreakHyphen")
                found.append("".join("-" if node.tag == W + "noBreakHyphen" else node.text or "" for node in nodes))
    return found


def word_structure(raw: bytes) -> list[str]:
    """The elements of the body in order, runs left aside: a value may be cut into runs, never into anything else."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    runs = {W + name for name in ("r", "t", "rPr", "noBreakHyphen", "b", "bCs", "i", "iCs", "gridCol")}
    return [str(element.tag) for element in root.iter() if element.tag not in runs]


def opendocument_parts(raw: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return [etree.fromstring(archive.read(name)) for name in sorted(archive.namelist()) if name.endswith(".xml")]


def opendocument_lines(raw: bytes) -> list[str]:
    """Every paragraph, heading and property of every part, header and footer included."""
    wanted = {ODF + name for name in ("p", "h")} | {DC + name for name in ("title", "subject", "creator")}
    roots = opendocument_parts(raw)
    return [
        "".join(str(text) for text in element.itertext()).replace("\u2011", "-")
        for root in roots
        for element in root.iter()
        if element.tag in wanted
    ]


def opendocument_structure(raw: bytes) -> list[str]:
    """The elements of every part in order; a blank may be one, a width may be a style of its own."""
    left_aside = {ODF + "s", STYLE + "style", STYLE + "table-column-properties", STYLE + "table-row-properties"}
    return [str(element.tag) for root in opendocument_parts(raw) for element in root.iter()
            if element.tag not in left_aside]  # fmt: skip


def parsed_html(raw: bytes) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(raw.decode("utf-8"))


def html_structure(raw: bytes) -> list[str]:
    return [str(element.tag) for element in parsed_html(raw).iter()]


def html_text(raw: bytes) -> str:
    return "".join(parsed_html(raw).itertext())


def strings(value: Any) -> list[str]:
    """Every string of a JSON value in order, keys included."""
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (key, *strings(item))]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def test_the_marked_market_prints_every_field_somewhere(reference: dict[str, bytes]) -> None:
    said = " ".join(line for name, raw in reference.items() if name.endswith(".docx") for line in word_lines(raw))
    manifest = reference["manifeste.json"].decode()
    for field in FIELDS:
        assert marker(field) in said or field in ("exemption", "heures"), field
        assert marker(field) in manifest, field


def test_word_files_hold_the_literal_text_and_lose_nothing_around_it(
    case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]
) -> None:
    left, made = case
    assert made.keys() == reference.keys()
    for name in (name for name in made if name.endswith(".docx")):
        lines = [squeezed(line) for line in word_lines(made[name])]
        assert lines == [expected(line, left) for line in word_lines(reference[name])], name
        assert word_structure(made[name]) == word_structure(reference[name]), name


def test_opendocument_files_hold_the_literal_text_and_no_element_of_its_making(
    case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]
) -> None:
    left, made = case
    for name in (name for name in made if name.endswith(".odt")):
        lines = [squeezed(line) for line in opendocument_lines(made[name])]
        assert lines == [expected(line, left) for line in opendocument_lines(reference[name])], name
        assert opendocument_structure(made[name]) == opendocument_structure(reference[name]), name


def test_html_files_hold_the_literal_text_and_no_element_of_its_making(
    case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]
) -> None:
    left, made = case
    for name in (name for name in made if name.endswith(".html")):
        assert html_structure(made[name]) == html_structure(reference[name]), name
        assert squeezed(html_text(made[name])) == expected(html_text(reference[name]), left), name


def test_json_files_hold_the_literal_text(case: tuple[str, dict[str, bytes]], reference: dict[str, bytes]) -> None:
    left, made = case
    for name in (name for name in made if name.endswith(".json") and name != "manifeste.json"):
        found = [squeezed(text) for text in strings(json.loads(made[name]))]
        assert found == [expected(text, left) for text in strings(json.loads(reference[name]))], name


def test_the_manifest_keeps_what_was_understood(case: tuple[str, dict[str, bytes]]) -> None:
    left, made = case
    manifest = json.loads(made["manifeste.json"])
    assert manifest["marche"]["objet"] == left
    assert manifest["points_traites"]["siret"].split() == left.split()
    assert as_json(read(manifest["marche"])) == manifest["marche"]


@pytest.mark.parametrize("document", ["annexe-ccap", "textes-a-reporter", "fiche-de-relecture"])
@pytest.mark.parametrize("turn", range(0, len(TEXTS), len(FIELDS)))
def test_word_files_are_valid(turn: int, document: str, library: Library, tmp_path: Path) -> None:
    typed = [text for text, _ in TEXTS.values()]
    texts = {field: typed[(turn + rank) % len(typed)] for rank, field in enumerate(FIELDS)}
    assert findings(files(market(texts), library)[f"{document}.docx"], tmp_path) == []


def test_escaped_surrogates_of_a_file_lose_nothing_around_them(library: Library) -> None:
    raw = b'{"objet": "avant\\ud800apres \\udc00\\ud83c\\udfeb fin", "acheteur": {"nom": "V\\ud800ille"}}'
    made = produce(prepare(read_json(raw), library), FORMATS)
    said = " ".join(word_lines(made["annexe-ccap.docx"]))
    assert "avantapres 🏫 fin" in said
    assert "Ville" in said
    assert "Dérogations" in said or "Pénalités" in said


@pytest.mark.parametrize("field", ["courriel", "telephone"])
@pytest.mark.parametrize("name", TEXTS)
def test_an_address_or_a_number_of_hostile_shape_is_refused_or_printed_as_typed(
    field: str, name: str, library: Library
) -> None:
    data = {**marked(), "facilitateur": {"structure": "PLIE", field: TEXTS[name][0]}}
    reading = read_kindly(data)
    if reading.faults:
        assert [fault.where for fault in reading.faults] == [f"facilitateur.{field}"]
        return
    printed = " ".join(word_lines(produce(prepare(reading.marche, library))["annexe-ccap.docx"]))
    assert TEXTS[name][1] in printed


@pytest.mark.parametrize(
    ("field", "longest"),
    [("objet", 1000), ("reference", 100), ("nom", 300), ("intitule", 300), ("structure", 300), ("libelle", 300),
     ("exemption", 4000), ("ecartee", 4000), ("point", 4000), ("reglage", 4000)],
)  # fmt: skip
def test_the_longest_text_is_printed_whole_and_a_longer_one_refused(
    field: str, longest: int, library: Library, tmp_path: Path
) -> None:
    texts = {name: marker(name) for name in FIELDS}
    word = "anticonstitutionnellement "
    text = (word * 400)[: longest - 1] + "z"
    made = files(market({**texts, field: text}), library)
    said = re.sub(
        r"\s+",
        " ",
        " ".join(word_lines(made["fiche-de-relecture.docx"]))
        + " ".join(word_lines(made["annexe-ccap.docx"]))
        + made["manifeste.json"].decode(),
    )
    assert text in said
    assert findings(made["annexe-ccap.docx"], tmp_path) == []
    for length in (longest + 1, 10_000):
        with pytest.raises(InputError) as refused:
            read(market({**texts, field: "x" * length}))
        assert all(str(length) in fault.message for fault in refused.value.faults)
        assert len(refused.value.faults) == (2 if field == "objet" and length > 4000 else 1)


@pytest.mark.parametrize(
    "text", ["\u200b", "\u00ad\u200d", "\u2060", "\ufe0f", "\u0301", "\u3164\u115f", "\u2800", "\u00a0\u202f"]
)
def test_a_text_that_shows_nothing_is_no_answer(text: str) -> None:
    reading = read_kindly({"objet": text, "acheteur": {"nom": text}, "lots": [{"intitule": text}]})
    assert {fault.where for fault in reading.wrong} == set()
    assert {fault.where for fault in reading.faults} == {"objet", "acheteur.nom"}
    assert reading.marche.lots[0].intitule is None


@pytest.mark.parametrize("text", [".", "🏫", "7", "é", "名", "«", "☐"])
def test_a_single_sign_is_an_answer(text: str) -> None:
    assert read({"objet": text, "acheteur": {"nom": text}}).objet == text
