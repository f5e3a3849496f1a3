"""The programme of future purchases: read as people keep it, advised line by line, exported."""

from generator.programme.advice import LABELS, Advice, Opportunity, advise
from generator.programme.export import as_text, csv_file, workbook
from generator.programme.reading import SHOWN, Line, Programme, read
from generator.programme.rules import Rules, shipped_rules

__all__ = [
    "LABELS",
    "SHOWN",
    "Advice",
    "Line",
    "Opportunity",
    "Programme",
    "Rules",
    "advise",
    "as_text",
    "csv_file",
    "read",
    "shipped_rules",
    "workbook",
]
