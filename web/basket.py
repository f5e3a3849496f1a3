"""Adding a clause of the catalogue to a marché, or starting one with it. Nothing is stored: the state travels.

As long as the list is not fixed, adding a clause fixes it to the current proposal and this clause; a clause that was
only set aside is taken back, and the proposal keeps following the answers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from generator.catalogue.facets import segments_of
from generator.catalogue.samples import cpv_of
from generator.language.typography import NBSP, finish_plain
from generator.library import ClauseVersion, Library
from web.actions import Outcome
from web.answers import Answers, Data
from web.desk import Desk, Examination
from web.lot_choices import own_lots

ADD = "ajouter-clause"  # the action of the button, followed by the id of the clause
SECTION = "clauses"
WRONG_FACTOR = "Corrigez d’abord le facteur impossible du calcul des heures : la proposition ne peut pas être établie."


@dataclass(frozen=True)
class Status:
    """Where a clause stands in the marché: in words, with its mark, why, and what the button offers (or nothing)."""

    label: str
    mark: str
    why: str
    button: str
    fits: bool = True  # the clause may bear on the marché


def status_of(clause: ClauseVersion, found: Examination) -> Status:
    """Whether the marché holds the clause, set it aside, could take it or not."""
    current, choice = found.selection or found.proposal, found.marche.clauses
    if (current and current.get(clause.id)) or (choice and clause.id in (choice.retenues or {})):
        return Status("Dans votre marché", "oui", "", "")
    if choice and clause.id in choice.ecartees:
        return Status("Écartée", "sans-objet", choice.ecartees[clause.id], "Reprendre")
    left = (
        next((each for each in found.proposal.excluded if each.clause.id == clause.id), None)
        if found.proposal
        else None
    )
    if left is None or left.possible:
        return Status("Possible", "facultative", finish_plain(left.motif) if left else "", "Ajouter")
    return Status("Hors de ce marché", "indeterminee", finish_plain(left.motif), "Ajouter quand même", fits=False)


def added(answers: Answers, clause: ClauseVersion, at: Desk) -> Outcome:
    """The answers with the clause retained, what was done, and the way back."""
    found = at.examine(answers.reading().marche)
    name = f"«{NBSP}{finish_plain(clause.titre)}{NBSP}»"
    choice = _object(answers.data.get("clauses"))
    aside = {id_: why for id_, why in _object(choice.get("ecartees")).items() if id_ != clause.id}
    was_aside = clause.id in _object(choice.get("ecartees"))
    if not isinstance(choice.get("retenues"), dict) and found.proposal is None:
        return Outcome(answers, finish_plain(WRONG_FACTOR), SECTION)
    retained = _retained(choice.get("retenues"), clause.id, found)
    if retained == choice.get("retenues") and not was_aside:
        return Outcome(answers, f"La clause {name} était déjà dans votre marché.", SECTION)
    chosen = {key: value for key, value in (("retenues", retained), ("ecartees", aside)) if value}
    after = {**answers.data, "clauses": chosen or None}
    changed = replace(answers, data=after, before=answers.data, unsaved=True)
    return Outcome(changed, f"La clause {name} est {'reprise' if was_aside else 'ajoutée'}.", SECTION)


def started(clause: ClauseVersion, at: Desk, today: dt.date) -> Outcome:
    """A new marché with the clause: its nature and family are proposed when the clause has only one."""
    known = _known(clause, at.library)
    outcome = added(Answers({"date_engagement": today.isoformat(), **known}), clause, at)
    check = " Vérifiez la nature et le code CPV, repris de sa famille d’achat." if "cpv" in known else ""
    name = f"«{NBSP}{finish_plain(clause.titre)}{NBSP}»"
    return replace(outcome, notice=finish_plain(f"Votre marché commence avec la clause {name}.{check}"))


def _retained(kept: Any, id_: str, found: Examination) -> Data | None:
    """The list with the clause; None while the proposal, which holds it, is not fixed."""
    if isinstance(kept, dict):
        return {**kept, id_: kept.get(id_, {})}
    if found.proposal is None or found.proposal.get(id_) is not None:
        return None
    current = found.selection or found.proposal
    return {**{item.id: own_lots(item) for item in current.retained}, id_: {}}


def _known(clause: ClauseVersion, library: Library) -> Data:
    families, natures = segments_of(clause), clause.applicable_si.get("nature", ())
    found: Data = {}
    if len(families) == 1:
        found["cpv"] = cpv_of(library, families[0])
        natures = natures or (library.segments[families[0]].nature,)
    if len(natures) == 1 and natures[0]:
        found["nature"] = str(natures[0])
    return {key: value for key, value in found.items() if value}


def _object(value: Any) -> Data:
    return value if isinstance(value, dict) else {}
