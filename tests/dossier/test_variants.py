"""One article for lots that differ: values together, words apart."""

from __future__ import annotations

from typing import Any

from generator.blocks import Heading, Table, plain
from generator.dossier import prepare
from generator.library import Library
from generator.market import read
from tests.reading import block_lines, lines


def market(**clause: Any) -> dict[str, Any]:
    return {
        "objet": "Nettoyage des écoles",
        "acheteur": {"nom": "Commune d’essai", "categorie": "local"},
        "contrat": "marche",
        "nature": "services",
        "ccag": "fcs",
        "cpv": "90910000",
        "date_engagement": "2026-11-30",
        "lots": [{"numero": n, "intitule": f"Secteur {n}", "montant_estime_ht": "100000"} for n in (1, 2, 3)],
        "clauses": {"retenues": {"dechets": clause}},
    }


def article(library: Library, **clause: Any) -> tuple[list[str], Any]:
    document = prepare(read(market(**clause)), library).document("annexe-ccap")
    found = next(a for a in document.articles if a.id == "dechets")
    numbers = document.numbers()
    return [line for block in found.blocks for line in block_lines(block, numbers)], found


def test_equal_lots_give_one_text_without_distribution(library: Library) -> None:
    said, found = article(library)
    assert not any(isinstance(block, Table) and "chaque lot" in block.title for block in found.blocks)
    assert not any("ou" in line and "(lot" in line for line in said)


def test_a_value_that_differs_is_said_for_each_lot_and_tabled(library: Library) -> None:
    parameter = next(iter(library.clauses_at(None)["dechets"].parametres))
    said, found = article(library, par_lot={"2": {"parametres": {parameter: 85}}})
    assert any("70\u00a0% (lots n°\u00a01 et 3) ou 85\u00a0% (lot n°\u00a02)" in line for line in said)
    table = next(b for b in found.blocks if isinstance(b, Table) and "chaque lot" in b.title)
    assert [plain(row[0]) for row in table.rows] == ["1", "2", "3"]
    assert [plain(row[1]) for row in table.rows] == ["70\u00a0%", "85\u00a0%", "70\u00a0%"]


def test_words_that_differ_stand_in_their_own_sub_article(library: Library) -> None:
    _, found = article(library, par_lot={"2": {"niveau": "exemplaire"}})
    titles = [plain(block.inlines) for block in found.blocks if isinstance(block, Heading)]
    assert any(title.endswith("– lot n°\u00a02") for title in titles)
    assert len(titles) == len(set(titles))


def test_penalties_of_equal_lots_are_one_row(library: Library) -> None:
    document = prepare(read(market(par_lot={"2": {"niveau": "exemplaire"}})), library).document("annexe-ccap")
    penalties = [line for line in lines(document) if line.startswith("| 5 |") and "€" in line]
    assert len(penalties) == len(set(penalties))
    assert penalties


def test_a_sub_article_of_some_lots_keeps_its_place(library: Library) -> None:
    data = market()
    data["clauses"] = {"retenues": {"transport_livraison": {"par_lot": {"3": {"niveau": "exemplaire"}}}}}
    document = prepare(read(data), library).document("annexe-ccap")
    found = next(a for a in document.articles if a.id == "transport_livraison")
    titles = [plain(block.inlines) for block in found.blocks if isinstance(block, Heading)]
    assert titles[-1] == "Suivi et manquements"
