"""Diagnoses per second on one core over varied markets, and the memory they take.

`python -m tools.bench_law [--markets 10000]`
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import islice, product

from generator.law import diagnose
from generator.library import shipped
from generator.market import Marche, read
from generator.parameters import Register

CODES = ("30213100", "39130000", "45211000", "45233140", "34110000", "55524000", "90919200", "09331200", "45000000")
DATES = ("2020-06-01", "2024-03-01", "2026-08-21", "2026-08-22", "2026-11-30", "2028-02-01")
BUYERS = ("etat", "local", "autre", "entite_adjudicatrice")
CONTRACTS = ("marche", "accord_cadre", "concession", "autre_marche")
NATURES = ("travaux", "fournitures", "services")
AMOUNTS = ("39999", "215999", "216000", "5404000")
LOTS = (0, 1, 9)


def markets() -> Iterator[Marche]:
    """Every combination of the answers above: more than thirty thousand markets."""
    for code, date, buyer, contract, nature, amount, lots in product(
        CODES, DATES, BUYERS, CONTRACTS, NATURES, AMOUNTS, LOTS
    ):
        yield read(
            {
                "objet": "Marché",
                "acheteur": {"nom": "Acheteur", "categorie": buyer},
                "contrat": contract,
                "nature": nature,
                "cpv": code,
                "montant_estime_ht": amount,
                "date_engagement": date,
                "lots": [{"numero": number, "cpv": code} for number in range(1, lots + 1)],
            }
        )


def spread(count: int) -> list[Marche]:
    """`count` markets taken at regular steps, so that every answer varies."""
    total = len(CODES) * len(DATES) * len(BUYERS) * len(CONTRACTS) * len(NATURES) * len(AMOUNTS) * len(LOTS)
    return list(islice(markets(), 0, None, max(1, total // count)))[:count]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rate and the peak of memory of one diagnosis after another."""
    parser = argparse.ArgumentParser(prog="tools.bench_law")
    parser.add_argument("--markets", type=int, default=10_000)
    count: int = parser.parse_args(arguments).markets
    register = Register.load(shipped() / "parametres")
    varied = spread(count)
    start = time.perf_counter()
    for marche in varied:
        diagnose(marche, register)
    rate = len(varied) / (time.perf_counter() - start)
    tracemalloc.start()
    for marche in varied[:500]:
        diagnose(marche, register)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{len(varied)} diagnoses: {rate:.0f} per second on one core, peak {peak / 1000:.0f} kB while diagnosing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
