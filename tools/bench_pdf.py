"""Measures the PDF of the nine-lot annex against LibreOffice converting our Word file: `python -m tools.bench_pdf`.

In alternation and in one run, from memory to bytes. « new » is a document never seen by the process, « changed » one
whose earlier version was written before, « cold » the first document of a process, imports included. LibreOffice starts
each time, as a command does, with a profile that is kept; its file is the same Word document, without tags. Medians;
only their ratio means something on another machine. Without `soffice`, only our times are given.
"""

from __future__ import annotations

import itertools
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from generator.blocks import Article, Document, Heading, Item, ListBlock, Paragraph, Table, Text
from generator.word import prepare
from generator.writers import docx, pdf
from tools.bench import CARRIER, real_annex

REPETITIONS = 5
_COUNT = itertools.count()
Way = Callable[[], object]


def main() -> int:
    document = next(real_annex(), None)
    if document is None:
        return 1
    with tempfile.TemporaryDirectory() as folder:
        times = measure(_ways(document, Path(folder)))
    _report(document, times)
    return 0


def _ways(document: Document, folder: Path) -> dict[str, Way]:
    ways: dict[str, Way] = {
        "typst, new": lambda: pdf.write(_new(document), contents=True),
        "typst, changed": lambda: pdf.write(_changed(document), contents=True),
    }
    if shutil.which("soffice"):
        word = folder / "annexe-ccap.docx"
        word.write_bytes(docx.write(document, prepare(CARRIER.read_bytes())))
        ways["LibreOffice, cold"] = lambda: _with_libreoffice(word)
    return ways


def _new(document: Document) -> Document:
    """The annex with one more word in every text: nothing the compiler remembers serves."""
    mark = f" {next(_COUNT)}"
    return replace(document, articles=_marked(document.articles, mark))


def _marked(node: Any, mark: str) -> Any:
    if isinstance(node, Text):
        return replace(node, text=node.text + mark)
    if isinstance(node, tuple):
        return tuple(_marked(each, mark) for each in node)
    if not isinstance(node, Article | Heading | Item | ListBlock | Paragraph | Table):
        return node
    return replace(node, **{each.name: _marked(getattr(node, each.name), mark) for each in fields(node)})


def _changed(document: Document) -> Document:
    """The annex with one more alinéa in its fourth article and another reference."""
    mark = str(next(_COUNT))
    articles = list(document.articles)
    articles[3] = replace(articles[3], blocks=(*articles[3].blocks, Paragraph((Text(mark),))))
    return replace(document, articles=tuple(articles), cover={**document.cover, "reference": mark})


def _with_libreoffice(word: Path) -> None:
    profile = word.parent / "profile"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(word.parent), str(word)], capture_output=True, check=True)


def measure(ways: dict[str, Way]) -> dict[str, list[float]]:
    """Milliseconds of each repetition, in alternation, after one of each that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for repetition in range(-1, REPETITIONS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            if repetition >= 0:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def _report(document: Document, times: dict[str, list[float]]) -> None:
    print(f"{document.id} in PDF, {REPETITIONS} alternating repetitions")
    print(f"{'':20} {'median ms':>10} {'min ms':>8} {'max ms':>8}")
    for name, each in times.items():
        print(f"{name:20} {statistics.median(each):10.0f} {min(each):8.0f} {max(each):8.0f}")
    ours = [name for name in times if name.startswith("typst")]
    for theirs, name in itertools.product((name for name in times if name not in ours), ours):
        print(f"{theirs} / {name}: {statistics.median(times[theirs]) / statistics.median(times[name]):.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
