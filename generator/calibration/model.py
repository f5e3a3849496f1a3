"""What a calibration says: hours by lot, every factor shown, warnings. JSON of design 6.4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

HOURS_PER_FTE = Decimal(1500)
DENSITY_BASE = Decimal(100_000)
Factors = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Warn:
    """Something to look at in a calibration: French sentence and what can be done."""

    code: str
    message: str
    remede: str = ""

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message, "remede": self.remede}


@dataclass(frozen=True, slots=True, kw_only=True)
class LotHours:
    """The hours of one lot (`numero` None: unlotted). `heures` None: they cannot be told, a warning says why."""

    numero: int | None
    heures: Decimal | None
    heures_exactes: Decimal | None = None
    heures_maximum: Decimal | None = None
    facteurs: Factors = field(default_factory=dict)
    motif: str | None = None
    avertissements: tuple[Warn, ...] = ()

    @property
    def densite(self) -> Decimal | None:
        """Hours for 100 000 € before tax, or None without hours or amount."""
        amount = self.facteurs.get("montant_estime_ht")
        return self.heures * DENSITY_BASE / amount if self.heures and amount else None

    @property
    def etp(self) -> Decimal | None:
        """Full-time equivalents, 1 500 hours each."""
        return self.heures / HOURS_PER_FTE if self.heures else None

    def as_json(self) -> dict[str, object]:
        return {
            "numero": self.numero,
            "heures": _json(self.heures),
            "heures_exactes": _json(self.heures_exactes),
            "heures_maximum": _json(self.heures_maximum),
            "facteurs": {name: None if value is None else format(value, "f") for name, value in self.facteurs.items()},
            "densite_h_pour_100k": _json(self.densite, 1),
            "etp": _json(self.etp, 2),
            "motif": self.motif,
            "avertissements": [warning.as_json() for warning in self.avertissements],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The hours of a marché. `total_heures` sums what is known; the maximum exists by orders only."""

    lots: tuple[LotHours, ...]
    total_heures: Decimal
    total_heures_maximum: Decimal | None
    formule: str
    avertissements: tuple[Warn, ...] = ()

    def lot(self, numero: int | None) -> LotHours:
        """The hours of a lot; KeyError when there is none of that number."""
        for each in self.lots:
            if each.numero == numero:
                return each
        raise KeyError(numero)

    def as_json(self) -> dict[str, object]:
        """The JSON of the command `calibrate`: hours as numbers, factors as decimal strings."""
        return {
            "lots": [lot.as_json() for lot in self.lots],
            "total_heures": _json(self.total_heures),
            "total_heures_maximum": _json(self.total_heures_maximum),
            "formule": self.formule,
            "avertissements": [warning.as_json() for warning in self.avertissements],
        }


def _json(hours: Decimal | None, places: int = 4) -> int | float | None:
    """A JSON number: whole when it is whole, else with at most `places` decimals."""
    if hours is None:
        return None
    rounded = hours.scaleb(places).to_integral_value(ROUND_HALF_UP).scaleb(-places)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
