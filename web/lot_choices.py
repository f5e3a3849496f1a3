"""A clause lot by lot in the form: one choice for each lot it could take (its own level, or not this lot)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.market import Lot, Marche
from generator.market.model import ClauseRetenue
from generator.selection import Retained
from web.answers import Data

WITHOUT = "sans"


@dataclass(frozen=True)
class LotChoice:
    """What the buyer says of a clause for one lot: nothing, a level, or « sans »."""

    number: int
    label: str
    value: str

    @property
    def name(self) -> str:
        return f"lot.{self.number}"


def lot_choices(marche: Marche, item: Retained | None, kept: ClauseRetenue | None) -> tuple[LotChoice, ...]:
    """One choice by lot the clause could take; none when there is nothing to choose between."""
    if item is None or len(item.possible) < 2:
        return ()
    return tuple(_choice(lot, item, kept) for lot in marche.lots if lot.numero in item.possible)


def some_lots(choices: tuple[LotChoice, ...]) -> str:
    """« 1,3 » when the clause takes some of its possible lots, an empty string when it takes them all."""
    taken = [str(choice.number) for choice in choices if choice.value != WITHOUT]
    return ",".join(taken) if len(taken) < len(choices) else ""


def own_lots(item: Retained) -> Data:
    """The setting that keeps a proposed clause on its lots; empty when it takes all those it could."""
    return {"lots": list(item.lots)} if set(item.lots) != set(item.possible) else {}


def numbers_in(text: str) -> list[int]:
    """The lots of « 1,3 »; what is no number is dropped."""
    return [int(part) for part in text.split(",") if part.isascii() and part.isdigit() and len(part) < 4]


def lot_settings(said: Mapping[str, str], known: Data, was: str) -> Data:
    """`lots` and `par_lot` of a clause as the form says them; as they were when it shows no choice by lot."""
    asked = {int(name[4:]): value for name, value in said.items() if name.startswith("lot.")}
    if not asked:
        return {key: known.get(key) or (numbers_in(was) if key == "lots" else None) for key in ("lots", "par_lot")}
    taken = [number for number, value in asked.items() if value != WITHOUT]
    levels = {str(number): value for number, value in asked.items() if value and value != WITHOUT}
    lots = taken if len(taken) < len(asked) else None
    return {"lots": lots, "par_lot": _by_lot(known.get("par_lot"), levels, taken)}


def takes_no_lot(said: Mapping[str, str]) -> bool:
    """Whether every lot shown refuses the clause: it is then set aside."""
    asked = [value for name, value in said.items() if name.startswith("lot.")]
    return bool(asked) and all(value == WITHOUT for value in asked)


def _by_lot(known: Any, levels: Mapping[str, str], taken: list[int]) -> Data:
    """The levels typed, over the values by lot that the form does not show."""
    before = known if isinstance(known, dict) else {}
    merged: Data = {}
    for number in map(str, taken):
        rest = before.get(number)
        setting = {key: value for key, value in rest.items() if key != "niveau"} if isinstance(rest, dict) else {}
        if number in levels:
            setting["niveau"] = levels[number]
        if setting:
            merged[number] = setting
    return merged


def _choice(lot: Lot, item: Retained, kept: ClauseRetenue | None) -> LotChoice:
    own = kept.par_lot.get(lot.numero) if kept else None
    value = ((own.niveau if own else None) or "") if lot.numero in item.lots else WITHOUT
    title = f"Lot {lot.numero}"
    return LotChoice(lot.numero, f"{title} : {lot.intitule}" if lot.intitule else title, value)
