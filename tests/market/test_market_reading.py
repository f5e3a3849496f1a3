"""From answers to a marché, with every fault at once."""

import datetime as dt
from decimal import Decimal

import pytest

from generator.errors import InputError
from generator.market import Facteurs, Marche, as_json, read, read_kindly

LEAST = {"objet": "Rénovation d’une halle", "acheteur": {"nom": "Commune de Saint-Omer-le-Haut"}}
HUGE = 10**13


def market(**answers: object) -> dict[str, object]:
    return {**LEAST, **answers}


def places(data: object) -> list[str]:
    return [fault.where for fault in read_kindly(data).faults]


def test_only_the_object_and_the_name_are_needed() -> None:
    marche = read(LEAST)
    assert (marche.objet, marche.acheteur.nom, marche.lots) == (LEAST["objet"], "Commune de Saint-Omer-le-Haut", ())


def test_absent_null_and_empty_mean_not_answered() -> None:
    empty = market(cpv="", lots=[], criteres=None, periodes={}, insertion={"mode": None}, departements="", clauses={})
    assert read(empty) == read(LEAST)


@pytest.mark.parametrize("data", [{}, {"objet": "\x00 ", "acheteur": {"nom": "\u202e"}}, {"acheteur": None}])
def test_missing_required_answers_are_named_and_kindly_left_empty(data: object) -> None:
    reading = read_kindly(data)
    assert {fault.where for fault in reading.faults} == {"acheteur.nom", "objet"}
    assert (reading.marche.objet, reading.marche.acheteur.nom, reading.wrong) == ("", "", ())


def test_all_faults_come_together() -> None:
    data = {"objet": 3, "acheteur": "Ville", "montant_estime_ht": "-1", "lots": [{"cpv": "12"}, 4], "niveau": "haut"}
    with pytest.raises(InputError) as refused:
        read(data)
    found = {fault.where for fault in refused.value.faults}
    assert found >= {"objet", "acheteur", "montant_estime_ht", "lots[0].cpv", "lots[1]", "niveau"}


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("montant_estimé_ht", "montant_estime_ht"),
        ("Objet", "objet"),
        ("siret", "acheteur.siret"),
        ("taux_effort", "insertion.taux_effort"),
        ("intitule", "lots[].intitule"),
        ("zzzzzzzz", "Retirez-la"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(key: str, remedy: str) -> None:
    (fault,) = read_kindly(market(**{key: 1})).faults
    assert fault.code == "cle_inconnue"
    assert remedy in fault.remedy


def test_thousands_of_unknown_keys_are_counted_not_listed() -> None:
    faults = read_kindly(market(**{f"inconnue{n}": 1 for n in range(5000)})).faults
    assert len(faults) == 21
    assert "4980" in faults[-1].message


def test_thousands_of_faults_are_counted_not_listed() -> None:
    reading = read_kindly(market(lots=[{f"k{n}": 1 for n in range(20)} for _ in range(100)]))
    assert len(reading.faults) == 501
    assert "1500" in reading.faults[-1].message


@pytest.mark.parametrize(
    "amount", [2100000.5, True, [], -1, "-1", "NaN", "1e400", HUGE, str(HUGE), float("nan"), 10**400]
)
def test_amounts_that_are_no_amounts_are_refused(amount: object) -> None:
    expected = [] if amount == [] else ["montant_estime_ht"]
    assert places(market(montant_estime_ht=amount)) == expected


def test_a_number_with_a_point_is_refused_with_its_reason() -> None:
    (fault,) = read_kindly(market(montant_estime_ht=1.5)).faults
    assert "guillemets" in fault.message


def test_amounts_are_exact_decimals() -> None:
    assert read(market(montant_estime_ht="2100000.10")).montant_estime_ht == Decimal("2100000.10")
    assert read(market(montant_estime_ht=2100000)).montant_estime_ht == Decimal(2100000)


def test_months_and_weights_may_be_plain_numbers() -> None:
    marche = read(market(duree_mois=4.5, criteres=[{"ponderation": 60}]))
    assert (marche.duree_mois, marche.criteres[0].ponderation) == (Decimal("4.5"), Decimal(60))


@pytest.mark.parametrize("share", ["5", "1.01", "-0.1", 0.05, "101 %"])
def test_shares_above_one_or_binary_are_refused(share: object) -> None:
    assert places(market(lots=[{"insertion": {"taux_effort": share}}])) == ["lots[0].insertion.taux_effort"]


@pytest.mark.parametrize("cost", ["0", 0, "-30"])
def test_an_impossible_hourly_cost_is_refused(cost: object) -> None:
    assert places(market(insertion={"cout_horaire": cost})) == ["insertion.cout_horaire"]


def test_choices_accept_codes_and_labels_whatever_the_case() -> None:
    marche = read(market(nature="TRAVAUX", ccag="ccag-travaux", contrat="Accord-cadre", procedure="Procédure adaptée"))
    assert (marche.nature, marche.ccag, marche.contrat, marche.procedure) == (
        "travaux",
        "travaux",
        "accord_cadre",
        "adaptee",
    )


def test_a_contracting_entity_given_as_category_is_accepted() -> None:
    marche = read(market(acheteur={"nom": "Régie", "categorie": "entite_adjudicatrice"}))
    assert marche.entite_adjudicatrice() is True


def test_dates_far_from_the_register_are_still_dates() -> None:
    assert read(market(date_engagement="1999-12-31")).date_engagement == dt.date(1999, 12, 31)
    assert read(market(date_engagement="31/12/2040")).date_engagement == dt.date(2040, 12, 31)


def test_lots_take_their_place_as_number_and_keep_those_given() -> None:
    marche = read(market(lots=[{"intitule": "a"}, {"numero": 1}, {"numero": "7"}, {}]))
    assert [lot.numero for lot in marche.lots] == [2, 1, 7, 4]


def test_a_repeated_number_is_a_fault_and_stays_unique() -> None:
    reading = read_kindly(market(lots=[{"numero": 1}, {"numero": 1}]))
    assert [fault.where for fault in reading.faults] == ["lots[1].numero"]
    assert [lot.numero for lot in reading.marche.lots] == [1, 2]


def test_no_insertion_and_insertion_with_default_factors_differ() -> None:
    marche = read(market(lots=[{"insertion": None}, {"insertion": {}}]))
    assert [lot.insertion for lot in marche.lots] == [None, Facteurs()]


def test_a_hundred_lots_are_read_and_one_more_is_a_fault() -> None:
    assert len(read(market(lots=[{}] * 100)).lots) == 100
    reading = read_kindly(market(lots=[{}] * 101))
    assert [fault.where for fault in reading.faults] == ["lots"]
    assert len(reading.marche.lots) == 100


def test_fifty_criteria_are_read_and_one_more_is_a_fault() -> None:
    assert len(read(market(criteres=[{}] * 50)).criteres) == 50
    assert places(market(criteres=[{}] * 51)) == ["criteres"]


def test_a_criterion_names_a_lot_that_exists() -> None:
    reading = read_kindly(market(lots=[{}], criteres=[{"lot": 1}, {"lot": 2}]))
    assert [fault.where for fault in reading.faults] == ["criteres[1].lot"]
    assert [criterion.lot for criterion in reading.marche.criteres] == [1, None]


def test_references_are_not_judged_when_the_numbers_are_wrong() -> None:
    assert places(market(lots=[{"numero": "un"}], criteres=[{"lot": 3}])) == ["lots[0].numero"]


@pytest.mark.parametrize("case", [0, 5, "1,5", True, "premier"])
def test_an_exemption_has_a_case_from_one_to_four(case: object) -> None:
    assert places(market(exemption_sociale={"cas": case})) == ["exemption_sociale.cas"]


@pytest.mark.parametrize("version", [2, "2", True, [1], 1.5])
def test_an_unknown_version_is_refused(version: object) -> None:
    assert places(market(schema=version)) == ["schema"]


def test_incoherent_markets_are_read() -> None:
    odd = market(
        montant_estime_ht="1",
        montant_maximum_ht="0",
        lots=[{"montant_estime_ht": "999999"}],
        acheteur={"nom": "Commune", "siret": "00000000000001"},
        criteres=[{"ponderation": "80"}, {"ponderation": "80"}],
    )
    assert isinstance(read(odd), Marche)


def test_names_of_ten_thousand_characters_are_refused_with_the_limit() -> None:
    (fault,) = read_kindly(market(acheteur={"nom": "x" * 10_000})).wrong
    assert "10000" in fault.message
    assert "300" in fault.message
    assert len(fault.sentence()) < 300


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<script>alert(1)</script>", "A & B", "| # * _ ===", "🏗️", "مرحبا"])
def test_hostile_texts_are_ordinary_texts(text: str) -> None:
    marche = read({"objet": text, "acheteur": {"nom": text}, "lots": [{"intitule": text}]})
    assert (marche.objet, marche.acheteur.nom, marche.lots[0].intitule) == (text, text, text)


def test_unwritable_characters_are_dropped_from_every_text() -> None:
    marche = read(market(objet="Halle\x00\ud800 \ue123aux\u202e grains\nneufs"))
    assert marche.objet == "Halle aux grains neufs"


@pytest.mark.parametrize("data", [None, [], "texte", 12, True])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(InputError, match="objet JSON"):
        read(data)


def test_a_key_that_cannot_be_printed_is_shown_by_its_code() -> None:
    (fault,) = read_kindly(market(**{"obj\ud800et": 1})).faults
    assert "U+D800" in fault.where
    assert fault.sentence().encode("utf-8")


def test_the_normal_form_is_plain_json() -> None:
    data = as_json(read(market(montant_estime_ht="2,1 M€", date_engagement="30/11/2026", departements="80, 2a")))
    assert data["montant_estime_ht"] == "2100000"
    assert data["date_engagement"] == "2026-11-30"
    assert data["departements"] == ["80", "2A"]


def test_words_given_for_a_code_are_wrong_but_not_refused() -> None:
    for typed in ("peinture", "4521", "peinture 45"):
        reading = read_kindly(market(cpv=typed))
        assert [fault.code for fault in reading.wrong] == ["recherche"], typed
        assert reading.refused == ()
    for typed in ("45210000-7", "452100001", "4", "?!"):
        assert len(read_kindly(market(cpv=typed)).refused) == 1, typed
