"""JSON bytes, guarded."""

import json
import time

import pytest

from generator.errors import InputError
from generator.market import parse_json, read_json


def refusal(raw: bytes) -> str:
    with pytest.raises(InputError) as refused:
        parse_json(raw)
    return str(refused.value)


def test_a_plain_object_is_parsed_with_or_without_a_byte_order_mark() -> None:
    assert parse_json('\ufeff{"objet": "été"}'.encode()) == {"objet": "été"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "vide"),
        (b" \n ", "vide"),
        (b"{", "ligne 1, colonne 2"),
        (b'{"a": 1,\n "b" 2}', "ligne 2, colonne 6"),
        (b'{"a": 1,}', "guillemets"),
        (b'{"a": 1} {', "après la fin"),
        (b'{"a": tru}', "valeur est attendue"),
        (b'{"a": "b', "guillemet n’est pas fermé"),
        (b'{"a": "\\q"}', "oblique"),
        (b"[1 2]", "virgule manque"),
        (b'{"a\n": "\xff"}', "UTF-8 (ligne 2)"),
        ("{}".encode("utf-16"), "UTF-16"),
        (b" " * 2_000_001, "2000000"),
    ],
)
def test_what_is_no_json_is_refused_in_french(raw: bytes, said: str) -> None:
    assert said in refusal(raw)


@pytest.mark.parametrize("raw", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 21 + b"]" * 21])
def test_deep_nesting_is_refused_before_it_hurts(raw: bytes) -> None:
    assert "niveaux" in refusal(raw)


def test_brackets_inside_texts_are_no_nesting() -> None:
    assert parse_json(json.dumps({"objet": "[" * 50 + '"{\\'}).encode()) == {"objet": "[" * 50 + '"{\\'}


def test_repeated_keys_are_refused_with_their_place() -> None:
    said = refusal(b'{"lots": [{"cpv": "1", "cpv": "2"}], "objet": 1, "objet": 2, "objet": 3}')
    assert said.splitlines() == [
        "objet : Cette clé est donnée deux fois. Gardez-en une.",
        "lots[0].cpv : Cette clé est donnée deux fois. Gardez-en une.",
    ]


def test_numbers_that_are_none_are_refused_with_their_place() -> None:
    said = refusal(b'{"montant_estime_ht": NaN, "lots": [{"duree_mois": -Infinity}]}')
    assert "montant_estime_ht : NaN" in said
    assert "lots[0].duree_mois : -Infinity" in said


def test_numbers_too_large_for_python_are_refused_as_amounts() -> None:
    raw = b'{"objet": "a", "acheteur": {"nom": "b"}, "montant_estime_ht": ' + b"9" * 10_000 + b"}"
    with pytest.raises(InputError, match="montant_estime_ht"):
        read_json(raw)
    with pytest.raises(InputError, match="montant_estime_ht"):
        read_json(raw.replace(b"9" * 10_000, b"1e400"))


def test_lone_surrogates_and_controls_are_dropped_from_texts() -> None:
    raw = b'{"objet": "Halle\\ud800 \\u0000neuve\x01", "acheteur": {"nom": "Ville"}}'
    assert read_json(raw).objet == "Halle neuve"


@pytest.mark.parametrize("raw", [b'"' * 1_999_999, b'{"a":"' + b"\\" * 1_999_000, b'["a",' * 15 + b'"a",' * 400_000])
def test_two_megabytes_of_malice_are_refused_quickly(raw: bytes) -> None:
    start = time.perf_counter()
    assert refusal(raw)
    assert time.perf_counter() - start < 5
