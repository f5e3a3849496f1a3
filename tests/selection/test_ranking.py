"""What is proposed among the clauses that apply: few, the most useful, never two that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from generator.law import diagnose
from generator.library import ClauseVersion, Library
from generator.market import read
from generator.selection import Retained, Setting, Variant, select
from generator.selection.contradictions import choice_alerts
from generator.selection.places import Place
from generator.selection.ranking import ENVIRONMENT, MOST_ARTICLES, Candidate, how_many, rank, too_small, weights
from tests.test_guards import lots, market

HERE = Place(None, {})


def clause(library: Library, id_: str, **changes: Any) -> ClauseVersion:
    """A clause of the library under another id, with other qualities."""
    model = library.clauses_at(None)["dechets"]
    kept = {name: getattr(model, name) for name in ClauseVersion.__slots__}
    return ClauseVersion(**{**kept, "id": id_, "titre": id_, "incompatibles": (), **changes})


def proposed(
    library: Library, clauses: list[ClauseVersion], amount: str = "100000", **answers: Any
) -> Mapping[str, Any]:
    marche = read(market(montant_estime_ht=amount, **answers))
    return rank(marche, [Candidate(each, (HERE,)) for each in clauses], {}, 1).kept


@pytest.mark.parametrize(
    ("amount", "count"), [("39999", 3), ("40000", 4), ("220999", 4), ("221000", 5), ("1000000", 6), (None, 4)]
)
def test_the_number_of_clauses_follows_the_amount(amount: str | None, count: int) -> None:
    assert how_many(Decimal(amount) if amount else None) == count


def test_from_five_lots_on_each_has_three(library: Library) -> None:
    assert how_many(Decimal(2_000_000), 5) == 3
    assert how_many(Decimal(2_000_000), 4) == 6


def test_a_general_clause_that_suits_most_lots_is_kept_on_all_of_them(library: Library) -> None:
    places = [Place(n, {}) for n in range(1, 4)]
    site = Candidate(clause(library, "chantier", effet="limité", cout_controle="lourd"), tuple(places))
    own = [
        Candidate(
            clause(library, f"lot{place.numero}_{n}", effet="fort", applicable_si={"segment": ("voirie",)}), (place,)
        )
        for place in places
        for n in range(6)
    ]
    ranking = rank(read(market(lots=lots(3, None))), [site, *own], {}, 3)
    assert [place.numero for place in ranking.kept["chantier"]] == [1, 2, 3]


def test_effect_comes_before_ease_and_both_before_order(library: Library) -> None:
    names = {
        "fort_lourd": ("fort", "lourd"),
        "fort_leger": ("fort", "léger"),
        "moyen_leger": ("moyen", "léger"),
        "limite_leger": ("limité", "léger"),
        "limite_lourd": ("limité", "lourd"),
    }
    clauses = [
        clause(library, id_, effet=e, cout_controle=c, ordre=99 - n) for n, (id_, (e, c)) in enumerate(names.items())
    ]
    assert list(proposed(library, clauses)) == ["fort_leger", "moyen_leger", "fort_lourd", "limite_leger"]


def test_a_clause_that_serves_the_environmental_condition_is_always_among_them(library: Library) -> None:
    strong = [clause(library, f"forte_{n}", effet="fort", cout_controle="léger", satisfait=()) for n in range(6)]
    serving = clause(library, "sert", effet="limité", cout_controle="lourd", satisfait=(ENVIRONMENT,))
    assert "sert" in proposed(library, [*strong, serving])


def test_two_clauses_that_contradict_each_other_are_never_proposed_together(library: Library) -> None:
    one = clause(library, "une", effet="fort", incompatibles=("autre",))
    other = clause(library, "autre", effet="moyen")
    ranking = rank(read(market()), [Candidate(one, (HERE,)), Candidate(other, (HERE,))], {}, 1)
    assert list(ranking.kept) == ["une"]
    assert "double emploi avec la clause « une »" in ranking.left["autre"]


def test_no_more_than_fifteen_articles_and_each_lot_keeps_an_environmental_one(library: Library) -> None:
    places = [Place(n, {}) for n in range(1, 9)]
    candidates = [
        Candidate(clause(library, f"lot{place.numero}_{n}", satisfait=(ENVIRONMENT,) if n == 0 else ()), (place,))
        for place in places
        for n in range(6)
    ]
    ranking = rank(read(market(lots=lots(8, None))), candidates, {}, 8)
    assert len(ranking.kept) == MOST_ARTICLES
    for place in places:
        assert any(place in found and id_.endswith("_0") for id_, found in ranking.kept.items())


@pytest.mark.parametrize(
    ("amount", "months", "said"), [("89999", 24, "90\u202f000"), ("90000", 23, "24 mois"), ("90000", 24, "")]
)
def test_a_clause_waits_for_its_amount_and_its_length(amount: str, months: int, said: str, library: Library) -> None:
    big = clause(library, "grande", montant_min=Decimal(90_000), duree_min=24)
    reason = too_small(big, read(market(montant_estime_ht=amount, duree_mois=months)), HERE)
    assert said in reason
    assert bool(reason) == bool(said)


@pytest.mark.parametrize(
    ("cpv", "bought"),
    [
        ("45410000", True),  # plastering, a class
        ("45421000", True),  # joinery, a class that holds partitions
        ("45421141", True),
        ("45421100", False),  # doors and windows: a trade of its own
        ("45432100", False),
        ("", False),
    ],
)
def test_a_clause_of_a_trade_is_for_its_codes_and_the_classes_that_hold_them(cpv: str, bought: bool) -> None:
    assert Place(1, {}, cpv).buys(("4541", "45421141")) is bought
    assert Place(1, {}, cpv).buys(())


def test_plaster_is_not_proposed_for_floors(library: Library) -> None:
    trades = [{**lots(1, cpv)[0], "numero": n} for n, cpv in enumerate(("45410000", "45432100"), 1)]
    found = select(read(market(ccag="travaux", nature="travaux", cpv="45400000", lots=trades)), library)
    kept = found.get("plaques_platre")
    assert kept is not None
    assert kept.lots == (1,)
    assert kept.possible == (1, 2)


def test_a_second_clause_of_a_theme_yields_to_one_of_another(library: Library) -> None:
    clauses = [
        clause(library, id_, theme=f"environnement/{theme}", effet=effect, ordre=n)
        for n, (id_, theme, effect) in enumerate(
            [
                ("a", "eau", "fort"),
                ("b", "eau", "fort"),
                ("c", "eau", "fort"),
                ("d", "bois", "fort"),
                ("e", "b", "moyen"),
            ]
        )
    ]
    assert sorted(proposed(library, clauses, amount="30000")) == ["a", "b", "d"]


def test_a_duty_counted_on_a_site_weighs_less_than_a_duty_of_the_contract(library: Library) -> None:
    works = read(market(ccag="travaux", nature="travaux", cpv="45421000", montant_estime_ht="900000"))
    found = weights(diagnose(works, library.register).obligations)
    assert found["clause-environnementale"] > found["tri-dechets-chantier"] > 0
    assert "restauration-collective" not in found


def retained(clause_: ClauseVersion, lots_: tuple[int, ...] = ()) -> Retained:
    return Retained(clause_, lots_, (Variant(lots_, "essentiel", {}),), "")


def test_a_choice_of_two_opposed_clauses_is_a_point_to_settle(library: Library) -> None:
    one, other = clause(library, "une", incompatibles=("autre",)), clause(library, "autre")
    (alert,) = choice_alerts([retained(one), retained(other)])
    assert (alert.code, alert.gravite) == ("clauses-incompatibles:une:autre", "bloquant")
    assert choice_alerts([retained(one, (1,)), retained(other, (2,))]) == ()


def test_more_than_fifteen_articles_are_told(library: Library) -> None:
    many = [retained(clause(library, f"c{n}")) for n in range(MOST_ARTICLES + 1)]
    assert [alert.code for alert in choice_alerts(many)] == ["clauses-nombreuses"]
    assert choice_alerts(many[1:]) == ()


def test_a_criterion_has_nothing_to_score_beyond_a_clause_already_at_the_top(library: Library) -> None:
    floor = clause(library, "socle")
    criterion = clause(library, "critere", levier="critère", note_au_dela_de=("socle",))
    for share, codes in ((Decimal(100), ["critere-deja-exige:critere:socle"]), (Decimal(90), [])):
        settings = {id_: Setting(share, "essai") for id_ in floor.parametres}
        kept = Retained(floor, (), (Variant((), "essentiel", settings),), "")
        assert [alert.code for alert in choice_alerts([retained(criterion), kept])] == codes


def test_every_clause_left_out_says_why(library: Library) -> None:
    found = select(read(market(ccag="travaux", nature="travaux", cpv="45233000", lots=lots(3, "45233000"))), library)
    assert all(item.motif for item in found.excluded)
    assert any(item.possible for item in found.excluded)
    assert not any(item.possible and "ne s’applique pas" in item.motif for item in found.excluded)
