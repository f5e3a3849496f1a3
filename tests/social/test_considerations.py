"""The other social clauses, the criterion, the reserved lots: what they ask, where, and when they are proposed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.blocks import Heading, plain
from generator.dossier import Dossier, prepare
from generator.library import ClauseVersion, Library
from generator.market import read
from tests.reading import block_lines, lines
from tests.social.markets import FACTORS, cleaning

LEVELS = ("essentiel", "ambitieux", "exemplaire")
CONSIDERATIONS = {
    "egalite_equipe": "services",
    "emploi_handicap": "travaux",
    "accessibilite_livrables": "services",
    "ethique_approvisionnement": "fournitures",
    "formation_apprentissage": "travaux",
    "nettoyage_journee": "services",
    "commerce_equitable": "fournitures",
    "mixite_metiers": "travaux",
}
NOT_SOCIAL_ENOUGH = {"accessibilite_livrables"}  # about what is delivered, not about people at work
RESERVED = {
    "ea_esat": ("reserve_ea_esat", "L. 2113-12", "R. 2113-7"),
    "siae": ("reserve_siae", "L. 2113-13", "R. 2113-7"),
    "ea_esat_siae": ("reserve_ea_esat_siae", "L. 2113-14", "R. 2113-7"),
    "penitentiaire": ("reserve_penitentiaire", "L. 2113-13-1", "R. 2113-7"),
    "ess": ("reserve_ess", "L. 2113-15 et L. 2113-16", "L. 2113-16"),
    "jei": ("reserve_jei", "L. 2113-17", "L. 2113-17"),
}


def bare(**changes: Any) -> dict[str, Any]:
    return cleaning(**{"lots": [], "insertion": {"mode": "aucune", "motif": "Essai."}, **changes})


def only(id_: str, **changes: Any) -> dict[str, Any]:
    return bare(nature=CONSIDERATIONS.get(id_, "services"), clauses={"retenues": {id_: {}}}, **changes)


def article(dossier: Dossier, id_: str) -> list[str]:
    document = dossier.document("annexe-ccap")
    found = next(article for article in document.articles if article.id == id_)
    return [line for block in found.blocks for line in block_lines(block, document.numbers())]


def carried(dossier: Dossier, destination: str) -> str:
    document = dossier.document("textes-a-reporter")
    found = next((a for a in document.articles if a.title.startswith(destination)), None)
    return "" if found is None else "\n".join(line for block in found.blocks for line in block_lines(block, {}))


def nbsp(text: str) -> str:
    return text.replace("L. ", "L.\u00a0").replace("R. ", "R.\u00a0")


@pytest.mark.parametrize("id_", sorted(CONSIDERATIONS))
def test_a_level_changes_the_duty_and_not_only_the_figure(id_: str, library: Library) -> None:
    titles = {}
    for level in LEVELS:
        dossier = prepare(read(only(id_, niveau=level)), library)
        blocks = next(a for a in dossier.document("annexe-ccap").articles if a.id == id_).blocks
        words = [re.sub(r"\d+", "", plain(block.inlines)) for block in blocks if hasattr(block, "inlines")]
        titles[level] = words
        assert any(isinstance(block, Heading) for block in blocks)
    assert titles["essentiel"] != titles["exemplaire"]


@pytest.mark.parametrize("id_", sorted(CONSIDERATIONS))
def test_a_consideration_has_figure_proof_control_and_penalty_at_every_level(id_: str, library: Library) -> None:
    for level in LEVELS:
        dossier = prepare(read(only(id_, niveau=level)), library)
        number = dossier.document("annexe-ccap").numbers()[id_]
        rows = [line for line in lines(dossier.document("annexe-ccap")) if line.startswith(f"| {number} |")]
        assert len([row for row in rows if "€" in row]) >= 2
        assert len(rows) >= 4
        assert re.search(r"\d", "\n".join(article(dossier, id_)))
        assert "| 5 | 16" not in "\n".join(rows)  # none of them derogates from the CCAG


@pytest.mark.parametrize("id_", sorted(CONSIDERATIONS))
def test_a_consideration_serves_the_duty_when_it_is_a_social_condition(id_: str, library: Library) -> None:
    clause = library.clauses_at(None)[id_]
    assert clause.satisfait == (() if id_ in NOT_SOCIAL_ENOUGH else ("clause-sociale",))
    points = {point.code for point in prepare(read(only(id_)), library).open_points}
    assert ("clause-sociale" in points) is (id_ in NOT_SOCIAL_ENOUGH)


def test_no_social_text_wishes_or_names_the_policy_of_the_firm(library: Library) -> None:
    checked = 0
    for clause in library.clauses_at(None).values():
        if not clause.theme.startswith("social/"):
            continue
        for text in clause.textes.values():
            checked += 1
            assert not re.search(r"souhait|dans la mesure du possible|s’efforce|favorise", text.source), clause.id
    assert checked > 30


def proposed(data: dict[str, Any], library: Library) -> list[str]:
    selection = prepare(read(data), library).selection
    return [item.id for item in selection.retained if "clause-sociale" in item.clause.satisfait]


@pytest.mark.parametrize(
    "market",
    [{"nature": "services"}, {"nature": "fournitures"}, {"nature": "travaux", "montant_estime_ht": "6000000"}],
    ids=["services", "fournitures", "travaux"],
)
def test_the_choice_of_a_social_condition_is_left_to_the_buyer(market: dict[str, Any], library: Library) -> None:
    dossier = prepare(read(bare(**market)), library)
    assert proposed(bare(**market), library) == []
    assert "clause-sociale" in {point.code for point in dossier.open_points}


def test_none_is_proposed_below_the_threshold_nor_beside_hours(library: Library) -> None:
    assert proposed(bare(montant_estime_ht="90000"), library) == []
    assert proposed(bare(nature="travaux", montant_estime_ht="600000"), library) == []
    assert proposed(bare(insertion={"mode": "heures", **FACTORS}), library) == ["insertion_sociale"]


def test_a_social_clause_that_the_buyer_adds_answers_for_its_lots(library: Library) -> None:
    data = cleaning()
    data["clauses"] = {"retenues": {"insertion_sociale": {}, "formation_apprentissage": {"lots": [2]}}}
    selection = prepare(read(data), library).selection
    kept = {item.id: item.lots for item in selection.retained if "clause-sociale" in item.clause.satisfait}
    assert kept == {"insertion_sociale": (1,), "formation_apprentissage": (2,)}


def test_the_eight_conventions_are_named_and_the_rest_is_an_addition(library: Library) -> None:
    for level in LEVELS:
        text = "\n".join(article(prepare(read(only("ethique_approvisionnement", niveau=level)), library),
                                 "ethique_approvisionnement"))  # fmt: skip
        assert "n°\u00a029, 87, 98, 100, 105, 111, 138 et 182" in text
        assert "155" not in text
        assert ("au-delà de ces conventions" in text) is (level == "exemplaire")
        assert "oblige déjà le titulaire" in text
    other = prepare(read(only("ethique_approvisionnement", ccag="tic")), library)
    assert "oblige déjà" not in "\n".join(article(other, "ethique_approvisionnement"))


@pytest.mark.parametrize("head", sorted(RESERVED))
def test_a_reserved_contract_has_its_words_for_the_notice_the_rules_and_the_annex(head: str, library: Library) -> None:
    id_, basis, share = RESERVED[head]
    dossier = prepare(read(bare(reserve=head, services_sociaux=True)), library)
    assert [item.id for item in dossier.selection.retained if item.clause.levier == "réservation"] == [id_]
    for text in (carried(dossier, "Avis"), carried(dossier, "Règlement"), "\n".join(article(dossier, id_))):
        assert nbsp(basis) in text
    assert nbsp(share) in carried(dossier, "Avis")
    assert "pour le marché" in carried(dossier, "Avis")
    assert "Preuve à joindre à la candidature" in carried(dossier, "Règlement")
    if share == "R. 2113-7":
        assert "au moins 50\u00a0%" in carried(dossier, "Avis")


@pytest.mark.parametrize("head", sorted(RESERVED))
def test_a_reservation_serves_its_own_duty_only(head: str, library: Library) -> None:
    clause = library.clauses_at(None)[RESERVED[head][0]]
    assert clause.satisfait == ("marche-reserve",)
    assert clause.applicable_si["reserve"] == (head,)


def test_only_the_reserved_lots_are_named(library: Library) -> None:
    lots = [
        {"numero": 1, "intitule": "A", "montant_estime_ht": "300000", "reserve": "siae"},
        {"numero": 2, "intitule": "B", "montant_estime_ht": "300000"},
        {"numero": 3, "intitule": "C", "montant_estime_ht": "300000", "reserve": "ea_esat"},
    ]
    dossier = prepare(read(cleaning(lots=lots)), library)
    kept = {item.id: item.lots for item in dossier.selection.retained if item.clause.levier == "réservation"}
    assert kept == {"reserve_siae": (1,), "reserve_ea_esat": (3,)}
    assert "pour le lot n°\u00a03" in carried(dossier, "Avis")
    without = prepare(read(cleaning()), library)
    assert carried(without, "Avis") == ""


def test_the_young_firms_have_no_text_before_their_law(library: Library) -> None:
    dossier = prepare(read(bare(reserve="jei", date_engagement="2026-05-27")), library)
    assert dossier.selection.get("reserve_jei") is None


def criterion(level: str = "essentiel", **changes: Any) -> dict[str, Any]:
    kept = {"retenues": {"insertion_sociale": {}, "critere_social": {"niveau": level}}}
    return bare(insertion={"mode": "heures", **FACTORS}, clauses=kept, **changes)


def test_the_social_criterion_notes_quality_and_caps_the_extra_hours(library: Library) -> None:
    rules = carried(prepare(read(criterion()), library), "Règlement")
    assert "divisée par 20" in rules
    assert "au-delà du minimum ?" not in rules
    rules = carried(prepare(read(criterion("exemplaire")), library), "Règlement")
    assert "jusqu’à 25\u00a0%" in rules
    assert "divisée par 25" in rules
    points = [
        int(line.rstrip(" |").rsplit("| ", 1)[1])
        for line in rules.split("\n")
        if re.match(r"\| \d \| \w+ :", line.replace("\u00a0", " "))
    ]
    assert sum(points) == 25


def test_the_criterion_of_the_buyer_is_printed_with_its_weight(library: Library) -> None:
    criteria = [{"libelle": "Insertion des publics éloignés", "type": "social", "ponderation": 12}]
    rules = carried(prepare(read(criterion(criteres=criteria)), library), "Règlement")
    assert "| Insertion des publics éloignés | 12\u00a0% |" in rules
    assert "est pondéré à" not in rules


def test_the_criterion_needs_hours(library: Library) -> None:
    data = bare(clauses={"retenues": {"critere_social": {}}})
    assert "clause-inapplicable:critere_social" in {p.code for p in prepare(read(data), library).open_points}


def test_a_qualification_contract_says_everywhere_that_insertion_is_its_object(library: Library) -> None:
    data = bare(services_sociaux=True, clauses={"retenues": {"marche_qualification": {}}})
    dossier = prepare(read(data), library)
    said = "action de qualification et d’insertion professionnelle"
    for text in (carried(dossier, "Avis"), carried(dossier, "Règlement"), carried(dossier, "Cahier des clauses tech")):
        assert said in text
    assert said in "\n".join(article(dossier, "marche_qualification"))
    assert dossier.selection.get("insertion_sociale") is None


def rows(clause: ClauseVersion) -> list[Any]:
    return [*clause.preuves, *clause.controles, *clause.penalites]


def test_a_row_with_a_condition_is_printed_only_when_it_holds(library: Library) -> None:
    clause = library.clauses_at(None)["mixite_metiers"]
    assert any(row.si for row in rows(clause))
    for level, expected in (("essentiel", False), ("exemplaire", True)):
        annex = "\n".join(lines(prepare(read(only("mixite_metiers", niveau=level)), library).document("annexe-ccap")))
        assert ("Vestiaire, sanitaire, tenue ou équipement non adapté" in annex) is expected
        assert ("Vestiaires, sanitaires, tenues et équipements adaptés" in annex) is expected
