"""The rows that a clause gives to the answer frame and to the price schedule reach the texts to carry elsewhere."""

from __future__ import annotations

from pathlib import Path

from generator.dossier import prepare
from generator.library import Library, shipped
from generator.market import read
from tests.reading import lines
from tests.test_content import GOOD_CLAUSE, layer_with
from tests.test_guards import lots, market

ROWS = """mise_en_demeure = 15
[[cadre]]
question = "Quelle part des cartouches est réemployée, au-delà de {{ part_reemploi | pourcent }} ?"
reponse = "pourcent"
preuve = "Attestation"
points = 12
[[bpu]]
libelle = "Cartouche réemployée"
unite = "pièce"
aide = "Par modèle"
[bpu.si]
niveau = ["exemplaire"]
"""


def printed(tmp_path: Path, niveau: str, count: int, clause: str = GOOD_CLAUSE, rows: str = ROWS) -> str:
    library = Library.load([shipped(), layer_with(tmp_path, clause.replace("mise_en_demeure = 15\n", rows))])
    clauses = {"retenues": {"cartouches_essai": {}}}
    marche = read(market(ccag="fcs", niveau=niveau, clauses=clauses, lots=lots(count, None)))
    dossier = prepare(marche, library)
    texts = "\n".join(line for document in dossier.documents for line in lines(document))
    return texts.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_question_of_the_frame_is_printed_with_its_value_and_points(tmp_path: Path) -> None:
    said = printed(tmp_path, "ambitieux", 0)
    assert "au-delà de 70 % ? | Pourcentage. Attestation | 12 points | À compléter par le candidat |" in said


def test_the_questions_of_a_divided_market_say_their_lots(tmp_path: Path) -> None:
    assert "| Collecte des cartouches, pour les lots n° 1 à 3 : Quelle part" in printed(tmp_path, "essentiel", 3)


def test_a_row_of_the_price_schedule_follows_its_condition(tmp_path: Path) -> None:
    assert "Cartouche réemployée | pièce | Par modèle" in printed(tmp_path, "exemplaire", 0)
    assert "Bordereau des prix" not in printed(tmp_path, "essentiel", 0)


def test_a_row_follows_a_number_that_requires_something_or_nothing(tmp_path: Path) -> None:
    zero = GOOD_CLAUSE.replace("essentiel = 50", "essentiel = 0").replace("min = 10", "min = 0")
    rows = ROWS.replace('niveau = ["exemplaire"]', 'part_reemploi = ["exigé"]')
    assert zero != GOOD_CLAUSE
    for niveau, expected in (("essentiel", False), ("ambitieux", True)):
        said = printed(tmp_path / niveau, niveau, 0, zero, rows)
        assert ("Cartouche réemployée | pièce | Par modèle" in said) is expected


def test_a_clause_text_may_loop_over_its_own_questions(tmp_path: Path) -> None:
    looped = GOOD_CLAUSE + "\n# rc\n\n{% for q in questions %}\n- {{ q.numero }} : {{ q.question }}\n{% endfor %}\n"
    said = printed(tmp_path, "essentiel", 0, looped)
    assert "- 1 : Quelle part des cartouches est réemployée, au-delà de 50 % ?" in said


def test_a_market_without_question_has_no_frame_and_without_engagement_no_annex_to_the_deed(tmp_path: Path) -> None:
    library = Library.load([shipped(), layer_with(tmp_path, GOOD_CLAUSE)])
    dossier = prepare(read(market(ccag="fcs", clauses={"retenues": {"cartouches_essai": {}}})), library)
    assert {"cadre-de-reponse", "annexe-acte-engagement"} & {document.id for document in dossier.documents} == set()
