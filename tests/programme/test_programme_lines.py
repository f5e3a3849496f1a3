"""A programme of purchases: what is read, what is advised, what is exported."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.library import Library, shipped
from generator.programme import LABELS, Rules, advise, as_text, csv_file, read, workbook
from generator.programme.export import harmless
from generator.writers.xlsx import Cell, Sheet, Workbook, cells, write

DAY = dt.date(2026, 11, 30)
TEXT = """Intitulé\tFamille\tLieu\tBudget HT\tDétails\tDurée\tCode CPV
Nettoyage des écoles\tServices\tAmiens (80)\t1,2 M€\tquatre ans\t4 ans\t90910000-9
Peinture de la mairie\tTravaux\t80\t300 000,00 €\t\t6\t
Papier\tFournitures\t\t12 000\t\t\t
Espaces verts du cimetière\t\t\t100 k€\t\t12 mois\t
Mission d’architecte conseil\t\t\t\t\t\t
Objet mystérieux\t\t\t500000\t\t\t
Total\t\t\t2112000\t\t\t
"""


def one(title: str, amount: str, cpv: str = "") -> str:
    return f"Titre;Montant;CPV\n{title};{amount};{cpv}\n"


# Reading


def test_columns_are_known_by_their_usual_words_and_amounts_as_typed() -> None:
    programme = read(TEXT)
    assert programme.faults == ()
    assert len(programme.lines) == 6
    first = programme.lines[0]
    assert (first.titre, first.categorie, first.localisation) == ("Nettoyage des écoles", "Services", "Amiens (80)")
    assert (first.montant, first.duree_mois, first.cpv) == (Decimal("1200000"), 48, "90910000")
    assert [line.row for line in programme.lines] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_every_usual_separator_is_understood(mark: str) -> None:
    rows = [["Objet", "Estimation HT (€)"], ["Voirie", "120000"]]
    programme = read("\r\n".join(mark.join(row) for row in rows))
    assert (programme.lines[0].titre, programme.lines[0].montant) == ("Voirie", 120000)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("", "", "Aucune ligne"),
        ("Ville;Année\nAmiens;2027", "ligne 1", "Aucune colonne de titre"),
        ("Titre;Montant\nA;beaucoup", "ligne 2", "n’est pas un montant"),
        ("Titre;Montant\nA;-5", "ligne 2", "supérieur à zéro"),
        ("Titre;Montant\nA;12 000 € TTC", "ligne 2", "hors taxes"),
        ("Titre;Montant\nA;1.234", "ligne 2", "deux façons"),
        ("Titre;Durée\nA;longtemps", "ligne 2", "n’est pas un nombre"),
        ("Titre;Durée\nA;900 ans", "ligne 2", "de 1 à 600 mois"),
        ("Titre;CPV\nA;9091", "ligne 2", "huit chiffres"),
        ("Titre;Montant\n;12000", "ligne 2", "Le titre manque"),
        ("Titre;Montant TTC;Chef\nA;12000;x", "ligne 1", "Montant TTC"),
        ("Titre\n" + "A\n" * 2001, "ligne 2002", "limite est de 2000"),
        ("x" * 2_000_001, "", "2000001 caractères"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, where: str, said: str) -> None:
    faults = read(text).faults
    assert any(fault.where == where and said in fault.sentence() for fault in faults), faults


def test_all_faults_are_listed_at_once() -> None:
    assert len(read("Titre;Montant;Durée;CPV\nA;x;y;z\nB;x;1;90910000").faults) == 4


@pytest.mark.parametrize("text", ['Titre;Montant\n"A;1000', 'Titre;Montant\nA "b" c;1000', "Titre\n\x00\x07A\ud800"])
def test_stray_quotes_and_controls_lose_no_line(text: str) -> None:
    lines = read(text).lines
    assert len(lines) == 1
    assert "A" in lines[0].titre


# Files


def sheet_of(rows: list[list[object]]) -> bytes:
    return write(Workbook("t", (Sheet("Achats", tuple(cells(row) for row in rows)),)))  # type: ignore[arg-type]


def test_a_workbook_is_read_with_its_figures() -> None:
    raw = sheet_of(
        [["Titre", "Montant HT", "Durée (mois)"], ["Voirie & réseaux", Decimal("120000.5"), 24], ["", "", ""]]
    )
    line = read(raw).lines[0]
    assert (line.titre, line.montant, line.duree_mois) == ("Voirie & réseaux", Decimal("120000.5"), 24)


def test_a_text_file_is_read_in_utf_8_or_in_the_old_encoding() -> None:
    for encoding in ("utf-8-sig", "utf-8", "cp1252"):
        assert read("Titre;Montant\nÉlagage;1000".encode(encoding)).lines[0].titre == "Élagage"


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in parts.items():
            found.writestr(name, content)
    return buffer.getvalue()


def with_sheet(sheet: bytes, **other: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheet_of([["Titre"], ["A"]]))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    return archive(parts | {"xl/worksheets/sheet1.xml": sheet})


NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BAD = {
    "not a zip": b"PK\x03\x04 nothing",
    "an empty archive": archive({}),
    "a truncated workbook": sheet_of([["Titre"], ["A"]])[:-200],
    "a broken sheet": with_sheet(b"<worksheet"),
    "a string that is not there": with_sheet(b"<worksheet " + NS + b'><row><c t="s"><v>99</v></c></row></worksheet>'),
    "a huge part": archive({"xl/workbook.xml": b" " * 40_000_001}),
    "too many parts": archive({f"p{rank}": b"" for rank in range(2001)}),
    "a binary file": b"\x00\x01\x02\xff" * 50,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_list_is_a_fault(name: str) -> None:
    programme = read(BAD[name])
    assert programme.lines == ()
    assert len(programme.faults) == 1
    assert programme.faults[0].remedy


def test_entities_are_not_expanded() -> None:
    sheet = (
        ENTITY
        + b"<worksheet "
        + NS
        + b'><row><c t="str"><v>Titre</v></c></row><row><c t="str"><v>A&b;</v></c></row></worksheet>'
    )
    programme = read(with_sheet(sheet))
    assert all("aaaa" not in line.titre for line in programme.lines)


def test_a_cell_far_away_costs_nothing() -> None:
    sheet = b"<worksheet " + NS + b'><row><c r="A1" t="str"><v>Titre</v></c><c r="XFD1" t="str"><v>x</v></c></row>'
    sheet += b'<row><c r="A1048576" t="str"><v>Loin</v></c></row></worksheet>'
    assert [line.titre for line in read(with_sheet(sheet)).lines] == ["Loin"]


# Advice


@pytest.mark.parametrize(
    ("text", "opportunity", "due", "why"),
    [
        (one("Nettoyage des écoles", "1200000", "90910000"), "lot_reserve", None, "1\u202f600\u00a0heures"),
        (one("Nettoyage d’un gymnase", "80000"), "marche_reserve", None, "ne porte pas d’heures"),
        (one("Travaux de peinture", "400000"), "clause", 311, "70\u00a0% de main-d’œuvre"),
        (one("Travaux de peinture", "90000"), "faible_montant", None, "R. 2122-8"),
        (one("Bornes de recharge", "400000"), "clause", 267, "40\u00a0% de main-d’œuvre (Électricité)"),
        (one("Achat d’électricité", "2000000"), "a_voir", None, "aucune heure d’insertion"),
        (one("Électricité des bâtiments", "2000000", "09310000"), "a_voir", None, "aucune heure d’insertion"),
        (one("Fourniture et acheminement de gaz naturel", "2000000"), "a_voir", None, "aucune heure d’insertion"),
        (one("Travaux d’électricité", "400000"), "clause", 156, "35\u00a0% de main-d’œuvre (Électricité)"),
        (one("Nettoyage et gardiennage", "400000"), "a_voir", None, "Plusieurs familles possibles"),
        (one("Billets de spectacle", "59999"), "faible_montant", None, "60\u202f000"),
        (one("Billets de spectacle", "60000"), "a_voir", None, "main-d’œuvre n’est pas connue"),
        (one("Ordinateurs portables", "300000", "30213000"), "a_voir", None, "C’est moins que 70"),
        (one("Ordinateurs portables", "", "30213000"), "a_voir", None, "Le montant manque"),
    ],
)
def test_each_line_gets_its_opportunity_and_its_reason(
    text: str, opportunity: str, due: int | None, why: str, library: Library
) -> None:
    (found,) = advise(read(text).lines, library, DAY)
    assert (found.opportunite, found.heures) == (opportunity, due), found
    assert why in " ".join(found.pourquoi)


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Produits d'entretien", "Produits d'entretien et d'hygiène"),
        ("gants d’examen", "Consommables de soin"),
        ("Bornes de recharge", "Électricité"),
        ("PNEUMATIQUES", "Entretien des véhicules et pneumatiques"),
        ("Études", "Études et maîtrise d'œuvre"),
        ("Assurance pour la flotte automobile", "Assurances et services bancaires"),
        ("Couverture sociale des agents", "Assurances et services bancaires"),
        ("Billets de spectacle", ""),
        ("Nettoyage et gardiennage", ""),
    ],
)
def test_the_family_is_known_by_the_words_of_the_title_whatever_their_number(
    title: str, family: str, library: Library
) -> None:
    (found,) = advise(read(one(title, "400000")).lines, library, DAY)
    assert found.segment == family


def test_the_category_settles_what_the_title_leaves_open(library: Library) -> None:
    lines = read(
        "Titre;Montant;Catégorie\nPlantation;400000;Espaces verts\nRenouvellement 2027;400000;Espaces verts"
    ).lines
    assert {found.segment for found in advise(lines, library, DAY)} == {"Espaces verts"}


def test_the_threshold_is_that_of_the_day(library: Library) -> None:
    lines = read(one("Billets de spectacle", "50000")).lines
    assert advise(lines, library, dt.date(2026, 3, 31))[0].opportunite == "a_voir"
    assert advise(lines, library, dt.date(2026, 4, 1))[0].opportunite == "faible_montant"


@pytest.mark.parametrize(
    ("de", "vers", "said"),
    [
        ("taux_effort = 0.05", "taux_effort = 5", "entre 0 et 1"),
        ("minimum_heures = 70", "", "cette clé manque"),
        ("minimum_heures", "minimum_heure", "Vouliez-vous dire"),
        ('"espaces_verts"', '"espace_vert"', "aucune famille d’achat"),
        ("taux_effort", "taux effort", "TOML"),
    ],
)
def test_wrong_rules_are_faults(de: str, vers: str, said: str, tmp_path: Path) -> None:
    good = (shipped() / "programmation" / "regles.toml").read_text(encoding="utf-8")
    assert de in good
    (tmp_path / "programmation").mkdir()
    (tmp_path / "programmation" / "regles.toml").write_text(good.replace(de, vers, 1), encoding="utf-8")
    with pytest.raises(LibraryError, match=said):
        Rules.load([shipped(), tmp_path])


# Exports


def test_the_workbook_reads_back_as_the_same_lines(library: Library) -> None:
    lines = read(TEXT).lines
    again = read(workbook(advise(lines, library, DAY))).lines
    assert [(a.titre, a.montant, a.duree_mois, a.cpv) for a in again] == [
        (b.titre, b.montant, b.duree_mois, b.cpv) for b in lines
    ]


def test_the_text_kept_in_the_page_reads_back_as_the_same_lines() -> None:
    lines = read(TEXT).lines
    assert read(as_text(lines)).lines == lines


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_csv_cell_begins_like_a_formula(start: str, library: Library) -> None:
    title = f'{start}HYPERLINK("http://x")'
    content = csv_file(advise(read(f"Titre\tMontant\n{title}\t100000").lines, library, DAY))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "'" + title
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert read(content).lines[0].titre == title


def test_a_plain_cell_stays_as_it_is() -> None:
    assert harmless("Voirie - lot 1") == "Voirie - lot 1"


def test_every_opportunity_has_a_french_name() -> None:
    assert set(LABELS) == {"clause", "lot_reserve", "marche_reserve", "faible_montant", "a_voir"}
    assert isinstance(Cell(LABELS["clause"]).value, str)
