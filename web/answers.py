"""The whole state of a page: what was answered, what the last change replaced. It lives in the form alone.

Fields the form shows come back one by one; what it does not show (`CARRIED_KEYS`) travels as JSON in a hidden
field, so that a file taken up again loses nothing on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.errors import Fault, InputError
from generator.market import Reading, parse_json, read_kindly
from generator.market.form import field_name, from_fields, to_fields

Data = dict[str, Any]
Pairs = list[tuple[str, str]]

CARRIED_KEYS = ("note", "clauses", "points_traites")
LOT = re.compile(r"lots\.(\d{1,6})\.")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Answers:
    """`data` is nested like a marché file, with values as they were typed; `before` undoes the last change.

    `unsaved`: something was typed since the answers were last saved to a file.
    """

    data: Data
    before: Data | None = None
    unsaved: bool = False
    faults: tuple[Fault, ...] = ()

    def reading(self) -> Reading:
        """The marché that can be understood, wrong answers left out, and every fault."""
        return read_kindly(self.data)

    def fields(self) -> dict[str, str]:
        """Field names and what they show."""
        return to_fields(self.data)

    def carried(self) -> str:
        """What the form does not show, as the text of a hidden field."""
        return dumps({key: self.data[key] for key in CARRIED_KEYS if self.data.get(key)})


def from_pairs(pairs: Pairs, *, keep_empty_lots: bool = True) -> Answers:
    """The state a form sends back. A lot just added, still empty, stays while the form is being filled."""
    hidden = dict(pairs)
    data, faults = _carried(hidden.get("_reste", ""))
    data.update(from_fields(pairs))
    if keep_empty_lots and (lots := _every_lot(pairs)):
        data["lots"] = lots
    before, _ = _carried(hidden.get("_avant", ""))
    return Answers(data, before or None, hidden.get("_modifie") == "1", faults)


def from_json_text(text: str) -> Answers:
    """The state that the preview carries in one hidden field; an unreadable one is an empty state and a fault."""
    data, faults = _carried(text)
    return Answers(data, None, True, faults)


def clean(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The same fields without the characters that no page may hold (controls, lone surrogates)."""
    return [(name, UNPRINTABLE.sub("", value)) for name, value in pairs]


def dumps(data: Mapping[str, Any]) -> str:
    """Compact JSON that any page can hold."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")) if data else ""


def errors_by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """Fault sentences by field name; the first of a field wins."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(field_name(fault.where), words_of(fault))
    return found


def words_of(fault: Fault) -> str:
    """What to say beside a field: a missing answer only needs to be asked for."""
    parts = (fault.remedy,) if fault.code == "manquant" and fault.remedy else (fault.message, fault.remedy)
    return " ".join(part for part in parts if part)


def _every_lot(pairs: Pairs) -> list[Data]:
    by_index: dict[int, Pairs] = {}
    for name, value in pairs:
        if match := LOT.match(name):
            by_index.setdefault(int(match[1]), []).append((name, value))
    return [_lot(row, dict(row).get(f"lots.{index}.numero", "")) for index, row in sorted(by_index.items())]


def _lot(row: Pairs, number: str) -> Data:
    read: Any = from_fields(row).get("lots") or [{"numero": number}]
    return dict(read[0])


def _carried(text: str) -> tuple[Data, tuple[Fault, ...]]:
    if not text.strip():
        return {}, ()
    try:
        data = parse_json(UNPRINTABLE.sub("", text).encode())
    except InputError as error:
        return {}, error.faults
    return (dict(data), ()) if isinstance(data, dict) else ({}, ())
