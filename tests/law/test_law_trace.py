"""Every result explains itself as a tree, and the need as a sum with its articles."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.law import Trace, diagnose, establish
from generator.market import read, read_json
from generator.parameters import Register

ROOT = Path(__file__).parents[2]
REGISTER = Register.load(ROOT / "clause_templates" / "parametres")
EXAMPLES = sorted((ROOT / "exemples").glob("*.json"))


def nodes(tree: Trace) -> Iterator[Trace]:
    yield tree
    for child in tree.enfants:
        yield from nodes(child)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_duty_that_bears_leads_to_an_article_and_the_day_since(path: Path) -> None:
    diagnosis = diagnose(read_json(path.read_bytes()), REGISTER)

    told = [each for each in diagnosis.obligations if each.statut == "obligatoire"]
    assert told
    for obligation in told:
        assert obligation.trace is not None
        articles = [node for node in nodes(obligation.trace) if node.type == "article"]
        assert any(node.valeur for node in articles)
        assert {value.libelle for value in obligation.parametres} <= {
            node.libelle for node in nodes(obligation.trace) if node.type == "valeur"
        }


def test_the_tree_of_the_social_clause_holds_answers_sum_values_and_articles() -> None:
    marche = read_json((ROOT / "exemples" / "nettoyage-accord-cadre.json").read_bytes())

    tree = diagnose(marche, REGISTER).obligation("clause-sociale").trace

    assert tree is not None
    found = {(node.type, node.valeur) for node in nodes(tree)}
    assert ("regle", "obligatoire") in found
    assert ("reponse", "local") in found
    assert ("calcul", "1300000.00") in found
    assert ("valeur", "216000") in found
    assert ("article", "2026-08-22") in found


def test_an_answer_that_lacks_is_a_node_without_value() -> None:
    marche = read({"objet": "Marché", "acheteur": {"nom": "Acheteur"}})

    tree = diagnose(marche, REGISTER).obligation("clause-sociale").trace

    assert tree is not None
    assert any(node.type == "reponse" and node.valeur is None for node in nodes(tree))


def test_each_lot_gives_its_own_answer() -> None:
    lots = [{"numero": 1, "cpv": "30213100"}, {"numero": 2, "cpv": "39130000"}]
    marche = read({"objet": "M", "acheteur": {"nom": "A"}, "date_engagement": "2026-11-30", "lots": lots})

    tree = diagnose(marche, REGISTER).obligation("reemploi-recyclage").trace

    assert tree is not None
    assert any(node.valeur == "30213100, 39130000" for node in nodes(tree))


def test_the_tree_is_in_the_json() -> None:
    marche = read_json(EXAMPLES[0].read_bytes())

    json = diagnose(marche, REGISTER).as_json()

    first = json["obligations"][0]["trace"]  # type: ignore[index]
    assert set(first) == {"type", "libelle", "valeur", "enfants"}
    assert first["enfants"]


def test_the_sum_in_words_names_each_term_its_amount_and_its_article() -> None:
    marche = read(
        {
            "objet": "M",
            "acheteur": {"nom": "A"},
            "nature": "travaux",
            "montant_estime_ht": "1200000",
            "besoin": {"options_ht": "80000", "autres_ht": "3900000", "famille": "operation"},
        }
    )

    need = establish(marche)

    assert need.montant == Decimal(5_180_000)
    assert need.articles == ("R. 2121-1", "R. 2121-5")
    assert need.phrase.replace("\u202f", " ").replace("\u00a0", " ") == (
        "La valeur estimée du besoin est de 5 180 000 € HT, soit l’estimation sur toute la durée, reconductions "
        "comprises (1 200 000 € HT, article R. 2121-1), les options (80 000 € HT, article R. 2121-1) et les autres "
        "marchés de la même opération de travaux (3 900 000 € HT, article R. 2121-5)."
    )
    assert need.as_json()["montant"] == "5180000"
