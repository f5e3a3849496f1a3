"""Measures the annex of a nine-lot market with twenty clauses against plain docxtpl: `python -m tools.bench`.

Both write the same words, from memory to bytes, in alternation and in one run; both start from the same carrier,
whose body is, for docxtpl, loops over articles, paragraphs, lists and tables. docxtpl's file has no cross-reference,
bookmark, list restart nor content control: the comparison leans its way. The figures are medians; only their ratio
means something on another machine.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from generator.blocks import Block, Document, ListBlock, Paragraph, Table, plain
from generator.dossier import prepare as prepare_dossier
from generator.errors import ClausierError
from generator.library import Library
from generator.market import read_json
from generator.word import prepare
from generator.writers.docx import write
from tools.bench_document import nine_lots_twenty_clauses

ROOT = Path(__file__).parents[1]
CARRIER = ROOT / "clause_templates" / "modeles" / "annexe-ccap.docx"
REPETITIONS = 21
ENGINES = ("clausier", "docxtpl")
_HYPHEN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}noBreakHyphen"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Render = Callable[[], bytes]


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--peak"]:
        print(_own_peak(arguments[1]))
        return 0
    for document in (nine_lots_twenty_clauses(), *real_annex()):
        ours, theirs = engines(document)
        words = _same_words(ours(), theirs())
        _report(document, words, measure(ours, theirs), (ours, theirs))
    for engine in ENGINES:
        print(f"peak memory, {engine:8} {'{:.1f} MiB, of which {:.1f} after the imports'.format(*_peak(engine))}")
    return 0


def real_annex() -> Iterator[Document]:
    """The annex of the example market in nine lots, with the clauses proposed for it."""
    try:
        marche = read_json((ROOT / "exemples" / "halle-neuf-lots.json").read_bytes())
        yield prepare_dossier(marche, Library.load([ROOT / "clause_templates"])).document("annexe-ccap")
    except ClausierError as error:
        print(f"the example's annex cannot be made: {len(error.faults)} fault(s), first: {error.faults[0].sentence()}")


def engines(document: Document) -> tuple[Render, Render]:
    """The two ways to write `document`, each warm: what can be kept between two documents is kept."""
    raw = CARRIER.read_bytes()
    carrier = prepare(raw)
    template, context = docxtpl_template(raw), docxtpl_context(document)
    return lambda: write(document, carrier), lambda: _with_docxtpl(template, context)


def measure(ours: Render, theirs: Render) -> tuple[list[float], list[float]]:
    """Milliseconds of each repetition, in alternation, after three of each that are not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for repetition in range(-3, REPETITIONS):
        for kept, render in zip(times, (ours, theirs), strict=True):
            start = time.perf_counter()
            render()
            if repetition >= 0:
                kept.append((time.perf_counter() - start) * 1000)
    return times


def _with_docxtpl(template: bytes, context: dict[str, object]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, Environment(autoescape=True))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docxtpl_template(raw: bytes) -> bytes:
    """The carrier with loops of docxtpl's dialect where its contents and its body go."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            data = data.replace(_paragraph("Normal", "{{p sommaire }}"), _CONTENTS_LOOP)
            target.writestr(name, data.replace(_paragraph("Normal", "{{p corps }}"), _BODY_LOOP))
    return out.getvalue()


def _paragraph(style: str, text: str) -> str:
    pieces = text.split("\t")
    runs = "<w:r><w:tab/></w:r>".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _looped(tag: str, *content: str, end: str) -> str:
    return _paragraph("Normal", tag) + "".join(content) + _paragraph("Normal", end)


def _row(style: str, cells: str, repeated: str = "") -> str:
    cell = "<w:tc>{}</w:tc>".format
    return (
        f"<w:tr>{repeated}{cell(_paragraph(style, '{%tc for c in ' + cells + ' %}'))}"
        f"{cell(_paragraph(style, '{{ c }}'))}{cell(_paragraph(style, '{%tc endfor %}'))}</w:tr>"
    )


def _marker_row(tag: str) -> str:
    return f"<w:tr><w:tc>{_paragraph('TableauTexte', tag)}</w:tc></w:tr>"


_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableauClausier"/><w:tblW w:w="9072" w:type="dxa"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="9072"/></w:tblGrid>'
    + _row("TableauEnTete", "b.entete", "<w:trPr><w:tblHeader/></w:trPr>")
    + _marker_row("{%tr for r in b.lignes %}")
    + _row("TableauTexte", "r")
    + _marker_row("{%tr endfor %}")
    + "</w:tbl>"
)
_KINDS = {"p": "Corps", "h2": "Titre2", "h3": "Titre3", "puce": "ListePuces", "numero": "ListeNumerotee"}
_BODY_LOOP = _looped(
    "{%p for a in articles %}",
    _paragraph("Titre1", "{{ a.titre }}"),
    _looped(
        "{%p for b in a.blocs %}",
        *(
            _looped(f'{{%p if b.genre == "{kind}" %}}', _paragraph(style, "{{ b.texte }}"), end="{%p endif %}")
            for kind, style in _KINDS.items()
        ),
        _looped('{%p if b.genre == "tableau" %}', _TABLE, end="{%p endif %}"),
        end="{%p endfor %}",
    ),
    end="{%p endfor %}",
)
_CONTENTS_LOOP = _looped(
    "{%p for a in articles %}", _paragraph("Sommaire1", "{{ a.numero }}\t{{ a.titre }}"), end="{%p endfor %}"
)


def docxtpl_context(document: Document) -> dict[str, object]:
    numbers = document.numbers()
    articles = [
        {
            "titre": article.title,
            "numero": numbers.get(article.id, ""),
            "blocs": [each for block in article.blocks for each in _flat(block, numbers)],
        }
        for article in document.articles
    ]
    return {**document.cover, "titre": document.title, "sous_titre": document.subtitle, "articles": articles}


def _flat(block: Block, numbers: dict[str, int]) -> Iterator[dict[str, object]]:
    if isinstance(block, Table):
        rows = [[plain(cell, numbers) for cell in row] for row in (block.header, *block.rows)]
        yield {"genre": "tableau", "entete": rows[0], "lignes": rows[1:]}
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield {"genre": "numero" if block.ordered else "puce", "texte": plain(item.inlines, numbers)}
            yield from _flat(item.children, numbers) if item.children is not None else ()
    else:
        kind = "p" if isinstance(block, Paragraph) else f"h{block.level}"
        yield {"genre": kind, "texte": plain(block.inlines, numbers)}


def _same_words(ours: bytes, theirs: bytes) -> int:
    """How many words both files hold; the measure is void unless they are the same, in the same order."""
    first, second = _words(ours), _words(theirs)
    if first != second:
        different = next((pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]), "their number")
        raise SystemExit(f"The two files do not say the same: {different}")
    return len(first)


def _words(raw: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = root.iter(f"{_W}p")
    return " ".join("".join(_said(node) for node in p.iter(f"{_W}t", _HYPHEN)) for p in paragraphs).split()


def _said(node: etree._Element) -> str:
    return "-" if node.tag == _HYPHEN else node.text or ""


def _own_peak(engine: str) -> str:
    """Run in a process of its own: peak memory after the imports and after thirty documents, in KiB."""
    document = nine_lots_twenty_clauses()
    before = _high_water()
    render = engines(document)[ENGINES.index(engine)]
    for _ in range(30):
        render()
    return json.dumps([before, _high_water()])


def _high_water() -> int:
    """Peak resident memory of this process in KiB (ru_maxrss would count what the parent had when it forked)."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def _peak(engine: str) -> tuple[float, float]:
    """Peak memory of a process that renders with `engine`, and how much of it came after the imports, in MiB."""
    command = [sys.executable, "-m", "tools.bench", "--peak", engine]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    before, after = json.loads(done.stdout)
    return after / 1024, (after - before) / 1024


def _report(
    document: Document, words: int, times: tuple[list[float], list[float]], renders: tuple[Render, Render]
) -> None:
    ours, theirs = (statistics.median(each) for each in times)
    clauses = sum(article.origin is not None for article in document.articles)
    print(f"{document.id}: {clauses} clauses, {words} words, {REPETITIONS} alternating repetitions, warm")
    print(f"{'':10} {'median ms':>10} {'min ms':>8} {'max ms':>8} {'bytes':>8}")
    for name, each, render in zip(ENGINES, times, renders, strict=True):
        print(f"{name:10} {statistics.median(each):10.2f} {min(each):8.2f} {max(each):8.2f} {len(render()):8d}")
    print(f"{'ratio':10} {theirs / ours:10.1f}\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
