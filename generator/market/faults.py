"""Faults of a reading: collected with their place, never raised one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.errors import Fault
from generator.market.plain import nearest, shown_text

MOST_UNKNOWN_KEYS = 20
MOST_FAULTS = 500


class Faults:
    """The faults found so far, in order. Past `MOST_FAULTS`, the rest is counted, not kept."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._left_out = 0

    def add(self, where: str, message: str, remedy: str = "", code: str = "format") -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(where, message, remedy, code))
        else:
            self._left_out += 1

    def all(self) -> tuple[Fault, ...]:
        if not self._left_out:
            return tuple(self._faults)
        more = Fault("", f"{self._left_out} autres fautes ne sont pas montrées.", "Corrigez d’abord celles-ci.", "trop")
        return (*self._faults, more)

    def __len__(self) -> int:
        return len(self._faults) + self._left_out


def join(path: str, key: str) -> str:
    """The path of a key inside an object."""
    safe = shown_text(key)
    return f"{path}.{safe}" if path else safe


def refuse_unknown(
    found: Iterable[object], known: Collection[str], path: str, faults: Faults, elsewhere: dict[str, str]
) -> None:
    """A fault for each key that is not known here, naming the nearest known one.

    `elsewhere` gives the full place of keys that exist in another object of the marché.
    """
    unknown = [str(key) for key in found if key not in known]
    for key in unknown[:MOST_UNKNOWN_KEYS]:
        faults.add(join(path, key), "Cette clé n’existe pas.", _suggestion(key, known, elsewhere), "cle_inconnue")
    if len(unknown) > MOST_UNKNOWN_KEYS:
        rest = len(unknown) - MOST_UNKNOWN_KEYS
        faults.add(path, f"{rest} autres clés n’existent pas.", "Retirez-les.", "cle_inconnue")


def _suggestion(key: str, known: Collection[str], elsewhere: dict[str, str]) -> str:
    if key in elsewhere:
        return f"Sa place est {elsewhere[key]}."
    near = nearest(key, list(known)) or elsewhere.get(nearest(key, list(elsewhere)) or "")
    return f"Vouliez-vous écrire « {near} » ?" if near else "Retirez-la."
