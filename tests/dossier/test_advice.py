"""The demande de conseil: all that an advice desk needs, no person, nothing to sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.dossier.advice_request import ADVICE, advice_docx, advice_request
from generator.errors import InputError
from generator.library import Library
from generator.market import read
from tests.reading import lines, word_text

Example = Callable[[str], dict[str, Any]]
EXAMPLES = ("halle-neuf-lots", "nettoyage-accord-cadre", "informatique-etat")
SMALL: dict[str, Any] = {"objet": "Achat", "acheteur": {"nom": "Ville"}}
HOSTILE = "{{ 7*7 }} <script>alert(1)</script> | # *"


def text(data: dict[str, Any], library: Library) -> str:
    said = "\n".join(lines(advice_request(read(data), library)))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_has_every_part_and_is_not_for_signature(name: str, example: Example, library: Library) -> None:
    document = advice_request(read(example(name)), library)
    assert [article.id for article in document.articles] == [
        "marche",
        "devoirs",
        "clauses",
        "entreprises",
        "points",
        "doutes",
        "questions",
    ]
    assert document.id == ADVICE == "demande-de-conseil"
    assert not document.for_signature


def test_it_says_the_market_its_lots_and_their_families(example: Example, library: Library) -> None:
    said = text(example("halle-neuf-lots"), library)
    assert "| Montant estimé | 1 750 000 € HT |" in said
    assert "| Consultation engagée le | 30 novembre 2026 |" in said
    assert "| Durée totale | 14 mois |" in said
    assert "| 3. Charpente métallique | Charpente métallique | Travaux | 260 000 € | 4 |" in said


def test_it_gives_the_duties_that_bear_with_their_articles_and_no_other(example: Example, library: Library) -> None:
    said = text(example("halle-neuf-lots"), library)
    assert (
        "| Conditions d’exécution prenant en compte l’environnement | Obligatoire | oui | CCP, art. L. 2112-2" in said
    )
    assert "véhicules" not in said.lower()


def test_it_gives_each_clause_with_its_level(example: Example, library: Library) -> None:
    said = text({**example("halle-neuf-lots"), "niveau": "ambitieux"}, library)
    assert "| Action d’insertion sociale | ambitieux | les lots n° 1, 2, 6, 8 et 9 |" in said


def test_it_asks_the_three_questions_of_each_family_once(example: Example, library: Library) -> None:
    said = text(example("halle-neuf-lots"), library)
    assert said.count("## Second œuvre") == 1
    between = said.split("## Second œuvre\n")[1].split("##")[0]
    assert between.count("\n- ") + between.startswith("- ") == 3


def test_a_market_without_code_is_known_by_its_words_and_says_so(library: Library) -> None:
    assert "| Famille d’achat | Peinture (d’après les mots) |" in text({**SMALL, "objet": "Peinture du hall"}, library)
    assert "à préciser : Nettoyage des locaux ou" in text({**SMALL, "objet": "Nettoyage et gardiennage"}, library)
    assert "| Famille d’achat | hors catalogue |" in text({**SMALL, "cpv": "41110000"}, library)


def test_what_is_to_be_settled_or_verified_is_listed(example: Example, library: Library) -> None:
    data = {**example("halle-neuf-lots"), "criteres": [{"libelle": "Prix", "type": "prix", "ponderation": "100"}]}
    said = text(data, library)
    points = said.split("# Points à régler\n")[1].split("\n# ")[0]
    assert "critère" in points
    assert (
        "Haute performance énergétique"
        in text(example("informatique-etat"), library).split("# Ce qui est à vérifier")[1]
    )


def test_there_is_room_for_questions(library: Library) -> None:
    assert text(SMALL, library).count("………") == 2 * 5


def test_no_person_is_named(example: Example, library: Library) -> None:
    data = example("halle-neuf-lots")
    data["facilitateur"] = {
        "structure": "PLIE du Haut",
        "contact": "Contact-essai",
        "courriel": "essai@exemple.fr",
        "telephone": "01 02 03 04 05",
    }
    data["note"] = "Note-essai"
    data["lots"][0]["insertion"] |= {"heures": 100, "motif": "Motif-essai", "par": "Par-essai", "le": "2026-11-20"}
    said = text(data, library)
    assert not [word for word in ("essai", "01 02 03") if word in said]


def test_what_a_person_typed_stays_literal_in_the_page_and_in_word(library: Library) -> None:
    data = {**SMALL, "objet": HOSTILE, "lots": [{"numero": 1, "intitule": HOSTILE}]}
    assert HOSTILE in text(data, library)
    assert HOSTILE in word_text(advice_docx(read(data), library))


def test_the_same_answers_give_the_same_file(example: Example, library: Library) -> None:
    marche = read(example("halle-neuf-lots"))
    assert advice_docx(marche, library) == advice_docx(marche, library)


def test_a_concession_may_ask_too(library: Library) -> None:
    assert "Concession" in text({**SMALL, "contrat": "concession"}, library)


def test_a_choice_that_cannot_be_used_is_an_input_error(library: Library) -> None:
    with pytest.raises(InputError):
        advice_request(read({**SMALL, "clauses": {"retenues": {"inconnue_essai": {}}}}), library)
