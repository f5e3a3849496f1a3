"""Rows copied from a spreadsheet."""

import pytest

from generator.market import lots_from_text, read_kindly

HALL = [
    {"numero": 1, "intitule": "Gros œuvre", "montant_estime_ht": "372000", "duree_mois": "12"},
    {"numero": 2, "intitule": "Peinture", "montant_estime_ht": "96000.5", "duree_mois": "5"},
]


@pytest.mark.parametrize(
    "text",
    [
        "Numéro\tIntitulé\tMontant\tDurée\n1\tGros œuvre\t372 000\t12\n2\tPeinture\t96 000,50\t5\n",
        "Durée (mois)\tMontant HT (€)\tN°\tDésignation\r\n12\t372 000 €\t1\tGros œuvre\r\n5\t96.000,50\t2\tPeinture",
        "LOT;INTITULE DU LOT;ESTIMATION;DELAI\n1;Gros œuvre;372\u202f000;12 mois\n2;Peinture;96 000,50;5 mois",
        "1\tGros œuvre\t372 000\t12\n2\tPeinture\t96 000,50\t5",
        "Lot 1;Gros œuvre;372000;12\nLot n° 2;Peinture;96000,50;5",
        "1   Gros œuvre   372 000   12\n2   Peinture   96 000,50   5",
        "\n1\tGros œuvre\t12\t372 k€\n\n2\tPeinture\t5\t96000,50\n\tTotal\t\t468000,50\n",
        '1\t"Gros œuvre"\t372000\t12\n2\tPeinture\t96000,50\t5',
    ],
)
def test_columns_are_recognised_in_any_order_with_or_without_headings(text: str) -> None:
    pasted = lots_from_text(text)
    assert (list(pasted.lots), pasted.faults) == (HALL, ())


def test_pasted_lots_are_read_as_they_are() -> None:
    lots = list(lots_from_text("1\tGros œuvre\t372 000\t45223220-4").lots)
    marche = read_kindly({"lots": lots}).marche
    assert (marche.lots[0].cpv, marche.lots[0].intitule) == ("45223220", "Gros œuvre")


def test_a_cell_not_understood_is_kept_and_named_by_its_row() -> None:
    pasted = lots_from_text("N°\tIntitulé\tMontant\n1\tGros œuvre\tà voir\n2\tPeinture\t96000")
    assert pasted.lots[0]["montant_estime_ht"] == "à voir"
    assert [fault.where for fault in pasted.faults] == ["ligne 2"]


def test_titles_alone_make_lots() -> None:
    assert list(lots_from_text("Gros œuvre\nPeinture").lots) == [{"intitule": "Gros œuvre"}, {"intitule": "Peinture"}]


def test_an_odd_quote_eats_nothing() -> None:
    lots = lots_from_text('1\t"Gros œuvre\t372000\n2\tPeinture\t96000').lots
    assert [lot["intitule"] for lot in lots] == ['"Gros œuvre', "Peinture"]


def test_amounts_with_tax_are_not_taken_for_amounts_without() -> None:
    pasted = lots_from_text("N°\tIntitulé\tMontant TTC\n1\tGros œuvre\t372000")
    assert pasted.lots == ({"numero": 1, "intitule": "Gros œuvre"},)
    assert [fault.code for fault in pasted.faults] == ["ttc"]


def test_the_maximum_of_a_framework_has_its_own_column() -> None:
    (lot,) = lots_from_text("Intitulé\tMontant HT\tMontant maximum HT\nNettoyage\t100 000\t150 000").lots
    assert lot == {"intitule": "Nettoyage", "montant_estime_ht": "100000", "montant_maximum_ht": "150000"}


def test_a_hundred_lots_are_read_and_the_rest_is_said() -> None:
    pasted = lots_from_text("\n".join(f"{n}\tLot de travaux\t1000" for n in range(1, 103)))
    assert len(pasted.lots) == 100
    assert [fault.where for fault in pasted.faults] == ["ligne 101"]


@pytest.mark.parametrize("text", ["", " \n\t\n", "x" * 100_001, "Total\t300"])
def test_nothing_to_read_is_said(text: str) -> None:
    pasted = lots_from_text(text)
    assert pasted.lots == ()
    assert len(pasted.faults) == 1


@pytest.mark.parametrize("title", ["{{ 7*7 }}", "<script>", "| # * _ ===", "A & B", "مرحبا 🏗️"])
def test_hostile_titles_are_ordinary_titles(title: str) -> None:
    (lot,) = lots_from_text(f"1\t{title}\x00\u202e\t372000").lots
    assert lot["intitule"] == title
