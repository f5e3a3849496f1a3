"""The delays that the proofs of the annex say, read from their finished words.

Only the phrases below are read, word for word; the annex defines their periods (article « Définitions »). A phrase
that is not among them gives no day: the reader of the workbook types it, beside the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Start = Literal["notification", "mois", "trimestre", "semestre", "an"]

_PERIODS: dict[str, Start] = {
    "mois": "mois",
    "trimestre": "trimestre",
    "semestre civil": "semestre",
    "période de bilan": "an",
}
_END = r"(?=\.?\s*$|,)"
_OF_PERIOD = rf"(?:de la|à compter de la) fin (?:du|de chaque|de la) (?P<period>{'|'.join(_PERIODS)}){_END}"
_NOTIFICATION = re.compile(rf"(?P<days>\d+) jours? au plus à compter de la notification{_END}")
_PERIODIC = re.compile(rf"(?P<days>\d+) jours? (?:au plus )?{_OF_PERIOD}")
_CONTINUED = re.compile(rf"^{_OF_PERIOD}")
_BREAK = re.compile(r"\s*;\s+|, puis ")


@dataclass(frozen=True, slots=True)
class Delay:
    """So many days after the notification, or after the end of each month, quarter, half-year or year of it."""

    start: Start
    days: int


@dataclass(frozen=True, slots=True)
class Delays:
    """The delays read in a text; `whole` is false when the text says more than they do."""

    read: tuple[Delay, ...]
    whole: bool


def delays(text: str) -> Delays:
    """The delays of a proof. « … : 30 jours au plus à compter de la notification, puis de la fin de chaque période de
    bilan » gives two; « … : à la livraison » none."""
    found: list[Delay] = []
    whole = True
    for piece in _BREAK.split(re.sub(r"\s", " ", text)):
        delay = _delay(piece, found[-1].days if found else None)
        if delay is None:
            whole = False
        else:
            found.append(delay)
    return Delays(tuple(found), whole)


def _delay(piece: str, before: int | None) -> Delay | None:
    if match := _NOTIFICATION.search(piece):
        return Delay("notification", int(match["days"]))
    if match := _PERIODIC.search(piece):
        return Delay(_PERIODS[match["period"]], int(match["days"]))
    if before is not None and (match := _CONTINUED.search(piece)):
        return Delay(_PERIODS[match["period"]], before)
    return None
