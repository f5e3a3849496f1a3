"""The dossier: numbers that agree, references that resolve, points that are said."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.blocks import Ref, Table, inlines_of
from generator.dossier import FORMATS, MANIFEST, prepare, produce
from generator.dossier.faults import production_faults
from generator.errors import InputError
from generator.library import Library
from generator.market import read
from tests.conftest import EXAMPLES
from tests.reading import lines, tables, word_text

Example = Callable[[str], dict[str, Any]]


def test_there_are_three_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_open_point(path: Any, library: Library) -> None:
    dossier = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    assert [point.code for point in dossier.open_points] == []
    assert dossier.document("annexe-ccap").cover["projet"] == ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_word_file_says_what_the_blocks_say(path: Any, library: Library) -> None:
    dossier = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    files = produce(dossier)
    for document in dossier.documents:
        text = word_text(files[f"{document.id}.docx"]).replace("\u00a0", " ")
        for line in lines(document):
            for piece in line.strip("#|- ").replace("\u00a0", " ").split(" | "):
                said = piece.strip()
                if said and not said[0].isdigit():
                    assert said in text, (document.id, said)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_table_of_an_example_has_a_description(path: Any, library: Library) -> None:
    dossier = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    for document in dossier.documents:
        blocks = [block for article in document.articles for block in article.blocks]
        assert all(block.title for block in blocks if isinstance(block, Table)), document.id


def test_the_hours_of_the_nine_lots_are_the_same_everywhere(example: Example, library: Library) -> None:
    dossier = prepare(read(example("halle-neuf-lots")), library)
    files = produce(dossier)
    assert dossier.calibration.total_heures == 630
    annex = tables(files["annexe-ccap.docx"])
    totals = [row for table in annex for row in table if any("630" in cell for cell in row)]
    assert len(totals) >= 1
    carried = word_text(files["textes-a-reporter.docx"])
    for lot in dossier.calibration.lots:
        if lot.heures:
            assert f"{lot.heures:f}\u00a0heures" in carried


def test_every_reference_has_its_article(example: Example, library: Library) -> None:
    document = prepare(read(example("halle-neuf-lots")), library).document("annexe-ccap")
    targets = {
        inline.target
        for article in document.articles
        for block in article.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Ref)
    }
    assert targets
    assert targets <= set(document.numbers())


def test_the_same_marche_gives_the_same_bytes(example: Example, library: Library) -> None:
    marche = read(example("halle-neuf-lots"))
    assert produce(prepare(marche, library), FORMATS) == produce(prepare(marche, library), FORMATS)


def test_the_manifest_tells_clauses_versions_and_files(example: Example, library: Library) -> None:
    dossier = prepare(read(example("halle-neuf-lots")), library)
    files = produce(dossier, FORMATS)
    data = json.loads(files[MANIFEST])
    assert set(data) >= {"schema", "fichiers", "clauses", "parametres", "obligations", "points_ouverts", "versions"}
    assert {file["nom"] for file in data["fichiers"]} == set(files) - {MANIFEST}
    insertion = next(clause for clause in data["clauses"] if clause["id"] == "insertion_sociale")
    assert insertion["version"] == "2021-04-01"
    assert len(insertion["empreinte"]) == 64
    assert insertion["lots"] == [1, 2, 6, 8, 9]
    assert insertion["relectures"] == []


def test_an_open_point_is_on_the_cover_and_in_the_manifest(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["criteres"] = []
    dossier = prepare(read(data), library)
    assert "critere-environnemental" in {point.code for point in dossier.open_points}
    count = len(dossier.open_points)
    assert dossier.document("annexe-ccap").cover["projet"].startswith(f"Projet – {count} point")
    assert len(json.loads(produce(dossier)[MANIFEST])["points_ouverts"]) == count


def test_a_point_settled_elsewhere_is_closed_by_its_reason(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["criteres"] = []
    data["points_traites"] = {"critere-environnemental": "Le règlement de la consultation porte le critère."}
    codes = {point.code for point in prepare(read(data), library).open_points}
    assert "critere-environnemental" not in codes


def test_a_concession_has_no_document_yet(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["contrat"] = "concession"
    with pytest.raises(InputError, match="concession"):
        prepare(read(data), library)


def test_an_unknown_clause_is_named_with_its_nearest(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["clauses"] = {"retenues": {"dechet": {}}}
    with pytest.raises(InputError, match="Vouliez-vous dire « dechets »"):
        prepare(read(data), library)


def test_a_value_out_of_bounds_needs_a_reason(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    clause: dict[str, Any] = {"parametres": {"penalite_heures": 5000}}
    data["clauses"] = {"retenues": {"insertion_sociale": clause}}
    with pytest.raises(InputError, match="hors des bornes"):
        prepare(read(data), library)
    clause["motifs"] = {"penalite_heures": "Délibération de l’assemblée."}
    assert prepare(read(data), library).selection.get("insertion_sociale") is not None


def test_retained_clauses_are_exactly_these_and_an_unmet_duty_is_a_point(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["clauses"] = {"retenues": {}}
    dossier = prepare(read(data), library)
    assert dossier.selection.retained == ()
    assert "clause-environnementale" in {point.code for point in dossier.open_points}


def test_a_clause_that_does_not_apply_is_a_point_and_stays_out(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["clauses"] = {"retenues": {"dechets": {}, "equipements_label": {}}}
    dossier = prepare(read(data), library)
    assert [item.id for item in dossier.selection.retained] == ["dechets"]
    assert "clause-inapplicable:equipements_label" in {point.code for point in dossier.open_points}


def test_a_minimal_marche_gives_a_dossier_with_points() -> None:
    from generator.library import shipped

    dossier = prepare(read({"objet": "Achat", "acheteur": {"nom": "Commune"}}), Library.load([shipped()]))
    assert dossier.open_points
    assert set(produce(dossier)) == {
        "annexe-ccap.docx",
        "textes-a-reporter.docx",
        "cadre-de-reponse.docx",
        "reglement-consultation.docx",
        "avis-et-donnees.docx",
        "synthese-elus.docx",
        "fiche-de-relecture.docx",
        MANIFEST,
    }


def test_faults_of_production_are_found(example: Example, library: Library) -> None:
    from dataclasses import replace

    from generator.blocks import Article, Document, Paragraph, Table, Text, Value

    def faults(*blocks: Any, id_: str = "essai") -> list[str]:
        document = Document("annexe-ccap", "Essai", (Article(id_, "Essai", tuple(blocks)),))
        return [fault.message for fault in production_faults([document], {"lignes_derogations": []})]

    assert faults(Paragraph((Text("Bien."),))) == []
    assert "l’article est vide" in faults()[0]
    assert "renvoi" in faults(Paragraph((Ref("absent"),)))[0]
    assert "balise" in faults(Paragraph((Text("Il a {{ x }}."),)))[0]
    assert "balise" in faults(Paragraph((Text("Il a None jours."),)))[0]
    assert "espace en trop" in faults(Paragraph((Text("deux  espaces"),)))[0]
    assert "absente" in faults(Paragraph((Value("None", "x"),)))[0]
    assert "aucune ligne" in faults(Table(((Text("A"),),), (), ("gauche",)))[0]
    assert faults(Paragraph((Value("{{ 7*7 }}", "objet"),))) == []
    document = prepare(read(example("halle-neuf-lots")), library).document("annexe-ccap")
    stripped = replace(document, articles=tuple(a for a in document.articles if a.id != "penalites"))
    facts = {"lignes_derogations": []}
    assert any("« penalites »" in fault.message for fault in production_faults([stripped], facts))


def test_totals_that_differ_and_unlisted_derogations_are_faults() -> None:
    from generator.blocks import Article, Document, Paragraph, Text
    from generator.text import Rich

    closing = Article("derogations", "Dérogations", (Paragraph((Text("Aucune."),)),))
    document = Document("annexe-ccap", "Essai", (closing,))
    row = {"ccag": "19.2.1", "texte": Rich.of((Text("Sans seuil."),))}
    facts: dict[str, Any] = {
        "lignes_derogations": [row],
        "insertion_mode": "heures",
        "lots_insertion": [{"heures": 10}, {"heures": 20}],
        "heures_insertion": 31,
    }
    messages = [fault.message for fault in production_faults([document], facts)]
    assert any("n’est pas la somme des lots" in message for message in messages)
    assert any("19.2.1" in message for message in messages)


def test_the_review_sheet_shows_the_exposure_and_only_counts_the_clauses_that_do_not_fit(
    example: Example, library: Library
) -> None:
    dossier = prepare(read(example("halle-neuf-lots")), library)
    said = "\n".join(lines(dossier.document("fiche-de-relecture"))).replace("\u202f", " ").replace("\u00a0", " ")
    assert "hors heures d’insertion, soit" in said
    assert "ne conviennent pas à ce marché : " in said
    foreign = [item for item in dossier.selection.excluded if not item.possible and not item.par_acheteur]
    assert len(foreign) > 20
    assert f"| {foreign[0].clause.titre} |" not in said
