"""The purchase families in the form: what the code or the words lead to, and buttons that write a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.language.typography import finish_plain
from generator.library import Library, Recognition, Segment
from generator.market import Lot, Marche
from generator.market.plain import shown
from web.answers import Data

MOST_NOTES = 12
CODE = 8  # digits of a CPV code
SPOKEN = {
    "connue": "voici la famille que cela évoque.",
    "plusieurs": "plusieurs familles possibles, choisissez celle de cet achat.",
    "inconnue": "aucune famille connue, seules les clauses générales seront proposées.",
}
MARKS = {"connue": ("Famille reconnue", "oui"), "plusieurs": ("À préciser", "a-faire")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A family to choose with one button; `action` is what the button sends."""

    label: str
    why: str
    action: str


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of the marché or of a lot. `suffix` tells the buttons of a lot apart to who hears them."""

    title: str
    mark: str
    sentence: str
    choices: tuple[Choice, ...] = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class FamiliesView:
    """`notes`: the families to ask the market about. `outside`: why the codes given lead to none, or nothing."""

    market: Place | None
    lots: tuple[Place, ...]
    notes: tuple[Segment, ...]
    outside: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A code understood, or what was typed in its stead, or else the words that describe the purchase."""

    code: str
    typed: str
    found: Recognition

    @classmethod
    def of(cls, code: str | None, typed: Any, words: str | None, library: Library) -> _Asked:
        text = "" if code or not isinstance(typed, str) else typed.strip()
        return cls(code or "", text, library.familles.recognise(code or text or words))

    @property
    def spoken(self) -> str:
        """« « goudron » n’est pas un code : voici la famille que cela évoque. »"""
        said = f"{self._start} : {SPOKEN[self.found.etat]}"
        return finish_plain(f"{said} Essayez d’autres mots." if self.typed and not self.found.familles else said)

    @property
    def _start(self) -> str:
        if not self.typed:
            return "D’après les mots employés"
        if not self.found.par_code:
            return f"{shown(self.typed)} n’est pas un code"
        return f"{shown(self.typed)} {'est le début d’un code' if len(self.typed) < CODE else 'est un code à vérifier'}"

    def choices(self, row: str = "") -> tuple[Choice, ...]:
        """The families to choose among; none when the code already says which."""
        if self.code and self.found.etat == "connue":
            return ()
        return tuple(
            Choice(
                finish_plain(each.segment.libelle), f"{each.pourquoi} Code {each.code}.", f"famille:{each.code}{row}"
            )
            for each in self.found.familles
        )


def families_view(marche: Marche, typed: Data, library: Library) -> FamiliesView:
    """The families of the marché and of its lots, from what was understood and what was typed."""
    market = _Asked.of(marche.cpv, typed.get("cpv"), marche.objet, library)
    rows = typed.get("lots") if isinstance(typed.get("lots"), list) else []
    lots = [
        _Asked.of(lot.cpv, row.get("cpv") if isinstance(row, dict) else "", lot.intitule, library)
        for lot, row in zip(marche.lots, rows or [], strict=False)
    ]
    inherited = market.found.segment if market.code else None
    places = (
        _lot(index, lot, asked, inherited) for index, (lot, asked) in enumerate(zip(marche.lots, lots, strict=False))
    )
    known = _known([market, *lots])
    return FamiliesView(
        market=_market(market),
        lots=tuple(place for place in places if place is not None),
        notes=known[:MOST_NOTES],
        outside=market.found.phrase if market.code and market.found.etat == "inconnue" and not known else "",
    )


def _known(places: Iterable[_Asked]) -> tuple[Segment, ...]:
    segments = (asked.found.segment for asked in places)
    return tuple({segment.id: segment for segment in segments if segment}.values())


def _market(asked: _Asked) -> Place | None:
    found = asked.found
    if found.etat == "vide":
        return None
    title, mark = MARKS.get(found.etat, ("", ""))
    if asked.code:
        sure = found.segment
        said = f"{finish_plain(sure.libelle)}. {found.familles[0].pourquoi}" if sure else found.phrase
        return Place(title, mark, said, asked.choices())
    doubtful = found.etat == "plusieurs"
    return Place(title if doubtful else "", mark if doubtful else "", asked.spoken, asked.choices())


def _lot(index: int, lot: Lot, asked: _Asked, inherited: Segment | None) -> Place | None:
    """What to say of a lot; nothing when its code, or that of the marché, says it all."""
    found, guessed = asked.found, not asked.code and not asked.typed
    if found.etat == "vide" or (asked.code and found.etat == "connue"):
        return None
    if guessed and inherited is not None:
        same = inherited in [family.segment for family in found.familles]
        if same or found.etat == "inconnue":
            return None
    name = f"Lot {lot.numero}"
    title = f"{name} : {lot.intitule}." if lot.intitule else f"{name}."
    said = found.phrase if asked.code else asked.spoken
    return Place(finish_plain(title), "", said, asked.choices(f":{index}"), f", pour le lot {lot.numero}")
