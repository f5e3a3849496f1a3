"""Our articles in a buyer's CCAP say what the annex says, and not another byte is changed."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from lxml import etree

from generator.dossier import Dossier
from generator.errors import InputError
from tests.dossier.insertion_reading import KINDS, alike, bare, inserted, parts, printed_numbers, texts, wanted
from tests.word import ccaps
from tests.word.test_received import changed
from tests.writers.docx_reading import findings

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "docx"


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_part_keeps_its_bytes_and_the_text_around_too(kind: str, cleaning: Dossier) -> None:
    before, after = parts(KINDS[kind]), parts(inserted(cleaning, KINDS[kind]).docx)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/numbering.xml"}
    assert list(after) == list(before)
    old, new = before["word/document.xml"], after["word/document.xml"]
    assert alike(old, new) + alike(old[::-1], new[::-1]) >= len(old)
    without = re.sub(rb'<w:(abstractNum|num) [^>]*Id="(\d+)">.*?</w:\1>', b"", after["word/numbering.xml"])
    assert without == re.sub(rb'<w:(abstractNum|num) [^>]*Id="(\d+)">.*?</w:\1>', b"", before["word/numbering.xml"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_validator_finds_nothing_new(kind: str, cleaning: Dossier, tmp_path: Path) -> None:
    before = findings(KINDS[kind], tmp_path)
    assert [each for each in findings(inserted(cleaning, KINDS[kind]).docx, tmp_path) if each not in before] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_articles_say_what_the_annex_says(kind: str, cleaning: Dossier) -> None:
    made = inserted(cleaning, KINDS[kind])
    printed = [bare(text) for text in texts(made.docx)]
    numbers = printed_numbers(cleaning, made)
    position = 0
    for sentence in wanted(cleaning.in_ccap, numbers):
        assert sentence in printed[position:], sentence
        position = printed.index(sentence, position)


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_the_buyer_is_all_there_in_order(kind: str, cleaning: Dossier) -> None:
    after = texts(inserted(cleaning, KINDS[kind]).docx)
    position = 0
    for text in texts(KINDS[kind]):
        position = after.index(text, position) + 1


def test_the_same_file_gives_the_same_bytes(cleaning: Dossier) -> None:
    assert inserted(cleaning, ccaps.typed()).docx == inserted(cleaning, ccaps.typed()).docx


def test_a_document_without_numbering_receives_one(cleaning: Dossier, tmp_path: Path) -> None:
    raw = ccaps.without_headings()
    held = parts(raw)
    bare_file = changed(
        {
            "word/numbering.xml": None,
            "word/_rels/document.xml.rels": re.sub(
                rb'<Relationship [^>]*numbering"[^>]*/>', b"", held["word/_rels/document.xml.rels"]
            ),
            "[Content_Types].xml": re.sub(rb"<Override [^>]*numbering[^>]*/>", b"", held["[Content_Types].xml"]),
        },
        raw,
    )
    made = inserted(cleaning, bare_file)
    after = parts(made.docx)
    assert "word/numbering.xml" in after
    new = set(findings(made.docx, tmp_path)) - set(findings(bare_file, tmp_path))
    assert [each for each in new if "stylesWithEffects" not in each] == []  # whose numbers the test took away
    kept = {"word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name, data in parts(bare_file).items() if after[name] != data} <= kept


def test_ids_of_bookmarks_do_not_meet_those_of_the_document(cleaning: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed()))
    mark = etree.fromstring(f'<w:bookmarkStart xmlns:w="{ccaps.W_NS}" w:id="5" w:name="ici"/>')
    document.paragraphs[0]._p.append(mark)
    document.paragraphs[0]._p.append(etree.fromstring(f'<w:bookmarkEnd xmlns:w="{ccaps.W_NS}" w:id="5"/>'))
    out = io.BytesIO()
    document.save(out)
    xml = parts(inserted(cleaning, out.getvalue()).docx)["word/document.xml"].decode()
    ids = [int(id_) for id_ in re.findall(r'<w:bookmarkStart [^>]*w:id="(\d+)"', xml)]
    assert len(ids) == len(cleaning.in_ccap) + 1
    assert len(set(ids)) == len(ids)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample Word files are not there (../shared/data/docx)")
def test_files_of_other_programs_are_refused_in_french_or_keep_everything(cleaning: Dossier, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.doc*"))
    assert files
    done, refused = 0, []
    for path in files:
        raw = path.read_bytes()
        try:
            made = inserted(cleaning, raw)
        except InputError as error:
            refused += [fault.message for fault in error.faults]
            continue
        done += 1
        before, after = parts(raw), parts(made.docx)
        changed = {name for name, data in before.items() if not name.endswith("/") and after[name] != data}
        assert changed <= {"word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels",
                           "[Content_Types].xml"}, path.name  # fmt: skip
        known = findings(raw, tmp_path)
        assert [each for each in findings(made.docx, tmp_path) if each not in known] == [], path.name
    assert done >= 10
    assert [message for message in refused if not message.endswith(".")] == []
