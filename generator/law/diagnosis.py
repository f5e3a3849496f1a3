"""The diagnosis: every rule applied to a marché, then what there is to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from generator.law import (
    alerts,
    annual,
    building,
    buyers,
    consistency,
    criteria,
    digital,
    energy,
    environment,
    food,
    procedure,
    quality,
    reserved,
    social,
)
from generator.law.model import Alert, Diagnosis, Moyen, Obligation
from generator.law.need import Need, establish
from generator.law.rule import Rule
from generator.law.situation import Situation
from generator.law.trace import explained
from generator.market.model import Marche
from generator.parameters import Register

_CLAUSE, _OBJECTIVES = environment.RULES
RULES = (
    _CLAUSE,
    *social.RULES,
    *criteria.RULES,
    *reserved.RULES,
    _OBJECTIVES,
    *energy.RULES,
    *digital.RULES,
    *building.RULES,
    *annual.RULES,
    *food.RULES,
    *buyers.RULES,
)
MORE = (*annual.MORE, *food.MORE, *building.MORE, *buyers.MORE)  # told only where they bear

_SILENT = ("sans_objet", "indeterminee")
_GRAVITIES = ("bloquant", "attention", "conseil")


def diagnose(marche: Marche, register: Register, moyens: Sequence[Moyen] = ()) -> Diagnosis:
    """Which duties bear on the marché on its `date_engagement`, why, and whether the means retained meet them.

    Never raises for a missing answer or a date outside the register: the obligation is `indeterminee` and
    names what lacks. `moyens` are the clauses, criteria… retained; the criteria of the answers are read too.
    """
    situation = Situation(marche, register, tuple(moyens))
    need = establish(marche)
    always, sector = _apply(RULES, situation, need), _apply(MORE, situation, need)
    obligations = (*always, *(each for each in sector if each.statut not in _SILENT))
    examined = tuple(each for each in sector if each.statut in _SILENT)
    closed = [alerts.settled(situation, alert) for alert in _alerts(situation, obligations, examined)]
    ordered = sorted(closed, key=lambda alert: _GRAVITIES.index(alert.gravite))
    return Diagnosis(marche.date_engagement, obligations, tuple(ordered), examined, need)


def _apply(rules: Sequence[Rule], situation: Situation, need: Need) -> tuple[Obligation, ...]:
    found = (procedure.with_call_off_doubt(situation, rule.apply(situation)) for rule in rules)
    return tuple(replace(each, explain=partial(explained, each, situation.marche, need)) for each in found)


def _alerts(situation: Situation, obligations: tuple[Obligation, ...], examined: tuple[Obligation, ...]) -> list[Alert]:
    return [
        *consistency.alerts(situation),
        *alerts.of_obligations(situation, obligations, examined),
        *reserved.alerts(situation),
        *quality.alerts(situation),
        *procedure.alerts(situation),
    ]
