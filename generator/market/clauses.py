"""What the buyer decides about clauses: kept, set aside, adjusted lot by lot; and points settled elsewhere.

These parts are keyed by clause, parameter and lot, so no list of questions can describe them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from generator.market.answers import is_unanswered, read_answer
from generator.market.faults import Faults, join, refuse_unknown
from generator.market.model import Choix, ClauseRetenue, Niveau, ParameterValue, Reglage
from generator.market.numbering import LotNumbers
from generator.market.plain import clean_text, shown
from generator.market.table import question
from generator.market.typed import UnreadableError, parse_integer

ID_PATTERN = "[a-z][a-z0-9_]{0,79}"
CODE_PATTERN = "[A-Za-z0-9][A-Za-z0-9_.:-]{0,119}"
MOST_ENTRIES = 300
LONGEST_TEXT = 4000
LARGEST_NUMBER = Decimal(10) ** 12
RETAINED_KEYS = ("niveau", "parametres", "motifs", "lots", "par_lot")
SETTING_KEYS = ("niveau", "parametres", "motifs")

_T = TypeVar("_T")
_Object = Mapping[object, object]


def read_choice(value: object, lots: LotNumbers, faults: Faults) -> Choix | None:
    """`clauses`: None when nothing is decided, and the proposal is used."""
    if value is None or value == "":
        return None
    source = _object(value, "clauses", faults)
    refuse_unknown(source, ("retenues", "ecartees"), "clauses", faults, {})
    retained = _retained(source.get("retenues"), lots, faults)
    dismissed = _texts(source.get("ecartees"), "clauses.ecartees", ID_PATTERN, faults, keep_empty=True)
    return Choix(retenues=retained, ecartees=dismissed) if retained is not None or dismissed else None


def read_settled(value: object, faults: Faults) -> Mapping[str, str]:
    """`points_traites`: a reason by code of point; a point without reason is not settled."""
    return _texts(value, "points_traites", CODE_PATTERN, faults, keep_empty=False)


def _retained(value: object, lots: LotNumbers, faults: Faults) -> Mapping[str, ClauseRetenue] | None:
    """None (absent, null): the proposal. An object, even empty: exactly these clauses."""
    if not isinstance(value, Mapping):
        _object(value, "clauses.retenues", faults)
        return None
    return _entries(
        value, "clauses.retenues", ID_PATTERN, faults, lambda inner, place: _clause(inner, place, lots, faults)
    )


def _clause(value: object, place: str, lots: LotNumbers, faults: Faults) -> ClauseRetenue:
    source = _object(value, place, faults)
    refuse_unknown(source, RETAINED_KEYS, place, faults, {})
    setting = _setting(source, place, faults)
    return ClauseRetenue(
        niveau=setting.niveau,
        parametres=setting.parametres,
        motifs=setting.motifs,
        lots=_lots(source.get("lots"), join(place, "lots"), lots, faults),
        par_lot=_by_lot(source.get("par_lot"), join(place, "par_lot"), lots, faults),
    )


def _setting(source: _Object, place: str, faults: Faults) -> Reglage:
    return Reglage(
        niveau=_level(source.get("niveau"), join(place, "niveau"), faults),
        parametres=_parameters(source.get("parametres"), join(place, "parametres"), faults),
        motifs=_texts(source.get("motifs"), join(place, "motifs"), CODE_PATTERN, faults, keep_empty=False),
    )


def _level(value: object, place: str, faults: Faults) -> Niveau | None:
    level = question("niveau")
    try:
        return cast(Niveau | None, read_answer(level, value))
    except UnreadableError as error:
        faults.add(place, str(error), level.expected, "choix")
        return None


def _by_lot(value: object, place: str, lots: LotNumbers, faults: Faults) -> Mapping[int, Reglage]:
    by_lot: dict[int, Reglage] = {}
    for key, inner in _object(value, place, faults).items():
        number = _lot(key, join(place, str(key)), lots, faults)
        setting = _object(inner, join(place, str(key)), faults)
        refuse_unknown(setting, SETTING_KEYS, join(place, str(key)), faults, {})
        if number is not None:
            by_lot[number] = _setting(setting, join(place, str(key)), faults)
    return by_lot


def _lots(value: object, place: str, lots: LotNumbers, faults: Faults) -> tuple[int, ...] | None:
    if is_unanswered(value):
        return None
    if isinstance(value, str):
        value = [part for part in re.split(r"[\s,;]+", value) if part]
    if not isinstance(value, list | tuple):
        faults.add(place, f"Une liste de numéros de lots est attendue, et non {shown(value)}.", "", "type")
        return None
    read = [_lot(item, f"{place}[{index}]", lots, faults) for index, item in enumerate(value[:MOST_ENTRIES])]
    return tuple(dict.fromkeys(number for number in read if number is not None)) or None


def _lot(value: object, place: str, lots: LotNumbers, faults: Faults) -> int | None:
    try:
        number = parse_integer(value) if isinstance(value, str) else value
    except UnreadableError:
        number = None
    if isinstance(number, bool) or not isinstance(number, int):
        faults.add(place, f"{shown(value)} n’est pas un numéro de lot.", "Écrivez un numéro, par exemple 1.", "format")
        return None
    return number if lots.resolves(number, place, faults) else None


def _parameters(value: object, place: str, faults: Faults) -> Mapping[str, ParameterValue]:
    read = _entries(value, place, ID_PATTERN, faults, lambda inner, at: _parameter(inner, at, faults))
    return {name: inner for name, inner in read.items() if inner is not None}


def _parameter(value: object, place: str, faults: Faults) -> ParameterValue | None:
    """A number, a text or a boolean; its own type is known by the clause, so texts are kept as typed."""
    if is_unanswered(value) or isinstance(value, bool):
        return value if isinstance(value, bool) else None
    if isinstance(value, str):
        return _text(value, place, faults)
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if number.is_finite() and number.copy_abs() <= LARGEST_NUMBER:
            return number
    faults.add(place, f"Un nombre, un texte ou un oui/non est attendu, et non {shown(value)}.", "", "type")
    return None


def _texts(value: object, place: str, pattern: str, faults: Faults, *, keep_empty: bool) -> Mapping[str, str]:
    """Reasons by name. With `keep_empty`, a missing reason is an empty one."""
    read = _entries(value, place, pattern, faults, lambda inner, at: _reason(inner, at, faults))
    return {name: text for name, text in read.items() if text or keep_empty}


def _reason(value: object, place: str, faults: Faults) -> str:
    if is_unanswered(value):
        return ""
    if isinstance(value, str):
        return _text(value, place, faults) or ""
    faults.add(place, f"Un texte est attendu, et non {shown(value)}.", "Écrivez un motif entre guillemets.", "type")
    return ""


def _text(value: str, place: str, faults: Faults) -> str | None:
    text = clean_text(value)
    if len(text) > LONGEST_TEXT:
        message = f"Ce texte a {len(text)} caractères ; la limite est de {LONGEST_TEXT}."
        faults.add(place, message, "Raccourcissez-le.", "longueur")
        return None
    return text


def _entries(
    value: object, place: str, pattern: str, faults: Faults, read: Callable[[object, str], _T]
) -> dict[str, _T]:
    """Each entry of an object whose keys are names, read by `read(value, place)`."""
    entries: dict[str, _T] = {}
    for key, inner in _object(value, place, faults).items():
        if isinstance(key, str) and re.fullmatch(pattern, key):
            entries[key] = read(inner, join(place, key))
        else:
            remedy = "Un identifiant s’écrit en minuscules sans accent : lettres, chiffres et « _ »."
            faults.add(join(place, str(key)), "Ce nom n’est pas un identifiant.", remedy, "identifiant")
    return entries


def _object(value: object, place: str, faults: Faults) -> _Object:
    if is_unanswered(value):
        return {}
    if not isinstance(value, Mapping):
        faults.add(place, f"Un objet est attendu, et non {shown(value)}.", "Écrivez { … }.", "type")
        return {}
    if len(value) > MOST_ENTRIES:
        faults.add(place, f"{len(value)} entrées sont données ; la limite est de {MOST_ENTRIES}.", "", "nombre")
        return {}
    return value
