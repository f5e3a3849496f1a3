"""What the firm undertook on insertion, read back from the dossier: hours by lot, delays, article, penalties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.blocks import plain
from generator.calibration.orders import ORDER_MODES
from generator.dossier import ANNEX, Dossier
from generator.dossier.context import lot_title, market_context
from generator.dossier.rows import Rows
from generator.errors import Fault, InputError
from generator.language.filters import euros, hours, numeros
from generator.language.typography import finish_plain
from generator.selection import Retained, insertion_mode

ACTIONS = ("insertion_sociale", "formation_jeunes", "actions_inclusion")
TO_FILL = "À compléter par l’acheteur"


@dataclass(frozen=True, slots=True)
class Due:
    """What one lot owes (`lot` None: the whole marché). `hours` is None when orders or actions decide."""

    lot: int | None
    title: str
    said: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class DuePenalty:
    """A penalty of a clause: amount in euros for one `unit`, after a notice of `notice` days (0: none)."""

    clause: str
    article: int | None
    fact: str
    lots: str
    amount: Decimal
    unit: str
    notice: int


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
    action = next((item for id_ in ACTIONS if (item := dossier.selection.get(id_)) is not None), None)
    if action is None:
        raise InputError(
            [
                Fault(
                    "clauses",
                    "ce marché ne retient aucune action d’insertion, de formation ou d’inclusion.",
                    "Il n’y a pas de document d’exécution à produire.",
                )
            ]
        )
    numbers = dossier.document(ANNEX).numbers()
    facts = market_context(dossier.marche, dossier.library, dossier.calibration, dossier.selection)
    return Undertaking(
        dossier=dossier,
        action=action,
        article=numbers.get(action.id),
        mode=insertion_mode(dossier.marche),
        dues=_dues(dossier, action, facts),
        penalties=_penalties(dossier, facts, numbers),
    )


def _dues(dossier: Dossier, action: Retained, facts: Mapping[str, Any]) -> tuple[Due, ...]:
    marche, mode = dossier.marche, insertion_mode(dossier.marche)
    titles = {lot.numero: lot_title(lot) for lot in marche.lots}
    if mode == "heures":
        if not marche.lots:
            return (_fixed(None, marche.objet, facts.get("heures_insertion")),)
        return tuple(_fixed(row["numero"], row["intitule"], row["heures"]) for row in facts["lots_insertion"])
    said, known = _general(dossier, action, facts)
    places: list[tuple[int | None, str]] = [(lot, titles[lot]) for lot in action.lots] or [(None, marche.objet)]
    return tuple(Due(lot, title, said, known) for lot, title in places)


def _fixed(lot: int | None, title: str, due: Decimal | None) -> Due:
    return Due(lot, title, hours(due) if due is not None else TO_FILL, due)


def _general(dossier: Dossier, action: Retained, facts: Mapping[str, Any]) -> tuple[str, Decimal | None]:
    """What each lot owes alike: a rate by orders, a length of training, or actions."""
    mode = insertion_mode(dossier.marche)
    if mode in ORDER_MODES:
        rate, amount = facts.get("heures_par_tranche"), facts.get("montant_tranche")
        if rate is None or amount is None:
            return TO_FILL, None
        each = "pour" if mode == "prorata_commandes" else "par tranche entière de"
        base = "facturés" if facts.get("base_tranche") == "facture" else "commandés"
        return f"{hours(rate)} {each} {euros(amount)} HT {base}", None
    asked = action.variants[0].reglages.get("heures_accueil")
    if asked is not None:
        length = Decimal(asked.valeur)
        return f"{hours(length)} de formation", length
    return "Les actions de l’article", None


def _penalties(dossier: Dossier, facts: Mapping[str, Any], numbers: Mapping[str, int]) -> tuple[DuePenalty, ...]:
    rows = Rows(dossier.marche, dossier.library, dossier.selection, facts).penalties()
    return tuple(
        DuePenalty(
            clause=str(row["article"]),
            article=numbers.get(str(row["article"])),
            fact=finish_plain(plain(row["fait"].inlines, numbers)),
            lots=numeros(row["lots"]) if row["lots"] else "",
            amount=Decimal(row["montant"]),
            unit=plain(row["unite"].inlines, numbers),
            notice=int(row["mise_en_demeure"]),
        )
        for row in rows
    )
