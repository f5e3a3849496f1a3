"""The library at start-up and at work, today's and the same multiplied by ten: `python -m tools.bench_library`.

Reading and checking, memory held, one selection and one dossier. Times are medians of a few runs on a shared machine:
the column that counts is the ratio between the two sizes.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from generator.dossier import prepare
from generator.library import Library, shipped
from generator.market import read_json
from generator.selection import select

TIMES = 10
RUNS = 5
EXAMPLE = Path(__file__).parents[1] / "exemples" / "halle-neuf-lots.json"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        large = multiplied(Path(folder) / "clause_templates")
        rows = [(name, measure(shipped()), measure(large)) for name, measure in MEASURES]
        counts = [len(Library.load([path]).clauses_at(None)) for path in (shipped(), large)]
    print(f"| Bibliothèque | {counts[0]} clauses | {counts[1]} clauses | rapport |\n|---|---:|---:|---:|")
    for name, small, big in rows:
        print(f"| {name} | {small:.1f} | {big:.1f} | {big / small:.1f} |")
    return 0


def multiplied(folder: Path) -> Path:
    """A copy of the shipped library in which each clause stands ten times, under other names, never proposed."""
    shutil.copytree(shipped(), folder)
    for path in sorted(folder.glob("clauses/*/*/*.md")):
        if path.parts[-3] == "communs":
            continue
        text = path.read_text(encoding="utf-8").replace("+++\n", "+++\npropose = false\n", 1)
        text = text if text.count("\npropose = ") == 1 else text.replace("+++\npropose = false\n", "+++\n", 1)
        for rank in range(2, TIMES + 1):
            copy = path.parent.with_name(f"{path.parent.name[:38]}_x{rank}") / path.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(text, encoding="utf-8")
    return folder


def _median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def reading(folder: Path) -> float:
    return _median(lambda: Library.load([folder]), 3)


def memory(folder: Path) -> float:
    """MiB that the library holds once read."""
    gc.collect()
    tracemalloc.start()
    library = Library.load([folder])
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert library.histories
    return held / 1024 / 1024


def selecting(folder: Path) -> float:
    library, marche = Library.load([folder]), read_json(EXAMPLE.read_bytes())
    return _median(lambda: select(marche, library))


def preparing(folder: Path) -> float:
    library, marche = Library.load([folder]), read_json(EXAMPLE.read_bytes())
    return _median(lambda: prepare(marche, library))


MEASURES = (
    ("lire et vérifier (ms)", reading),
    ("mémoire tenue (Mio)", memory),
    ("choisir les clauses d’un marché de neuf lots (ms)", selecting),
    ("préparer ses documents (ms)", preparing),
)

if __name__ == "__main__":
    sys.exit(main())
