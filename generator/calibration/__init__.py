"""Insertion hours of a marché, lot by lot, what they are compared with, and the questions asked backwards."""

from generator.calibration.cleaning import new_hires
from generator.calibration.compute import calibrate
from generator.calibration.data import CalibrationData, read_data, shipped_data
from generator.calibration.model import Calibration, LotHours, Warn
from generator.calibration.plausibility import Comparison, Mark, compare, comparison, density
from generator.calibration.reverse import Capacity, Rate, capacity, labour_hours, rate_for, rate_for_lots
from generator.calibration.sharing import Share, after_modification, between_partners, by_period, by_tranche, split

__all__ = [
    "Calibration",
    "CalibrationData",
    "Capacity",
    "Comparison",
    "LotHours",
    "Mark",
    "Rate",
    "Share",
    "Warn",
    "after_modification",
    "between_partners",
    "by_period",
    "by_tranche",
    "calibrate",
    "capacity",
    "compare",
    "comparison",
    "density",
    "labour_hours",
    "new_hires",
    "rate_for",
    "rate_for_lots",
    "read_data",
    "shipped_data",
    "split",
]
