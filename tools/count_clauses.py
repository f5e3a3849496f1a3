"""Counts the clauses of the shipped library, and the texts that are too near: `python -m tools.count_clauses`.

A measure counts once whatever its segments. Two texts whose words, numbers and values masked, are largely the same are
one measure. Reservations are left out: one text by head of the law, alike on purpose. Printed as Markdown tables, for
the changelog and for `docs/`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.library import ClauseVersion, LawValue, Library, shipped
from generator.market.plain import fold

NEAR = 0.35  # runs of words in common, over all their runs, beyond which two texts are one measure
RUN = 4  # words in a run
GENERAL = "toutes familles"
_MASKED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|[0-9]+|@fragment \S+", re.DOTALL)
_WORD = re.compile(r"[a-z]+")


def main() -> int:
    """Print the tables; 1 when two clauses are clones."""
    library = Library.load([shipped()])
    clauses = sorted(library.clauses_at(None).values(), key=lambda clause: clause.id)
    pairs = list(near(clauses))
    for title, counts in tables(clauses, library):
        print(f"\n| {title} | clauses |\n|---|---:|")
        for name, count in counts.items():
            print(f"| {name} | {count} |")
    changing = sum(changes_duty(clause) for clause in clauses)
    print(f"\n{len(clauses)} clauses, {len(clauses) - len(pairs)} mesures distinctes ; ", end="")
    print(f"{changing} changent l’obligation entre les niveaux ({changing * 100 // len(clauses)} %).")
    for one, other, share in pairs:
        print(f"Trop proches ({share:.0%}) : {one} et {other}.")
    return 1 if pairs else 0


def tables(clauses: Iterable[ClauseVersion], library: Library) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Counts by segment, lever, effect, cost of control and certainty of the figures."""
    kept = list(clauses)
    segments: Counter[str] = Counter()
    for clause in kept:
        ids = clause.applicable_si.get("segment") or ()
        segments.update([library.segments[str(id_)].libelle for id_ in ids] or [GENERAL])
    yield "Famille d’achat", dict(segments.most_common())
    yield "Levier", Counter(clause.levier for clause in kept)
    yield "Thème", Counter(clause.theme.partition("/")[0] for clause in kept)
    yield "Effet", Counter(clause.effet for clause in kept)
    yield "Contrôle", Counter(clause.cout_controle for clause in kept)
    yield "Certitude des chiffres", Counter(certainty for clause in kept for certainty in figures(clause))


def figures(clause: ClauseVersion) -> Iterator[str]:
    """The certainty of each figure of a clause: a value of law, a proposal, or a source named."""
    for parameter in clause.parametres.values():
        if parameter.type in ("choix", "texte"):
            continue
        if any(isinstance(level, LawValue) for level in parameter.levels.values()):
            yield "valeur de la loi"
        elif fold(parameter.source).startswith("proposition") or not parameter.source:
            yield "proposition"
        else:
            yield "source nommée"


def changes_duty(clause: ClauseVersion) -> bool:
    """Whether a level adds or takes a duty, not only a figure: its words, or its rows, depend on the level."""
    texts = [text for kind, text in clause.textes.items() if kind in ("ccap", "cctp", "rc")]
    if any("niveau" in text.uses.facts for text in texts):
        return True
    choices = {p.id for p in clause.parametres.values() if p.type == "choix" and len(set(p.levels.values())) > 1}
    zero = {p.id for p in clause.parametres.values() if 0 in p.levels.values() and len(set(p.levels.values())) > 1}
    return any(text.uses.parameters & (choices | zero) for text in texts)


def near(clauses: Iterable[ClauseVersion], limit: float = NEAR) -> Iterator[tuple[str, str, float]]:
    """The pairs of clauses whose texts have more than `limit` of all their runs of words in common."""
    runs = {clause.id: _runs(clause) for clause in clauses if clause.levier != "réservation"}
    ids = sorted(runs)
    for position, one in enumerate(ids):
        for other in ids[position + 1 :]:
            union = len(runs[one] | runs[other])
            share = len(runs[one] & runs[other]) / union if union else 0.0
            if share > limit:
                yield one, other, share


def _runs(clause: ClauseVersion) -> set[tuple[str, ...]]:
    text = "\n".join(clause.textes[kind].source for kind in ("ccap", "cctp", "rc") if kind in clause.textes)
    words = _WORD.findall(fold(_MASKED.sub(" ", text)))
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


if __name__ == "__main__":
    sys.exit(main())
