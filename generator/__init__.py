"""Clausier: the social and environmental clauses of French public contracts, from a market's data."""

__version__ = "0.1.0"
