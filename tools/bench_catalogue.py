"""How long a search of the catalogue takes, with the clauses of today and with ten times as many.

`python -m tools.bench_catalogue`
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace

from generator.catalogue import Catalogue
from generator.library import Library, shipped

QUERIES = ("", "a", "nettoyage des vitres", "réemploi", "produits recyclés de chantier", "cantine bio")
FILTERS: tuple[dict[str, str], ...] = ({}, {"nature": "travaux"}, {"effet": "fort", "document": "cctp"})
REPEATS = 7


def copied(library: Library, times: int) -> Library:
    """The library with each clause that many times, under other names."""
    clauses = [replace(c, id=f"{c.id}_{n}") for c in library.clauses_at(None).values() for n in range(times)]
    return replace(library, histories={clause.id: (clause,) for clause in clauses})


def milliseconds(catalogue: Catalogue) -> list[float]:
    """The median time of each search."""
    found = []
    for query in QUERIES:
        for chosen in FILTERS:
            times = []
            for _ in range(REPEATS):
                start = time.perf_counter()
                catalogue.search(query, chosen)
                times.append((time.perf_counter() - start) * 1000)
            found.append(statistics.median(times))
    return found


def main() -> int:
    library = Library.load([shipped()])
    for times in (1, 10):
        start = time.perf_counter()
        catalogue = Catalogue.of(copied(library, times))
        built = time.perf_counter() - start
        each = milliseconds(catalogue)
        print(
            f"{len(catalogue.clauses)} clauses: index built in {built:.2f} s, a search takes "
            f"{statistics.median(each):.1f} ms (worst {max(each):.1f} ms), filters and counts included"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
