"""From what a buyer types, a CPV code or everyday words, to the purchase families, with the reason of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.language.typography import finish_plain
from generator.library.divisions import DIVISIONS, OUTSIDE
from generator.library.expressions import Expression, Span, Vocabulary, expression
from generator.library.model import Segment

State = Literal["vide", "connue", "plusieurs", "inconnue"]
MOST = 6  # families proposed at once
NEAR = 3  # digits more than those of a general code, for a family under it to be worth a mention
LONGEST_TEXT = 4_000
_CODE = re.compile(
    r"([0-9](?: ?[0-9]){0,7})(?: ?- ?[0-9])?\Z|([0-9]{8})(?:-[0-9])?(?: *[–—-] .*| +[^0-9].*)\Z", re.DOTALL
)
_SENTENCES = {
    "vide": "",
    "connue": "Famille reconnue.",
    "plusieurs": "Plusieurs familles possibles.",
    "inconnue": "Aucune famille connue : seules les clauses générales seront proposées.",
}
_OUTSIDE = "Hors catalogue : clauses générales seulement."


@dataclass(frozen=True, slots=True)
class Family:
    """A family proposed. `code`: eight digits that lead to it; `pourquoi`: what was recognised, in French."""

    segment: Segment
    code: str
    pourquoi: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """The families of a text, the likeliest first. `par_code`: the text was read as a CPV code."""

    etat: State
    familles: tuple[Family, ...] = ()
    par_code: bool = False
    detail: str = ""

    @property
    def phrase(self) -> str:
        """What to say of it, in French; empty when nothing was typed."""
        said = _OUTSIDE if self.etat == "inconnue" and self.par_code else _SENTENCES[self.etat]
        return finish_plain(" ".join(part for part in (said, self.detail) if part))

    @property
    def segment(self) -> Segment | None:
        """The only family there can be, or None."""
        return self.familles[0].segment if self.etat == "connue" else None


def code_of(segment: Segment, prefix: str = "") -> str:
    """Eight digits that lead to a family: a prefix of it, its first unless given, padded with zeros."""
    chosen = prefix or (segment.cpv[0] if segment.cpv else "")
    return chosen.ljust(8, "0") if chosen else ""


class Families:
    """The families of a library, ready to be recognised."""

    def __init__(self, segments: Mapping[str, Segment]) -> None:
        self._segments = segments
        self._prefixes = {prefix: segment for segment in segments.values() for prefix in segment.cpv}
        self._owners: dict[Expression, dict[str, str]] = {}
        for segment in segments.values():
            for word in (*segment.mots, segment.libelle):
                self._owners.setdefault(expression(word), {}).setdefault(segment.id, word)
        others = [expression(text) for segment in segments.values() for text in segment.faux_amis]
        self._vocabulary = Vocabulary([*self._owners, *others])

    def of_code(self, code: str | None) -> Segment | None:
        """The family whose prefix is the longest that starts a CPV code."""
        prefix = self._prefix(code or "")
        return self._prefixes[prefix] if prefix else None

    def recognise(self, text: str | None) -> Recognition:
        """The families of a code, whole or begun, with or without its check digit, or of everyday words."""
        typed = " ".join((text or "")[:LONGEST_TEXT].split())
        if not any(character.isalnum() for character in typed):
            return Recognition("vide")
        match = _CODE.match(typed)
        return self._by_code((match[1] or match[2]).replace(" ", "")) if match else self._by_words(text or "")

    def _prefix(self, code: str) -> str:
        return next((code[:size] for size in range(len(code), 1, -1) if code[:size] in self._prefixes), "")

    def _by_code(self, code: str) -> Recognition:
        if len(code) < 2:
            return Recognition("inconnue", (), True, _about(code))
        exact = self._prefix(code.ljust(8, "0"))
        found = {self._prefixes[exact].id: exact} if exact else {}
        if len(code) < 8 or not exact:
            general = code if len(code) < 8 else code.rstrip("0").ljust(2, "0")
            for prefix in sorted(self._under(general), key=lambda prefix: (len(prefix), prefix)):
                found.setdefault(self._prefixes[prefix].id, prefix)
        families = tuple(self._of_prefix(code, prefix) for prefix in found.values())
        sure = len(families) == 1 and bool(exact)
        detail = _about(code) if not families else "" if sure else "Précisez le code, ou choisissez."
        return Recognition(_state(len(families), sure), families[:MOST], True, detail)

    def _under(self, general: str) -> Iterator[str]:
        for prefix in self._prefixes:
            if prefix.startswith(general) and len(general) < len(prefix) <= len(general) + NEAR:
                yield prefix

    def _of_prefix(self, code: str, prefix: str) -> Family:
        segment = self._prefixes[prefix]
        kept = code if code.startswith(prefix) and len(code) == 8 else code_of(segment, prefix)
        return Family(segment, kept, finish_plain(f"Code en {prefix}, {_division(prefix)}."))

    def _by_words(self, text: str) -> Recognition:
        spans = [span for span in self._vocabulary.find(text) if span.main and span.expression in self._owners]
        by_family: dict[str, list[Span]] = {}
        for span in spans:
            for id_ in self._owners[span.expression]:
                by_family.setdefault(id_, []).append(span)
        ranked = sorted(by_family.items(), key=lambda pair: _weight(pair[1]))
        families = tuple(self._of_words(id_, found) for id_, found in ranked)
        sure = len(ranked) == 1 or (len(ranked) > 1 and _outweighs(ranked[0][1], [s for _, f in ranked[1:] for s in f]))
        detail = "" if sure or not families else "Choisissez celle de cet achat."
        return Recognition(_state(len(families), sure), families[: 1 if sure else MOST], False, detail)

    def _of_words(self, id_: str, spans: Iterable[Span]) -> Family:
        segment = self._segments[id_]
        words = dict.fromkeys(self._owners[span.expression][id_] for span in spans)
        said = ", ".join(f"« {word} »" for word in words)
        plural = "s" if len(words) > 1 else ""
        return Family(segment, code_of(segment), finish_plain(f"Mot{plural} reconnu{plural} : {said}."))


def _state(count: int, sure: bool) -> State:
    return "connue" if sure else "plusieurs" if count else "inconnue"


def _weight(spans: list[Span]) -> tuple[int, int, int]:
    """The longest expression first, then the most of them, then the first said."""
    return -max(len(span.expression) for span in spans), -len(spans), min(span.start for span in spans)


def _outweighs(best: list[Span], others: list[Span]) -> bool:
    """Whether a longer expression leaves no room for the shorter ones that merely stand beside it."""
    longest = max(best, key=lambda span: len(span.expression))
    return all(len(other.expression) < len(longest.expression) and not other.joined for other in others) and not (
        longest.joined
    )


def _division(code: str) -> str:
    label = DIVISIONS.get(code[:2])
    return f"division {code[:2]} ({label})" if label else f"division {code[:2]}"


def _about(code: str) -> str:
    """What to say of a code that leads to no family."""
    if len(code) < 2:
        return "Donnez deux chiffres au moins."
    if code[:2] not in DIVISIONS:
        return f"Le vocabulaire des marchés n’a pas de division {code[:2]} : vérifiez le code."
    return OUTSIDE.get(code[:2], f"Le code {code} est de la {_division(code)}.")
