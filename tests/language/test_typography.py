"""French typography is applied to an author's words and to nothing else."""

import pytest

from generator.language.typography import finish

NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'acheteur", "l’acheteur"),
        ("Attention : voici", f"Attention{NB}: voici"),
        ("un ; deux", f"un{NNB}; deux"),
        ("Vraiment ?", f"Vraiment{NNB}?"),
        ("au moins 50 % du total", f"au moins 50{NB}% du total"),
        ("1 500 €", f"1{NNB}500{NB}€"),
        ("« ou équivalent »", f"«{NB}ou équivalent{NB}»"),
        ("le lot n° 2", f"le lot n°{NB}2"),
        ("l'article L. 2112-2", f"l’article L.{NB}2112-2"),
        ("et ainsi...", "et ainsi…"),
        ("dans les 15 jours", f"dans les 15{NB}jours"),
        ("3,5 tonnes", f"3,5{NB}tonnes"),
        ("entre 7 h et 9 h", f"entre 7{NB}h et 9{NB}h"),
        ("le 1 mars", "le 1 mars"),
        ("http://exemple", "http://exemple"),
        ("à 12:30", "à 12:30"),
    ],
)
def test_words_get_their_french_typography(typed: str, printed: str) -> None:
    assert finish(typed) == printed


def test_what_stands_inside_a_tag_is_left_alone() -> None:
    source = '{% if niveau == "l\'un : 50 %" %}{{ part | nombre("jour") }} : oui{% endif %}'
    assert finish(source) == source.replace(" : oui", f"{NB}: oui")


def test_a_percent_sign_after_a_value_is_not_glued_by_a_plain_space() -> None:
    assert finish("{{ part }} %") == "{{ part }}" + NB + "%"


def test_lines_stay_where_they_are() -> None:
    source = "un\n\ndeux ;\ntrois"
    assert finish(source).count("\n") == source.count("\n")


def test_finishing_twice_changes_nothing_more() -> None:
    source = "l'offre : « 50 % » ; 1 500 € ?"
    assert finish(finish(source)) == finish(source)


def test_the_marks_of_the_tags_are_never_taken_from_a_source() -> None:
    assert finish("avant \ue0000\ue001 {{ objet }} \ue0007\ue001") == "avant 0 {{ objet }} 7"
