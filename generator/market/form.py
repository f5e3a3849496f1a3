"""Between the flat fields of a page and the nested data of a marché.

Names are JSON paths with dots: « acheteur.nom », « lots.0.insertion.taux_effort », « clauses.retenues.tri.niveau ».
What cannot be understood travels unchanged both ways, so that a wrong answer comes back as it was typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.errors import InputError
from generator.market.answers import is_unanswered, read_answer
from generator.market.plain import clean_line
from generator.market.questions import Question
from generator.market.serialise import decimal_text
from generator.market.shape import ROOT, Group
from generator.market.source import parse_json
from generator.market.typed import UnreadableError, parse_boolean, parse_share

PLANNED = "prevue"  # the checkbox that says whether a lot bears hours
_STRUCTURED = re.compile(
    r"clauses\.retenues\.[a-z0-9_]+(?:\.(?:niveau|lots|(?:parametres|motifs)\.[A-Za-z0-9_.:-]+"
    r"|par_lot\.[0-9]+\.(?:niveau|(?:parametres|motifs)\.[A-Za-z0-9_.:-]+)))?"
    r"|clauses\.ecartees\.[a-z0-9_]+"
)
_SETTLED = "points_traites."
_NARROW = "\u202f"
_Fields = Mapping[str, str]


def from_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Nested data from a posted form, ready for `read_kindly`; unknown names and empty rows are left out."""
    fields: dict[str, str] = {}
    for name, value in pairs:
        both = name == "departements" and fields.get(name)
        fields[name] = f"{fields[name]}, {value}" if both else value
    data = _object_from(ROOT, "", fields)
    return data | _structured_from(fields)


def _object_from(group: Group, prefix: str, fields: _Fields) -> dict[str, object]:
    data: dict[str, object] = {}
    for name, node in group.children.items():
        place = f"{prefix}{name}"
        value: object
        if isinstance(node, Question):
            value = _typed(node, fields.get(place, ""))
        elif node.most is not None:
            value = _rows(node, f"{place}.", fields)
        else:
            value = _object_from(node, f"{place}.", fields)
            if node.empty_counts:
                data[name] = value if _is_checked(fields.get(f"{place}.{PLANNED}", "")) else None
                continue
        if not is_unanswered(value):
            data[name] = value
    return data


def _rows(group: Group, prefix: str, fields: _Fields) -> list[dict[str, object]]:
    """The rows of a list, indices closed up; a row where nothing is typed nor checked is no row."""
    found = re.compile(re.escape(prefix) + r"([0-9]{1,6})\.")
    indices = sorted({match[1] for name in fields if (match := found.match(name))}, key=lambda text: (int(text), text))
    rows = [_object_from(group, f"{prefix}{index}.", fields) for index in indices]
    return [row for row in rows if any(value is not None for value in row.values())]


def _is_checked(text: str) -> bool:
    try:
        return parse_boolean(text or "non")
    except UnreadableError:
        return True


def _typed(question: Question, text: str) -> str:
    """The text as typed, except that a share typed as a percent becomes the fraction the file holds."""
    if question.kind != "part" or not clean_line(text):
        return text
    explicit = "%" in text or "cent" in text.lower()
    try:
        share = parse_share(text)
    except UnreadableError:
        return text
    percent_meant = not explicit and abs(share) >= 1
    share = share / 100 if percent_meant else share
    if 0 <= share <= 1:
        return decimal_text(share)
    return f"{text} %" if percent_meant else text


def _structured_from(fields: _Fields) -> dict[str, object]:
    """`clauses` and `points_traites`: whole, as JSON in one field, then adjusted by fields of their own."""
    data: dict[str, object] = {}
    for name in ("clauses", "points_traites"):
        if fields.get(name, "").strip():
            data[name] = _parsed(fields[name])
    for name, value in fields.items():
        if _STRUCTURED.fullmatch(name):
            _put(data, _steps(name), value)
        elif name.startswith(_SETTLED):
            _put(data, ["points_traites", name.removeprefix(_SETTLED)], value)
    return data


def _parsed(text: str) -> object:
    try:
        return parse_json(text.encode("utf-8", "replace"))
    except InputError:
        return text


def _steps(name: str) -> list[str]:
    """The keys of a structured name; what follows `parametres` or `motifs` is one key."""
    head, mark, tail = re.split(r"\.(parametres|motifs)\.", name, maxsplit=1) if _has_names(name) else (name, "", "")
    return [*head.split("."), *([mark, tail] if mark else [])]


def _has_names(name: str) -> bool:
    return ".parametres." in name or ".motifs." in name


def _put(data: dict[str, object], steps: list[str], value: str) -> None:
    here = data
    for step in steps[:-1]:
        inner = here.get(step)
        if not isinstance(inner, dict):
            inner = here[step] = {}
        here = inner
    if steps[-2] != "retenues":
        here[steps[-1]] = value
    elif _is_checked(value):
        here.setdefault(steps[-1], {})


def to_fields(data: object) -> dict[str, str]:
    """The fields of a page from nested data, each value the way a person types it in French."""
    fields: dict[str, str] = {}
    if isinstance(data, Mapping):
        _object_to(ROOT, "", data, fields)
        for name in ("clauses", "points_traites"):
            if not is_unanswered(data.get(name)):
                value = data[name]
                fields[name] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return fields


def _object_to(group: Group, prefix: str, data: Mapping[object, object], fields: dict[str, str]) -> None:
    for name, node in group.children.items():
        place, value = f"{prefix}{name}", data.get(name)
        if isinstance(node, Question):
            if not is_unanswered(value):
                fields[place] = written(node, value)
        elif node.most is not None:
            rows = value if isinstance(value, list | tuple) else ()
            for index, row in enumerate(rows[: node.most]):
                _object_to(node, f"{place}.{index}.", row if isinstance(row, Mapping) else {}, fields)
        elif isinstance(value, Mapping):
            if node.empty_counts:
                fields[f"{place}.{PLANNED}"] = "oui"
            _object_to(node, f"{place}.", value, fields)


def written(question: Question, value: object) -> str:
    """A value as the field shows it: « 1 750 000 », « 5 » for 0.05, « 30/11/2026 »; a wrong one as it came."""
    try:
        answer = read_answer(question, value)
    except UnreadableError:
        return _as_typed(value)
    if isinstance(answer, bool):
        return "oui" if answer else "non"
    if isinstance(answer, tuple):
        return ", ".join(answer)
    if isinstance(answer, Decimal):
        return _percent(answer) if question.kind == "part" else _grouped(answer, 2 if question.kind == "montant" else 0)
    if answer is None or isinstance(answer, str | int):
        return "" if answer is None else str(answer)
    return f"{answer:%d/%m/%Y}"


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_typed, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _percent(share: Decimal) -> str:
    """« 5 » for 0.05; below one percent the sign is written, or it would be read as a fraction."""
    percent = _trimmed(share * 100)
    return percent if share >= Decimal("0.01") or share == 0 else f"{percent}{_NARROW}%"


def _grouped(number: Decimal, decimals_kept: int) -> str:
    whole, _, decimals = _trimmed(number, decimals_kept).partition(",")
    grouped = f"{int(whole):,}".replace(",", _NARROW)
    return f"{grouped},{decimals}" if decimals else grouped


def _trimmed(number: Decimal, keep: int = 0) -> str:
    """The number with a comma, its useless zeros gone; « 12,5 » becomes « 12,50 » with `keep` 2."""
    whole, _, decimals = decimal_text(number).partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals.ljust(keep, '0')}" if decimals else whole


def field_name(path: str) -> str:
    """The field that a fault's place names: « lots[2].cpv » → « lots.2.cpv »; a list of numbers is one field."""
    name = re.sub(r"\[([0-9]+)\]", r".\1", path)
    return "departements" if name.startswith("departements.") else name
