"""Word files against every engine, from data to bytes on disk: `python -m tools.bench_docx`.

The same annex of real French prose (tools/bench_prose), the same carrier, the same words checked in every file,
engines in turn within each repetition. Every repetition has other words, so that nothing written may be kept.
Medians; the ratios of one run are what counts on a shared machine.
"""

from __future__ import annotations

import functools
import io
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from generator.library import shipped
from generator.word import Carrier, assembly, prepare
from generator.writers.docx import write
from tools.bench_prose import Prose, as_document, prose
from tools.peers import node_engine
from tools.peers import python_engines as peers

SIZES = {20: 9, 100: 7, 400: 5}  # clauses → repetitions
SLOW_TIMES = 1  # repetitions of an engine that takes seconds
LEVELS = (1, 2, 3, 6, 9)
OURS, DOCXTPL = "clausier", "docxtpl (octets en mémoire)"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Processor time: elapsed time would measure what else the machine is doing.
CLOCK = time.process_time
Run = Callable[[Prose, Path], float]  # writes the words to the file, gives the milliseconds


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    run: Run
    slow: bool = False


@dataclass(slots=True)
class Size:
    """What one number of clauses gave: milliseconds by engine."""

    clauses: int
    times: dict[str, list[float]] = field(default_factory=dict)

    def median(self, engine: str) -> float:
        return statistics.median(self.times[engine])


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sizes = [_measured(clauses, times, Path(folder), stack) for clauses, times in SIZES.items()]
    print("\n".join([*_engines_table(sizes), "", *_floor_table(), "", *_levels_table()]))
    return 0


def _measured(clauses: int, times: int, folder: Path, stack: ExitStack) -> Size:
    size, engines = Size(clauses), list(_engines(clauses, folder, stack))
    _check_words(engines, clauses, folder)
    for turn in range(-2, times):
        words = prose(clauses, turn + 3)
        for engine in engines:
            if engine.slow and turn >= SLOW_TIMES:
                continue
            spent = engine.run(words, folder / "out.docx")
            if turn >= 0:
                size.times.setdefault(engine.name, []).append(spent)
    return size


def _engines(clauses: int, folder: Path, stack: ExitStack) -> Iterator[Engine]:
    raw = (shipped() / "modeles" / "annexe-ccap.docx").read_bytes()
    words = prose(clauses)
    yield Engine(OURS, _ours(raw))
    yield Engine(DOCXTPL, _timed(peers.docxtpl, peers.docxtpl_template(raw, words)))
    subdocuments = peers.docxtpl_template(raw, words, subdocuments=True)
    yield Engine("docxtpl, un sous-document par clause", _timed(peers.docxtpl_subdocuments, subdocuments), slow=True)
    yield Engine("docx-mailmerge2", _timed(peers.mailmerge, peers.mailmerge_template(raw, words)))
    if node_engine.available():
        path = folder / f"docxtemplater-{clauses}.docx"
        path.write_bytes(node_engine.template(raw, words))
        warm = stack.enter_context(node_engine.Warm())
        yield Engine("docxtemplater (npm, processus chaud)", functools.partial(_warm, warm, path))
    else:
        print("docxtemplater is left out: node or its packages are missing", file=sys.stderr)


def _warm(engine: node_engine.Warm, template: Path, words: Prose, to: Path) -> float:
    return engine.milliseconds(template, words, to, 1)[0]


def _ours(raw: bytes) -> Run:
    carrier = prepare(raw)

    def run(words: Prose, to: Path) -> float:
        document = as_document(words)
        start = CLOCK()
        to.write_bytes(write(document, carrier))
        return (CLOCK() - start) * 1000

    return run


def _timed(render: Callable[[bytes, Prose, Path], None], template: bytes) -> Run:
    def run(words: Prose, to: Path) -> float:
        start = CLOCK()
        render(template, words, to)
        return (CLOCK() - start) * 1000

    return run


def _check_words(engines: list[Engine], clauses: int, folder: Path) -> None:
    """Every engine says all the words of every clause and table, once; else the measure is void."""
    words = prose(clauses, 1)
    wanted = [text for _, text in words.clauses] + [cell for each in (*words.lots, *words.penalties) for cell in each]
    for engine in engines:
        engine.run(words, folder / "check.docx")
        said = _said(folder / "check.docx")
        missing = [text for text in wanted if text not in said]
        if missing:
            raise SystemExit(f"{engine.name} does not say « {missing[0][:60]} »")


def _said(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    texts = root.iter(f"{_W}t", f"{_W}noBreakHyphen")
    return "".join("-" if node.tag.endswith("noBreakHyphen") else node.text or "" for node in texts)


def _engines_table(sizes: list[Size]) -> Iterator[str]:
    yield "| Moteur | " + " | ".join(f"{size.clauses} clauses, ms | rapport" for size in sizes) + " |"
    yield "|---|" + "---:|---:|" * len(sizes)
    for name in sizes[0].times:
        cells = [f"{size.median(name):.2f} | {size.median(name) / size.median(OURS):.1f}" for size in sizes]
        yield f"| {name} | " + " | ".join(cells) + " |"


def _floor_table() -> Iterator[str]:
    """How far from deflating the same dynamic parts, already written, at the same level, and storing the file."""
    yield "| Distance au plancher | clausier, ms | plancher, ms | rapport |"
    yield "|---|---:|---:|---:|"
    raw = (shipped() / "modeles" / "annexe-ccap.docx").read_bytes()
    carrier = prepare(raw)
    for clauses in SIZES:
        document = as_document(prose(clauses, 1))
        parts = _dynamic_parts(write(document, carrier), carrier.static)
        floor = _best(functools.partial(_deflated_and_spliced, carrier, parts))
        ours = _best(functools.partial(write, document, carrier))
        yield f"| {clauses} clauses | {ours:.2f} | {floor:.2f} | {ours / floor:.1f} |"


def _deflated_and_spliced(carrier: Carrier, parts: dict[str, bytes]) -> bytes:
    return assembly.assemble(carrier.order, carrier.static, _packed(parts))


def _levels_table() -> Iterator[str]:
    yield "| Niveau de compression | " + " | ".join(f"{n} clauses, ms | octets" for n in SIZES) + " |"
    yield "|---|" + "---:|---:|" * len(SIZES)
    carrier = prepare((shipped() / "modeles" / "annexe-ccap.docx").read_bytes())
    kept = {n: _dynamic_parts(write(as_document(prose(n, 1)), carrier), carrier.static) for n in SIZES}
    for level in LEVELS:
        cells = []
        for parts in kept.values():
            spent = _best(functools.partial(_packed, parts, level))
            cells.append(f"{spent:.2f} | {sum(len(each.data) for each in _packed(parts, level).values())}")
        yield f"| {level} | " + " | ".join(cells) + " |"


def _dynamic_parts(raw: bytes, static: object) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name not in static}  # type: ignore[operator]


def _packed(parts: dict[str, bytes], level: int = assembly.DYNAMIC_LEVEL) -> dict[str, assembly.Packed]:
    return {name: assembly.pack(name, [data], level) for name, data in parts.items()}


def _best(run: Callable[[], object], times: int = 15) -> float:
    spent = []
    for _ in range(times):
        start = CLOCK()
        run()
        spent.append((CLOCK() - start) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    raise SystemExit(main())
