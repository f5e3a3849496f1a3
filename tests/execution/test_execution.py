"""What follows the signature: files, days, workbooks, letters."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import docx
import pytest
from expected_files import ALL
from workbook_reading import read_workbook

from generator.blocks import inlines_of, plain
from generator.dossier import Dossier
from generator.dossier.days import months_after, period_ends
from generator.errors import InputError
from generator.execution import Dates, documents, produce, tasks, undertaking
from generator.execution.calendar_file import calendar
from generator.execution.steps import last_day
from generator.writers.ics import escaped, folded

Make = Callable[[dict[str, Any]], Dossier]
Example = Callable[[str], dict[str, Any]]
NOTIFIED = Dates(dt.date(2027, 2, 1))
HOSTILE = '=HYPERLINK("http://x") <script> {{ 7*7 }} & | #\u202e\x07 ; , \\ _x0041_'


@pytest.fixture
def hall(dossier_of: Make, example: Example) -> Dossier:
    return dossier_of(example("halle-neuf-lots"))


@pytest.fixture
def cleaning(dossier_of: Make, example: Example) -> Dossier:
    return dossier_of(example("nettoyage-accord-cadre"))


def words(dossier: Dossier, id_: str, dates: Dates | None = None) -> str:
    document = next(each for each in documents(dossier, dates) if each.id == id_)
    return "\n".join(
        plain(inlines) for article in document.articles for block in article.blocks for inlines in inlines_of(block)
    )


def events(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar file, lines unfolded."""
    text = content.decode().replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    ]


# Files


def test_every_file_is_there_and_word_files_open(hall: Dossier) -> None:
    files = produce(hall, NOTIFIED)
    assert set(files) == ALL
    for name in ALL:
        if name.endswith(".docx"):
            assert docx.Document(io.BytesIO(files[name])).tables


def test_the_same_dossier_gives_the_same_bytes(hall: Dossier) -> None:
    assert produce(hall, NOTIFIED) == produce(hall, NOTIFIED)


def test_the_parts_of_a_workbook_bear_no_date_of_the_day(hall: Dossier) -> None:
    with zipfile.ZipFile(io.BytesIO(produce(hall)["releve-des-heures.xlsx"])) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2020-01-01" in archive.read("docProps/core.xml")


def test_a_marche_without_social_action_is_refused(dossier_of: Make, example: Example) -> None:
    with pytest.raises(InputError, match="aucune action d’insertion"):
        produce(dossier_of(example("informatique-etat")))


@pytest.mark.parametrize(
    ("insertion", "statement", "said"),
    [
        ({"mode": "formation", "heures_formation": 150}, True, "de formation"),
        ({"mode": "action"}, False, "Les actions de l’article"),
    ],
)
def test_training_counts_hours_and_actions_do_not(
    dossier_of: Make, example: Example, insertion: dict[str, Any], statement: bool, said: str
) -> None:
    data = example("halle-neuf-lots") | {"insertion": insertion}
    dossier = dossier_of(data | {"lots": [lot | {"insertion": {}} for lot in data["lots"]]})
    files = produce(dossier, NOTIFIED)
    assert ("releve-des-heures.xlsx" in files) is statement
    assert said in words(dossier, "attestation-bonne-realisation")


# Days


def test_months_are_counted_to_the_last_day_of_a_shorter_month() -> None:
    assert months_after(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2027, 1, 31), -2) == dt.date(2026, 11, 30)


def test_quarters_are_those_of_the_calendar_and_the_last_ends_with_the_market() -> None:
    found = period_ends(dt.date(2027, 2, 1), dt.date(2027, 8, 15), 3)
    assert found == (dt.date(2027, 3, 31), dt.date(2027, 6, 30), dt.date(2027, 8, 15))
    assert period_ends(dt.date(2027, 2, 1), dt.date(2027, 3, 31), 3) == (dt.date(2027, 3, 31),)


def test_the_execution_ends_the_day_before_the_same_day(hall: Dossier) -> None:
    assert last_day(undertaking(hall), NOTIFIED) == dt.date(2028, 3, 31)


def test_delays_of_the_clause_set_the_days(hall: Dossier) -> None:
    work = undertaking(hall)
    found = {task.id: task.days for task in tasks(work, NOTIFIED)}
    assert found["reunion"] == (dt.date(2027, 2, 1) + dt.timedelta(days=work.delay("delai_reunion") or 0),)
    assert found["consultation"] == (dt.date(2026, 11, 30),)
    assert found["revue"] == (dt.date(2026, 8, 30),)
    assert found["bilan"] == (dt.date(2028, 2, 1),)
    assert found["bilan-final"] == (dt.date(2028, 3, 31),)


def test_without_notification_nothing_after_it_has_a_day(hall: Dossier) -> None:
    dated = {task.id for task in tasks(undertaking(hall), Dates()) if task.days}
    assert dated == {"revue", "montage", "calibrage", "consultation"}
    assert "n’est pas donnée" in words(hall, "cycle-de-la-clause")


def test_a_framework_by_orders_has_a_statement_of_orders_each_quarter(cleaning: Dossier, hall: Dossier) -> None:
    def orders(dossier: Dossier) -> tuple[dt.date, ...]:
        return next(task.days for task in tasks(undertaking(dossier), NOTIFIED) if task.id == "commandes")

    assert len(orders(cleaning)) == 17
    assert orders(hall) == ()


def test_each_of_the_seven_steps_says_who_does_what(cleaning: Dossier) -> None:
    found = tasks(undertaking(cleaning), NOTIFIED)
    assert {task.step for task in found} == set(range(1, 8))
    assert all(task.who and task.what and task.when for task in found)
    assert len({task.id for task in found}) == len(found)


# Calendar file


def test_the_calendar_has_one_event_for_each_day(hall: Dossier) -> None:
    expected = sum(len(task.days) for task in tasks(undertaking(hall), NOTIFIED))
    found = events(produce(hall, NOTIFIED)["echeances.ics"])
    assert len(found) == expected > 10
    assert len({event["UID"] for event in found}) == expected
    assert {event["DTSTAMP"] for event in found} == {"20261130T000000Z"}
    assert all(event["DTEND;VALUE=DATE"] > event["DTSTART;VALUE=DATE"] for event in found)


def test_an_event_keeps_its_identifier_when_its_day_moves(hall: Dossier) -> None:
    def of(dates: Dates) -> dict[str, str]:
        return {e["UID"]: e["DTSTART;VALUE=DATE"] for e in events(produce(hall, dates)["echeances.ics"])}

    before, after = of(NOTIFIED), of(Dates(dt.date(2027, 2, 8)))
    moved = [uid for uid in before if uid in after and before[uid] != after[uid]]
    assert any("-reunion-1@" in uid for uid in moved)


def test_lines_are_folded_at_75_octets_between_characters(dossier_of: Make, example: Example) -> None:
    dossier = dossier_of(example("halle-neuf-lots") | {"objet": "é€😀" * 100})
    content = produce(dossier, NOTIFIED)["echeances.ics"]
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert "é€😀" * 100 in content.decode().replace("\r\n ", "")
    assert folded("a" * 75) == "a" * 75 + "\r\n"
    assert folded("a" * 76) == "a" * 75 + "\r\n a\r\n"


def test_text_is_escaped_in_the_calendar() -> None:
    assert escaped("a;b,c\\d\ne\r\nBEGIN:VEVENT\x07") == "a\\;b\\,c\\\\d e BEGIN:VEVENT"


def test_no_calendar_without_any_day(dossier_of: Make, example: Example) -> None:
    dossier = dossier_of({k: v for k, v in example("halle-neuf-lots").items() if k != "date_engagement"})
    assert calendar(undertaking(dossier), tasks(undertaking(dossier), Dates())) is None
    assert "echeances.ics" not in produce(dossier)


# Workbooks


def test_the_hours_statement_owes_what_the_market_owes(hall: Dossier) -> None:
    sheet = read_workbook(produce(hall, NOTIFIED)["releve-des-heures.xlsx"])["Synthèse"]
    due = [sheet.texts[f"D{row}"] for row in range(4, 9)]
    assert sum(map(Decimal, due)) == hall.calibration.total_heures == 630
    assert sheet.formulas["D9"] == "SUM(D4:D8)"
    assert Decimal(sheet.results["D9"]) == 630
    assert sheet.formulas["E4"].startswith("SUMIFS('Relevé'!$J$4:$J$503")


def test_by_orders_the_hours_due_follow_the_amount_typed(cleaning: Dossier) -> None:
    sheet = read_workbook(produce(cleaning)["releve-des-heures.xlsx"])["Synthèse"]
    assert sheet.formulas["E4"] == "D4/50000*35"
    assert {"D4", "D5", "D6"} <= sheet.unlocked
    assert sheet.validations["D4:D6"]["type"] == "decimal"


def test_whole_slices_leave_out_what_is_incomplete(dossier_of: Make, example: Example) -> None:
    data = example("nettoyage-accord-cadre")
    data["insertion"] |= {"mode": "tranches_commandes"}
    sheet = read_workbook(produce(dossier_of(data))["releve-des-heures.xlsx"])["Synthèse"]
    assert sheet.formulas["E4"] == "INT(D4/50000)*35"


def test_only_the_cells_to_fill_are_unlocked_and_each_is_validated(hall: Dossier) -> None:
    sheets = read_workbook(produce(hall, NOTIFIED)["releve-des-heures.xlsx"])
    assert all(sheet.protected for sheet in sheets.values())
    entry = sheets["Relevé"]
    assert {place[0] for place in entry.unlocked} == set("ABCDEFGHI")
    assert not {"A3", "J4"} & entry.unlocked
    assert {"A4:A503", "B4:B503", "C4:C503", "D4:D503", "E4:E503", "H4:I503"} == set(entry.validations)
    assert entry.validations["B4:B503"]["formula"] == "'Synthèse'!$A$4:$A$8"
    assert entry.validations["C4:C503"]["type"] == "whole"


def test_no_heading_asks_for_the_name_of_a_person(hall: Dossier) -> None:
    entry = read_workbook(produce(hall)["releve-des-heures.xlsx"])["Relevé"]
    headings = " ".join(entry.texts[f"{letter}3"] for letter in "ABCDEFGHIJ").lower()
    assert "personne n°" in headings
    assert not re.search(r"\bnom\b|prénom|naissance|adresse", headings)


def test_months_follow_the_first_one(hall: Dossier) -> None:
    sheet = read_workbook(produce(hall, NOTIFIED)["releve-des-heures.xlsx"])["Mois"]
    assert sheet.formulas["A5"] == 'IF(A4="","",EDATE(A4,1))'
    assert sheet.results["A5"] == str((dt.date(2027, 3, 1) - dt.date(1899, 12, 30)).days)
    assert len([place for place in sheet.formulas if place.startswith("D")]) == 14 + 1


def test_the_penalty_sheet_takes_the_amounts_of_the_clauses(hall: Dossier) -> None:
    work = undertaking(hall)
    sheet = read_workbook(produce(hall)["calcul-des-penalites.xlsx"])["Pénalités"]
    rows = range(4, 4 + 3 * len(work.penalties), 3)
    assert [Decimal(sheet.texts[f"D{row}"]) for row in rows] == [penalty.amount for penalty in work.penalties]
    assert not {place for place in sheet.unlocked if place[0] in "ABCDEFIL"}
    assert sheet.formulas["L4"] == 'IF(OR(H4="",J4="oui"),0,ROUND(D4*G4*(1-K4),2))'


def test_a_penalty_without_notice_waits_for_none(dossier_of: Make, example: Example) -> None:
    data = example("halle-neuf-lots")
    work = undertaking(dossier_of(data))
    assert {penalty.notice for penalty in work.own_penalties} == {8, 15}
    assert all(penalty.article == work.article for penalty in work.own_penalties)


def test_what_a_person_typed_is_a_text_in_every_cell(dossier_of: Make, example: Example) -> None:
    data = example("halle-neuf-lots") | {"objet": HOSTILE}
    data["lots"][0]["intitule"] = HOSTILE
    files = produce(dossier_of(data), NOTIFIED)
    for name in ("releve-des-heures.xlsx", "calcul-des-penalites.xlsx"):
        sheets = read_workbook(files[name])
        assert not [f for sheet in sheets.values() for f in sheet.formulas.values() if "HYPERLINK" in f]
    shown = read_workbook(files["releve-des-heures.xlsx"])["Synthèse"].texts["B4"]
    assert shown == HOSTILE.replace("\u202e", "").replace("\x07", "").replace("_x0041_", "_x005F_x0041_")


# Letters


def test_letters_say_their_blanks_and_are_not_for_signature(hall: Dossier) -> None:
    found = documents(hall, NOTIFIED)
    assert len(found) == 5
    assert not any(document.for_signature for document in found)
    for document in found[1:]:
        assert "Il ne se signe pas en l’état" in document.subtitle
        assert "À compléter par l’acheteur" in words(hall, document.id, NOTIFIED)


def test_the_meeting_notice_gives_the_last_day(hall: Dossier) -> None:
    assert "soit le 3\u00a0mars 2027 au plus tard" in words(hall, "convocation-reunion", NOTIFIED)
    assert "au plus tard" not in words(hall, "convocation-reunion")


def test_the_formal_notice_gives_each_penalty_and_its_delay(hall: Dossier) -> None:
    text = words(hall, "mise-en-demeure")
    for penalty in undertaking(hall).own_penalties:
        assert penalty.fact in text
        assert f"{penalty.notice}\u00a0jours" in text


def test_texts_hold_no_straight_apostrophe_and_no_double_space(hall: Dossier, cleaning: Dossier) -> None:
    for dossier in (hall, cleaning):
        for document in documents(dossier, NOTIFIED):
            text = words(dossier, document.id, NOTIFIED)
            assert not re.search(r"'|  |None|\{\{", text), document.id
