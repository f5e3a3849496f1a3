"""The marché: the definition of every answer, and how answers are read, written and described."""

from generator.market.form import field_name, from_fields, to_fields
from generator.market.model import (
    Acheteur,
    Choix,
    ClauseRetenue,
    Critere,
    Exemption,
    Facilitateur,
    Facteurs,
    Insertion,
    Lot,
    Marche,
    Niveau,
    ParameterValue,
    Periodes,
    Reglage,
)
from generator.market.paste import PastedLots, lots_from_text
from generator.market.questions import SECTIONS, Choice, Kind, Question, Section
from generator.market.reading import Reading, read, read_json, read_kindly
from generator.market.schema import schema
from generator.market.serialise import as_json
from generator.market.shape import key_of
from generator.market.source import MOST_BYTES, parse_json
from generator.market.table import QUESTIONS, question

__all__ = [
    "MOST_BYTES",
    "QUESTIONS",
    "SECTIONS",
    "Acheteur",
    "Choice",
    "Choix",
    "ClauseRetenue",
    "Critere",
    "Exemption",
    "Facilitateur",
    "Facteurs",
    "Insertion",
    "Kind",
    "Lot",
    "Marche",
    "Niveau",
    "ParameterValue",
    "PastedLots",
    "Periodes",
    "Question",
    "Reading",
    "Reglage",
    "Section",
    "as_json",
    "field_name",
    "from_fields",
    "key_of",
    "lots_from_text",
    "parse_json",
    "question",
    "read",
    "read_json",
    "read_kindly",
    "schema",
    "to_fields",
]
