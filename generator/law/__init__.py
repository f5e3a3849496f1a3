"""The law as it bears on a marché on its date: obligations, reasons, exemptions, alerts."""

from generator.law.diagnosis import RULES, diagnose
from generator.law.model import Alert, Diagnosis, ExemptionCase, Moyen, Obligation, Reference

__all__ = ["RULES", "Alert", "Diagnosis", "ExemptionCase", "Moyen", "Obligation", "Reference", "diagnose"]
