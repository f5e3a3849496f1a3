"""The figure of a target, read from its finished words: « 70 % au moins », « 30 % au plus », « Aucun », « Tous ».

Words that are not read for certain give no figure: the target is then typed, beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Sense = Literal["au moins", "au plus"]
AT_LEAST: Sense = "au moins"
AT_MOST: Sense = "au plus"
YES_NO_UNIT = "oui ou non"
_FIGURE = re.compile(
    r"(?P<figure>\d[\d ]*(?:,\d+)?) ?(?P<unit>%|[^\d,;]*?) ?(?P<sense>au moins|au plus)"
    r"(?P<rest>$|, par | par | sur | à la | à l’| jusqu’| dans | en ).*"
)
_WITHOUT = re.compile(r"$|Suivie?, sans|Relevée?, sans|Relevé chaque|Sans cible|Pas de minimum|Valeur relevée")


@dataclass(frozen=True, slots=True)
class Target:
    """`figure` as the words give it (70 for 70 %), with its sense; None when it is to be typed.

    `followed`: no target is set, the value is only recorded.
    """

    figure: Decimal | None = None
    sense: Sense = AT_LEAST
    followed: bool = False


def target(words: str, unit: str) -> Target:
    """The target of an indicator measured in `unit`."""
    text = re.sub(r"\s", " ", words).strip()
    if unit == YES_NO_UNIT or _WITHOUT.match(text):
        return Target(followed=True)
    if text in ("Aucun", "Aucune"):
        return Target(Decimal(0), AT_MOST)
    if unit == "%" and text in ("Tous", "Toutes", "100 %"):
        return Target(Decimal(100))
    match = _FIGURE.fullmatch(text)
    if match is None or (match["unit"] == "%") is not (unit == "%"):
        return Target()
    figure = Decimal(match["figure"].replace(" ", "").replace(",", "."))
    return Target(figure, AT_MOST if match["sense"] == AT_MOST else AT_LEAST)
