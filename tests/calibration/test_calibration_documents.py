"""The note de calibrage, the demande de calibrage and its answer."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dossier import Dossier, prepare, produce
from generator.dossier.calibration_answer import answer_applied, answer_form, fingerprint
from generator.dossier.calibration_note import NOTE
from generator.dossier.calibration_request import request, request_docx
from generator.library import Library
from generator.market import read, read_kindly
from generator.writers import html
from tests.reading import lines, word_text

Example = Callable[[str], dict[str, Any]]
FACTORS = {"part_main_oeuvre": "0.5", "taux_effort": "0.05", "cout_horaire": "30"}
UNLOTTED: dict[str, Any] = {
    "objet": "Nettoyage des écoles",
    "acheteur": {"nom": "Ville"},
    "montant_estime_ht": "1000000",
    "insertion": {"mode": "heures", **FACTORS},
}


def text(dossier: Dossier) -> str:
    return "\n".join(lines(dossier.document(NOTE))).replace("\u00a0", " ").replace("\u202f", " ")


def answered(data: dict[str, Any], **hours: Any) -> dict[str, Any]:
    """An answer to the request for that data: hours by lot number (« lot1 »), or `seul` for the unlotted."""
    answer: dict[str, Any] = json.loads(answer_form(read(data)))
    for row in answer["lots"]:
        name = "seul" if row["numero"] is None else f"lot{row['numero']}"
        if name in hours:
            row |= {"heures": hours[name], "motif": "Bassin d’emploi en tension"}
    return answer | {"par": "Facilitatrice du PLIE", "le": "2026-11-20"}


def test_the_note_shows_each_lot_and_the_same_total_as_the_calibration(example: Example, library: Library) -> None:
    dossier = prepare(read(example("halle-neuf-lots")), library)
    said = text(dossier)
    assert "Total : 630 heures d’insertion." in said
    for lot in dossier.calibration.lots:
        if lot.heures:
            assert f"| {lot.heures:f} heures |" in said
    assert "Sans heures d’insertion : les lots n° 3 à 5 et 7." in said
    assert "| Part de main-d’œuvre | réponse du lot | 1, 2, 6, 8 et 9 |" in said
    assert "Ce marché en entier" in said
    assert "sur les lots qui portent des heures, 36 sur le marché entier" in said


def test_the_note_by_orders_shows_the_ceiling_and_what_is_counted(example: Example, library: Library) -> None:
    said = text(prepare(read(example("nettoyage-accord-cadre")), library))
    assert "montant HT commandé cumulé" in said
    assert "Plafond, si le maximum est commandé : 910 heures." in said


def test_the_note_keeps_value_reason_who_and_when(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["lots"][1]["insertion"] |= {"heures": 280, "motif": "Deux équipes", "par": "Facilitatrice", "le": "2026-11-12"}
    said = text(prepare(read(data), library))
    assert "| 2. Gros œuvre | 300 | 280 heures | Deux équipes | Facilitatrice | 12 novembre 2026 |" in said
    assert "le calcul donnerait 300 heures" in said


def test_the_note_prints_what_a_person_typed_as_it_is(library: Library) -> None:
    hostile = "{{ 7*7 }} <script>alert(1)</script> | # *"
    insertion = {**UNLOTTED["insertion"], "heures": 700, "motif": hostile, "par": hostile}
    dossier = prepare(read({**UNLOTTED, "insertion": insertion}), library)
    assert hostile in text(dossier)
    assert "<script>" not in html.body(dossier.document(NOTE))
    assert hostile in word_text(produce(dossier)[f"{NOTE}.docx"])


@pytest.mark.parametrize("mode", ["formation", "action"])
def test_a_form_without_hours_has_a_short_note(mode: str, library: Library) -> None:
    data = {**UNLOTTED, "duree_mois": 24, "insertion": {"mode": mode, "heures_formation": 300, "motif": "Petit marché"}}
    document = prepare(read(data), library).document(NOTE)
    assert document.articles[0].id == "demande"
    assert "comparaison" not in [article.id for article in document.articles]
    assert all(article.blocks for article in document.articles)


@pytest.mark.parametrize("insertion", [None, {"mode": "aucune", "motif": "Série"}])
def test_a_market_without_insertion_has_no_note(insertion: object, library: Library) -> None:
    dossier = prepare(read({**UNLOTTED, "insertion": insertion}), library)
    assert NOTE not in [document.id for document in dossier.documents]


def test_the_request_asks_lot_by_lot_what_the_calculation_gives(example: Example, library: Library) -> None:
    marche = read(example("halle-neuf-lots"))
    said = "\n".join(lines(request(marche)))
    assert said.count("………") == 2 * 9
    assert fingerprint(marche) in said
    assert "calibrage.json" in said
    assert fingerprint(marche) in word_text(request_docx(marche, library))


def test_the_request_by_orders_asks_for_hours_by_slice_and_no_file(example: Example) -> None:
    said = "\n".join(lines(request(read(example("nettoyage-accord-cadre")))))
    assert "heures par tranche" in said
    assert "calibrage.json" not in said


def test_an_answer_puts_hours_reason_who_and_when_into_the_answers(example: Example) -> None:
    data = example("halle-neuf-lots")
    before = copy.deepcopy(data)
    after, faults = answer_applied(data, answered(data, lot1="105", lot3=0))
    assert faults == ()
    assert data == before
    marche = read(after)
    first, third = marche.lots[0].insertion, marche.lots[2].insertion
    assert first is not None
    assert third is not None
    assert (first.heures, first.par, str(first.le)) == (105, "Facilitatrice du PLIE", "2026-11-20")
    assert first.motif == "Bassin d’emploi en tension"
    assert str(first.part_main_oeuvre) == "0.25"
    assert third.heures == 0
    assert after["lots"][1] == before["lots"][1]


def test_an_answer_for_an_unlotted_market_goes_to_the_market() -> None:
    data = {key: value for key, value in UNLOTTED.items() if key != "insertion"}
    after, faults = answer_applied(data, answered(data, seul=630))
    assert faults == ()
    insertion = read(after).insertion
    assert insertion is not None
    assert (insertion.mode, insertion.heures) == ("heures", 630)


def test_an_answer_can_be_applied_again_for_hours_do_not_change_the_fingerprint(example: Example) -> None:
    data = example("halle-neuf-lots")
    answer = answered(data, lot1=105)
    once, _ = answer_applied(data, answer)
    assert answer_applied(once, answer) == (once, ())


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schema": 2}, "schema"),
        ({"marche_empreinte": "autre"}, "marche_empreinte"),
        ({"par": ""}, "par"),
        ({"le": "hier"}, "le"),
        ({"lots": []}, "lots"),
        ({"lots": "1"}, "lots"),
        ({"lots": [3]}, "lots[0]"),
        ({"lots": [{"numero": 77, "heures": 10, "motif": "x"}]}, "lots[0].numero"),
        ({"lots": [{"numero": 1.0, "heures": 10, "motif": "x"}]}, "lots[0].numero"),
        ({"lots": [{"numero": True, "heures": 10, "motif": "x"}]}, "lots[0].numero"),
        ({"lots": [{"numero": None, "heures": 10, "motif": "x"}]}, "lots[0].numero"),
        ({"lots": [{"numero": 1, "heures": 10, "motif": "x"}] * 2}, "lots[1].numero"),
        ({"lots": [{"numero": 1, "heures": -1, "motif": "x"}]}, "lots[0].heures"),
        ({"lots": [{"numero": 1, "heures": 10}]}, "lots[0].motif"),
        ({"lots": [{"numero": 1, "heures": None}]}, "lots"),
        ({"lots": [{"numero": 1, "heures": 10, "motif": "x", "nom": "y"}]}, "lots[0].nom"),
        ({"signature": "x"}, "signature"),
    ],
)
def test_a_wrong_answer_changes_nothing_and_says_where(change: dict[str, Any], where: str, example: Example) -> None:
    data = example("halle-neuf-lots")
    after, faults = answer_applied(data, answered(data, lot1=105) | change)
    assert after == data
    assert [fault.where for fault in faults] == [where]


@pytest.mark.parametrize("answer", [None, [], "texte", 3])
def test_what_is_no_object_is_no_answer(answer: object) -> None:
    after, (fault,) = answer_applied(UNLOTTED, answer)
    assert after == UNLOTTED
    assert "objet JSON" in fault.message


def test_a_market_that_changed_or_counts_by_orders_refuses_the_answer(example: Example) -> None:
    data = example("halle-neuf-lots")
    answer = answered(data, lot1=105)
    data["lots"][0]["montant_estime_ht"] = "1"
    assert [fault.where for fault in answer_applied(data, answer)[1]] == ["marche_empreinte"]
    orders = example("nettoyage-accord-cadre")
    assert [f.where for f in answer_applied(orders, answered(orders, lot1=105))[1]] == ["insertion.mode"]


@given(
    answer=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["schema", "lots", "numero", "heures", "motif", "par", "le"]), inner)
        ),
        max_leaves=12,
    ),
    data=st.recursive(
        st.none() | st.integers() | st.text(max_size=10),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["objet", "lots", "insertion", "numero", "mode"]), inner)
        ),
        max_leaves=12,
    ).filter(lambda value: isinstance(value, dict)),
)
def test_no_answer_whatever_it_holds_breaks_the_reading(answer: object, data: dict[str, Any]) -> None:
    after, faults = answer_applied(data, answer)
    assert faults
    assert after == data


@given(rows=st.lists(st.none() | st.integers(1, 9) | st.just({}), min_size=1, max_size=3))
def test_an_answer_to_malformed_lots_still_gives_objects(rows: list[object]) -> None:
    data = {"objet": "Essai", "acheteur": {"nom": "Ville"}, "lots": rows, "insertion": "rien"}
    marche = read_kindly(data).marche
    answer = json.loads(answer_form(marche)) | {"par": "Facilitatrice", "le": "2026-11-20"}
    answer["lots"][0] |= {"heures": 70, "motif": "Essai"}
    after, faults = answer_applied(data, answer)
    assert faults == ()
    assert after["lots"][0]["insertion"]["heures"] == "70"
