"""What the firm undertook on insertion, read back from the dossier: hours by lot, delays, article, penalties."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.calibration.orders import ORDER_MODES
from generator.dossier import ANNEX, Dossier
from generator.dossier.dues import Due, DuePenalty, dues, penalties, social_action
from generator.errors import Fault, InputError
from generator.selection import Retained, insertion_mode


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The social action of a dossier. `rate` is hours for an amount ordered before tax, by orders only."""

    dossier: Dossier
    action: Retained
    article: int | None
    mode: str
    dues: tuple[Due, ...]
    penalties: tuple[DuePenalty, ...]

    @property
    def by_orders(self) -> bool:
        return self.mode in ORDER_MODES

    @property
    def counts_hours(self) -> bool:
        """Whether hours are counted: by volume, by orders or in training."""
        return self.by_orders or any(due.hours is not None for due in self.dues)

    @property
    def own_penalties(self) -> tuple[DuePenalty, ...]:
        """Those of the social action alone."""
        return tuple(penalty for penalty in self.penalties if penalty.clause == self.action.id)

    def delay(self, parameter: str) -> int | None:
        """A delay of the clause, the shortest of its lots; None when the clause has no such parameter."""
        found = [v.reglages[parameter].valeur for v in self.action.variants if parameter in v.reglages]
        figures = [int(value) for value in found if isinstance(value, Decimal)]
        return min(figures, default=None)

    def chosen(self, parameter: str, value: str) -> bool:
        """Whether that choice of the clause was made for a lot at least."""
        settings = [v.reglages.get(parameter) for v in self.action.variants]
        return any(setting is not None and setting.valeur == value for setting in settings)


def undertaking(dossier: Dossier) -> Undertaking:
    """The social action of the dossier. Raises `InputError` when none was retained."""
    action = social_action(dossier.selection)
    if action is None:
        raise InputError(
            [
                Fault(
                    "clauses",
                    "ce marché ne retient aucune action d’insertion, de formation ou d’inclusion.",
                    "Il n’y a pas de document de suivi de cette action à produire.",
                )
            ]
        )
    numbers = dossier.document(ANNEX).numbers()
    return Undertaking(
        dossier=dossier,
        action=action,
        article=numbers.get(action.id),
        mode=insertion_mode(dossier.marche),
        dues=dues(dossier.marche, action, dossier.facts),
        penalties=penalties(dossier.facts, numbers),
    )
