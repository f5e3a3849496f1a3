"""Word files as carriers: what a facilitateur lays out in Word and the program fills, part by part."""

from __future__ import annotations

from generator.word.carrier import Carrier, prepare

__all__ = ["Carrier", "prepare"]
