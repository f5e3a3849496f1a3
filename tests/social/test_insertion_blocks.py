"""The insertion clause, block by block, read back from the Word files it produces."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from generator.blocks import plain
from generator.dossier import prepare, produce
from generator.dossier.clause_blocks import blocks_table
from generator.library import Library
from generator.market import read
from tests.reading import lines, tables, word_text
from tests.social.markets import FACTORS, cleaning, maintenance

ANNEX, CARRIED, DEED = "annexe-ccap.docx", "textes-a-reporter.docx", "annexe-acte-engagement.docx"
# What each block prints for a State framework for IT maintenance under the CCAG-TIC; several pieces, several files.
PRINTED: dict[int, tuple[tuple[str, str], ...]] = {
    2: (
        (ANNEX, "L’action d’insertion est une condition d’exécution du marché"),
        (ANNEX, "dans les conditions de l’article 16.1 du CCAG"),
        (CARRIED, "exigé de tout candidat et n’est pas noté"),
    ),
    3: ((ANNEX, "Les articles de la présente annexe s’appliquent à l’ensemble de ses prestations"),),
    4: (
        (ANNEX, "au moins 35 heures d’insertion pour 100 000 € hors taxes facturés"),
        (ANNEX, "au prorata du montant cumulé, hors taxes, des prestations facturées et admises"),
        (ANNEX, "Pour chaque période de bilan, le titulaire peut choisir de réaliser, à la place des heures"),
        (CARRIED, "35 heures au moins pour 100 000 € hors taxes facturés"),
        (DEED, "35 heures d’insertion pour 100 000 € hors taxes facturés"),
        (DEED, "À la place de ces heures, il peut choisir chaque année une action en faveur de l’emploi"),
    ),
    5: (
        (ANNEX, "par les personnes que désigne l’article 16.1.1 du CCAG"),
        (ANNEX, "les personnes qui sortent d’un parcours emploi compétences"),
    ),
    6: (
        (ANNEX, "L’éligibilité de chaque personne est établie avant la première heure réalisée"),
        (ANNEX, "tient à la situation de la personne, non à la nature de son contrat"),
    ),
    7: (
        (ANNEX, "Maison de l’emploi des Trois-Vallons, service des clauses sociales, clauses@mde.example"),
        (ANNEX, "ou la structure qui lui succède"),
        (ANNEX, "missions de l’article 16.1.4.1 du CCAG"),
    ),
    8: ((ANNEX, "choisit librement une ou plusieurs des modalités de l’article 16.1.2 du CCAG"),),
    9: (
        (ANNEX, "La globalisation prévue à l’article 16.1.3 du CCAG est ouverte"),
        (ANNEX, "le titulaire adresse sa demande écrite à l’acheteur"),
    ),
    10: (
        (ANNEX, "en informe le facilitateur avant la première heure concernée"),
        (ANNEX, "Cette sous-traitance ne le libère pas de son engagement"),
    ),
    11: (
        (ANNEX, "Les membres d’un groupement se répartissent les heures"),
        (DEED, "Répartition entre les membres d’un groupement"),
        (DEED, "Part des heures d’insertion"),
    ),
    12: (
        (ANNEX, "Le titulaire désigne un correspondant opérationnel dans un délai de 15 jours"),
        (DEED, "Correspondant opérationnel : nom et fonction"),
    ),
    13: ((ANNEX, "L’acheteur réunit le titulaire et le facilitateur dans un délai de 30 jours"),),
    14: (
        (ANNEX, "sa date d’embauche ou de mise à disposition, son type de contrat, le poste occupé"),
        (ANNEX, "Relevé des heures, remis au facilitateur : 15 jours au plus à compter de la fin de chaque trimestre"),
    ),
    15: (
        (ANNEX, "Les bilans prévus à l’article 16.1.4.5 du CCAG"),
        (ANNEX, "Chaque année, puis dans le mois qui précède la fin de l’exécution"),
    ),
    16: ((ANNEX, "L’article 16.1.4.4 du CCAG s’applique"),),
    17: (
        (ANNEX, "ne transmettent à l’acheteur aucune donnée nominative"),
        (ANNEX, "comment elle exerce ses droits sur ses données"),
    ),
    18: (
        (ANNEX, "dans les conditions de l’article 16.1.5 du CCAG"),
        (ANNEX, "Heure d’insertion due et non réalisée à la fin de l’exécution"),
        (ANNEX, "Le plafond de l’article 14.1.2 du CCAG, propre aux pénalités de retard"),
    ),
    19: ((ANNEX, "La présente annexe déroge aux articles suivants du CCAG"), (CARRIED, "liste récapitulative")),
    20: ((ANNEX, "une attestation de bonne réalisation qui indique leur nombre"),),
    22: ((ANNEX, "Le titulaire accueille chaque personne le premier jour"),),
}
NOT_PRINTED = {
    1: "rappel",  # article L. 3-1 and the buyer's policy explain the clause; they bind nobody
    21: "ccag",  # termination for fault has its rules in the CCAG and in the CCAP
}


def said(files: dict[str, bytes], name: str) -> str:
    return word_text(files[name]).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, bytes]:
    return produce(prepare(read(maintenance(parametres={"action_alternative": "ouverte"})), library))


def test_every_block_is_printed_or_says_why_not(library: Library) -> None:
    blocs = {bloc.numero: bloc for bloc in library.clauses_at(None)["insertion_sociale"].blocs}
    assert sorted(blocs) == list(range(1, 23)) == sorted([*PRINTED, *NOT_PRINTED])
    for number, reason in NOT_PRINTED.items():
        assert reason in blocs[number].non_imprime.lower()
    assert all(blocs[number].ou for number in PRINTED)


@pytest.mark.parametrize("number", sorted(PRINTED))
def test_a_block_is_in_the_word_file(number: int, files: dict[str, bytes]) -> None:
    for name, words in PRINTED[number]:
        assert words in said(files, name), (name, words)


def test_what_is_not_printed_is_nowhere(files: dict[str, bytes]) -> None:
    assert "L. 3-1" not in said(files, ANNEX)
    assert "irrégulière" not in said(files, CARRIED)


def test_the_penalties_are_those_of_the_ccag_and_of_the_action(files: dict[str, bytes]) -> None:
    rows = [row for table in tables(files[ANNEX]) for row in table if row[0] == "5" and "€" in row[-2]]
    assert [(row[2].replace("\u00a0", " "), row[3].replace("\u00a0", " ")) for row in rows] == [
        ("50 € par heure", "15 jours"),
        ("200 € par absence", "8 jours"),
        ("100 € par document", "15 jours"),
        ("500 € par action", "30 jours"),
    ]


DEROGATIONS = (
    ({"bilan_final": "après la fin"}, "16.1.4.5", "Par dérogation à cet article, le bilan final"),
    ({"penalites_immediates": "réunions et documents"}, "16.1.5", "s’appliquent sans mise en demeure"),
    ({"publics": "liste limitative"}, "16.1.1", "réalisées exclusivement par les personnes"),
    ({"priorite": "habitants des quartiers prioritaires"}, "16.1.1", "sont examinées en premier"),
)


@pytest.mark.parametrize(("choices", "article", "words"), DEROGATIONS)
def test_a_derogation_lists_itself(choices: dict[str, str], article: str, words: str, library: Library) -> None:
    dossier = prepare(read(maintenance(parametres=choices)), library)
    rows = [line for line in lines(dossier.document("annexe-ccap")) if line.startswith(f"| 5 | {article} |")]
    assert len(rows) == 1, rows
    assert words in "\n".join(lines(dossier.document("annexe-ccap")))
    assert rows[0] in lines(dossier.document("textes-a-reporter"))
    clause = dossier.selection.retained[0].clause
    facts = {"ccag": {"applicable": True, **library.ccags["tic"].articles}, "lignes_derogations": []}
    facts["lignes_derogations"] = [{"article": "insertion_sociale", "ccag": article}]
    table = blocks_table(clause, facts, {id_: id_ for id_ in library.histories})
    assert table is not None
    assert any(plain(row[2]) == f"Déroge à l’article {article}" for row in table.rows)


def test_without_any_such_choice_the_clause_derogates_from_nothing(library: Library) -> None:
    document = prepare(read(maintenance()), library).document("annexe-ccap")
    assert not [line for line in lines(document) if line.startswith("| 5 | 16")]


def test_the_review_sheet_shows_the_blocks(library: Library) -> None:
    sheet = lines(prepare(read(maintenance()), library).document("fiche-de-relecture"))
    assert any(line.startswith("| 5 | Publics éligibles | Complète l’article 16.1.1 |") for line in sheet)
    assert any(line.startswith("| 1 | Préambule | Propre à l’annexe | Non imprimé") for line in sheet)
    bare = maintenance() | {"ccag": "aucun"}
    sheet = lines(prepare(read(bare), library).document("fiche-de-relecture"))
    assert any(line.startswith("| 8 | Modalités de réalisation | Texte complet, sans CCAG |") for line in sheet)


def test_a_text_of_the_buyer_adds_publics(library: Library) -> None:
    data = maintenance(parametres={"autres_publics": "jeunes de moins de 30 ans sans expérience"})
    annex = "\n".join(lines(prepare(read(data), library).document("annexe-ccap")))
    assert "Sont également éligibles\u00a0: jeunes de moins de 30 ans sans expérience." in annex
    assert "Sont également" not in "\n".join(lines(prepare(read(maintenance()), library).document("annexe-ccap")))


def test_without_alternative_there_is_no_action(library: Library) -> None:
    document = "\n".join(lines(prepare(read(maintenance()), library).document("annexe-ccap")))
    assert "Action de remplacement" not in document
    assert "par action" not in document


MODES: dict[str, dict[str, Any]] = {
    "heures": {"mode": "heures", **FACTORS},
    "prorata": {"mode": "prorata_commandes", "heures_par_tranche": 35, "montant_tranche_ht": "100000"},
    "tranches": {"mode": "tranches_commandes", "heures_par_tranche": 35, "montant_tranche_ht": "100000"},
}
CHOICES = (
    {},
    {
        "action_alternative": "ouverte",
        "globalisation": "non prévue",
        "bilan_final": "après la fin",
        "publics": "liste limitative",
        "priorite": "habitants des quartiers prioritaires",
        "penalites_immediates": "réunions et documents",
        "frequence_releve": "mensuelle",
    },
)


@pytest.mark.parametrize("ccag", ["travaux", "fcs", "pi", "tic", "mi", "moe", "aucun"])
@pytest.mark.parametrize("mode", sorted(MODES))
def test_the_clause_reads_well_under_every_ccag_mode_and_choice(ccag: str, mode: str, library: Library) -> None:
    for choices, base, level in itertools.product(CHOICES, ("commande", "facture"), ("essentiel", "exemplaire")):
        kept = {"retenues": {"insertion_sociale": {"parametres": choices, "niveau": level}}}
        insertion = {**MODES[mode], "base": base}
        dossier = prepare(read(cleaning(ccag=ccag, insertion=insertion, clauses=kept)), library)
        text = "\n".join(lines(dossier.document("annexe-ccap")))
        titles = [line for line in text.split("\n") if line.startswith("## ")]
        assert "## Globalisation des heures" in titles
        assert ("exclusivement" in text) is bool(choices)
        assert ("du CCAG" in text) is (ccag != "aucun")
        assert "un mois, une attestation" in text
        following = zip(text.split("\n"), text.split("\n")[1:], strict=False)
        assert not [line for line, after in following if line.startswith("##") and after.startswith("#")]


def test_a_reserved_lot_never_carries_hours(library: Library) -> None:
    lots = [
        {"numero": 1, "intitule": "A", "montant_estime_ht": "300000", "insertion": FACTORS, "reserve": "siae"},
        {"numero": 2, "intitule": "B", "montant_estime_ht": "300000", "insertion": FACTORS},
    ]
    dossier = prepare(read(cleaning(lots=lots)), library)
    kept = dossier.selection.get("insertion_sociale")
    assert kept is not None
    assert kept.lots == (2,)
    annex = lines(dossier.document("annexe-ccap"))
    assert not [line for line in annex if line.startswith("| 1 | A |") and "heures" in line]


def test_the_training_clause_has_bands_and_no_value_between(library: Library) -> None:
    data = cleaning(lots=[], insertion={"mode": "formation", "heures_formation": 900})
    text = "\n".join(lines(prepare(read(data), library).document("annexe-ccap")))
    assert "d’au moins 900\u00a0heures" in text
    data = cleaning(lots=[], insertion={"mode": "formation"}, niveau="ambitieux")
    assert "d’au moins 300\u00a0heures" in "\n".join(lines(prepare(read(data), library).document("annexe-ccap")))
