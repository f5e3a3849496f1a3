"""What the buttons of the form do to the answers: plain functions from answers to answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from generator.errors import Fault, InputError
from generator.market import parse_json
from generator.market.paste import lots_from_text
from web.answers import Answers, Data, Pairs, from_pairs

MAX_LOTS = 100
_CHOSEN = re.compile(r"(?P<code>[0-9]{8})(?::(?P<row>[0-9]{1,3}))?")
MAX_CRITERIA = 50


@dataclass(frozen=True)
class Outcome:
    """The answers after a button, what to say about it, where, and the field to go to."""

    answers: Answers
    notice: str = ""
    section: str = ""
    focus: str = ""
    faults: tuple[Fault, ...] = ()
    checked: bool = False  # the person asked for a check: the summary of errors takes the focus


def refresh(pairs: Pairs, argument: str) -> Outcome:
    return Outcome(from_pairs(pairs), checked=True)


def reopen(pairs: Pairs, argument: str) -> Outcome:
    return Outcome(from_pairs(pairs))


def add_lot(pairs: Pairs, argument: str) -> Outcome:
    answers = from_pairs(pairs)
    lots = _rows(answers.data, "lots")
    if len(lots) >= MAX_LOTS:
        return Outcome(answers, f"Un marché compte {MAX_LOTS} lots au plus.", "lots")
    after = {**answers.data, "lots": [*lots, {"numero": str(_next_number(lots))}]}
    return Outcome(_changed(answers, after), "", "lots", f"lots.{len(lots)}.intitule")


def remove_lot(pairs: Pairs, argument: str) -> Outcome:
    before, after = from_pairs(pairs), from_pairs(_without_row(pairs, "lots", argument))
    if after.data == before.data:
        return Outcome(before)
    return Outcome(_changed(before, _prune_lots(after.data)), "Le lot est retiré.", "lots")


def paste_lots(pairs: Pairs, argument: str) -> Outcome:
    """Lots read from spreadsheet rows, added after those already there. A cell not understood comes as typed."""
    answers = from_pairs(pairs)
    pasted = lots_from_text(dict(pairs).get("coller", ""))
    lots, rows = _rows(answers.data, "lots"), [dict(row) for row in pasted.lots]
    if not rows:
        return Outcome(answers, "", "lots", "coller", pasted.faults)
    if len(lots) + len(rows) > MAX_LOTS:
        fault = Fault("", f"Cela ferait {len(lots) + len(rows)} lots.", f"Un marché en compte {MAX_LOTS} au plus.")
        return Outcome(answers, "", "lots", "coller", (fault,))
    after = {**answers.data, "lots": [*lots, *_renumbered(lots, rows)]}
    plural = "s" if len(rows) > 1 else ""
    return Outcome(_changed(answers, after), f"{len(rows)} lot{plural} ajouté{plural}.", "lots", "", pasted.faults)


def add_criterion(pairs: Pairs, argument: str) -> Outcome:
    answers = from_pairs(pairs)
    rows = _rows(answers.data, "criteres")
    if len(rows) >= MAX_CRITERIA:
        return Outcome(answers, f"Un marché compte {MAX_CRITERIA} critères au plus.", "criteres")
    after = {**answers.data, "criteres": [*rows, {"type": "prix" if not rows else "technique"}]}
    return Outcome(_changed(answers, after), "", "criteres", f"criteres.{len(rows)}.libelle")


def remove_criterion(pairs: Pairs, argument: str) -> Outcome:
    before, after = from_pairs(pairs), from_pairs(_without_row(pairs, "criteres", argument))
    if after.data == before.data:
        return Outcome(before)
    return Outcome(_changed(before, after.data), "Le critère est retiré.", "criteres")


def undo(pairs: Pairs, argument: str) -> Outcome:
    answers = from_pairs(pairs)
    if answers.before is None:
        return Outcome(answers, "Il n’y a rien à annuler.", "lots")
    swapped = Answers(answers.before, answers.data, True)
    return Outcome(swapped, "Le dernier changement est annulé.", argument or "lots")


def follow_proposal(pairs: Pairs, argument: str) -> Outcome:
    """Forget what was chosen clause by clause: the proposal follows the answers again."""
    answers = from_pairs(pairs)
    after = {key: value for key, value in answers.data.items() if key != "clauses"}
    return Outcome(_changed(answers, after), "La proposition de Clausier est reprise.", "clauses")


def choose_code(pairs: Pairs, argument: str) -> Outcome:
    """Write the CPV code of a family: « 45230000 » for the marché, « 45230000:2 » for the lot of the third row."""
    answers = from_pairs(pairs)
    match = _CHOSEN.fullmatch(argument)
    if match is None:
        return Outcome(answers)
    code, row = match["code"], match["row"]
    if row is None:
        return Outcome(_changed(answers, {**answers.data, "cpv": code}), f"Le code CPV {code} est écrit.", "objet")
    lots, index = _rows(answers.data, "lots"), int(row)
    if index >= len(lots):
        return Outcome(answers)
    after = {**answers.data, "lots": [*lots[:index], {**lots[index], "cpv": code}, *lots[index + 1 :]]}
    name = lots[index].get("numero") or index + 1
    return Outcome(_changed(answers, after), f"Le code CPV {code} est écrit pour le lot {name}.", "lots")


def resume(pairs: Pairs, raw: bytes) -> Outcome:
    """Answers read back from a saved file; an unreadable one changes nothing."""
    answers = from_pairs(pairs)
    try:
        data = parse_json(raw)
    except InputError as error:
        return Outcome(answers, "", "reprendre", "fichier", error.faults)
    if not isinstance(data, dict):
        fault = Fault("fichier", "Ce fichier n’est pas un marché enregistré par Clausier.")
        return Outcome(answers, "", "reprendre", "fichier", (fault,))
    restored = Answers(dict(data), answers.data)
    return Outcome(restored, "Vos réponses sont reprises du fichier.", "reprendre", checked=True)


ACTIONS: dict[str, Callable[[Pairs, str], Outcome]] = {
    "actualiser": refresh,
    "ouvrir": reopen,
    "ajouter-lot": add_lot,
    "retirer-lot": remove_lot,
    "coller": paste_lots,
    "ajouter-critere": add_criterion,
    "retirer-critere": remove_criterion,
    "annuler": undo,
    "famille": choose_code,
    "proposition": follow_proposal,
}


def _rows(data: Data, key: str) -> list[Data]:
    rows = data.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _changed(answers: Answers, after: Data) -> Answers:
    return replace(answers, data=after, before=answers.data, unsaved=True)


def _without_row(pairs: Pairs, family: str, index: str) -> Pairs:
    return [(name, value) for name, value in pairs if not name.startswith(f"{family}.{index}.")]


def _number(row: Data) -> int:
    text = str(row.get("numero", "")).strip()
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _next_number(lots: list[Data]) -> int:
    return max((_number(lot) for lot in lots), default=0) + 1


def _renumbered(lots: list[Data], rows: list[Data]) -> list[Data]:
    """Pasted rows keep their numbers unless one is missing or already taken."""
    numbers = [_number(row) for row in (*lots, *rows)]
    if 0 not in numbers and len(set(numbers)) == len(numbers):
        return rows
    first = _next_number(lots)
    return [{**row, "numero": str(first + position)} for position, row in enumerate(rows)]


def _prune_lots(data: Data) -> Data:
    """Choices of clauses without the lots that are no longer there."""
    kept = {_number(lot) for lot in _rows(data, "lots")}
    clauses: Any = data.get("clauses")
    if not isinstance(clauses, dict) or not isinstance(clauses.get("retenues"), dict):
        return data
    retained = {id_: _prune_choice(choice, kept) for id_, choice in clauses["retenues"].items()}
    return {**data, "clauses": {**clauses, "retenues": retained}}


def _prune_choice(choice: Any, kept: set[int]) -> Any:
    if not isinstance(choice, dict):
        return choice
    pruned = dict(choice)
    if isinstance(choice.get("lots"), list):
        pruned["lots"] = [number for number in choice["lots"] if number in kept] or None
    if isinstance(choice.get("par_lot"), dict):
        pruned["par_lot"] = {key: value for key, value in choice["par_lot"].items() if str(key) in map(str, kept)}
    return pruned
