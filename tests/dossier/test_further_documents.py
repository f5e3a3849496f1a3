"""The documents beside the annex: RC pages, specifications, reasons, the page for elected members; numbers agree."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from generator.blocks import Document
from generator.dossier import Dossier, prepare
from generator.dossier.elected_summary import MOST
from generator.library import Library
from generator.market import read
from tests.reading import lines

Example = Callable[[str], dict[str, Any]]
RULES, SPECIFICATIONS, REASONS, SUMMARY = (
    "reglement-consultation", "cctp-specifications", "note-de-motivation", "synthese-elus"
)  # fmt: skip


def dossier_of(data: dict[str, Any], library: Library) -> Dossier:
    return prepare(read(data), library)


def ids(dossier: Dossier) -> set[str]:
    return {document.id for document in dossier.documents}


def plain(document: Document) -> list[str]:
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines(document)]


def section(document: Document, id_: str) -> list[str]:
    """The lines of one article, its title left out."""
    kept = tuple(article for article in document.articles if article.id == id_)
    assert kept, id_
    return plain(Document(document.id, document.title, kept))[1:]


def test_the_rules_print_the_weights_of_the_marche(example: Example, library: Library) -> None:
    rules = dossier_of(example("halle-neuf-lots"), library).document(RULES)
    said = section(rules, "rc_criteres")
    assert "| 1 à 9 | Performance environnementale du chantier | 15 % |" in said
    assert "| 1 à 9 | Engagements environnementaux de l’offre | 5 | 50 |" in said


def test_lots_judged_by_other_criteria_have_rows_of_their_own(example: Example, library: Library) -> None:
    market = example("nettoyage-accord-cadre")
    market["criteres"] = [
        {"libelle": "Prix", "type": "prix", "ponderation": 60},
        {"type": "environnement", "ponderation": 40, "lot": 3},
        {"libelle": "Écoute", "type": "technique", "ponderation": 0},
    ]
    said = section(dossier_of(market, library).document(RULES), "rc_criteres")
    assert said[2:5] == ["| 1 et 2 | Prix | 60 % |", "| 3 | Prix | 60 % |", "| 3 | Environnement | 40 % |"]
    assert not any("Écoute" in line for line in said)


def test_the_points_told_are_those_of_the_questions(example: Example, library: Library) -> None:
    rules = dossier_of(example("informatique-etat"), library).document(RULES)
    total = next(line for line in section(rules, "rc_criteres") if line.startswith("| Engagements"))
    questions = [line.split(" | ") for line in section(rules, "critere_environnemental") if line.startswith("| ")]
    points = [Decimal(cells[3].rstrip(" |")) for cells in questions if len(cells) == 4 and cells[0] != "| N°"]
    assert total == f"| Engagements environnementaux de l’offre | {len(points)} | {sum(points)} |"


@pytest.mark.parametrize("name", ["halle-neuf-lots", "informatique-etat", "maintenance-etat"])
def test_the_rules_and_the_texts_to_carry_over_say_the_same(name: str, example: Example, library: Library) -> None:
    dossier = dossier_of(example(name), library)
    carried = {line.lstrip("# ") for line in plain(dossier.document("textes-a-reporter"))}
    rules = dossier.document(RULES)
    for article in rules.articles:
        if not article.id.startswith("rc_"):
            assert {line.lstrip("# ") for line in section(rules, article.id)} <= carried
    rows = [line for line in section(rules, "rc_pieces") if line.startswith("|")]
    assert rows
    assert set(rows) <= carried


def test_a_reserved_lot_is_told_in_the_list_of_lots(example: Example, library: Library) -> None:
    market = example("nettoyage-accord-cadre")
    market["lots"][2]["reserve"] = "siae"
    said = section(dossier_of(market, library).document(RULES), "rc_consultation")
    assert any(line.startswith("| 3 | Nettoyage des vitres | Réservée : structures d’insertion") for line in said)
    assert "| 1 | Nettoyage des bureaux et des salles de réunion | Ouverte |" in said


def test_a_marche_without_anything_for_the_rules_has_no_page_of_rules(example: Example, library: Library) -> None:
    market = {**example("informatique-etat"), "criteres": [], "clauses": {"retenues": {"reprise_materiel": {}}}}
    assert RULES not in ids(dossier_of(market, library))


def test_specifications_come_only_when_a_clause_has_some(example: Example, library: Library) -> None:
    assert SPECIFICATIONS not in ids(dossier_of(example("maintenance-etat"), library))
    hall = dossier_of(example("halle-neuf-lots"), library)
    found = hall.document(SPECIFICATIONS)
    printed = [article.id for article in found.articles]
    assert {"beton_bas_carbone", "agregats_enrobes"} <= set(printed)
    assert printed == [item.id for item in hall.selection.retained if item.id in printed]
    assert "dechets" not in printed
    assert section(found, "beton_bas_carbone")[0] == "Le présent article s’applique au lot n° 2."


def test_levels_that_differ_by_lot_make_a_table_of_the_specification(example: Example, library: Library) -> None:
    market = example("nettoyage-accord-cadre")
    levels = {"1": {"niveau": "essentiel"}, "2": {"niveau": "ambitieux"}}
    market["clauses"] = {"retenues": {"consommables_sanitaires": {"lots": [1, 2], "par_lot": levels}}}
    dossier = dossier_of(market, library)
    said = section(dossier.document(SPECIFICATIONS), "consommables_sanitaires")
    assert said[-3].startswith("| Lot | Part minimale de fibres recyclées dans les papiers sanitaires")
    assert said[-2:] == ["| 1 | 50 % |", "| 2 | 80 % |"]
    assert set(said) <= {line.replace("### ", "## ") for line in plain(dossier.document("textes-a-reporter"))}


def test_the_note_comes_only_with_something_to_justify(example: Example, library: Library) -> None:
    assert REASONS in ids(dossier_of(example("informatique-etat"), library))
    for name in ("halle-neuf-lots", "maintenance-etat", "nettoyage-accord-cadre"):
        assert REASONS not in ids(dossier_of(example(name), library))
    settled = {**example("maintenance-etat"), "points_traites": {"variantes": "Le règlement les interdit."}}
    note = plain(dossier_of(settled, library).document(REASONS))
    assert any("Le règlement les interdit." in line for line in note)
    assert not any("L. 2112-2-1" in line for line in note)


def test_the_note_keeps_the_buyer_s_words_the_case_and_the_article(example: Example, library: Library) -> None:
    market = example("informatique-etat")
    note = section(dossier_of(market, library).document(REASONS), "clause-sociale")
    reason = market["exemption_sociale"]["motif"].replace("\u00a0", " ")
    assert f"| Motif de l’acheteur | {reason} |" in note
    assert any(line.startswith("| Cas invoqué | 1° de la liste. Le besoin peut") for line in note)
    assert any("L. 2112-2-1" in line and "depuis le 22 août 2026" in line for line in note)
    assert any("conservés au titre de l’article L. 2184-1" in line for line in note)


def test_a_contracting_entity_keeps_its_reason_by_any_appropriate_means(example: Example, library: Library) -> None:
    market = example("informatique-etat")
    market["acheteur"] |= {"categorie": "local", "agit_comme": "entite_adjudicatrice"}
    market["montant_estime_ht"] = "600000"
    note = section(dossier_of(market, library).document(REASONS), "clause-sociale")
    assert any("Par tout moyen approprié" in line for line in note)
    assert not any("L. 2184-1" in line for line in note)


def test_a_claim_that_does_not_stand_is_told_as_such(example: Example, library: Library) -> None:
    market = {**example("informatique-etat"), "exemption_sociale": {"cas": 4, "motif": "Marché court."}}
    note = section(dossier_of(market, library).document(REASONS), "clause-sociale")
    assert any("l’exemption n’est pas acquise" in line for line in note)


def test_energy_performance_shows_the_explanation_or_room_for_it(example: Example, library: Library) -> None:
    market = example("informatique-etat")
    assert any("vérifiable : ………" in line for line in section(dossier_of(market, library).document(REASONS), "energie"))
    market["points_traites"] = {"performance-energetique": "Étiquette A exigée."}
    said = section(dossier_of(market, library).document(REASONS), "energie")
    assert any("vérifiable : Étiquette A exigée." in line for line in said)


@pytest.mark.parametrize(("ccag", "years"), [("tic", "5 ans"), ("moe", "10 ans")])
def test_papers_are_kept_as_long_as_the_register_says(
    ccag: str, years: str, example: Example, library: Library
) -> None:
    note = dossier_of({**example("informatique-etat"), "ccag": ccag}, library).document(REASONS)
    rows = [line for line in section(note, "conservation") if line.startswith("| Pièces du contrat")]
    assert len(rows) == 1
    assert rows[0].startswith(
        f"| Pièces du contrat | {years} au moins, à compter de la fin de l’exécution | CCP, art. R."
    )


@pytest.mark.parametrize("name", ["halle-neuf-lots", "informatique-etat", "maintenance-etat", "nettoyage-accord-cadre"])
def test_the_summary_tells_three_to_five_commitments_and_the_hours_of_the_annex(
    name: str, example: Example, library: Library
) -> None:
    dossier = dossier_of(example(name), library)
    said = plain(dossier.document(SUMMARY))
    assert 3 <= sum(line.startswith("- ") for line in said) <= MOST
    hours = dossier.calibration.total_heures
    assert any(line.startswith(f"{round(hours)} heures de travail") for line in said) is bool(hours)
    assert sum(map(len, said)) < 2200  # about what one page holds


def test_the_summary_is_silent_on_hours_that_no_clause_asks_for(example: Example, library: Library) -> None:
    market = {**example("halle-neuf-lots"), "clauses": {"retenues": {"dechets": {}}}}
    dossier = dossier_of(market, library)
    assert dossier.calibration.total_heures
    assert not any("heures de travail" in line for line in plain(dossier.document(SUMMARY)))


def test_the_summary_tells_the_weight_of_the_environment_lot_by_lot(example: Example, library: Library) -> None:
    market = example("nettoyage-accord-cadre")
    market["criteres"] = [
        {"libelle": "Prix", "type": "prix", "ponderation": 45},
        {"libelle": "Organisation", "type": "technique", "ponderation": 35, "environnement": True},
        {"libelle": "Environnement", "type": "environnement", "ponderation": 20, "lot": 1},
    ]
    said = plain(dossier_of(market, library).document(SUMMARY))
    row = next(line for line in said if line.startswith("| Critère environnemental"))
    assert row.endswith("| Oui : 20 % de la note (lot n° 1), au sein d’un autre critère (lots n° 2 et 3). |")


def test_the_cover_of_the_summary_says_what_is_still_open(example: Example, library: Library) -> None:
    dossier = dossier_of({**example("halle-neuf-lots"), "criteres": []}, library)
    assert dossier.open_points
    assert dossier.document(SUMMARY).cover["projet"].startswith(f"Projet – {len(dossier.open_points)} point")
