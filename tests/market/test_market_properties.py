"""What holds for any input at all."""

import json
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.errors import Fault, InputError
from generator.market import (
    QUESTIONS,
    Marche,
    Question,
    as_json,
    from_fields,
    lots_from_text,
    read,
    read_json,
    read_kindly,
    schema,
    to_fields,
)
from generator.market.plain import clean_text

# The same examples every time, however loaded the machine is.
relaxed = settings(
    derandomize=True, database=None, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
VALIDATOR = Draft202012Validator(schema())
NAMES = [asked.name for asked in QUESTIONS] + ["lots", "criteres", "clauses", "retenues", "parametres", "schema"]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["oui", "5 %", "2,1 M€"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
    max_leaves=25,
)
identifiers = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
texts = st.text(min_size=1, max_size=40)
settings_of_clauses = st.fixed_dictionaries(
    {},
    optional={
        "niveau": st.sampled_from(["essentiel", "ambitieux", "exemplaire"]),
        "parametres": st.dictionaries(identifiers, st.integers(-999, 999) | texts | st.booleans(), max_size=3),
        "motifs": st.dictionaries(identifiers, texts, max_size=2),
        "lots": st.lists(st.integers(1, 3), max_size=3),
    },
)


def answers_to(asked: Question) -> st.SearchStrategy[object]:
    """Sound answers to a question, as a file holds them."""
    if asked.choices:
        return st.sampled_from([choice.value for choice in asked.choices])
    lowest, highest = asked.minimum or Decimal(0), asked.maximum or Decimal(10) ** 6
    amounts = st.decimals(lowest, highest, places=2).map(lambda number: f"{number:f}")
    by_kind: dict[str, st.SearchStrategy[object]] = {
        "entier": st.integers(int(lowest), int(highest)),
        "booleen": st.booleans(),
        "date": st.dates().filter(lambda day: 1900 <= day.year <= 2199).map(str),
        "cpv": st.from_regex(r"[0-9]{8}", fullmatch=True),
        "siret": st.from_regex(r"[0-9]{14}", fullmatch=True),
        "courriel": st.just("clauses@plie.example"),
        "telephone": st.just("03 00 00 00 00"),
        "departements": st.lists(st.sampled_from(["01", "2A", "974"]), max_size=3),
        "texte": texts,
        "texte_long": texts,
    }
    return by_kind.get(asked.kind, amounts)


def objects(prefix: str, **more: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Objects answering some of the questions that stand right under a prefix."""
    own = [asked for asked in QUESTIONS if asked.key.startswith(prefix) and "." not in asked.key.removeprefix(prefix)]
    optional = {asked.name: answers_to(asked) for asked in own if not asked.required and asked.name not in more}
    return st.fixed_dictionaries({}, optional={**optional, **more})


lots = st.lists(
    objects("lots[].", insertion=st.none() | objects("lots[].insertion."), numero=st.none()), max_size=4
).map(lambda rows: [row | {"numero": number} for number, row in enumerate(rows, start=1)])
criteria = st.lists(objects("criteres[].", lot=st.none()).map(lambda row: row | {"libelle": "Prix"}), max_size=3)
markets = st.fixed_dictionaries(
    {"objet": texts.filter(clean_text), "acheteur": objects("acheteur.").map(lambda known: {**known, "nom": "Ville"})},
    optional={
        **{asked.key: answers_to(asked) for asked in QUESTIONS if "." not in asked.key and not asked.required},
        "lots": lots,
        "insertion": objects("insertion."),
        "periodes": objects("periodes."),
        "facilitateur": objects("facilitateur."),
        "criteres": criteria,
        "exemption_sociale": objects("exemption_sociale."),
        "points_traites": st.dictionaries(identifiers, texts, max_size=2),
        "clauses": st.fixed_dictionaries({}, optional={"ecartees": st.dictionaries(identifiers, texts, max_size=2)}),
    },
)


@relaxed
@given(anything)
def test_any_data_is_read_kindly_and_what_was_understood_is_sound(data: object) -> None:
    reading = read_kindly(data)
    assert isinstance(reading.marche, Marche)
    assert not [fault for fault in read_kindly(as_json(reading.marche)).wrong]
    for fault in reading.faults:
        assert fault.sentence().encode("utf-8")


def faults_of(raw: bytes) -> tuple[Fault, ...]:
    """Faults of reading these bytes; any other exception passes through."""
    try:
        read_json(raw)
    except InputError as refused:
        return refused.faults
    return ()


@relaxed
@given(anything)
def test_any_json_never_raises_anything_but_an_input_error(data: object) -> None:
    assert all(fault.message for fault in faults_of(json.dumps(data).encode()))


@relaxed
@given(st.binary(max_size=200) | st.text(alphabet='{}[]":,\\0123456789eENa ', max_size=80).map(str.encode))
def test_any_bytes_never_raise_anything_but_an_input_error(raw: bytes) -> None:
    assert faults_of(raw)


@relaxed
@given(markets)
def test_a_sound_market_round_trips_through_its_normal_form(data: dict[str, object]) -> None:
    marche = read(data)
    normal = json.loads(json.dumps(as_json(marche)))
    assert read(normal) == marche
    assert as_json(read(normal)) == normal
    assert not list(VALIDATOR.iter_errors(normal))


@relaxed
@given(markets)
def test_a_sound_market_round_trips_through_the_form(data: dict[str, object]) -> None:
    marche = read(data)
    assert read(from_fields(to_fields(as_json(marche)).items())) == marche


@relaxed
@given(st.dictionaries(identifiers, settings_of_clauses, max_size=3))
def test_settings_of_clauses_round_trip(retained: dict[str, object]) -> None:
    marche = read({"objet": "a", "acheteur": {"nom": "b"}, "lots": [{}] * 3, "clauses": {"retenues": retained}})
    assert read(json.loads(json.dumps(as_json(marche)))) == marche


@relaxed
@given(st.lists(st.tuples(st.sampled_from([f"lots.0.{name}" for name in NAMES] + NAMES) | st.text(), st.text())))
def test_any_form_is_read(pairs: list[tuple[str, str]]) -> None:
    data = from_fields(pairs)
    assert isinstance(read_kindly(data).marche, Marche)
    assert isinstance(to_fields(data), dict)


@relaxed
@given(anything)
def test_any_data_can_be_shown_in_the_form(data: object) -> None:
    assert all(isinstance(value, str) for value in to_fields(data).values())


@relaxed
@given(st.text(alphabet='\t\n;" 0123456789,.€abé°', max_size=300) | st.text())
def test_any_text_can_be_pasted(text: str) -> None:
    pasted = lots_from_text(text)
    assert pasted.lots or pasted.faults
    assert isinstance(read_kindly({"lots": list(pasted.lots)}).marche, Marche)
