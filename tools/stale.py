"""What to check again: values of law and clauses not looked at for twelve months, or ending within six.

`python -m tools.stale [--date AAAA-MM-JJ] [--strict] [folder of a layer…]`; exit code 1 with `--strict` when
something is to check.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from generator.law import Checked, Stale, stale, values_of
from generator.library import Library, shipped


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is stale, by kind."""
    parser = argparse.ArgumentParser(prog="tools.stale", description="Liste ce qui est à vérifier de nouveau.")
    parser.add_argument("--date", type=dt.date.fromisoformat, default=None, help="jour du contrôle (aujourd’hui)")
    parser.add_argument("--strict", action="store_true", help="échoue s’il y a quelque chose à vérifier")
    parser.add_argument("couches", nargs="*", type=Path, help="dossiers de couches ajoutés à la bibliothèque")
    options = parser.parse_args(arguments)
    today = options.date or dt.datetime.now(dt.UTC).date()
    library = Library.load([shipped(), *options.couches])
    found = stale(checked(library, today), today)
    for line in report(found, today):
        print(line)
    return 1 if options.strict and found else 0


def checked(library: Library, today: dt.date) -> Iterator[Checked]:
    """Every value of law, then every text of a clause that may still serve."""
    yield from values_of(library.register, today)
    for clause in library.clauses_at(None).values():
        readings = [reading["le"] for reading in clause.relectures if isinstance(reading.get("le"), dt.date)]
        last = max(readings, default=clause.redige_le)
        yield Checked(kind="clause", id=clause.id, libelle=clause.titre, checked_on=last)


def report(found: Sequence[Stale], today: dt.date) -> Iterator[str]:
    """The lines to print, in French."""
    if not found:
        yield f"Rien à vérifier au {today:%d/%m/%Y}."
        return
    yield f"À vérifier au {today:%d/%m/%Y} :"
    for kind, group in groupby(found, key=lambda each: each.checked.kind):
        yield "Valeurs de droit" if kind == "valeur" else "Clauses"
        for each in group:
            yield f"  {each.checked.id} – {each.checked.libelle} : {each.reason}"


if __name__ == "__main__":
    sys.exit(main())
