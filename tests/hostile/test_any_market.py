"""Any sound marché gives a coherent dossier, or is refused in French: never another exception."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.blocks import Article, Table, Value, inlines_of, plain
from generator.dossier import Dossier, prepare, produce
from generator.dossier.context import ccag_family
from generator.errors import InputError
from generator.language.filters import hours
from generator.library import Library, shipped
from generator.market import read
from tests.hostile.values import TEXTS
from tests.market.test_market_properties import markets

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = ("essentiel", "ambitieux", "exemplaire")
relaxed = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@cache
def library() -> Library:
    return Library.load([shipped()])


CLAUSES = sorted(library().clauses_at(None))
texts = st.sampled_from([typed for typed, left in TEXTS.values() if left]) | st.text(min_size=1, max_size=40)
setting = st.fixed_dictionaries({}, optional={"niveau": st.sampled_from(LEVELS)})
kept = st.fixed_dictionaries(
    {}, optional={"niveau": st.sampled_from(LEVELS), "par_lot": st.dictionaries(st.sampled_from(["1"]), setting)}
)
choices = st.fixed_dictionaries(
    {},
    optional={
        "retenues": st.dictionaries(st.sampled_from(CLAUSES), kept, max_size=8),
        "ecartees": st.dictionaries(st.sampled_from(CLAUSES), texts, max_size=3),
    },
)
# What makes clauses apply, more often than chance alone would.
likely = st.fixed_dictionaries(
    {
        "nature": st.sampled_from(["travaux", "fournitures", "services"]),
        "contrat": st.sampled_from(["marche", "accord_cadre"]),
        "ccag": st.sampled_from(["travaux", "fcs", "pi", "tic", "mi", "moe", "aucun"]),
        "cpv": st.sampled_from(["90910000", "45233140", "30213100", "45210000", "71000000"]),
        "date_engagement": st.sampled_from(["2026-11-30", "2026-08-21", "2022-01-01", "2021-04-01", "2019-01-01"]),
        "clauses": choices,
    }
)
hours_asked = st.fixed_dictionaries(
    {"mode": st.sampled_from(["heures", "prorata_commandes", "tranches_commandes", "formation", "action"]),
     "part_main_oeuvre": st.sampled_from(["0.5", "0.333"]), "taux_effort": st.sampled_from(["0.05", "0.071"]),
     "cout_horaire": st.sampled_from(["30", "31.7"]), "heures_par_tranche": st.sampled_from([35, 7]),
     "montant_tranche_ht": st.sampled_from(["50000", "30000"])}
)  # fmt: skip


@st.composite
def lotted(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(0, 5))
    amounts = st.integers(0, 5_000_000).map(str)
    return [
        {
            "numero": number,
            "intitule": draw(texts),
            "montant_estime_ht": draw(amounts),
            "insertion": draw(st.sampled_from([None, {}, {}])),
        }
        for number in range(1, count + 1)
    ]


def joined(base: Any, more: Any, asked: Any, lots: Any) -> dict[str, Any]:
    """One marché of the pieces: its choices name clauses of its date and lots that it has."""
    known = library().clauses_at(dt.date.fromisoformat(more["date_engagement"]))
    choice = {
        group: {id_: kept for id_, kept in named.items() if id_ in known} for group, named in more["clauses"].items()
    }
    for kept in choice.get("retenues", {}).values():
        if not lots:
            kept.pop("par_lot", None)
    return {**base, **more, "clauses": choice, "insertion": asked, "lots": lots, "criteres": []}


rich = st.builds(
    joined,
    markets.map(lambda data: {key: value for key, value in data.items() if key not in ("clauses", "insertion")}),
    likely, hours_asked, lotted(),
)  # fmt: skip


def dossier_of(data: dict[str, Any]) -> Dossier | None:
    """The dossier, or None when the marché is refused; any other exception passes through."""
    with suppress(InputError):
        return prepare(read(data), library())
    return None


def values(dossier: Dossier, source: str) -> set[str]:
    """What every document prints for an expression."""
    return {
        inline.text
        for document in dossier.documents
        for article in document.articles
        for block in article.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Value) and inline.source == source
    }


def word(raw: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


@relaxed
@given(markets | rich)
def test_any_market_is_generated_or_refused_in_french(data: dict[str, Any]) -> None:
    dossier = dossier_of(data)
    event("generated" if dossier is not None else "refused")
    if dossier is not None:
        made = produce(dossier, ("docx", "html", "json"))
        assert len(made) == 3 * len(dossier.documents) + 2
        assert json.loads(made["manifeste.json"])["marche"]["objet"] == dossier.marche.objet


@relaxed
@given(rich)
def test_a_market_with_its_clauses_is_coherent(data: dict[str, Any]) -> None:
    dossier = dossier_of(data)
    assert dossier is not None
    assert_references_resolve(dossier)
    assert_hours_agree(dossier)
    assert_derogations_are_listed(dossier)
    assert_penalties_are_listed(dossier)


def assert_references_resolve(dossier: Dossier) -> None:
    """Every field and link of every Word file leads to a bookmark, and shows the number the heading has."""
    for name, raw in produce(dossier).items():
        if not name.endswith(".docx"):
            continue
        root = word(raw)
        marks = [str(node.get(W + "name")) for node in root.iter(W + "bookmarkStart")]
        assert len(marks) == len(set(marks)), name
        fields = [str(node.get(W + "instr")) for node in root.iter(W + "fldSimple")]
        wanted = {field.split()[1] for field in fields if field.split()[0] == "REF"}
        wanted |= {str(node.get(W + "anchor")) for node in root.iter(W + "hyperlink")}
        assert wanted <= set(marks), name
        assert name != "annexe-ccap.docx" or wanted


def assert_hours_agree(dossier: Dossier) -> None:
    """The total is the same wherever it is printed, and is that of the calibration; so is each lot's figure."""
    item = dossier.selection.get("insertion_sociale")
    mode = dossier.marche.insertion.mode if dossier.marche.insertion else None
    if item is None or mode != "heures":
        return
    owed = {lot.numero: lot.heures for lot in dossier.calibration.lots if lot.heures}
    covered = {number: figure for number, figure in owed.items() if not item.lots or number in item.lots}
    total = sum((figure for figure in covered.values() if figure is not None), Decimal(0))
    assert values(dossier, "heures_insertion | heures") <= {hours(total)}
    assert values(dossier, "l.heures | heures") <= {hours(figure) for figure in covered.values()}
    annex = " ".join(plain(inlines) for block in _article(dossier, "lots").blocks for inlines in inlines_of(block))
    if item.lots:
        assert all(hours(figure) in annex for figure in covered.values())


def _article(dossier: Dossier, id_: str) -> Article:
    return next(article for article in dossier.document("annexe-ccap").articles if article.id == id_)


def assert_derogations_are_listed(dossier: Dossier) -> None:
    """Each derogation of a retained clause that bears on the marché, and each waived notice, is in the list."""
    ccag = ccag_family(dossier.library.ccags.get(dossier.marche.ccag or ""))
    if not ccag["applicable"]:
        return
    printed = {
        plain(row[1])
        for block in _article(dossier, "derogations").blocks
        if isinstance(block, Table)
        for row in block.rows
    }
    text = " ".join(
        plain(inlines) for block in _article(dossier, "derogations").blocks for inlines in inlines_of(block)
    )
    for item in dossier.selection.retained:
        if "ccap" not in item.clause.textes:
            continue
        due = {ccag[d.article] for d in item.clause.derogations if not d.si}
        if any(penalty.mise_en_demeure == 0 for penalty in item.clause.penalites):
            due |= {ccag["insertion_penalites"] if item.clause.theme.startswith("social/insertion")
                    else ccag["environnement_penalites"]}  # fmt: skip
        assert all(number in printed or str(number) in text for number in due), (item.id, due, printed)


def assert_penalties_are_listed(dossier: Dossier) -> None:
    """The penalties article has a row for each penalty of each retained clause, at the amount of its level."""
    rows = [
        " ".join(plain(cell) for cell in row)
        for block in _article(dossier, "penalites").blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    for item in dossier.selection.retained:
        if "ccap" not in item.clause.textes:
            continue
        for variant in item.variants:
            for penalty in item.clause.penalites:
                if penalty.si:
                    continue  # bears on some marchés only
                amount = variant.reglages[f"penalite_{penalty.id}"].valeur
                digits = re.sub(r"\D", "", str(amount).split(".")[0])
                assert any(digits in re.sub(r"[\u202f\u00a0]", "", row) for row in rows), (item.id, penalty.id)


@relaxed
@given(rich, st.sampled_from(CLAUSES), st.text(max_size=12) | st.integers() | st.booleans() | st.floats())
def test_any_setting_is_printed_or_refused(data: dict[str, Any], clause: str, value: object) -> None:
    known = library().clauses_at(None)[clause]
    parameter = next(iter(known.parametres), "penalite_x")
    for motifs in ({}, {parameter: "Parce que"}):
        data["clauses"] = {"retenues": {clause: {"parametres": {parameter: value}, "motifs": motifs}}}
        dossier = dossier_of(json.loads(json.dumps(data)))
        event("refused" if dossier is None else "generated")
        assert dossier is None or "annexe-ccap.docx" in produce(dossier)
