"""The style checker finds each fault of style on a bad example, and nothing on the shipped texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import Library, shipped
from generator.library.sources import find
from generator.library.style import LONGEST_SENTENCE, style_faults
from tests.test_content import GOOD_CLAUSE, layer_with

SENTENCE = "- Il remet un bordereau.\n"
LONG = "Le titulaire remet " + ", ".join(f"la pièce numéro {n} du dossier" for n in range(1, 12)) + ".\n"
BAD = {
    "style-vague": "Le titulaire favorise le réemploi.\n",
    "style-futur": "Le titulaire devra remettre un bordereau.\n",
    "style-terme": "Il en informe le prestataire de collecte.\n",
    "style-local": "Il retient une filière locale de réemploi.\n",
    "style-politique": "Il décrit la politique environnementale de l'entreprise.\n",
    "style-rappel": "Le titulaire respecte la réglementation applicable aux déchets.\n",
    "style-perime": "Il en avise Pôle emploi.\n",
    "style-longueur": LONG,
    "style-sigle": "Il remet un bordereau au format EDIFACT.\n",
    "style-label": "Les cartouches portent le label Ange bleu.\n",
}


def faults(tmp_path: Path, sentence: str) -> list[str]:
    text = GOOD_CLAUSE.replace("## Obligation\n", f"## Obligation\n\n{sentence}")
    return [fault.code for fault in style_faults(find([layer_with(tmp_path, text)]))]


@pytest.mark.parametrize(("code", "sentence"), BAD.items(), ids=BAD.keys())
def test_each_fault_of_style_is_found_alone(code: str, sentence: str, tmp_path: Path) -> None:
    assert faults(tmp_path, sentence) == [code]


def test_the_good_example_has_no_fault_of_style(tmp_path: Path) -> None:
    assert faults(tmp_path, "") == []


def test_a_clause_without_any_figure_is_found(tmp_path: Path) -> None:
    bare = GOOD_CLAUSE[: GOOD_CLAUSE.index("# ccap")] + "# ccap\n\nLe titulaire collecte les cartouches.\n"
    start, end = bare.index("[parametres"), bare.index("[[preuve]]")
    found = style_faults(find([layer_with(tmp_path, bare[:start] + bare[end:])]))
    assert [fault.code for fault in found] == ["style-chiffre"]


@pytest.mark.parametrize(
    "sentence",
    [
        "La clause reprend les mots « favorise le réemploi ».\n",
        "Les cartouches portent le label Ange bleu ou un label équivalent.\n",
        "En application des articles L. 2113-12, L. 2113-13, L. 2113-14 et R. 2113-7 du code de la commande publique, "
        "le titulaire remet un bordereau pour chaque enlèvement, dans les 8 jours qui le suivent.\n",
        "Le taux d'effacement des données est contrôlé dans les locaux de l'acheteur.\n",
    ],
)
def test_what_is_right_is_left_alone(sentence: str, tmp_path: Path) -> None:
    assert faults(tmp_path, sentence) == []


def test_a_fault_names_its_line_and_a_way_out(tmp_path: Path) -> None:
    text = GOOD_CLAUSE.replace("- Il remet un bordereau.", "- Il souhaite remettre un bordereau.")
    (fault,) = style_faults(find([layer_with(tmp_path, text)]))
    line = text.splitlines().index("- Il souhaite remettre un bordereau.") + 1
    assert fault.where == f"clauses/essai/cartouches_essai/2021-04-01.md:{line}"
    assert "Dites qui fait quoi" in fault.remedy


def test_a_fault_of_style_does_not_keep_the_library_from_being_read(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE.replace("- Il remet", "- Il souhaite remettre"))
    assert "cartouches_essai" in Library.load([shipped(), tmp_path]).histories


def test_the_shipped_texts_have_no_fault_of_style() -> None:
    found = find([shipped()])
    assert len(found.clauses) > 30
    assert [fault.sentence() for fault in style_faults(found)] == []


def test_the_limit_of_a_sentence_is_the_one_the_guide_gives() -> None:
    assert f"{LONGEST_SENTENCE} mots" in (shipped() / "LISEZMOI.md").read_text(encoding="utf-8")
