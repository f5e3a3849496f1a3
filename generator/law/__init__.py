"""The law as it bears on a marché on its date: obligations, reasons, exemptions, alerts, the value of the need."""

from generator.law.diagnosis import MORE, RULES, diagnose
from generator.law.freshness import Checked, Stale, stale, values_of
from generator.law.model import Alert, Diagnosis, ExemptionCase, Moyen, Obligation, Reference, Trace
from generator.law.need import Need, NeedLine, establish

__all__ = [
    "MORE",
    "RULES",
    "Alert",
    "Checked",
    "Diagnosis",
    "ExemptionCase",
    "Moyen",
    "Need",
    "NeedLine",
    "Obligation",
    "Reference",
    "Stale",
    "Trace",
    "diagnose",
    "establish",
    "stale",
    "values_of",
]
