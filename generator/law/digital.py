"""Digital products: the repairability index, then the durability index (loi AGEC, art. 55)."""

from __future__ import annotations

from dataclasses import replace

from generator.law.criteria import is_environmental
from generator.law.model import Moyen, Obligation
from generator.law.rule import Head, covered
from generator.law.sector import Duty, Values
from generator.law.situation import UNLOTTED, Situation

_WORDS = ("réparab", "durabilité", "reparab")


def _index(_: Situation, values: Values) -> str:
    if values[0].valeur == "durabilité":
        which = "l’indice de durabilité ou, pour les produits qui n’en ont pas encore, l’indice de réparabilité"
    else:
        which = "l’indice de réparabilité"
    return (
        f"L’achat de produits numériques qui portent un indice tient compte de {which}, quel que soit le montant : "
        "dans la définition du besoin, une spécification ou un critère."
    )


INDEX = Duty(
    head=Head("indice-reparabilite", "Indice de réparabilité ou de durabilité des produits numériques", "marche", True),
    regime="indice-reparabilite",
    said=_index,
)


def repairability(situation: Situation) -> Obligation:
    """A criterion that speaks of repair or of lifetime counts as a means, beside those retained."""
    found = INDEX.decide(situation)
    if found.statut != "obligatoire":
        return found
    named = tuple(_named(situation))
    reached = situation.covered_by((*found.moyens, *named))
    respect = covered(situation, reached)
    return replace(found, moyens=(*found.moyens, *named), respect="a_justifier" if respect == "non" else respect)


def _named(situation: Situation) -> list[Moyen]:
    """The environmental criteria whose words speak of repair or of lifetime."""
    return [
        Moyen("critere", f"criteres[{rank}]", _lots(situation, each.lot), frozenset({INDEX.head.id}))
        for rank, each in enumerate(situation.marche.criteres)
        if is_environmental(each) and any(word in (each.libelle or "").lower() for word in _WORDS)
    ]


def _lots(situation: Situation, lot: int | None) -> tuple[int, ...]:
    return tuple(number for number in situation.lots if number != UNLOTTED and lot in (None, number))


RULES = (INDEX.head.rule(repairability),)
