"""What a calibration says: hours by lot, every factor shown, warnings. JSON of design 6.4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from generator.calibration.sharing import Share

HOURS_PER_FTE = Decimal(1500)  # a year; a convention drawn from national totals (hours ÷ full-time equivalents)
WEEK = Decimal(35)
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
    """The hours of one lot (`numero` None: unlotted). `heures` None: they cannot be told, a warning says why.

    `origines` says where each factor comes from, in French. `saisies`: the facilitateur's own figure stands, with
    its `motif`, who (`par`, a role) and when (`le`). `periodes` and `tranches` divide `heures`.
    """

    numero: int | None
    heures: Decimal | None
    heures_exactes: Decimal | None = None
    heures_maximum: Decimal | None = None
    facteurs: Factors = field(default_factory=dict)
    origines: Mapping[str, str] = field(default_factory=dict)
    saisies: bool = False
    motif: str | None = None
    par: str | None = None
    le: dt.date | None = None
    periodes: tuple[Share, ...] = ()
    tranches: tuple[Share, ...] = ()
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

    @property
    def semaines(self) -> Decimal | None:
        """Weeks of 35 hours."""
        return self.heures / WEEK if self.heures else None

    @property
    def travail(self) -> Decimal | None:
        """Hours of work that the amount pays, or None when a factor is missing."""
        amount, share = self.facteurs.get("montant_estime_ht"), self.facteurs.get("part_main_oeuvre")
        cost = self.facteurs.get("cout_horaire")
        return amount * share / cost if amount is not None and share is not None and cost else None

    @property
    def part_travail(self) -> Decimal | None:
        """Insertion hours as a fraction of the hours of work."""
        return self.heures / self.travail if self.heures and self.travail else None

    def as_json(self) -> dict[str, object]:
        return {
            "numero": self.numero,
            "heures": _json(self.heures),
            "heures_exactes": _json(self.heures_exactes),
            "heures_maximum": _json(self.heures_maximum),
            "facteurs": {name: None if value is None else format(value, "f") for name, value in self.facteurs.items()},
            "origines": dict(self.origines),
            "densite_h_pour_100k": _json(self.densite, 1),
            "etp": _json(self.etp, 2),
            "semaines_35h": _json(self.semaines, 1),
            "part_heures_travail": _json(self.part_travail),
            "saisies": self.saisies,
            "motif": self.motif,
            "par": self.par,
            "le": self.le.isoformat() if self.le else None,
            "periodes": [share.as_json() for share in self.periodes],
            "tranches": [share.as_json() for share in self.tranches],
            "avertissements": [warning.as_json() for warning in self.avertissements],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The hours of a marché. `total_heures` sums what is known; the maximum exists by orders only.

    `heures_formation`: the length of the training action, in that mode, else None.
    """

    lots: tuple[LotHours, ...]
    total_heures: Decimal
    total_heures_maximum: Decimal | None
    formule: str
    heures_formation: int | None = None
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
            "heures_formation": self.heures_formation,
            "formule": self.formule,
            "avertissements": [warning.as_json() for warning in self.avertissements],
        }


def _json(hours: Decimal | None, places: int = 4) -> int | float | None:
    """A JSON number: whole when it is whole, else with at most `places` decimals."""
    if hours is None:
        return None
    rounded = hours.scaleb(places).to_integral_value(ROUND_HALF_UP).scaleb(-places)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
