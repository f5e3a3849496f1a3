"""What a marché declares: computed from what is retained, in the words of the schema and the codes of the notice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.dossier import ESSENTIAL_DATA, Dossier, prepare, produce
from generator.dossier.considerations import Considerations, considerations
from generator.dossier.notice_data import _descriptions
from generator.library import Library
from generator.library.eforms import ENVIRONMENTAL, RESERVED_EXECUTION, RESERVED_PARTICIPATION, SOCIAL, STRATEGIC
from generator.market import read
from tests.conftest import EXAMPLES
from tests.reading import lines

Example = Callable[[str], dict[str, Any]]
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "data" / "decp" / "schema" / "schema_decp_v2.0.3.json"
needs_schema = pytest.mark.skipif(
    not SCHEMA.is_file(), reason="the schema of the essential data of ../shared is absent"
)
FIELDS = ("considerationsSociales", "considerationsEnvironnementales", "ccag")


def dossier_of(data: dict[str, Any], library: Library) -> Dossier:
    return prepare(read(data), library)


def declared(dossier: Dossier) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(produce(dossier, ("json",))[ESSENTIAL_DATA])
    return data


def of_lots(dossier: Dossier) -> dict[int | None, Considerations]:
    return {each.numero: each for each in considerations(dossier.marche, dossier.selection)}


def field_schema(field: str) -> dict[str, Any]:
    """The part of the schema that bears on one field, its references kept whole."""
    whole: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {"$ref": f"#/definitions/marche/properties/{field}", "definitions": whole["definitions"]}


def social(data: dict[str, Any]) -> list[str]:
    found: list[str] = data["considerationsSociales"]["considerationSociale"]
    return found


def green(data: dict[str, Any]) -> list[str]:
    found: list[str] = data["considerationsEnvironnementales"]["considerationEnvironnementale"]
    return found


@needs_schema
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_essential_data_of_an_example_are_valid(path: Path, library: Library) -> None:
    data = declared(dossier_of(json.loads(path.read_text(encoding="utf-8")), library))
    for record in (data, *data.get("lots", ())):
        for field in FIELDS:
            if field in record:
                jsonschema.validate(record[field], field_schema(field))


@needs_schema
def test_the_schema_refuses_a_word_it_does_not_know() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"considerationSociale": ["Clause d’insertion"]}, field_schema("considerationsSociales"))


@needs_schema
@pytest.mark.parametrize("ccag", ["travaux", "fcs", "pi", "tic", "mi", "moe", "aucun"])
def test_every_ccag_is_declared_as_the_schema_spells_it(ccag: str, example: Example, library: Library) -> None:
    data = declared(dossier_of({**example("informatique-etat"), "ccag": ccag}, library))
    jsonschema.validate(data["ccag"], field_schema("ccag"))


def test_each_lot_declares_its_own_considerations(example: Example, library: Library) -> None:
    data = declared(dossier_of(example("halle-neuf-lots"), library))
    assert social(data) == ["Clause sociale"]
    by_lot = {lot["numero"]: social(lot) for lot in data["lots"]}
    assert {n for n, words in by_lot.items() if words == ["Clause sociale"]} == {1, 2, 6, 8, 9}
    assert by_lot[3] == ["Pas de considération sociale"]


def test_nothing_retained_is_nothing_declared(example: Example, library: Library) -> None:
    market = {**example("informatique-etat"), "clauses": {"retenues": {}}, "criteres": []}
    dossier = dossier_of(market, library)
    data = declared(dossier)
    assert social(data) == ["Pas de considération sociale"]
    assert green(data) == ["Pas de considération environnementale"]
    assert of_lots(dossier)[None].strategic == ("none",)
    assert list(_descriptions(of_lots(dossier)[None])) == []


def test_a_criterion_alone_is_no_clause(example: Example, library: Library) -> None:
    market = {**example("informatique-etat"), "clauses": {"retenues": {"critere_environnemental": {}}}}
    assert green(declared(dossier_of(market, library))) == ["Critère environnemental"]


def test_a_condition_that_does_not_answer_the_duty_is_not_declared_as_a_clause(
    example: Example, library: Library
) -> None:
    market = {**example("maintenance-etat"), "clauses": {"retenues": {"accessibilite_livrables": {}}}, "criteres": []}
    dossier = dossier_of(market, library)
    assert social(declared(dossier)) == ["Pas de considération sociale"]
    assert [each.code for each in of_lots(dossier)[None].social] == ["acc-all"]
    assert any(line.startswith("- Non comptée") for line in lines(dossier.document("avis-et-donnees")))


def test_a_criterion_of_weight_zero_declares_nothing(example: Example, library: Library) -> None:
    market = {**example("informatique-etat"), "clauses": {"retenues": {}}}
    market["criteres"] = [{"libelle": "Prix", "type": "prix", "ponderation": 100},
                          {"libelle": "Social", "type": "social", "ponderation": 0}]  # fmt: skip
    data = declared(dossier_of(market, library))
    assert social(data) == ["Pas de considération sociale"]
    assert green(data) == ["Pas de considération environnementale"]


def test_a_criterion_of_one_lot_is_declared_by_that_lot_alone(example: Example, library: Library) -> None:
    market = {**example("nettoyage-accord-cadre"), "clauses": {"retenues": {}}}
    market["criteres"] = [{"libelle": "Insertion", "type": "social", "ponderation": 10, "lot": 2}]
    by_lot = {lot["numero"]: social(lot) for lot in declared(dossier_of(market, library))["lots"]}
    assert by_lot[2] == ["Critère social"]
    assert by_lot[1] == by_lot[3] == ["Pas de considération sociale"]


@pytest.mark.parametrize(
    ("reserve", "words", "participation", "execution"),
    [
        ("siae", True, "res-ws", "no"),
        ("ea_esat", True, "res-ws", "no"),
        ("penitentiaire", True, "res-ws", "yes"),
        ("ess", True, "res-pub-ser", "no"),
        ("jei", False, "none", "no"),
    ],
)
def test_a_reservation_is_declared_where_its_list_has_a_place(
    reserve: str, words: bool, participation: str, execution: str, example: Example, library: Library
) -> None:
    dossier = dossier_of({**example("informatique-etat"), "reserve": reserve}, library)
    assert ("Marché réservé" in social(declared(dossier))) is words
    found = of_lots(dossier)[None]
    assert (found.participation, found.execution) == (participation, execution)
    assert ("inn-pur" in found.strategic) is (reserve == "jei")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_code_is_of_its_list_and_every_objective_has_its_description(path: Path, library: Library) -> None:
    dossier = dossier_of(json.loads(path.read_text(encoding="utf-8")), library)
    for each in of_lots(dossier).values():
        assert set(each.strategic) <= set(STRATEGIC)
        assert {found.code for found in each.green} <= set(ENVIRONMENTAL)
        assert {found.code for found in each.social} <= set(SOCIAL)
        assert each.participation in RESERVED_PARTICIPATION
        assert each.execution in RESERVED_EXECUTION
        described = dict(_descriptions(each))
        assert set(described) == set(each.strategic) - {"none"}
        assert all(described.values())


def test_the_data_come_with_json_or_when_asked_for(example: Example, library: Library) -> None:
    dossier = dossier_of(example("informatique-etat"), library)
    assert ESSENTIAL_DATA not in produce(dossier, ("html",))
    assert ESSENTIAL_DATA in produce(dossier, ("html",), with_data=True)


def test_the_page_shows_what_is_only_a_reading(example: Example, library: Library) -> None:
    said = "\n".join(lines(dossier_of(example("halle-neuf-lots"), library).document("avis-et-donnees")))
    assert "Rattachement des clauses aux valeurs | Lecture du programme | à vérifier" in said
    assert "BT-805 Critères écologiques | other – Autres" in said
