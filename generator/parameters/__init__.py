"""Dated values: thresholds, shares and the days from which a text binds, each with its reference.

A value is always asked for on a day. Lawyers edit `clause_templates/parametres/<id>.toml`.
"""

from generator.parameters.register import Register
from generator.parameters.values import DatedValue, Parameter, ParameterValue, Scope

__all__ = ["DatedValue", "Parameter", "ParameterValue", "Register", "Scope"]
