"""Where the time of a whole dossier goes, every document and format: `python -m tools.bench_dossier`.

The example in nine lots, one process, processor time, medians of a few runs after a first one that is not counted.
Before each run one word of the object changes, so that no engine serves what it kept. Then the annex at growing
numbers of lots and articles, to see that the time grows no faster than they do.
"""

from __future__ import annotations

import functools
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.dossier import BY_DOCUMENT, Dossier, prepare, produce, write_document
from generator.dossier.workbooks import workbooks
from generator.library import Library, shipped
from generator.market import Marche, read_json
from generator.word import prepare as prepare_carrier
from generator.writers.docx import write
from tools.bench_prose import as_document, prose

EXAMPLE = Path(__file__).parents[1] / "exemples" / "halle-neuf-lots.json"
RUNS = 5
LOTS = (10, 50, 100)
ARTICLES = (50, 100, 200, 400)


def main() -> int:
    library, marche = Library.load([shipped()]), read_json(EXAMPLE.read_bytes())
    dossiers = [prepare(_changed(marche, turn), library) for turn in range(RUNS + 1)]
    print("| Dossier en neuf lots | ms |\n|---|---:|")
    prepared = _median(functools.partial(prepare, marche, library))
    print(f"| préparer ({len(dossiers[0].documents)} documents) | {prepared:.0f} |")
    for format_ in BY_DOCUMENT:
        print(f"| écrire et relire : {format_} | {_over(dossiers, functools.partial(_written, format_)):.0f} |")
    print(f"| écrire : xlsx | {_over(dossiers, workbooks):.0f} |")
    print(f"| tout, manifeste compris | {_over(dossiers, _whole):.0f} |")
    _growth(library, marche)
    return 0


def _changed(marche: Marche, turn: int) -> Marche:
    return replace(marche, objet=f"{marche.objet} ({turn})")


def _written(format_: str, dossier: Dossier) -> None:
    for document in dossier.documents:
        write_document(dossier, document, format_)


def _whole(dossier: Dossier) -> None:
    produce(dossier, (*BY_DOCUMENT, "xlsx"))


def _growth(library: Library, marche: Marche) -> None:
    print("\n| Croissance | ms | ms par unité |\n|---|---:|---:|")
    for count in LOTS:
        lots = tuple(replace(marche.lots[n % len(marche.lots)], numero=n + 1) for n in range(count))
        many = replace(marche, lots=lots, criteres=(), montant_estime_ht=None)
        spent = _median(functools.partial(_annex, many, library))
        print(f"| préparer et écrire l’annexe, {count} lots | {spent:.0f} | {spent / count:.2f} |")
    carrier = prepare_carrier((shipped() / "modeles" / "annexe-ccap.docx").read_bytes())
    for count in ARTICLES:
        spent = _median(functools.partial(write, as_document(prose(count)), carrier))
        print(f"| écrire une annexe, {count} articles | {spent:.1f} | {spent / count:.3f} |")


def _annex(marche: Marche, library: Library) -> None:
    dossier = prepare(marche, library)
    write_document(dossier, dossier.document("annexe-ccap"), "docx")


def _over(dossiers: list[Dossier], run: Callable[[Dossier], object]) -> float:
    """The median over dossiers that differ by a word; the first is not counted."""
    return statistics.median([_spent(functools.partial(run, dossier)) for dossier in dossiers][1:])


def _median(run: Callable[[], object]) -> float:
    return statistics.median([_spent(run) for _ in range(RUNS + 1)][1:])


def _spent(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
