"""The diagnosis as others read it: ids, keys of the JSON, points, and the examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.facts import OBLIGATIONS
from generator.law import MORE, RULES, Diagnosis, Moyen, diagnose
from generator.law.consistency import is_siret
from generator.law.rule import Rule
from generator.law.trace import answers_of
from generator.market import Marche, question, read, read_json
from generator.parameters import Register
from tests.law.cases import plain_spaces

ROOT = Path(__file__).parents[2]
REGISTER = Register.load(ROOT / "clause_templates" / "parametres")
EXAMPLES = sorted((ROOT / "exemples").glob("*.json"))

KEYS = {
    "id", "libelle", "statut", "portee", "respect", "motif", "doute", "references", "parametres",
    "manquants", "moyens", "exemptions", "trace",
}  # fmt: skip


def market(**facts: object) -> Marche:
    base = {
        "objet": "Marché",
        "acheteur": {"nom": "Acheteur", "categorie": "local"},
        "contrat": "marche",
        "nature": "fournitures",
        "ccag": "fcs",
        "procedure": "formalisee",
        "montant_estime_ht": "216000",
        "date_engagement": "2026-10-01",
    }
    return read({**base, **facts})


def json_of(diagnosis: Diagnosis) -> dict[str, object]:
    return json.loads(json.dumps(diagnosis.as_json()))  # type: ignore[no-any-return]


def test_the_duties_have_the_ids_others_rely_on() -> None:
    assert {rule.id for rule in RULES} == {
        "clause-environnementale",
        "clause-sociale",
        "critere-environnemental",
        "prix-seul-interdit",
        "marche-reserve",
        "objectifs-developpement-durable",
        "performance-energetique",
        "indice-reparabilite",
        "pneus-rechapes",
        "diagnostic-pemd",
        "tri-dechets-chantier",
        "reemploi-recyclage",
        "vehicules-faibles-emissions",
        "restauration-collective",
        "spaser",
    }


def test_every_duty_has_its_own_id_and_clauses_may_name_it() -> None:
    ids = [rule.id for rule in (*RULES, *MORE)]

    assert len(set(ids)) == len(ids)
    assert set(ids) == OBLIGATIONS


@pytest.mark.parametrize("rule", [*RULES, *MORE], ids=lambda rule: rule.id)
def test_the_answers_a_rule_reads_are_known_questions(rule: Rule) -> None:
    assert all(question(key).label for key in answers_of(rule.id))


def test_an_obligation_has_every_key_of_the_contract() -> None:
    found = json_of(diagnose(market(), REGISTER))

    assert set(found) == {"date_engagement", "obligations", "alertes", "examinees", "valeur_besoin"}
    assert found["date_engagement"] == "2026-10-01"
    for obligation in found["obligations"]:  # type: ignore[attr-defined]
        assert set(obligation) == KEYS
    for alert in found["alertes"]:  # type: ignore[attr-defined]
        assert set(alert) == {"code", "gravite", "message", "remede", "champs"}


def test_the_value_of_a_parameter_is_a_string_without_spaces() -> None:
    social = diagnose(market(), REGISTER).obligation("clause-sociale").as_json()

    assert {
        "id": "seuil-europeen-fs-autres",
        "valeur": "216000",
        "reference": REGISTER.history("seuil-europeen-fs-autres")[-1].reference,
        "verification": "primaire",
    } in social["parametres"]  # type: ignore[operator]
    assert [case["cas"] for case in social["exemptions"]] == [1, 2, 3, 4]  # type: ignore[attr-defined]
    assert [case["ouverte"] for case in social["exemptions"]] == [True, True, True, False]  # type: ignore[attr-defined]


def test_amounts_are_written_the_french_way() -> None:
    motif = diagnose(market(nature="travaux", montant_estime_ht="1750000"), REGISTER).obligation("clause-sociale").motif

    assert "1\u202f750\u202f000\u00a0€\u00a0HT" in motif
    assert "est de 1 750 000 € HT, sous le seuil de 5 404 000 € HT" in plain_spaces(motif)


def test_a_means_is_listed_under_the_duty_it_satisfies() -> None:
    moyen = Moyen("clause", "tri_dechets", (), frozenset({"clause-environnementale"}))

    obligation = diagnose(market(), REGISTER, [moyen]).obligation("clause-environnementale")

    assert obligation.as_json()["moyens"] == [{"type": "clause", "id": "tri_dechets", "lots": []}]
    assert obligation.respect == "oui"


def test_a_closed_point_keeps_its_reason_and_is_no_longer_open() -> None:
    closed = diagnose(market(points_traites={"clause-sociale": "Voir le cahier des charges."}), REGISTER)

    assert "clause-sociale" not in [alert.code for alert in closed.points_ouverts]
    (alert,) = [alert for alert in closed.alertes if alert.code == "clause-sociale"]
    assert "Voir le cahier des charges." in alert.message


def test_open_points_come_first() -> None:
    gravities = [alert.gravite for alert in diagnose(market(ccag=None), REGISTER).alertes]

    assert gravities == sorted(gravities, key=["bloquant", "attention", "conseil"].index)
    assert gravities[0] == "bloquant"


def test_a_market_with_only_a_name_says_everything_that_is_missing() -> None:
    diagnosis = diagnose(read({"objet": "Marché", "acheteur": {"nom": "Acheteur"}}), REGISTER)

    assert {obligation.statut for obligation in diagnosis.obligations} == {"indeterminee"}
    assert {obligation.statut for obligation in diagnosis.examinees} == {"indeterminee"}
    codes = [alert.code for alert in diagnosis.points_ouverts]
    assert codes == ["date-engagement", "ccag", "reponses-manquantes"]


def test_unmet_duties_do_not_share_one_code() -> None:
    codes = [alert.code for alert in diagnose(market(), REGISTER).points_ouverts]

    assert codes == ["clause-environnementale", "clause-sociale", "critere-environnemental"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_open_point_once_its_clauses_are_retained(path: Path) -> None:
    marche = read_json(path.read_bytes())
    satisfied = frozenset({"clause-environnementale", "clause-sociale"})

    diagnosis = diagnose(marche, REGISTER, [Moyen("clause", "essai", (), satisfied)])

    assert diagnosis.points_ouverts == ()
    cautions = {alert.code for alert in diagnosis.alertes if alert.gravite == "attention"}
    assert cautions <= ({"performance-energetique"} if path.stem == "informatique-etat" else set())
    assert marche.note is not None


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) >= 3


def test_the_state_example_is_exempted_and_the_framework_is_bound() -> None:
    statuses = {
        path.stem: diagnose(read_json(path.read_bytes()), REGISTER).obligation("clause-sociale").statut
        for path in EXAMPLES
    }

    assert statuses["informatique-etat"] == "exemptee"
    assert statuses["nettoyage-accord-cadre"] == "obligatoire"
    assert statuses["halle-neuf-lots"] == "facultative"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("99900114700010", False),
        ("1234567890123", False),
        ("1234567890123A", False),
        ("35600000000048", True),
        ("35600000049837", True),
    ],
)
def test_the_key_of_a_siret_is_checked(number: str, expected: bool) -> None:
    assert is_siret(number) is expected
