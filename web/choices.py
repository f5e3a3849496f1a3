"""The clauses in the form: rows to choose and set, and the way back to the `clauses` key of a marché.

As long as the buyer only sets clauses aside, the proposal keeps following the answers. A level, a value or an
added clause fixes the list: `retenues` then holds every ticked clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.language.filters import number, numeros, with_unit
from generator.language.typography import NBSP, finish_plain
from generator.library import ClauseVersion, LawValue, Parameter
from generator.market import Marche, question
from generator.market.model import ClauseRetenue
from generator.market.typed import UnreadableError, parse_amount
from generator.selection import Retained, Selection, penalty_parameters
from web.answers import Data, Pairs
from web.desk import Examination
from web.fields import field_id
from web.lot_choices import LotChoice, lot_choices, lot_settings, numbers_in, some_lots, takes_no_lot

SHOWN = "clause-montree"
NAME = re.compile(r"clause\.([a-z][a-z0-9_]*)\.(retenue|niveau|ecart|lot\.[0-9]{1,3}|[pm]\.[a-z][a-z0-9_]*)")
PATH = re.compile(r"clauses\.retenues\.([a-z][a-z0-9_]*)\.parametres\.([a-z][a-z0-9_]*)")
UNITS = {"pourcent": "%", "euros": "€"}
NUMERIC = ("nombre", "pourcent", "euros", "duree")


@dataclass(frozen=True)
class Knob:
    """A parameter the buyer may set; blank, the level decides."""

    name: str
    label: str
    value: str
    hint: str
    unit: str
    options: tuple[str, ...]
    error: str
    reason_name: str
    reason: str

    @property
    def id(self) -> str:
        return field_id(self.name)

    @property
    def wants_reason(self) -> bool:
        return bool(self.error or self.reason)


@dataclass(frozen=True)
class Row:
    """A clause as the form shows it."""

    id: str
    title: str
    purpose: str
    lots: str
    why: str
    ticked: bool
    level: str
    knobs: tuple[Knob, ...]
    by_lot: tuple[LotChoice, ...]
    set_aside: bool
    reason: str

    @property
    def shown(self) -> str:
        """What the hidden field says was on the page: the id, whether it was ticked, its lots if not all."""
        return f"{self.id}:{int(self.ticked)}:{some_lots(self.by_lot)}"

    @property
    def open(self) -> bool:
        return any(knob.error for knob in self.knobs)

    @property
    def aside(self) -> bool:
        """Neither retained nor set aside: one of the other clauses that the marché may take."""
        return not self.ticked and not self.set_aside


def rows(found: Examination, typed: Data, errors: Mapping[str, str]) -> tuple[Row, ...]:
    """The clauses that apply or that the buyer spoke of, in document order."""
    current, proposal = found.selection, found.proposal
    if proposal is None:
        return ()
    base = current or proposal
    listed = {item.id: item.clause for item in (*proposal.retained, *base.retained)}
    listed.update({item.clause.id: item.clause for item in proposal.excluded if item.possible})
    choice = found.marche.clauses
    spoken = {*(choice.retenues or {}), *choice.ecartees} if choice else set()
    listed.update({item.clause.id: item.clause for item in base.excluded if item.clause.id in spoken})
    ordered = sorted(listed.values(), key=lambda clause: (clause.ordre, clause.id))
    return tuple(_row(clause, found.marche, base, typed, errors) for clause in ordered)


def apply(pairs: Pairs, data: Data) -> Data:
    """The answers with what the form says of clauses; unchanged when it says nothing."""
    was = [value.split(":", 2) for name, value in pairs if name == SHOWN]
    if not was:
        return data
    shown = {parts[0]: "".join(parts[1:2]) for parts in was}
    lots = {parts[0]: "".join(parts[2:]) for parts in was}
    said = _said(pairs)
    before = _object(data.get("clauses"))
    ticked = [id_ for id_ in shown if "retenue" in said.get(id_, {}) and not takes_no_lot(said[id_])]
    aside = {id_: text for id_, text in _object(before.get("ecartees")).items() if id_ not in shown}
    for id_, before_ticked in shown.items():
        if id_ not in ticked and (before_ticked == "1" or id_ in _object(before.get("ecartees"))):
            aside[id_] = said.get(id_, {}).get("ecart", "")
    retained = _retained(before.get("retenues"), shown, lots, ticked, said, aside)
    chosen = {"retenues": retained, "ecartees": aside}
    kept = {key: value for key, value in chosen.items() if value or (key == "retenues" and value is not None)}
    return {**data, "clauses": kept or None}


def field_of(path: str) -> str:
    """The form field of a fault about a clause's parameter, or an empty string."""
    match = PATH.match(path)
    return f"clause.{match[1]}.p.{match[2]}" if match else ""


def _retained(
    before: Any,
    shown: Mapping[str, str],
    lots: Mapping[str, str],
    ticked: list[str],
    said: Mapping[str, Mapping[str, str]],
    aside: Data,
) -> Data | None:
    """The list of the buyer, or None while it only follows the proposal."""
    known = _object(before)
    settings = {id_: _setting(said[id_], _object(known.get(id_)), lots[id_]) for id_ in ticked}
    added = [id_ for id_ in ticked if shown[id_] == "0" and not _was_aside(said[id_])]
    touched = any(setting != _lots_only(lots[id_]) for id_, setting in settings.items())
    if before is None and not touched and not added:
        return None
    kept = {id_: value for id_, value in known.items() if id_ not in shown and id_ not in aside}
    return {**kept, **settings}


def _lots_only(lots: str) -> Data:
    """What an untouched clause of the proposal says: its lots when they are not all those it could take."""
    return {"lots": numbers_in(lots)} if lots else {}


def _was_aside(said: Mapping[str, str]) -> bool:
    """A clause set aside shows a field for its reason; ticking it again just takes it back."""
    return "ecart" in said


def _said(pairs: Pairs) -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = {}
    for name, value in pairs:
        match = NAME.fullmatch(name)
        if match:
            said.setdefault(match[1], {})[match[2]] = value.strip()
    return said


def _setting(said: Mapping[str, str], known: Data, lots: str) -> Data:
    """The setting of a clause as the form says it, with what the form does not show of it."""
    values = {key[2:]: _plain(value) for key, value in said.items() if key.startswith("p.") and value}
    reasons = {key[2:]: value for key, value in said.items() if key.startswith("m.") and value}
    setting: Data = {"niveau": said.get("niveau", ""), "parametres": values, "motifs": reasons}
    setting |= lot_settings(said, known, lots)
    return {key: value for key, value in setting.items() if value}


def _plain(text: str) -> str:
    """« 12,5 % » as « 12.5 »; anything else as typed, for the reader to judge."""
    try:
        return format(parse_amount(text.replace("%", "")), "f")
    except UnreadableError:
        return text


def _object(value: Any) -> Data:
    return value if isinstance(value, dict) else {}


def _row(clause: ClauseVersion, marche: Marche, base: Selection, typed: Data, errors: Mapping[str, str]) -> Row:
    item = base.get(clause.id)
    choice = marche.clauses
    aside = choice is not None and clause.id in choice.ecartees
    kept = (choice.retenues or {}).get(clause.id) if choice else None
    excluded = next((e for e in base.excluded if e.clause.id == clause.id), None)
    level = (kept.niveau if kept else None) or ""
    return Row(
        id=clause.id,
        title=finish_plain(clause.titre),
        purpose=finish_plain(clause.objectif),
        lots=lots_in_words(item, marche),
        why=item.pourquoi if item else (excluded.motif if excluded and not aside else ""),
        ticked=item is not None or kept is not None,
        level=level,
        knobs=_knobs(clause, level or marche.niveau or "essentiel", kept, typed, errors),
        by_lot=lot_choices(marche, item, kept),
        set_aside=aside,
        reason=choice.ecartees.get(clause.id, "") if choice else "",
    )


def lots_in_words(item: Retained | None, marche: Marche) -> str:
    """« tous les lots », « lots 1, 3 et 5 à 8 », or nothing for an unlotted marché."""
    if item is None or not item.lots:
        return ""
    if len(item.lots) == len(marche.lots) > 1:
        return "tous les lots"
    words = numeros(item.lots)
    return f"lot {words}" if len(item.lots) == 1 else f"lots {words}"


def _knobs(
    clause: ClauseVersion, level: str, kept: ClauseRetenue | None, typed: Data, errors: Mapping[str, str]
) -> tuple[Knob, ...]:
    raw = _object(_object(_object(typed.get("clauses")).get("retenues")).get(clause.id))
    given, reasons = _object(raw.get("parametres")), _object(raw.get("motifs"))
    parameters = {**clause.parametres, **penalty_parameters(clause)}
    return tuple(_knob(clause.id, p, level, str(given.get(p.id, "")), str(reasons.get(p.id, "")), errors)
                 for p in parameters.values())  # fmt: skip


def _knob(clause: str, parameter: Parameter, level: str, value: str, reason: str, errors: Mapping[str, str]) -> Knob:
    name = f"clause.{clause}.p.{parameter.id}"
    return Knob(
        name=name,
        label=finish_plain(parameter.libelle),
        value=value.replace(".", ",") if parameter.type in NUMERIC else value,
        hint=_hint(parameter, level),
        unit=_unit(parameter),
        options=parameter.choix,
        error=errors.get(name, ""),
        reason_name=f"clause.{clause}.m.{parameter.id}",
        reason=reason,
    )


def _unit(parameter: Parameter) -> str:
    """« % », « € », « jours »: what stands beside the field."""
    symbol = UNITS.get(parameter.type)
    return symbol or with_unit(2, parameter.unite).partition(NBSP)[2]


def _hint(parameter: Parameter, level: str) -> str:
    value = parameter.levels[level]
    label = next(choice.label for choice in question("niveau").choices if choice.value == level).lower()
    if isinstance(value, LawValue):
        return f"Vide : la valeur de la loi au niveau {label}."
    words = f"Vide{NBSP}: {value if isinstance(value, str) else _with_unit(value, parameter)}, niveau {label}."
    low, high = parameter.minimum, parameter.maximum
    if low is None or high is None:
        return words
    return f"{words} De {number(low)} à {number(high)}."


def _with_unit(value: Decimal, parameter: Parameter) -> str:
    symbol = UNITS.get(parameter.type)
    return f"{number(value)}{NBSP}{symbol}" if symbol else with_unit(value, parameter.unite)
