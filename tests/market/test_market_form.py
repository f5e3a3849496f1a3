"""Fields of a page to data and back."""

import pytest

from generator.market import as_json, field_name, from_fields, read, read_kindly, to_fields

NARROW = "\u202f"


def data_of(**fields: str) -> dict[str, object]:
    return from_fields((name.replace("__", "."), value) for name, value in fields.items())


def test_fields_become_nested_data_and_unknown_ones_are_left_out() -> None:
    pairs = [("objet", "Halle"), ("acheteur.nom", "Commune"), ("action", "enregistrer"), ("lots.x.cpv", "1")]
    assert from_fields(pairs) == {"acheteur": {"nom": "Commune"}, "objet": "Halle"}


def test_rows_are_closed_up_in_their_order_and_empty_ones_dropped() -> None:
    pairs = [("lots.10.intitule", "b"), ("lots.2.intitule", "a"), ("lots.3.intitule", " "), ("lots.4.cpv", "")]
    assert from_fields(pairs)["lots"] == [{"intitule": "a", "insertion": None}, {"intitule": "b", "insertion": None}]


def test_the_checkbox_decides_whether_a_lot_bears_hours() -> None:
    pairs = [
        ("lots.0.intitule", "a"),
        ("lots.0.insertion.prevue", "on"),
        ("lots.0.insertion.cout_horaire", "30"),
        ("lots.1.intitule", "b"),
        ("lots.1.insertion.cout_horaire", "30"),
        ("lots.2.intitule", "c"),
        ("lots.2.insertion.prevue", "non"),
        ("lots.3.insertion.prevue", "on"),
    ]
    lots = from_fields(pairs)["lots"]
    assert [lot["insertion"] for lot in lots] == [{"cout_horaire": "30"}, None, None, {}]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5", "0.05"),
        ("5 %", "0.05"),
        ("12,5", "0.125"),
        ("100", "1"),
        ("1", "0.01"),
        ("0,05", "0.05"),
        ("0,5 %", "0.005"),
        ("0", "0"),
        ("500", "500 %"),
        ("-5", "-5 %"),
        ("beaucoup", "beaucoup"),
    ],
)
def test_shares_are_typed_in_percent_and_stored_as_fractions(typed: str, stored: str) -> None:
    assert from_fields([("insertion.taux_effort", typed)]) == {"insertion": {"taux_effort": stored}}


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"montant_estime_ht": "1750000.00"}, {"montant_estime_ht": f"1{NARROW}750{NARROW}000"}),
        ({"montant_estime_ht": 1234.0}, {"montant_estime_ht": "1234.0"}),
        ({"montant_estime_ht": "1234567.5"}, {"montant_estime_ht": f"1{NARROW}234{NARROW}567,50"}),
        ({"duree_mois": "4.5"}, {"duree_mois": "4,5"}),
        ({"insertion": {"taux_effort": "0.05"}}, {"insertion.taux_effort": "5"}),
        ({"insertion": {"taux_effort": "0.005"}}, {"insertion.taux_effort": f"0,5{NARROW}%"}),
        ({"insertion": {"part_main_oeuvre": "1"}}, {"insertion.part_main_oeuvre": "100"}),
        ({"date_engagement": "2026-11-30"}, {"date_engagement": "30/11/2026"}),
        ({"defense_securite": False}, {"defense_securite": "non"}),
        ({"departements": ["80", "2A"]}, {"departements": "80, 2A"}),
        ({"nature": "travaux", "cpv": None}, {"nature": "travaux"}),
        ({"lots": [{"insertion": {}}, {"insertion": None}]}, {"lots.0.insertion.prevue": "oui"}),
        ({"montant_estime_ht": "beaucoup"}, {"montant_estime_ht": "beaucoup"}),
        ({"objet": 12, "departements": [99, "x"]}, {"objet": "12", "departements": "99, x"}),
        ({"lots": "trois", "acheteur": 4}, {}),
        ([], {}),
    ],
)
def test_values_are_written_as_people_type_them_and_wrong_ones_as_they_came(data: object, fields: object) -> None:
    assert to_fields(data) == fields


def test_a_whole_market_survives_the_form() -> None:
    marche = read(
        {
            "objet": "Halle {{ 7*7 }}",
            "acheteur": {"nom": "<b>", "article": "l’", "sante": False, "depenses_annuelles_ht": "60 M€"},
            "periodes": {"ferme_mois": 12, "reconductions": 3, "reconduction_mois": 12},
            "lots": [{"insertion": {"taux_effort": "0.005", "heures": 140, "motif": "a\nb"}}, {"numero": 9}],
            "criteres": [{"libelle": "Prix", "type": "prix", "ponderation": "33.5", "lot": 9}],
            "clauses": {"retenues": {"tri": {"parametres": {"part": 12.5, "nom": "50"}, "lots": [9]}}, "ecartees": {}},
            "points_traites": {"critere-environnemental": "Dans le RC"},
            "exemption_sociale": {"cas": 2, "motif": "x"},
        }
    )
    assert read(from_fields(to_fields(as_json(marche)).items())) == marche


def test_clauses_are_set_by_fields_of_their_own_over_the_hidden_ones() -> None:
    pairs = [
        ("clauses", '{"retenues": {"tri": {"niveau": "essentiel", "lots": [1]}}, "ecartees": {}}'),
        ("clauses.retenues.tri.niveau", "exemplaire"),
        ("clauses.retenues.tri.parametres.part", "12"),
        ("clauses.retenues.tri.par_lot.1.motifs.part", "Sourçage"),
        ("clauses.retenues.bois", "on"),
        ("clauses.retenues.eau", "non"),
        ("clauses.ecartees.bruit", "Sans chantier"),
        ("clauses.retenues.tri.secret", "x"),
        ("points_traites.critere.environnemental", "Dans le RC"),
    ]
    tri = {
        "niveau": "exemplaire",
        "lots": [1],
        "parametres": {"part": "12"},
        "par_lot": {"1": {"motifs": {"part": "Sourçage"}}},
    }
    assert from_fields(pairs) == {
        "clauses": {"retenues": {"tri": tri, "bois": {}}, "ecartees": {"bruit": "Sans chantier"}},
        "points_traites": {"critere.environnemental": "Dans le RC"},
    }


def test_hidden_clauses_that_cannot_be_read_are_a_fault_not_a_failure() -> None:
    data = data_of(objet="a", acheteur__nom="b", clauses="{\ud800")
    assert [fault.where for fault in read_kindly(data).faults] == ["clauses"]
    assert to_fields(data)["clauses"] == "{\ud800"


def test_departments_may_come_from_several_boxes() -> None:
    assert from_fields([("departements", "80"), ("departements", "2A")]) == {"departements": "80, 2A"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("acheteur.siret", "acheteur.siret"),
        ("lots[2].insertion.taux_effort", "lots.2.insertion.taux_effort"),
        ("departements[1]", "departements"),
        ("", ""),
    ],
)
def test_faults_lead_back_to_their_field(path: str, name: str) -> None:
    assert field_name(path) == name


def test_the_place_of_each_fault_is_a_field_that_keeps_what_was_typed() -> None:
    pairs = {"acheteur.siret": "219", "lots.0.montant_estime_ht": "cher", "criteres.1.ponderation": "400"}
    data = from_fields(pairs.items())
    fields = to_fields(data)
    typed = {name: fields[name] for name in (field_name(fault.where) for fault in read_kindly(data).wrong)}
    assert typed == {"acheteur.siret": "219", "lots.0.montant_estime_ht": "cher", "criteres.0.ponderation": "400"}
