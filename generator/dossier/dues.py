"""What the firm owes under a dossier, as figures: insertion by lot, amounts of penalties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.blocks import plain
from generator.calibration.orders import ORDER_MODES
from generator.dossier.context import lot_title
from generator.language.filters import euros, hours
from generator.language.typography import finish_plain
from generator.market import Marche
from generator.selection import Retained, Selection, insertion_mode

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
    """A penalty of a clause: amount in euros for one `unit`, after a notice of `notice` days (0: none).

    `lots` are the numbers of its lots, none when the marché is unlotted.
    """

    clause: str
    article: int | None
    fact: str
    lots: tuple[int, ...]
    amount: Decimal
    unit: str
    notice: int


def social_action(selection: Selection) -> Retained | None:
    """The clause of insertion, training or inclusion of the dossier; a marché has one at most."""
    return next((item for id_ in ACTIONS if (item := selection.get(id_)) is not None), None)


def dues(marche: Marche, action: Retained, facts: Mapping[str, Any]) -> tuple[Due, ...]:
    """What each lot owes, or the whole marché when it has no lot."""
    mode = insertion_mode(marche)
    titles = {lot.numero: lot_title(lot) for lot in marche.lots}
    if mode == "heures":
        if not marche.lots:
            return (_fixed(None, marche.objet, facts.get("heures_insertion")),)
        return tuple(_fixed(row["numero"], row["intitule"], row["heures"]) for row in facts["lots_insertion"])
    said, known = _general(marche, action, facts)
    places: list[tuple[int | None, str]] = [(lot, titles[lot]) for lot in action.lots] or [(None, marche.objet)]
    return tuple(Due(lot, title, said, known) for lot, title in places)


def _fixed(lot: int | None, title: str, due: Decimal | None) -> Due:
    return Due(lot, title, hours(due) if due is not None else TO_FILL, due)


def _general(marche: Marche, action: Retained, facts: Mapping[str, Any]) -> tuple[str, Decimal | None]:
    """What each lot owes alike: a rate by orders, a length of training, or actions."""
    mode = insertion_mode(marche)
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


def owed_by_orders(marche: Marche, amount: str) -> str:
    """The formula of the hours that the amount of a cell makes due; empty when the rate is not known."""
    asked = marche.insertion
    rate = asked.heures_par_tranche if asked else None
    each = asked.montant_tranche_ht if asked else None
    if rate is None or not each:
        return ""
    slices = f"{amount}/{each:f}" if insertion_mode(marche) == "prorata_commandes" else f"INT({amount}/{each:f})"
    return f"={slices}*{rate:f}"


def penalties(facts: Mapping[str, Any], numbers: Mapping[str, int]) -> tuple[DuePenalty, ...]:
    """The penalties of the annex, `numbers` giving the number of each article."""
    return tuple(
        DuePenalty(
            clause=str(row["article"]),
            article=numbers.get(str(row["article"])),
            fact=finish_plain(plain(row["fait"].inlines, numbers)),
            lots=tuple(lot["numero"] for lot in row["lots"]),
            amount=Decimal(row["montant"]),
            unit=plain(row["unite"].inlines, numbers),
            notice=int(row["mise_en_demeure"]),
        )
        for row in facts["lignes_penalites"]
    )
