"""The diagnosis: every rule applied to a marché, then what there is to mend."""

from __future__ import annotations

from collections.abc import Sequence

from generator.law import alerts, consistency, criteria, environment, reserved, social
from generator.law.model import Diagnosis, Moyen
from generator.law.situation import Situation
from generator.market.model import Marche
from generator.parameters import Register

_CLAUSE, _OBJECTIVES = environment.RULES
RULES = (_CLAUSE, *social.RULES, *criteria.RULES, *reserved.RULES, _OBJECTIVES)

_GRAVITIES = ("bloquant", "attention", "conseil")


def diagnose(marche: Marche, register: Register, moyens: Sequence[Moyen] = ()) -> Diagnosis:
    """Which duties bear on the marché on its `date_engagement`, why, and whether the means retained meet them.

    Never raises for a missing answer or a date outside the register: the obligation is `indeterminee` and
    names what lacks. `moyens` are the clauses, criteria… retained; the criteria of the answers are read too.
    """
    situation = Situation(marche, register, tuple(moyens))
    obligations = tuple(rule.apply(situation) for rule in RULES)
    found = [
        *consistency.alerts(situation),
        *alerts.of_obligations(situation, obligations),
        *reserved.alerts(situation),
    ]
    closed = [alerts.settled(situation, alert) for alert in found]
    ordered = sorted(closed, key=lambda alert: _GRAVITIES.index(alert.gravite))
    return Diagnosis(marche.date_engagement, obligations, tuple(ordered))
