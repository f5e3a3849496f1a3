"""Every case of `tests/rules/cases`, one test each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.errors import OutsideDatesError
from generator.law import Diagnosis, Obligation, diagnose
from generator.parameters import Register
from tests.law.cases import CASE_KEYS, EXPECTED_KEYS, PARAMETER_KEYS, Case, all_cases, plain_spaces

REGISTER = Register.load(Path(__file__).parents[2] / "clause_templates" / "parametres")
EVERY_CASE = list(all_cases())
LAW_CASES = [case for case in EVERY_CASE if "parametre" not in case.raw]
VALUE_CASES = [case for case in EVERY_CASE if "parametre" in case.raw]


def ids(cases: list[Case]) -> list[str]:
    return [f"{case.file}: {case.name}" for case in cases]


def test_there_are_at_least_four_hundred_cases_of_law_and_each_has_its_own_name() -> None:
    names = ids(EVERY_CASE)

    assert len(LAW_CASES) >= 400
    assert len(VALUE_CASES) >= 200
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", EVERY_CASE, ids=ids(EVERY_CASE))
def test_a_case_uses_known_keys_and_expects_something(case: Case) -> None:
    allowed = PARAMETER_KEYS if "parametre" in case.raw else CASE_KEYS
    alerts = {"bloquants", "attentions", "conseils", "sans_alerte"}

    assert set(case.raw) <= allowed
    assert set(case.expected) <= EXPECTED_KEYS
    assert case.expected or alerts & set(case.raw) or {"valeur", "hors_dates"} & set(case.raw)


@pytest.mark.parametrize("case", LAW_CASES, ids=ids(LAW_CASES))
def test_the_law_says_what_the_case_expects(case: Case) -> None:
    diagnosis = diagnose(case.marche, REGISTER, case.moyens)

    if "obligation" in case.expected:
        check_obligation(diagnosis.obligation(case.expected["obligation"]), case.expected)
    if "besoin" in case.expected:
        check_need(diagnosis, case.expected["besoin"])
    check_alerts(diagnosis, case.raw)


def check_need(diagnosis: Diagnosis, expected: dict[str, object]) -> None:
    assert diagnosis.besoin is not None
    if "montant" in expected:
        assert diagnosis.besoin.montant == Decimal(str(expected["montant"]))
    if "article" in expected:
        assert expected["article"] in diagnosis.besoin.articles
    assert str(expected["phrase"]) in plain_spaces(diagnosis.besoin.phrase)


def check_obligation(found: Obligation, expected: dict[str, object]) -> None:
    articles = [reference.texte for reference in found.references]
    assert found.statut == expected.get("statut", found.statut), found.motif
    assert found.respect == expected.get("respect", found.respect)
    assert found.portee == expected.get("portee", found.portee)
    assert str(expected.get("raison", "")) in plain_spaces(found.motif)
    if "article" in expected:
        assert any(cites(text, str(expected["article"])) for text in articles), articles
    if "pas_article" in expected:
        assert not any(cites(text, str(expected["pas_article"])) for text in articles), articles
    if "doute" in expected:
        wanted = str(expected["doute"])
        assert wanted in plain_spaces(found.doute or "") if wanted else found.doute is None
    if "manquants" in expected:
        assert list(found.manquants) == expected["manquants"]
    if "parametre" in expected:
        assert expected["parametre"] in [value.id for value in found.parametres]


def cites(text: str, article: str) -> bool:
    """« L. 2112-2 » is not cited by « L. 2112-2-1 »."""
    rest = text.partition(article)[2]
    return article in text and not rest.startswith(("-", *"0123456789"))


def check_alerts(diagnosis: Diagnosis, raw: dict[str, list[str]]) -> None:
    found = {(alert.gravite, alert.code) for alert in diagnosis.alertes}
    for key, gravity in (("bloquants", "bloquant"), ("attentions", "attention"), ("conseils", "conseil")):
        assert {(gravity, code) for code in raw.get(key, ())} <= found
    assert not {code for _, code in found} & set(raw.get("sans_alerte", ()))


@pytest.mark.parametrize("case", VALUE_CASES, ids=ids(VALUE_CASES))
def test_a_dated_value_is_what_the_case_expects(case: Case) -> None:
    parameter, date = case.raw["parametre"], case.raw["date"]

    if case.raw.get("hors_dates"):
        with pytest.raises(OutsideDatesError):
            REGISTER.at(parameter, date)
    else:
        value = REGISTER.at(parameter, date)
        expected = case.raw["valeur"]
        assert (value.as_text if isinstance(expected, str) else value.number) == as_written(expected)


def as_written(expected: str | int | float) -> str | Decimal:
    """A figure of a case file, exactly as typed."""
    return expected if isinstance(expected, str) else Decimal(str(expected))
