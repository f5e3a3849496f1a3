"""Guards that walk everything: every clause at every level, for every CCAG, with and without lots."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from generator.blocks import Table, Text, Value, inlines_of
from generator.calibration import calibrate
from generator.catalogue.samples import market_for
from generator.dossier import BY_DOCUMENT, Dossier, prepare, write_document
from generator.dossier.context import clause_context, market_context
from generator.dossier.rows import Rows
from generator.facts import BY_NAME, FACTS
from generator.library import Library, shipped
from generator.market import read
from generator.selection import select

CCAGS = ("travaux", "fcs", "pi", "tic", "mi", "moe", "aucun", None)
LEVELS = ("essentiel", "ambitieux", "exemplaire")
MODES = ("heures", "prorata_commandes", "tranches_commandes")
SEGMENTS = {"nettoyage": "90910000", "voirie": "45233000", "informatique": "30213000", None: None}
NATURES = {
    "nettoyage": ("services",),
    "voirie": ("travaux",),
    "informatique": ("fournitures",),
    None: ("travaux", "fournitures", "services"),
}
FACTORS = {"part_main_oeuvre": "0.50", "taux_effort": "0.05", "cout_horaire": "30"}


def market(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "objet": "Prestations d’essai",
        "acheteur": {"nom": "Commune d’essai", "categorie": "local"},
        "contrat": "marche",
        "nature": "services",
        "procedure": "formalisee",
        "montant_estime_ht": "900000",
        "duree_mois": 24,
        "date_engagement": "2026-11-30",
        "insertion": {"mode": "heures", **FACTORS},
    }
    return {**base, **changes}


def lots(count: int, cpv: str | None) -> list[dict[str, Any]]:
    amount = str(900000 // max(count, 1))
    return [
        {"numero": n, "intitule": f"Lot d’essai {n}", "cpv": cpv, "montant_estime_ht": amount, "insertion": FACTORS}
        for n in range(1, count + 1)
    ]


def situations() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for ccag, level, count in itertools.product(CCAGS, LEVELS, (0, 1, 3)):
        for segment, cpv in SEGMENTS.items():
            for nature in NATURES[segment]:
                name = f"{ccag}-{level}-{count}-{segment}-{nature}"
                found.append((name, market(ccag=ccag, niveau=level, cpv=cpv, nature=nature, lots=lots(count, cpv))))
    for mode, ccag, count in itertools.product(MODES, ("fcs", "aucun"), (0, 2)):
        orders = {"mode": mode, "heures_par_tranche": 35, "montant_tranche_ht": "100000", **FACTORS}
        data = market(ccag=ccag, contrat="accord_cadre", execution="bons_de_commande", insertion=orders)
        data |= {"montant_maximum_ht": "1200000", "lots": lots(count, None), "facilitateur": {"structure": "PLIE"}}
        found.append((f"{mode}-{ccag}-{count}", data))
    return found


SITUATIONS = situations()
UNCLEAN = re.compile(r"\{\{|\}\}|\{%|None|Undefined| {2}| ,|\bau les\b")


def words_of(dossier: Dossier) -> list[tuple[str, str]]:
    """What the texts themselves print, values left out, with the article it stands in."""
    return [
        (
            f"{document.id}/{article.id}" + (" (cellule)" if isinstance(block, Table) else ""),
            "".join(i.text if isinstance(i, Text) else "x" for i in inlines),
        )
        for document in dossier.documents
        for article in document.articles
        for block in article.blocks
        for inlines in inlines_of(block)
    ]


@pytest.mark.parametrize(("name", "data"), SITUATIONS, ids=[name for name, _ in SITUATIONS])
def test_every_document_reads_clean(name: str, data: dict[str, Any], library: Library) -> None:
    dossier = prepare(read(data), library)
    for where, words in words_of(dossier):
        assert not UNCLEAN.search(words), (where, words)
        assert words.strip() or where.endswith("(cellule)"), where
    for document in dossier.documents:
        numbers = document.numbers()
        for article in document.articles:
            assert article.blocks, article.id
            assert article.title
        if document.id == "annexe-ccap":
            assert list(numbers.values()) == list(range(1, len(numbers) + 1))


CLAUSE_IDS = sorted(Library.load([shipped()]).clauses_at(None))


@pytest.mark.parametrize("id_", CLAUSE_IDS)
def test_every_shipped_clause_reads_clean_at_every_level_undivided_and_in_lots(id_: str, library: Library) -> None:
    clause = library.clauses_at(None)[id_]
    for niveau, count in itertools.product(LEVELS, (0, 1, 3)):
        dossier = prepare(read(market_for(clause, library, niveau, count)), library)
        kept = dossier.selection.get(id_)
        assert kept is not None, [item.motif for item in dossier.selection.excluded if item.clause.id == id_]
        assert {variant.niveau for variant in kept.variants} == {niveau}
        for where, words in words_of(dossier):
            assert not UNCLEAN.search(words), (niveau, count, where, words)
            assert words.strip() or where.endswith("(cellule)"), where


@pytest.mark.parametrize("ccag", CCAGS)
def test_every_shipped_clause_reads_clean_under_every_ccag(ccag: str | None, library: Library) -> None:
    for id_, clause in library.clauses_at(None).items():
        if ccag and ccag not in clause.applicable_si.get("ccag_retenu", (ccag,)):
            continue
        dossier = prepare(read(market_for(clause, library, "exemplaire", 0, ccag=ccag)), library)
        for where, words in words_of(dossier):
            assert not UNCLEAN.search(words), (id_, where, words)


def test_clauses_of_a_segment_read_clean_together_at_mixed_levels(library: Library) -> None:
    for segment in library.segments:
        own = [c for c in library.clauses_at(None).values() if segment in c.applicable_si.get("segment", ())]
        if not own:
            continue
        data = market_for(own[0], library, "essentiel", 3)
        kept = {c.id: {"par_lot": {"2": {"niveau": "exemplaire"}, "3": {"niveau": "ambitieux"}}} for c in own}
        dossier = prepare(read({**data, "clauses": {"retenues": kept}}), library)
        for where, words in words_of(dossier):
            assert not UNCLEAN.search(words), (segment, where, words)


@pytest.mark.parametrize("count", [0, 1, 3, 100])
def test_every_document_is_written_in_every_format(count: int, library: Library) -> None:
    dossier = prepare(read(market(ccag="travaux", nature="travaux", lots=lots(count, None))), library)
    for document in dossier.documents:
        for format_ in BY_DOCUMENT:
            assert len(write_document(dossier, document, format_)) > 500


def test_the_documented_facts_are_the_real_ones(library: Library) -> None:
    data = market(
        ccag="fcs",
        cpv="90910000",
        reserve="siae",
        reference="R",
        periodes={"ferme_mois": 12, "reconductions": 1, "reconduction_mois": 12},
        insertion={"mode": "heures", "heures_par_tranche": 35, "montant_tranche_ht": "100000", "heures_formation": 150,
                   **FACTORS},
        facilitateur={"structure": "PLIE", "contact": "chargé de mission", "courriel": "a@plie.example",
                      "telephone": "03 00 00 00 00"},
    )  # fmt: skip
    marche = read(data)
    selection = select(marche, library)
    facts = market_context(marche, library, calibrate(marche), selection)
    facts |= Rows(marche, library, selection, facts).families()
    item = selection.retained[0]
    real = clause_context(facts, marche, item, item.variants[0])
    parameters = set(item.variants[0].reglages)
    assert set(real) - parameters == {fact.name for fact in FACTS}


def test_the_members_of_list_facts_are_the_documented_ones(library: Library) -> None:
    social = {"libelle": "Insertion", "type": "social", "ponderation": 10}
    marche = read(market(ccag="fcs", lots=lots(2, "90910000"), criteres=[social]))
    selection = select(marche, library)
    facts = market_context(marche, library, calibrate(marche), selection)
    facts |= Rows(marche, library, selection, facts).families()
    checked = 0
    for name, fact in BY_NAME.items():
        for row in facts.get(name) or [] if fact.type == "liste" else []:
            assert set(row) == set(fact.members), name
            checked += 1
    assert checked > 10


def test_optional_facts_are_absent_when_unanswered(library: Library) -> None:
    marche = read({"objet": "X", "acheteur": {"nom": "Y"}})
    facts = market_context(marche, library, calibrate(marche), select(marche, library))
    assert not {fact.name for fact in FACTS if fact.optional} & set(facts)


def test_values_keep_their_source(library: Library) -> None:
    dossier = prepare(read(market(ccag="fcs")), library)
    sources = {
        inline.source
        for article in dossier.document("annexe-ccap").articles
        for block in article.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Value)
    }
    assert "" not in sources
    assert "heures_insertion | heures" in sources
