"""High energy performance of what is bought from the European thresholds (C. énergie, art. L. 234-1)."""

from __future__ import annotations

from dataclasses import replace

from generator.law.model import ExemptionCase, Obligation
from generator.law.rule import Head, missing, undated
from generator.law.scope import Concern, concern
from generator.law.sector import TO_SETTLE, bearing, no_object, not_yet
from generator.law.situation import Situation
from generator.law.thresholds import Comparison, compare
from generator.law.wording import euros, listed

PERFORMANCE = Head("performance-energetique", "Haute performance énergétique des achats")

_DEFENCE = (
    "Ce contrat est passé en matière de défense ou de sécurité, que le texte excepte. La raison se motive par des "
    "éléments vérifiables."
)
_NO_EFFECT = "D’après vos réponses, cet achat n’a pas d’effet énergétique."
_CASES = (
    "La sécurité publique s’y oppose",
    "Une urgence de santé publique s’y oppose",
    "La haute performance est techniquement inadaptée au besoin",
    "Le contrat relève de la défense",
)


def energy_performance(situation: Situation) -> Obligation:
    """Bears on purchases with an energy effect, from the threshold, since 16 October 2025."""
    regime = _regime(situation)
    if situation.is_defence:
        found = no_object(PERFORMANCE, situation, _DEFENCE, regime)
        return replace(found, doute=f"La portée exacte de l’exception n’a pas été lue. {TO_SETTLE}")
    effect = energy_effect(situation)
    if effect.side == "no":
        return no_object(PERFORMANCE, situation, effect.why, regime)
    early = undated(PERFORMANCE, situation) or not_yet(PERFORMANCE, situation, regime)
    return early or _against_threshold(situation, regime, effect)


def _regime(situation: Situation) -> str:
    return f"performance-energetique{'-concessions' if situation.is_concession else ''}"


def energy_effect(situation: Situation) -> Concern:
    """What the buyer says, else what the CPV codes tell."""
    complements = situation.marche.complements
    if complements is not None and complements.effet_energetique is not None:
        return Concern("yes") if complements.effet_energetique else Concern("no", _NO_EFFECT)
    return concern(situation, "performance-energetique")


def _against_threshold(situation: Situation, regime: str, effect: Concern) -> Obligation:
    comparison = compare(situation)
    values = (situation.at(regime), *comparison.thresholds)
    if comparison.side == "below":
        why = f"La valeur estimée du besoin est sous le seuil européen de {_limits(comparison)}."
        return replace(no_object(PERFORMANCE, situation, why, regime), parametres=values)
    lacking = (*comparison.missing, *effect.missing)
    if lacking:
        return missing(PERFORMANCE, situation, lacking, parametres=values)
    said = (
        f"Le besoin atteint le seuil européen de {_limits(comparison)} et a un effet énergétique : l’acheteur "
        "n’acquiert que des produits, services et travaux à haute performance énergétique, sauf exception motivée par "
        "des éléments vérifiables."
    )
    found = bearing(PERFORMANCE, situation, said, values, _doubt(), effect.lots)
    return replace(found, exemptions=tuple(ExemptionCase(n, label, n != 4) for n, label in enumerate(_CASES, start=1)))


def _limits(comparison: Comparison) -> str:
    return listed(dict.fromkeys(euros(value.number) for value in comparison.thresholds))


def _doubt() -> str:
    return (
        "Le texte ne dresse pas la liste des achats concernés : l’effet énergétique est lu dans le code CPV, et se "
        f"précise dans les compléments. {TO_SETTLE}"
    )


RULES = (PERFORMANCE.rule(energy_performance),)
