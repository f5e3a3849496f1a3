"""All that a working document may be built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.calibration import Calibration
from generator.dossier.assemble import Assembler
from generator.law import Alert, Diagnosis
from generator.library import Library
from generator.market import Marche
from generator.parameters import DatedValue
from generator.selection import Selection


@dataclass(frozen=True, slots=True)
class Materials:
    """One marché, all that was read of it, and the assembler that rendered its texts; `points` are still open."""

    marche: Marche
    library: Library
    selection: Selection
    diagnosis: Diagnosis
    calibration: Calibration
    points: tuple[Alert, ...]
    assembler: Assembler

    @property
    def cover(self) -> Mapping[str, str]:
        return self.assembler.cover

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The number of each lot; a single None when the marché is unlotted."""
        return tuple(lot.numero for lot in self.marche.lots) or (None,)

    def law(self, id_: str) -> DatedValue | None:
        """The value of law on the day of the marché, the latest without a day, None when the register has none."""
        date = self.marche.date_engagement
        known = self.library.register.history(id_) if id_ in self.library.register.ids else ()
        if date is None:
            return known[-1] if known else None
        return next((value for value in known if value.covers(date)), None)
