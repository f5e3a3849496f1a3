"""A density against the band and the cases known, ready to be drawn as a bar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.calibration.data import CalibrationData
from generator.calibration.model import DENSITY_BASE, Calibration
from generator.market.model import Marche

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar of the drawing: `position` from 0 to 100 on the common scale. `ce_marche`: it is this market's."""

    libelle: str
    densite: Decimal
    position: Decimal
    genre: str  # reel · calcul · marche
    au_plus: bool = False
    source: str = ""

    @property
    def ce_marche(self) -> bool:
        return self.genre == "marche"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A market's density (hours for 100 000 € before tax) among the cases, lowest first, and the band."""

    densite: Decimal
    basse: Decimal
    haute: Decimal
    position_basse: Decimal
    position_haute: Decimal
    marques: tuple[Mark, ...]
    phrase: str

    @property
    def dans_la_plage(self) -> bool:
        return self.basse <= self.densite <= self.haute

    def as_json(self) -> dict[str, object]:
        """Numbers for a drawing, with at most one decimal."""
        return {
            "densite_h_pour_100k": float(round(self.densite, 1)),
            "plage": [float(self.basse), float(self.haute)],
            "positions_plage": [float(self.position_basse), float(self.position_haute)],
            "marques": [
                {"libelle": m.libelle, "densite": float(round(m.densite, 1)), "position": float(m.position),
                 "genre": m.genre, "au_plus": m.au_plus}
                for m in self.marques
            ],
            "phrase": self.phrase,
        }  # fmt: skip


def density(calibration: Calibration) -> Decimal | None:
    """Hours for 100 000 € over the lots that owe hours; None when an amount is missing or no hours are due."""
    owing = [lot for lot in calibration.lots if lot.heures]
    amounts = [lot.facteurs.get("montant_estime_ht") for lot in owing]
    known = [amount for amount in amounts if amount]
    if not known or len(known) < len(amounts):
        return None
    return calibration.total_heures * DENSITY_BASE / sum(known, Decimal(0))


def comparison(marche: Marche, calibration: Calibration, data: CalibrationData) -> Comparison | None:
    """The market among the cases, over its lots with hours and as a whole; None when no density can be told."""
    value = density(calibration)
    if value is None:
        return None
    amount = marche.somme_des_lots_ht or marche.montant_estime_ht
    return compare(value, data, calibration.total_heures * DENSITY_BASE / amount if amount else None)


def compare(value: Decimal, data: CalibrationData, whole: Decimal | None = None) -> Comparison:
    """Where a density stands among the cases of the data; `whole` is that of the whole market, when it differs.

    The cases known are whole markets: it is that density which compares with theirs.
    """
    band = data.plausibilite
    most = max([value, band.densite_haute, *(case.densite for case in data.cas)])
    both = whole is not None and round(whole) != round(value)

    def place(of: Decimal) -> Decimal:
        return round(of / most * FULL, 1)

    marks = [Mark(c.libelle, c.densite, place(c.densite), c.genre, c.au_plus, c.source.source) for c in data.cas]
    marks.append(Mark("Ce marché, lots avec heures" if both else "Ce marché", value, place(value), "marche"))
    if both and whole is not None:
        marks.append(Mark("Ce marché en entier", whole, place(whole), "marche"))
    return Comparison(
        densite=value,
        basse=band.densite_basse,
        haute=band.densite_haute,
        position_basse=place(band.densite_basse),
        position_haute=place(band.densite_haute),
        marques=tuple(sorted(marks, key=lambda mark: mark.densite)),
        phrase=_sentence(value, data, whole if both else None),
    )


def _sentence(value: Decimal, data: CalibrationData, whole: Decimal | None) -> str:
    band = data.plausibilite
    said = f"{value:.0f} heures pour 100 000 € hors taxes"
    if whole is not None:
        said += f" sur les lots qui portent des heures, {whole:.0f} sur le marché entier"
    if value < band.densite_basse:
        said += f", sous la plage de {band.densite_basse:f} à {band.densite_haute:f}"
    elif value > band.densite_haute:
        said += f", au-dessus de la plage de {band.densite_basse:f} à {band.densite_haute:f}"
    return said + _among([case.densite for case in data.cas if case.genre == "reel"]) + "."


def _among(real: list[Decimal]) -> str:
    return f" ; les marchés réels connus vont de {min(real):f} à {max(real):f}" if real else ""
