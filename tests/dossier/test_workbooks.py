"""The workbooks of a dossier: the same words and numbers as its documents, formulas that compute, cells to fill."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import math
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from generator.blocks import Table, plain
from generator.dossier import Dossier, prepare, produce
from generator.dossier.workbooks import follow_up_names, titles
from generator.library import Library
from generator.market import read
from tests.conftest import EXAMPLES
from tests.execution.workbook_reading import ReadSheet, read_workbook
from tests.writers.formulas import EPOCH, Book

NOTIFIED = dt.date(2027, 2, 1)
DAYS = (NOTIFIED, dt.date(2027, 8, 31), dt.date(2028, 2, 29), dt.date(2026, 12, 31))
NAMES = tuple(path.stem for path in EXAMPLES)
FOLLOW_UP, FRAME, PRICES = "suivi-execution.xlsx", "cadre-de-reponse.xlsx", "bordereau-developpement-durable.xlsx"


_DOSSIERS: dict[str, Dossier] = {}
_MADE: dict[tuple[str, dt.date | None], dict[str, bytes]] = {}


def made(library: Library, name: str, notification: dt.date | None = NOTIFIED) -> tuple[Dossier, dict[str, bytes]]:
    """An example and its files, made once."""
    if name not in _DOSSIERS:
        path = next(path for path in EXAMPLES if path.stem == name)
        _DOSSIERS[name] = prepare(read(json.loads(path.read_text(encoding="utf-8"))), library)
    if (name, notification) not in _MADE:
        _MADE[name, notification] = produce(_DOSSIERS[name], ("xlsx",), notification)
    return _DOSSIERS[name], _MADE[name, notification]


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, library: Library) -> tuple[Dossier, dict[str, dict[str, ReadSheet]]]:
    dossier, files = made(library, request.param)
    return dossier, {name: read_workbook(raw) for name, raw in files.items() if name.endswith(".xlsx")}


def follow_up(library: Library, name: str, notification: dt.date | None = NOTIFIED) -> dict[str, ReadSheet]:
    return read_workbook(made(library, name, notification)[1][FOLLOW_UP])


def table(sheet: ReadSheet, header: int = 4) -> list[dict[str, str]]:
    """The rows under the header as words by heading, each with its row number under « # »."""
    heads = {column: text for place, text in sheet.texts.items() if (column := place[:1]) + str(header) == place}
    rows = sorted({int(re.sub(r"\D", "", place)) for place in (*sheet.texts, *sheet.formulas)})
    return [
        {"#": str(row), **{text: sheet.texts.get(f"{letter}{row}", "") for letter, text in heads.items()}}
        for row in rows
        if row > header
    ]


def letter(sheet: ReadSheet, words: str, header: int = 4) -> str:
    return next(place[:-1] for place, text in sheet.texts.items() if text == words and place == f"{place[0]}{header}")


def printed(dossier: Dossier, document: str, *head: str) -> list[dict[str, str]]:
    """The rows of a table of a document, found by its first headings."""
    found = dossier.document(document)
    numbers = found.numbers()
    tables = [block for article in found.articles for block in article.blocks if isinstance(block, Table)]
    for each in tables:
        heads = [plain(cell, numbers) for cell in each.header]
        if tuple(heads[: len(head)]) == head:
            return [dict(zip(heads, (plain(cell, numbers) for cell in row), strict=True)) for row in each.rows]
    return []


def lots_in(text: str) -> list[str]:
    """« 1, 3 et 5 à 8 » as numbers; a dash is the whole marché."""
    found: list[str] = []
    for piece in re.split(r", | et ", text):
        first, _, last = piece.partition(" à ")
        found += [str(number) for number in range(int(first), int(last or first) + 1)] if first.isdigit() else ["–"]
    return found


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


# Formulas


def computed(
    sheets: dict[str, ReadSheet], typed: dict[tuple[str, str], Any] | None = None
) -> Iterator[tuple[Any, ...]]:
    book = Book(sheets, typed)
    for name, sheet in sheets.items():
        for place in sheet.formulas:
            yield name, place, book.value(name, place), sheet.results[place]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("notification", [None, *DAYS], ids=str)
def test_what_is_shown_before_any_computation_is_what_the_formula_gives(
    name: str, notification: dt.date | None, library: Library
) -> None:
    count = 0
    for sheet, place, value, shown in computed(follow_up(library, name, notification)):
        count += 1
        if value in ("", None):
            assert shown == "", (sheet, place, shown)
        else:
            assert math.isclose(float(value), float(shown), abs_tol=1e-9), (sheet, place, value, shown)
    assert count > 50


def test_a_notification_typed_in_an_empty_workbook_gives_the_days_of_one_made_with_it(library: Library) -> None:
    for name in NAMES:
        empty, full = follow_up(library, name, None), follow_up(library, name)
        typed = {("Lisez-moi", "B6"): float((NOTIFIED - EPOCH).days)}
        for sheet, place, value, _ in computed(empty, typed):
            shown = full[sheet].results[place]
            assert (value or "") == (float(shown) if shown else "") or value == float(shown or "nan"), (sheet, place)


def test_days_are_counted_as_the_annex_counts_them(library: Library) -> None:
    rows = table(follow_up(library, "nettoyage-accord-cadre")["Obligations"])
    sheet = follow_up(library, "nettoyage-accord-cadre")["Obligations"]
    column = letter(sheet, "Échéance")

    def day(period: str, words: str) -> dt.date:
        row = next(row for row in rows if row["Période"] == period and words in row["Pièce à recevoir et délai"])
        return EPOCH + dt.timedelta(days=int(sheet.results[f"{column}{row['#']}"]))

    assert day("Notification", "Désignation du correspondant") == dt.date(2027, 2, 16)
    assert day("Trimestre 1", "Relevé des heures") == dt.date(2027, 4, 15)
    assert day("Trimestre 17", "Relevé des heures") == dt.date(2031, 2, 15)
    assert day("Période de bilan 1", "Registre d’entretien") == dt.date(2028, 3, 1)
    assert day("Période de bilan 4", "Registre d’entretien") == dt.date(2031, 3, 2)


def test_a_period_that_the_execution_does_not_reach_has_no_day(library: Library) -> None:
    sheet = follow_up(library, "halle-neuf-lots", dt.date(2027, 1, 1))["Obligations"]
    late = [row for row in table(sheet) if row["Période"] == "Trimestre 6"]
    assert late
    assert {sheet.results[f"{letter(sheet, 'Échéance')}{row['#']}"] for row in late} == {""}


def test_penalties_add_up_under_the_ceiling_of_each_lot(library: Library) -> None:
    sheets = follow_up(library, "halle-neuf-lots")
    penalties, ceiling = sheets["Pénalités"], sheets["Plafond des pénalités"]
    count = letter(penalties, "Nombre constaté")
    rows = table(penalties)
    hour = next(row for row in rows if row["Lot"] == "1" and row["Manquement"].startswith("Heure d’insertion"))
    note = next(row for row in rows if row["Lot"] == "1" and row["Manquement"].startswith("Note, registre"))
    typed = {("Pénalités", f"{count}{hour['#']}"): 10.0, ("Pénalités", f"{count}{note['#']}"): 30.0}
    typed |= {("Plafond des pénalités", f"{letter(ceiling, 'Montant hors taxes')}5"): 20000.0}
    book = Book(sheets, typed)

    def shown(words: str, row: int = 5) -> float:
        return book.value("Plafond des pénalités", f"{letter(ceiling, words)}{row}")

    assert (shown("Plafond"), shown("Pénalités comptées"), shown("Reste avant le plafond")) == (1000.0, 1500.0, 0.0)
    assert (shown("Pénalités hors plafond"), shown("Total dû")) == (500.0, 1500.0)
    assert shown("Pénalités comptées", 6) == 0.0
    assert book.value("Pénalités", f"{letter(penalties, 'Pénalité')}{rows[-1]['#']}") == 2000.0


def test_without_ceiling_no_ceiling_is_shown(library: Library, example: Any) -> None:
    dossier = prepare(read(example("halle-neuf-lots") | {"plafond_penalites": "0"}), library)
    sheets = read_workbook(produce(dossier, ("xlsx",))[FOLLOW_UP])
    assert "Compte dans le plafond" not in sheets["Pénalités"].texts.values()
    said = sheets["Plafond des pénalités"].texts.values()
    assert any("ne plafonne pas" in text for text in said)
    assert "Plafond" not in said


@pytest.mark.parametrize(
    ("target", "measured", "gap"), [("au moins", 0.9, 0.2), ("au moins", 0.5, -0.2), ("au plus", 0.5, 0.2)]
)
def test_a_gap_is_negative_when_the_target_is_missed(
    target: str, measured: float, gap: float, library: Library
) -> None:
    sheets = follow_up(library, "halle-neuf-lots")
    sheet = sheets["Indicateurs"]
    row = next(row for row in table(sheet) if row["Seuil chiffré"] == "0.7")["#"]
    typed = {
        ("Indicateurs", f"{letter(sheet, 'Valeur mesurée')}{row}"): measured,
        ("Indicateurs", f"{letter(sheet, 'Sens')}{row}"): target,
    }
    found = Book(sheets, typed).value("Indicateurs", f"{letter(sheet, 'Écart')}{row}")
    assert found == pytest.approx(gap)


def test_hours_done_leave_what_remains_and_orders_make_hours_due(library: Library) -> None:
    sheets = follow_up(library, "nettoyage-accord-cadre")
    sheet = sheets["Heures d’insertion"]
    typed = {
        ("Heures d’insertion", f"{letter(sheet, 'Montant cumulé HT')}5"): 100000.0,
        ("Heures d’insertion", f"{letter(sheet, 'Heures réalisées')}5"): 30.0,
    }
    book = Book(sheets, typed)
    shown = [book.value("Heures d’insertion", f"{letter(sheet, key)}5") for key in ("Heures dues", "Reste à réaliser")]
    assert shown == [70.0, 40.0]
    assert book.value("Heures d’insertion", f"{letter(sheet, 'Taux')}5") == pytest.approx(30 / 70)


# What may be typed


def test_only_the_cells_to_fill_are_unlocked(case: Any) -> None:
    _, books = case
    for name, sheets in books.items():
        for title, sheet in sheets.items():
            assert sheet.protected, (name, title)
            assert sheet.unlocked, (name, title)
            assert not sheet.unlocked & set(sheet.formulas), (name, title)
    free = {letter_ for letter_ in "ABCDEFG" if f"{letter_}6" in next(iter(books[FRAME].values())).unlocked}
    assert free <= {letter(sheet, "Réponse du candidat", 5) for sheet in books[FRAME].values()}


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
    from generator.library import shipped
    from tests.test_content import GOOD_CLAUSE, layer_with
    from tests.test_guards import market

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
