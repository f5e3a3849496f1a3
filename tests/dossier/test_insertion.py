"""Our articles in a buyer's CCAP: at their place, in its looks and numbers, and not another byte changed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from generator.blocks import Article, Heading, ListBlock, Paragraph, Table, inlines_of, plain
from generator.dossier import Dossier, prepare
from generator.dossier.insertion import Incorporated, choose_place, incorporate, read_ccap
from generator.errors import InputError
from generator.library import Library
from generator.market import read
from tests.conftest import ROOT
from tests.word import ccaps
from tests.word.test_received import changed
from tests.writers.docx_reading import findings

W = f"{{{ccaps.W_NS}}}"
SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "docx"
KINDS = {
    "numbered by style": ccaps.by_style(),
    "« Article » by style": ccaps.by_style("Article %1 –"),
    "typed and bold": ccaps.typed(),
    "typed in capitals under a style": ccaps.typed("ARTICLE {} : {}", styled=True),
    "no heading": ccaps.without_headings(),
    "French style names": ccaps.french_names(),
}


@pytest.fixture(scope="module")
def dossier(library: Library) -> Dossier:
    data = json.loads((ROOT / "exemples" / "nettoyage-accord-cadre.json").read_text(encoding="utf-8"))
    return prepare(read(data), library)


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


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_part_keeps_its_bytes_and_the_text_around_too(kind: str, dossier: Dossier) -> None:
    before, after = parts(KINDS[kind]), parts(inserted(dossier, KINDS[kind]).docx)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/numbering.xml"}
    assert list(after) == list(before)
    old, new = before["word/document.xml"], after["word/document.xml"]
    assert alike(old, new) + alike(old[::-1], new[::-1]) >= len(old)
    without = re.sub(rb'<w:(abstractNum|num) [^>]*Id="(\d+)">.*?</w:\1>', b"", after["word/numbering.xml"])
    assert without == re.sub(rb'<w:(abstractNum|num) [^>]*Id="(\d+)">.*?</w:\1>', b"", before["word/numbering.xml"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_validator_finds_nothing_new(kind: str, dossier: Dossier, tmp_path: Path) -> None:
    before = findings(KINDS[kind], tmp_path)
    assert [each for each in findings(inserted(dossier, KINDS[kind]).docx, tmp_path) if each not in before] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_articles_say_what_the_annex_says(kind: str, dossier: Dossier) -> None:
    made = inserted(dossier, KINDS[kind])
    printed = [bare(text) for text in texts(made.docx)]
    numbers = printed_numbers(dossier, made)
    position = 0
    for sentence in wanted(dossier.in_ccap, numbers):
        assert sentence in printed[position:], sentence
        position = printed.index(sentence, position)


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_the_buyer_is_all_there_in_order(kind: str, dossier: Dossier) -> None:
    after = texts(inserted(dossier, KINDS[kind]).docx)
    position = 0
    for text in texts(KINDS[kind]):
        position = after.index(text, position) + 1


def test_the_same_file_gives_the_same_bytes(dossier: Dossier) -> None:
    assert inserted(dossier, ccaps.typed()).docx == inserted(dossier, ccaps.typed()).docx


def alike(one: bytes, other: bytes) -> int:
    """How many bytes they begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def heading(raw: bytes, words: str) -> etree._Element:
    return next(p._p for p in docx.Document(io.BytesIO(raw)).paragraphs if words in p.text)


def test_a_numbered_style_numbers_our_articles_and_references_follow(dossier: Dossier) -> None:
    made = inserted(dossier, ccaps.by_style())
    ours = heading(made.docx, "définitions")
    assert ours.pPr.pStyle.val == "Heading1"
    assert "avant « Dérogations au CCAG » : articles 6 à" in bare(made.report.place)
    xml = parts(made.docx)["word/document.xml"].decode()
    fields = re.findall(r'w:instr=" REF (\w+) \\r \\h "', xml)
    assert len(fields) > 20
    assert set(fields) <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml))


def test_a_list_that_writes_article_gives_plain_numbers(dossier: Dossier) -> None:
    made = inserted(dossier, ccaps.by_style("Article %1 –"))
    assert b"REF _art" not in parts(made.docx)["word/document.xml"]
    assert any("numéros écrits" in line for line in made.report.done)


def test_typed_numbers_go_on_as_they_were_typed(dossier: Dossier) -> None:
    made = inserted(dossier, ccaps.typed("ARTICLE {} : {}", styled=True))
    titles = [text for text in texts(made.docx) if text.startswith("ARTICLE ")]
    assert titles[:5] == [f"ARTICLE {n} : {title}" for n, title in enumerate(ccaps.TITLES[:5], start=1)]
    assert [int(re.findall(r"\d+", title)[0]) for title in titles[:-1]] == list(range(1, len(titles)))
    assert titles[-1] == "ARTICLE 6 : Dérogations au CCAG"
    assert any("Renumérotez" in line and "ARTICLE 6" in line for line in made.report.to_check)
    ours = heading(made.docx, "ARTICLE 7")
    assert ours.pPr.pStyle.val == "Heading1"
    assert "7.1" not in titles[6]


def test_a_heading_typed_in_bold_gives_its_look(dossier: Dossier) -> None:
    ours = heading(inserted(dossier, ccaps.typed()).docx, "Article 7 - ")
    run = ours.find(W + "r")
    assert run.rPr.find(W + "b") is not None
    assert run.rPr.find(W + "sz").get(W + "val") == "24"


def test_titles_in_capitals_are_followed_in_capitals(dossier: Dossier) -> None:
    document = docx.Document()
    for number, title in enumerate(("OBJET DU MARCHÉ", "PRIX", "DÉROGATIONS"), start=1):
        document.add_heading(f"{number}. {title}", 1)
        document.add_paragraph(ccaps.TEXT)
    out = io.BytesIO()
    document.save(out)
    after = [bare(text) for text in texts(inserted(dossier, out.getvalue()).docx)]
    assert "3. PARTIE SOCIALE ET ENVIRONNEMENTALE : OBJET ET PORTÉE" in after


def test_without_headings_our_articles_are_numbered_at_the_end(dossier: Dossier) -> None:
    made = inserted(dossier, ccaps.without_headings())
    after = texts(made.docx)
    assert bare(after[5]) == "Article 1 – Partie sociale et environnementale : objet et portée"
    assert any("ne numérote pas" in line for line in made.report.done)
    assert any("notre liste des dérogations" in line for line in made.report.to_check)


def test_french_style_names_and_the_body_style_are_recognised(dossier: Dossier) -> None:
    made = inserted(dossier, ccaps.french_names())
    assert any("« Titre 1 »" in bare(line) for line in made.report.done)
    assert any("« Corps CCAP »" in bare(line) for line in made.report.done)
    paragraph = heading(made.docx, "les termes suivants ont le sens")
    assert paragraph.pPr.pStyle.val == "CorpsCCAP"


# The place


def test_a_marker_is_replaced(dossier: Dossier) -> None:
    for marker, where in (("{{p clausier }}", {}), ("[Clauses]", {"repere": "[clauses]"})):
        made = inserted(dossier, ccaps.french_names(marker=marker), **where)
        after = texts(made.docx)
        assert marker not in after
        ours = next(n for n, text in enumerate(after) if "objet et portée" in text)
        assert after.index("Pénalités de retard") < ours < after.index("Résiliation")
        assert "articles 5 à" in made.report.place


@pytest.mark.parametrize("asked", ["Prix et règlement", "prix et reglement", "3. Prix et règlement", "Prix et"])
def test_after_a_title_means_after_its_whole_article(asked: str, dossier: Dossier) -> None:
    raw = ccaps.by_style(titles=("Objet", "Prix et règlement", "Résiliation"))
    if asked.startswith("3."):  # typed as one reads it, where the number is typed
        raw = ccaps.typed("{}. {}")
    after = texts(inserted(dossier, raw, apres=asked).docx)
    ours = next(n for n, text in enumerate(after) if "objet et portée" in text)
    places = [n for n, text in enumerate(after) if text in ("Règlement", "3. Prix et règlement")]
    following = next(n for n, text in enumerate(after) if text in ("Résiliation", "4. Pénalités de retard"))
    assert places[-1] < ours < following


def test_a_title_that_two_articles_share_is_refused(dossier: Dossier) -> None:
    with pytest.raises(InputError, match="2 titres répondent à « règl »"):
        inserted(dossier, ccaps.by_style(), apres="règl")


def test_an_unknown_title_is_answered_with_those_of_the_document(dossier: Dossier) -> None:
    with pytest.raises(InputError) as caught:
        inserted(dossier, ccaps.typed(), apres="Garanties")
    assert "aucun titre « Garanties »" in str(caught.value)
    assert "« Article 4 - Pénalités de retard »" in str(caught.value)


@pytest.mark.parametrize(("count", "wanted"), [(0, "est absent"), (2, "y est plusieurs fois")])
def test_a_sentence_that_is_not_there_once_is_refused(count: int, wanted: str, dossier: Dossier) -> None:
    document = docx.Document()
    for text in ["Un paragraphe.", *["[ici]"] * count]:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(InputError, match=wanted):
        inserted(dossier, out.getvalue(), repere="[ici]")


def test_the_end_is_before_the_lines_to_sign(dossier: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed(signed=True)))
    for paragraph in list(document.paragraphs):
        if "Dérogations" in paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)
    out = io.BytesIO()
    document.save(out)
    after = texts(inserted(dossier, out.getvalue()).docx)
    assert after[-1] == "Fait à Amiens, le"
    assert sum("objet et portée" in text for text in after) == 1


def test_a_table_of_contents_is_no_place(dossier: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed()))
    first = document.paragraphs[0]
    for n, title in enumerate(ccaps.TITLES, start=1):
        first.insert_paragraph_before().add_run(f"Article {n} - {title}\t{n}").bold = True
    out = io.BytesIO()
    document.save(out)
    host = read_ccap(out.getvalue())
    assert [each.words for each in host.headings] == list(ccaps.TITLES)
    assert incorporate(dossier, host, choose_place(host)).report.place.endswith("articles 6 à 21.")


# What else is told


def test_articles_are_not_inserted_twice(dossier: Dossier) -> None:
    with pytest.raises(InputError, match="contient déjà"):
        read_ccap(inserted(dossier, ccaps.typed()).docx)


def test_a_neighbouring_article_and_the_derogations_to_restate_are_told(dossier: Dossier) -> None:
    raw = ccaps.by_style(titles=("Objet", "Clause d’insertion", "Dérogations"))
    told = bare("\n".join(inserted(dossier, raw).report.to_check))
    assert "« Clause d’insertion »" in told
    assert "déroge à l’article 14.1.3 du CCAG" in told
    assert "L’annexe au CCAP n’est plus à joindre" in told


def test_a_document_without_numbering_receives_one(dossier: Dossier, tmp_path: Path) -> None:
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
    made = inserted(dossier, bare_file)
    after = parts(made.docx)
    assert "word/numbering.xml" in after
    new = set(findings(made.docx, tmp_path)) - set(findings(bare_file, tmp_path))
    assert [each for each in new if "stylesWithEffects" not in each] == []  # whose numbers the test took away
    kept = {"word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name, data in parts(bare_file).items() if after[name] != data} <= kept


def test_ids_of_bookmarks_do_not_meet_those_of_the_document(dossier: Dossier) -> None:
    document = docx.Document(io.BytesIO(ccaps.typed()))
    mark = etree.fromstring(f'<w:bookmarkStart xmlns:w="{ccaps.W_NS}" w:id="5" w:name="ici"/>')
    document.paragraphs[0]._p.append(mark)
    document.paragraphs[0]._p.append(etree.fromstring(f'<w:bookmarkEnd xmlns:w="{ccaps.W_NS}" w:id="5"/>'))
    out = io.BytesIO()
    document.save(out)
    xml = parts(inserted(dossier, out.getvalue()).docx)["word/document.xml"].decode()
    ids = [int(id_) for id_ in re.findall(r'<w:bookmarkStart [^>]*w:id="(\d+)"', xml)]
    assert len(ids) == len(dossier.in_ccap) + 1
    assert len(set(ids)) == len(ids)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample Word files are not there (../shared/data/docx)")
def test_files_of_other_programs_are_refused_in_french_or_keep_everything(dossier: Dossier, tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*.doc*"))
    assert files
    done, refused = 0, []
    for path in files:
        raw = path.read_bytes()
        try:
            made = inserted(dossier, raw)
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
