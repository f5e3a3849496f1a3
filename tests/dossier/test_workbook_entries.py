"""What may be typed in the workbooks, and how they are shown and printed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from generator.dossier import prepare, produce
from generator.library import Library, shipped
from generator.market import read
from tests.dossier.workbook_examples import (
    FOLLOW_UP,
    FRAME,
    NAMES,
    PRICES,
    letter,
    made,
    table,
)
from tests.execution.workbook_reading import read_workbook
from tests.test_content import GOOD_CLAUSE, layer_with
from tests.test_guards import market


def test_only_the_cells_to_fill_are_unlocked(case: Any) -> None:
    _, books = case
    for name, sheets in books.items():
        for title, sheet in sheets.items():
            assert sheet.protected, (name, title)
            assert sheet.unlocked, (name, title)
            assert not sheet.unlocked & set(sheet.formulas), (name, title)
    for sheet in books[FRAME].values():
        answers = {f"{letter(sheet, 'Réponse du candidat', 5)}{row['#']}" for row in table(sheet, 5)}
        assert {place for place in sheet.unlocked if not place.endswith("4") or len(place) > 2} == answers


def test_each_kind_of_answer_has_its_rule(library: Library) -> None:
    sheets = read_workbook(made(library, "halle-neuf-lots")[1][FRAME])
    assert list(sheets) == [f"Lot {number}" for number in range(1, 10)]
    kinds = {"Pourcentage": "decimal", "Nombre": "decimal", "Date": "date", "Oui ou non": "list", "Réponse rédigée": ""}
    seen = set()
    for sheet in sheets.values():
        column = letter(sheet, "Réponse du candidat", 5)
        for row in table(sheet, 5):
            rule = sheet.validations.get(f"{column}{row['#']}", {}).get("type", "")
            assert rule == kinds[row["Réponse attendue"]]
            seen.add(rule)
    assert seen == {"", "decimal"}


def test_a_yes_or_no_a_date_and_an_amount_have_their_rules(tmp_path: Any) -> None:
    rows = "mise_en_demeure = 15\n" + "".join(
        f'[[cadre]]\nquestion = "Question {kind} ?"\nreponse = "{kind}"\npreuve = "P"\n'
        for kind in ("oui_non", "date", "euros")
    )
    rows += "".join(
        f'[[bpu]]\nlibelle = "Ligne"\nunite = "{unit}"\n' for unit in ("oui ou non", "% par ligne", "mention", "pièce")
    )
    layer = layer_with(tmp_path, GOOD_CLAUSE.replace("mise_en_demeure = 15\n", rows))
    data = market(ccag="fcs", clauses={"retenues": {"cartouches_essai": {}}})
    files = produce(prepare(read(data), Library.load([shipped(), layer])), ("xlsx",))
    frame = read_workbook(files[FRAME])["Cadre de réponse"]
    assert [rule["type"] for rule in frame.validations.values()] == ["list", "date", "decimal"]
    assert next(iter(frame.validations.values()))["formula"] == '"oui,non"'
    prices = read_workbook(files[PRICES])["Développement durable"]
    column = letter(prices, "Prix unitaire HT ou valeur")
    assert {place: rule["type"] for place, rule in prices.validations.items()} == {
        f"{column}5": "list", f"{column}6": "decimal", f"{column}8": "decimal",
    }  # fmt: skip


def test_states_and_dates_of_the_follow_up_are_chosen(case: Any) -> None:
    _, books = case
    obligations = books[FOLLOW_UP]["Obligations"]
    column = letter(obligations, "Situation")
    rule = next(rule for place, rule in obligations.validations.items() if place.startswith(column))
    assert rule["formula"] == '"À recevoir,Reçue,À compléter,Acceptée,Sans objet"'
    assert {rule["type"] for rule in books[FOLLOW_UP]["Lisez-moi"].validations.values()} == {"date", "decimal"}


def test_sheets_print_on_landscape_pages_as_wide_as_the_table_and_keep_their_header(case: Any) -> None:
    _, books = case
    for sheets in books.values():
        for title, sheet in sheets.items():
            assert sheet.page["orientation"] == "landscape"
            assert sheet.page["fitToHeight"] == "0"
            assert sheet.page["ySplit"] == ("" if title == "Lisez-moi" else "5" if "Candidat" in sheet.texts.values()
                                            else "4")  # fmt: skip


def test_no_file_links_elsewhere_and_each_says_it_is_in_french(library: Library) -> None:
    for name in NAMES:
        for file, raw in made(library, name)[1].items():
            if not file.endswith(".xlsx"):
                continue
            with zipfile.ZipFile(io.BytesIO(raw)) as parts:
                assert not [part for part in parts.namelist() if "external" in part.lower() or "comment" in part]
                assert b"<dc:language>fr-FR</dc:language>" in parts.read("docProps/core.xml")
                assert b"2020-01-01" in parts.read("docProps/core.xml")
                targets = b"".join(parts.read(part) for part in parts.namelist() if part.endswith(".rels"))
                assert b"TargetMode" not in targets
