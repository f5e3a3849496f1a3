"""Numbers of the lots: those given must differ; a lot without one takes its place in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.market.faults import Faults


@dataclass(frozen=True, slots=True)
class LotNumbers:
    """The lots that references may name.

    `sound` is false when a number was wrong: a reference to an unknown lot is then forgotten without a fault,
    for saying that the lot does not exist would mislead.
    """

    known: frozenset[int]
    sound: bool = True

    def resolves(self, number: int, place: str, faults: Faults) -> bool:
        """Whether this lot exists; a fault when it surely does not."""
        if number not in self.known and self.sound:
            faults.add(place, f"Le lot {number} n’existe pas.", "Écrivez le numéro d’un lot du marché.", "renvoi")
        return number in self.known


def number_lots(lots: list[dict[str, Any]], faults: Faults) -> LotNumbers:
    """Give every lot a number of its own. A repeated one is a fault, and its second lot is numbered anew."""
    sound = not any(fault.where.startswith("lots") and _bears_on_numbers(fault.where) for fault in faults.all())
    sound = _refuse_repeated(lots, faults) and sound
    taken = {lot["numero"] for lot in lots}
    for position, lot in enumerate(lots, start=1):
        if lot["numero"] is None:
            lot["numero"] = next(number for number in range(position, position + len(lots) + 1) if number not in taken)
            taken.add(lot["numero"])
    return LotNumbers(frozenset(lot["numero"] for lot in lots), sound)


def _bears_on_numbers(where: str) -> bool:
    return where.endswith((".numero", "]")) or where == "lots"


def _refuse_repeated(lots: list[dict[str, Any]], faults: Faults) -> bool:
    seen: set[int] = set()
    sound = True
    for index, lot in enumerate(lots):
        number = lot["numero"]
        if number in seen:
            message = f"Le numéro {number} est déjà celui d’un autre lot."
            faults.add(f"lots[{index}].numero", message, "Donnez un numéro différent à chaque lot.", "doublon")
            lot["numero"], sound = None, False
        elif number is not None:
            seen.add(number)
    return sound
