"""Choosing clauses in the form: set aside, level, values, and the proposal that follows the answers."""

from __future__ import annotations

import json

import pytest
from web_visitor import Visitor

from generator.library import Library
from generator.market import read
from generator.selection import select


@pytest.fixture
def hall(visitor: Visitor) -> Visitor:
    return visitor.open("/marche/exemple/halle-neuf-lots")


def shown(visitor: Visitor) -> dict[str, bool]:
    """Clauses of the page, and whether each is ticked."""
    return {pair.split(":")[0]: pair.split(":")[1] == "1" for pair in visitor.fields().get("clause-montree", [])}


def saved(visitor: Visitor, **typed: str) -> dict[str, object]:
    return dict(json.loads(visitor.press("enregistrer", **typed).data))


def lots_of(visitor: Visitor, library: Library) -> dict[str, tuple[int, ...]]:
    """The lots of each clause that the marché of the page retains."""
    return {item.id: item.lots for item in select(read(saved(visitor)), library).retained}


def test_an_untouched_proposal_is_not_written_down(hall: Visitor) -> None:
    assert shown(hall)
    assert "clauses" not in saved(hall)


def test_unticking_a_clause_sets_it_aside_and_asks_why(hall: Visitor) -> None:
    hall.press("actualiser", without=("clause.dechets.retenue",))
    assert shown(hall)["dechets"] is False
    assert hall.page.find(id="f-ecart-dechets") is not None
    kept = saved(hall, **{"clause__dechets__ecart": "Aucun déchet"})
    assert kept["clauses"] == {"ecartees": {"dechets": "Aucun déchet"}}


def test_the_rest_of_the_proposal_still_follows_the_answers(hall: Visitor) -> None:
    before = set(shown(hall))
    hall.press("actualiser", without=("clause.dechets.retenue",))
    assert set(shown(hall)) == before
    assert "Revenir à la proposition" not in hall.page.get_text()


def test_ticking_a_clause_again_takes_it_back(hall: Visitor) -> None:
    hall.press("actualiser", without=("clause.dechets.retenue",))
    hall.press("actualiser", clause__dechets__retenue="1")
    assert shown(hall)["dechets"] is True
    assert "clauses" not in saved(hall)


def test_a_level_of_its_own_fixes_the_list(hall: Visitor) -> None:
    ticked = {id_ for id_, kept in shown(hall).items() if kept}
    hall.press("actualiser", clause__dechets__niveau="exemplaire")
    kept = saved(hall)["clauses"]["retenues"]  # type: ignore[index]
    assert set(kept) == ticked
    assert kept["dechets"] == {"niveau": "exemplaire"}


def test_fixing_the_list_keeps_each_clause_on_the_lots_of_the_proposal(hall: Visitor, library: Library) -> None:
    proposed = lots_of(hall, library)
    hall.press("actualiser", clause__dechets__niveau="exemplaire")
    assert lots_of(hall, library) == proposed


def test_a_level_for_one_lot_is_kept_beside_the_level_of_the_clause(hall: Visitor) -> None:
    hall.press("actualiser", **{"clause__dechets__niveau": "ambitieux", "clause__dechets__lot__2": "exemplaire"})
    assert hall.value("clause.dechets.lot.2") == "exemplaire"
    kept = saved(hall)["clauses"]["retenues"]  # type: ignore[index]
    assert kept["dechets"] == {"niveau": "ambitieux", "par_lot": {"2": {"niveau": "exemplaire"}}}


def test_a_lot_left_out_is_left_out_and_can_come_back(hall: Visitor) -> None:
    hall.press("actualiser", clause__dechets__lot__2="sans")
    assert hall.value("clause.dechets.lot.2") == "sans"
    kept = saved(hall)["clauses"]["retenues"]  # type: ignore[index]
    assert 2 not in kept["dechets"]["lots"]
    hall.press("actualiser", clause__dechets__lot__2="")
    assert hall.value("clause.dechets.lot.2") == ""
    assert "lots" not in saved(hall)["clauses"]["retenues"]["dechets"]  # type: ignore[index]


def test_a_clause_without_any_lot_is_set_aside(hall: Visitor) -> None:
    names = [name for name in hall.fields() if name.startswith("clause.dechets.lot.")]
    assert len(names) == 9
    hall.press("actualiser", **{name.replace(".", "__"): "sans" for name in names})
    assert shown(hall)["dechets"] is False
    assert "dechets" in saved(hall)["clauses"]["ecartees"]  # type: ignore[index]


def test_an_unlotted_marche_has_no_choice_by_lot(visitor: Visitor) -> None:
    visitor.open("/marche/exemple/maintenance-etat")
    assert shown(visitor)
    assert not [name for name in visitor.fields() if ".lot." in name]


def test_the_proposal_can_be_taken_back_whole(hall: Visitor) -> None:
    hall.press("actualiser", clause__dechets__niveau="exemplaire")
    hall.press("proposition")
    assert "clauses" not in saved(hall)


def parameter(visitor: Visitor) -> tuple[str, str]:
    """A share of the waste clause: its field name, and a value under its bounds."""
    field = visitor.page.select_one('#clauses input[name^="clause.dechets.p."]')
    assert field is not None
    return str(field["name"]), "1"


def test_a_value_of_ones_own_is_kept(hall: Visitor) -> None:
    name, _ = parameter(hall)
    hall.press("actualiser", **{name.replace(".", "__"): "75"})
    assert hall.value(name) == "75"
    kept = saved(hall)["clauses"]["retenues"]  # type: ignore[index]
    assert kept["dechets"]["parametres"] == {name.rpartition(".")[2]: "75"}


def test_a_value_out_of_bounds_asks_for_a_reason_beside_it(hall: Visitor) -> None:
    name, little = parameter(hall)
    hall.press("actualiser", **{name.replace(".", "__"): little})
    field = hall.page.find(attrs={"name": name})
    assert field["aria-invalid"] == "true"
    assert field["value"] == little
    assert hall.page.find(attrs={"name": name.replace(".p.", ".m.")}) is not None
    assert "borne" in hall.page.find(id="erreurs").get_text()


def test_a_reason_makes_a_value_out_of_bounds_acceptable(hall: Visitor) -> None:
    name, little = parameter(hall)
    hall.press("actualiser", **{name.replace(".", "__"): little})
    hall.press("actualiser", **{name.replace(".p.", ".m.").replace(".", "__"): "Accord du titulaire sortant"})
    assert hall.page.find(id="erreurs") is None


def test_the_choices_survive_the_removal_of_a_lot_they_name(hall: Visitor) -> None:
    hall.press("actualiser", clause__dechets__niveau="ambitieux")
    hall.press("retirer-lot:8")
    assert hall.page.find(id="erreurs") is None
    assert hall.value("clause.dechets.niveau") == "ambitieux"


def test_the_form_folds_the_other_clauses_and_gives_their_reasons(hall: Visitor) -> None:
    page = hall.page
    folded = page.find(id="autres-clauses")
    boxes = folded.select("input[type=checkbox]")
    assert folded.find("summary").get_text() == f"{len(boxes)} autres clauses possibles"
    assert not [box for box in boxes if box.has_attr("checked")]
    assert all(item.find_all("p")[-1].get_text(strip=True) for item in folded.select("li"))
    shown_boxes = [box for box in page.select("#clauses .reglages input[type=checkbox]") if box not in boxes]
    assert all(box.has_attr("checked") for box in shown_boxes)


def test_a_clause_set_aside_stays_in_sight(hall: Visitor) -> None:
    hall.press("actualiser", without=("clause.dechets.retenue",))
    assert hall.page.select_one("#autres-clauses [name='clause.dechets.retenue']") is None
    assert hall.page.find(attrs={"name": "clause.dechets.retenue"}) is not None
