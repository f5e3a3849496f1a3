"""Insertion hours of a marché, lot by lot."""

from generator.calibration.compute import calibrate
from generator.calibration.model import Calibration, LotHours, Warn

__all__ = ["Calibration", "LotHours", "Warn", "calibrate"]
