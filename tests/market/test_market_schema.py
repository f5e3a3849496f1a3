"""The JSON Schema accepts what the project writes and refuses what it cannot read."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator.market import as_json, question, read, read_json, schema

EXAMPLES = sorted((Path(__file__).parents[2] / "exemples").glob("*.json"))
LEAST = {"objet": "Halle", "acheteur": {"nom": "Commune"}}
VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def test_there_are_examples_to_validate() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_read_and_valid_as_written_and_as_normalised(path: Path) -> None:
    raw = path.read_bytes()
    assert not list(VALIDATOR.iter_errors(json.loads(raw)))
    marche = read_json(raw)
    assert not list(VALIDATOR.iter_errors(as_json(marche)))
    assert read(as_json(marche)) == marche


@pytest.mark.parametrize(
    "answers",
    [
        {"lots": [], "cpv": None, "niveau": "", "date_engagement": "", "periodes": None, "clauses": None},
        {"montant_estime_ht": 2100000, "duree_mois": 4.5, "defense_securite": "oui", "exemption_sociale": {"cas": 4}},
        {"clauses": {"retenues": {"tri": {"parametres": {"part": 1.5}, "lots": [1], "par_lot": {"1": {}}}}}},
    ],
)
def test_what_a_person_reasonably_writes_is_valid(answers: dict[str, object]) -> None:
    assert not list(VALIDATOR.iter_errors({**LEAST, **answers}))


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"objet": " ", "acheteur": {"nom": "a"}},
        {"objet": "a", "acheteur": {}},
        {**LEAST, "inconnue": 1},
        {**LEAST, "schema": 2},
        {**LEAST, "montant_estime_ht": -1},
        {**LEAST, "montant_estime_ht": 1.5},
        {**LEAST, "montant_estime_ht": "beaucoup"},
        {**LEAST, "nature": "autre"},
        {**LEAST, "date_engagement": "30/11/2026"},
        {**LEAST, "departements": ["20"]},
        {**LEAST, "lots": [{}] * 101},
        {**LEAST, "lots": [{"insertion": {"taux_effort": "1.5"}}]},
        {**LEAST, "insertion": {"arrondi": 5}},
        {**LEAST, "clauses": {"retenues": {"Tri": {}}}},
        {**LEAST, "clauses": {"retenues": {"tri": {"niveau": "haut"}}}},
        {**LEAST, "points_traites": {"a": 1}},
        {**LEAST, "acheteur": {"nom": "a", "siret": "12"}},
    ],
)
def test_bad_markets_are_not_valid(data: object) -> None:
    assert list(VALIDATOR.iter_errors(data))


def test_labels_and_help_reach_the_schema() -> None:
    described = schema()["properties"]["cpv"]
    assert described["title"] == question("cpv").label
    assert described["description"] == question("cpv").help
