"""Prints a clause as it comes out, in every document it touches and at every level: `python -m tools.read_clause ID`.

`--lots N` divides the marché; `--ccag ID` chooses the CCAG; `--niveau N` keeps one level.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.blocks import Document
from generator.catalogue.samples import market_for
from generator.dossier import prepare
from generator.library import Library, shipped
from generator.library.model import NIVEAUX
from generator.market import read
from tools.reading import block_lines

DOCUMENTS = ("annexe-ccap", "textes-a-reporter", "annexe-acte-engagement")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.read_clause")
    parser.add_argument("ids", nargs="+")
    parser.add_argument("--lots", type=int, default=0)
    parser.add_argument("--ccag")
    parser.add_argument("--niveau", choices=NIVEAUX)
    parser.add_argument("--bibliotheque", type=Path)
    options = parser.parse_args(arguments)
    library = Library.load([shipped(), *([options.bibliotheque] if options.bibliotheque else [])])
    for id_ in options.ids:
        clause = library.clauses_at(None).get(id_)
        if clause is None:
            print(f"« {id_} » n’est pas une clause.", file=sys.stderr)
            return 2
        for niveau in [options.niveau] if options.niveau else NIVEAUX:
            changes = {"ccag": options.ccag} if options.ccag else {}
            dossier = prepare(read(market_for(clause, library, niveau, options.lots, **changes)), library)
            print(f"\n===== {id_} · {niveau} =====")
            if dossier.selection.get(id_) is None:
                print(f"!! écartée : {[e.motif for e in dossier.selection.excluded if e.clause.id == id_]}")
            for document in dossier.documents:
                if document.id in DOCUMENTS:
                    print("\n".join(_lines(document, id_)))
    return 0


def _lines(document: Document, id_: str) -> list[str]:
    numbers = document.numbers()
    kept = {id_, "controles", "penalites", "derogations"} if document.id == "annexe-ccap" else None
    found = [f"--- {document.title}"]
    for article in document.articles:
        if kept is None or article.id in kept:
            found.append(f"# {numbers.get(article.id, '')} {article.title}")
            found += [line for block in article.blocks for line in block_lines(block, numbers)]
    return found


if __name__ == "__main__":
    sys.exit(main())
