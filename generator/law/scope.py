"""Whether a text bears on this buyer and on what is bought, read from the scope of its parameter.

Nothing is guessed: without an answer that decides, the concern is unknown and names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.law.situation import UNLOTTED, Situation
from generator.market.model import Lot
from generator.parameters import Scope

Side = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Concern:
    """`why`: a French sentence when the text does not bear. `lots`: the lots it bears on; empty when unlotted."""

    side: Side
    why: str = ""
    missing: tuple[str, ...] = ()
    lots: tuple[int, ...] = ()


_PURCHASE = "Ni la nature ni le code CPV de ce contrat ne correspondent aux achats que ce texte vise."
_BUYER = "Ce texte ne vise pas cette catégorie d’acheteur."
_HEALTH = "Ce texte vise l’État et les collectivités, non les établissements publics de santé."


def concern(situation: Situation, parameter: str) -> Concern:
    """The buyer first, then what is bought; an unknown buyer does not hide a purchase out of scope."""
    scope = situation.register.parameter(parameter).vise
    buyer, purchase = of_buyer(situation, scope), of_purchase(situation, scope)
    for found in (buyer, purchase):
        if found.side == "no":
            return found
    missing = (*purchase.missing, *buyer.missing)
    return Concern("unknown", missing=missing) if missing else purchase


def of_buyer(situation: Situation, scope: Scope) -> Concern:
    """Whether the text bears on this kind of buyer."""
    if scope.hors_sante and situation.marche.acheteur.sante is True:
        return Concern("no", _HEALTH)
    category = situation.marche.acheteur.categorie
    if not scope.acheteurs or category in scope.acheteurs:
        return Concern("yes")
    if category in (None, "entite_adjudicatrice"):  # a capacity, which does not tell who the buyer is
        return Concern("unknown", missing=("acheteur.categorie",))
    return Concern("no", _BUYER)


def of_purchase(situation: Situation, scope: Scope) -> Concern:
    """Whether the text bears on what is bought, in one lot at least."""
    lots: tuple[Lot | None, ...] = situation.marche.lots or (None,)
    found = {lot.numero if lot else UNLOTTED: _place(situation, scope, lot) for lot in lots}
    concerned = tuple(number for number, side in found.items() if side.side == "yes")
    if concerned:
        return Concern("yes", lots=tuple(number for number in concerned if number != UNLOTTED))
    missing = dict.fromkeys(answer for side in found.values() for answer in side.missing)
    return Concern("unknown", missing=tuple(missing)) if missing else Concern("no", _PURCHASE)


def _place(situation: Situation, scope: Scope, lot: Lot | None) -> Concern:
    marche = situation.marche
    nature = (lot.nature if lot else None) or situation.nature
    code = (lot.cpv if lot else None) or marche.cpv
    if scope.natures and nature is not None and nature not in scope.natures:
        return Concern("no")
    by_code = _by_code(scope, code)
    if by_code.side == "no":
        return by_code
    missing = by_code.missing if nature or not scope.natures else ("nature", *by_code.missing)
    return Concern("unknown", missing=missing) if missing else by_code


def _by_code(scope: Scope, code: str | None) -> Concern:
    """By prefix, longest meaning first: an excluded prefix wins; a code too general says nothing."""
    if not scope.cpv:
        return Concern("yes")
    if code is None:
        return Concern("unknown", missing=("cpv",))
    if code.startswith(scope.hors_cpv):
        return Concern("no")
    if code.startswith(scope.cpv):
        return Concern("yes")
    general = code.rstrip("0") or code
    is_general = any(prefix.startswith(general) for prefix in scope.cpv)
    return Concern("unknown", missing=("cpv",)) if is_general else Concern("no")
