"""The workbooks of a dossier say the words and the numbers of its documents; its calendar says its days."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from decimal import Decimal
from typing import Any

import pytest

from generator.dossier.workbooks import follow_up_names, titles
from generator.library import Library
from tests.dossier.workbook_examples import (
    FOLLOW_UP,
    FRAME,
    NAMES,
    NOTIFIED,
    PRICES,
    follow_up,
    letter,
    lots_in,
    made,
    printed,
    table,
)
from tests.execution.workbook_reading import read_workbook
from tests.writers.formulas import EPOCH

# Files


def test_the_format_gives_the_workbooks_and_the_manifest(library: Library) -> None:
    files = made(library, "halle-neuf-lots", None)[1]
    assert set(files) == {FRAME, PRICES, FOLLOW_UP, "manifeste.json"}
    assert set(made(library, "informatique-etat")[1]) == {FRAME, FOLLOW_UP, "echeancier.ics", "manifeste.json"}
    listed = {entry["nom"]: entry["sha256"] for entry in json.loads(files["manifeste.json"])["fichiers"]}
    assert listed == {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items() if name != "manifeste.json"}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_known_before_anything_is_written(name: str, library: Library) -> None:
    dossier, files = made(library, name)
    assert set(titles(dossier)) == {each for each in files if each.endswith(".xlsx")}
    assert set(follow_up_names(dossier, NOTIFIED)) == {FOLLOW_UP, "echeancier.ics"}
    assert follow_up_names(dossier) == (FOLLOW_UP,)


def test_words_of_the_document_make_the_digest_of_a_workbook(library: Library) -> None:
    manifest = json.loads(made(library, "halle-neuf-lots")[1]["manifeste.json"])
    entry = next(entry for entry in manifest["fichiers"] if entry["nom"] == FRAME)
    assert entry["sha256"] != entry["sha256_contenu"]


# Numbers


def test_each_penalty_has_the_amount_the_unit_and_the_notice_of_the_annex(case: Any) -> None:
    dossier, books = case
    head = ("Article", "Manquement", "Pénalité", "Mise en demeure")
    annex = {
        (row["Article"], row["Manquement"], row["Pénalité"], row["Mise en demeure"], lot)
        for row in printed(dossier, "annexe-ccap", *head)
        for lot in lots_in(row.get("Lots", "–"))
    }
    rows = [row for row in table(books[FOLLOW_UP]["Pénalités"]) if row["Article"]]
    found = set()
    for row in rows:
        amount = f"{int(row['Montant unitaire'])}\u00a0€ {row['Unité']}"
        days = int(row["Mise en demeure (jours)"])
        notice = f"{days}\u00a0jour{'s' if days > 1 else ''}" if days else "Sans mise en demeure"
        found.add((row["Article"], row["Manquement"], amount, notice, row.get("Lot", "–")))
    assert len(rows) == len(found) > 10
    assert found == annex


def test_the_hours_due_are_those_of_the_annex(library: Library) -> None:
    dossier, _ = made(library, "halle-neuf-lots")
    annex = printed(dossier, "annexe-ccap", "Lot", "Intitulé", "Heures d’insertion (minimum)")
    sheet = follow_up(library, "halle-neuf-lots")["Heures d’insertion"]
    rows = table(sheet)
    due = {row["Lot"]: Decimal(row["Heures dues"]) for row in rows if row["Lot"]}
    column = "Heures d’insertion (minimum)"
    said = {row["Lot"]: row[column] for row in annex}
    assert due == {lot: Decimal(re.sub(r"\D", "", words)) for lot, words in said.items() if lot.isdigit()}
    total = sheet.results[f"{letter(sheet, 'Heures dues')}{rows[-1]['#']}"]
    assert Decimal(total) == sum(due.values()) == dossier.calibration.total_heures == 630


def test_the_hours_sheet_comes_only_when_hours_are_due(library: Library) -> None:
    assert "Heures d’insertion" not in follow_up(library, "informatique-etat")
    assert "personnes en insertion" not in " ".join(follow_up(library, "informatique-etat")["Lisez-moi"].texts.values())


def test_proofs_and_controls_are_those_of_the_annex(case: Any) -> None:
    dossier, books = case
    book = books[FOLLOW_UP]
    annex = {
        (row["Article"], row["Justificatif et délai de remise"])
        for row in printed(dossier, "annexe-ccap", "Article", "Justificatif et délai de remise")
        if row["Article"] != "Tous"
    }
    expected = [row for row in table(book["Obligations"]) if row["Période"] not in ("", "–")]
    assert {(row["Article"], row["Pièce à recevoir et délai"]) for row in expected} == annex != set()
    checks = printed(dossier, "annexe-ccap", "Article", "Objet du contrôle")
    wanted = [tuple(row[key] for key in ("Article", "Objet du contrôle", "Fréquence")) for row in checks]
    assert [
        tuple(row[key] for key in ("Article", "Objet du contrôle", "Fréquence")) for row in table(book["Contrôles"])
    ] == wanted


def test_every_clause_of_the_annex_has_its_row(case: Any) -> None:
    dossier, books = case
    numbers = dossier.document("annexe-ccap").numbers()
    clauses = {str(numbers[item.id]) for item in dossier.selection.retained if item.id in numbers}
    assert {row["Article"] for row in table(books[FOLLOW_UP]["Obligations"])} - {""} == clauses != set()


def test_the_questions_and_their_points_are_those_of_the_document(case: Any) -> None:
    dossier, books = case
    document = printed(dossier, "cadre-de-reponse", "Question")
    seen: dict[int, tuple[str, str, str]] = {}
    for sheet in books[FRAME].values():
        for row in table(sheet, 5):
            asked = f"{row['Réponse attendue']}. {row['Preuve à joindre']}"
            seen[int(row["N°"])] = (f"{row['Sujet']} : {row['Question']}".replace("\u00a0", " "), asked, row["Note"])
    said = [
        (re.sub(r", pour (le|les) lots? n°[^:]*", " ", row["Question"]).replace("\u00a0", " ").replace("  ", " "),
         row["Réponse attendue et preuve"], row["Note"])
        for row in document
    ]  # fmt: skip
    assert [seen[number] for number in sorted(seen)] == said
    assert sorted(seen) == list(range(1, len(document) + 1))


def test_the_price_lines_are_those_of_the_texts_to_carry(library: Library) -> None:
    for name in ("halle-neuf-lots", "nettoyage-accord-cadre"):
        dossier, files = made(library, name)
        rows = table(read_workbook(files[PRICES])["Développement durable"])
        document = printed(dossier, "textes-a-reporter", "Sujet", "Ligne du bordereau")
        keys = ("Sujet", "Ligne du bordereau", "Unité", "Indication")
        wanted = {(*(row[key] for key in keys), lot) for row in document for lot in lots_in(row["Lots"])}
        assert {(*(row[key] for key in keys), row["Lot"]) for row in rows} == wanted != set()
        assert len(rows) == len(wanted)


def test_a_figure_of_a_target_is_the_one_its_words_say(case: Any) -> None:
    _, books = case
    rows = table(books[FOLLOW_UP]["Indicateurs"])
    said = [row for row in rows if row["Seuil chiffré"] not in ("", "–")]
    assert said
    for row in said:
        figure = Decimal(row["Seuil chiffré"]) * (100 if row["Unité"] == "%" else 1)
        words = row["Cible"].replace("\u00a0", " ")
        if words in ("Aucun", "Aucune"):
            assert (figure, row["Sens"]) == (0, "au plus")
        elif words in ("Tous", "Toutes", "100 %"):
            assert (figure, row["Sens"]) == (100, "au moins")
        else:
            assert Decimal(re.match(r"[\d,]+", words)[0].replace(",", ".")) == figure
            assert row["Sens"] in words


def test_the_indicators_are_the_rows_of_the_clauses_in_each_period(case: Any) -> None:
    dossier, books = case
    rows = table(books[FOLLOW_UP]["Indicateurs"])
    assert {row["Indicateur"] for row in rows} == {str(row["indicateur"]) for row in dossier.facts["lignes_suivi"]}
    length = int(dossier.marche.duree_totale_mois)
    for known in dossier.facts["lignes_suivi"]:
        count = sum(row["Indicateur"] == str(known["indicateur"]) for row in rows)
        wanted = {"Chaque mois": length + 1, "Chaque trimestre": -(-length // 3) + 1, "Chaque année": -(-length // 12)}
        assert count == wanted.get(known["quand"], count) > 0


def test_no_number_comes_from_elsewhere(case: Any) -> None:
    """Outside the cells to fill, a figure of the follow-up is an article, a lot, or one compared above."""
    dossier, books = case
    numbers = {float(number) for number in dossier.document("annexe-ccap").numbers().values()}
    lots = {float(lot.numero) for lot in dossier.marche.lots}
    compared = ("Montant unitaire", "Mise en demeure (jours)", "Seuil chiffré", "Heures dues")
    for name, sheet in books[FOLLOW_UP].items():
        heads = {place[0]: text for place, text in sheet.texts.items() if place[1:] == "4"}
        for place in sheet.numbers - sheet.unlocked:
            head, figure = heads.get(place[0], ""), float(sheet.texts[place])
            allowed = {"Article": numbers, "Lot": lots, "Plafond (% du montant)": {0.05}}.get(head)
            assert figure in allowed if allowed is not None else head in compared, (name, place)


# Calendar


def test_the_calendar_has_the_days_of_the_workbook(case: Any, library: Library) -> None:
    dossier, books = case
    name = next(name for name in NAMES if made(library, name)[0] is dossier)
    sheet = books[FOLLOW_UP]["Obligations"]
    column = letter(sheet, "Échéance")
    serials = [int(shown) for place, shown in sheet.results.items() if place.startswith(column) and shown]
    text = made(library, name)[1]["echeancier.ics"].decode()
    days = re.findall(r"DTSTART;VALUE=DATE:(\d{8})", text)
    assert sorted(days) == sorted(f"{EPOCH + dt.timedelta(days=serial):%Y%m%d}" for serial in serials)
    uids = re.findall(r"UID:\S+(?:\r\n \S+)*", text)
    assert len(set(uids)) == len(days) > 2


def test_without_notification_there_is_no_calendar_and_the_workbook_says_so(library: Library) -> None:
    for name in NAMES:
        assert "echeancier.ics" not in made(library, name, None)[1]
        said = " ".join(follow_up(library, name, None)["Lisez-moi"].texts.values())
        assert "n’est produit que si la notification est donnée" in said
        assert "n’est produit que" not in " ".join(follow_up(library, name)["Lisez-moi"].texts.values())
