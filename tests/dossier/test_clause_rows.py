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
notee = true
[[bpu]]
libelle = "Cartouche réemployée"
unite = "pièce"
aide = "Par modèle"
[bpu.si]
niveau = ["exemplaire"]
"""


def printed(tmp_path: Path, niveau: str, count: int) -> str:
    library = Library.load([shipped(), layer_with(tmp_path, GOOD_CLAUSE.replace("mise_en_demeure = 15\n", ROWS))])
    clauses = {"retenues": {"cartouches_essai": {}}}
    marche = read(market(ccag="fcs", niveau=niveau, clauses=clauses, lots=lots(count, None)))
    return "\n".join(lines(prepare(marche, library).document("textes-a-reporter")))


def test_a_question_of_the_frame_is_printed_with_its_value_and_kind(tmp_path: Path) -> None:
    said = printed(tmp_path, "ambitieux", 0)
    assert "# Cadre de réponse" in said
    assert "au-delà de 70 % ? | Pourcentage | Attestation | Oui |" in said.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_rows_of_a_divided_market_say_their_lots(tmp_path: Path) -> None:
    assert "| Oui | 1 à 3 |" in printed(tmp_path, "essentiel", 3).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_row_of_the_price_schedule_follows_its_condition(tmp_path: Path) -> None:
    assert "Cartouche réemployée | pièce | Par modèle" in printed(tmp_path, "exemplaire", 0)
    assert "Bordereau des prix" not in printed(tmp_path, "essentiel", 0)
