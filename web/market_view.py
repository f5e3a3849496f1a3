"""The marché page, ready to print: sections of fields, lots, criteria, clauses, errors and the panel."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.errors import Fault
from generator.language.typography import finish_plain
from generator.market import SECTIONS as TITLES
from generator.market import question
from web import choices
from web.actions import Outcome
from web.answers import Answers, dumps, errors_by_field, words_of
from web.desk import Desk, Examination
from web.families import FamiliesView, families_view
from web.fields import Field, field, field_id, key_of
from web.layout import CRITERION_COLUMNS, LOT_COLUMNS, LOT_DETAILS, SECTIONS, Group, Section
from web.panel import Panel, panel_of, section_id, target_of

PLANNED = "prevue"
PLANNED_VALUE = "oui"


@dataclass(frozen=True)
class Notice:
    """What the last button did, with a way back."""

    section: str = ""
    text: str = ""
    undoable: bool = False

    @property
    def html(self) -> Markup:
        if not self.text:
            return Markup("")
        undo = Markup(
            '<button class="bouton discret" name="action" value="annuler:{0}" formaction="/marche#{0}">Annuler</button>'
        ).format(self.section)
        return Markup('<p class="avis"><span>{}</span>{}</p>').format(escape(self.text), undo if self.undoable else "")


@dataclass(frozen=True)
class ErrorLine:
    label: str
    text: str
    target: str


@dataclass(frozen=True)
class GroupView:
    title: str
    help: str
    folded: bool
    fields: tuple[Field, ...]

    @property
    def open(self) -> bool:
        """A folded group opens when something was answered in it, or is wrong."""
        return any(item.value or item.error for item in self.fields)

    @property
    def asks_family(self) -> bool:
        """The group of the CPV code: the families proposed stand under it."""
        return any(item.name == "cpv" for item in self.fields)


@dataclass(frozen=True)
class SectionView:
    id: str
    title: str
    short: str
    groups: tuple[GroupView, ...]
    state: str
    mark: str


@dataclass(frozen=True)
class LotRow:
    position: int
    numero: Field
    intitule: Field
    montant: Field
    duree: Field
    details: tuple[Field, ...]
    prevue: bool

    @property
    def main(self) -> tuple[Field, ...]:
        return (self.numero, self.intitule, self.montant, self.duree)

    @property
    def name(self) -> str:
        return f"le lot {self.numero.value}" if self.numero.value else f"le lot de la ligne {self.position + 1}"

    @property
    def faulty(self) -> bool:
        return any(item.error for item in self.main)

    @property
    def open(self) -> bool:
        return any(item.error for item in self.details)

    @property
    def prevue_name(self) -> str:
        return f"lots.{self.position}.insertion.{PLANNED}"

    @property
    def prevue_id(self) -> str:
        return field_id(self.prevue_name)

    @property
    def prevue_value(self) -> str:
        return PLANNED_VALUE


@dataclass(frozen=True)
class CriterionRow:
    fields: tuple[Field, ...]
    suffix: str


@dataclass(frozen=True)
class MarketView:
    legend: str
    carried: str
    before: str
    unsaved: bool
    sections: tuple[SectionView, ...]
    lots: tuple[LotRow, ...]
    lots_help: str
    criteria: tuple[CriterionRow, ...]
    clauses: tuple[choices.Row, ...]
    fixed: bool  # the buyer fixed the list of clauses
    errors: tuple[ErrorLine, ...]
    notice: Notice
    focus: str
    file_error: str
    paste_errors: tuple[str, ...]
    pasted: str


@dataclass(frozen=True)
class MarketPage:
    view: MarketView
    panel: Panel
    families: FamiliesView


def page_of(outcome: Outcome, desk: Desk, *, required: bool = False, pasted: str = "") -> MarketPage:
    """The page after a button. `required`: answers needed to generate are asked for too."""
    answers = outcome.answers
    reading = answers.reading()
    found = desk.examine(reading.marche)
    faults = (*answers.faults, *(reading.faults if required else reading.refused), *found.faults)
    errors = {**errors_by_field(faults), **_clause_errors(faults)}
    clauses = choices.rows(found, answers.data, errors)
    lines = _lines(faults, {knob.id for row in clauses for knob in row.knobs if row.ticked})
    panel = panel_of(reading.marche, found)
    missing = {link.target for duty in panel.duties for link in duty.missing}
    view = _view(outcome, found, errors, lines, clauses, missing, pasted)
    return MarketPage(view, panel, families_view(reading.marche, answers.data, desk.library))


def _view(
    outcome: Outcome,
    found: Examination,
    errors: Mapping[str, str],
    lines: tuple[ErrorLine, ...],
    clauses: tuple[choices.Row, ...],
    missing: Collection[str],
    pasted: str,
) -> MarketView:
    answers, values = outcome.answers, outcome.answers.fields()
    texts = tuple(fault.sentence() for fault in outcome.faults)
    return MarketView(
        legend=legend_of(values.get("objet", ""), values.get("acheteur.nom", "")),
        carried=answers.carried(),
        before=dumps(answers.before or {}),
        unsaved=answers.unsaved,
        sections=tuple(_section(section, values, errors, lines, missing) for section in SECTIONS),
        lots=tuple(_lot(index, values, errors) for index in range(_count(answers, "lots"))),
        lots_help=finish_plain(next(s.help for s in TITLES if s.id == "lots")),
        criteria=tuple(_criterion(index, values, errors) for index in range(_count(answers, "criteres"))),
        clauses=clauses,
        fixed=found.selection is not None and not found.selection.proposed,
        errors=lines,
        notice=Notice(outcome.section, outcome.notice, answers.before is not None and bool(outcome.notice)),
        focus="erreurs" if outcome.checked and lines else outcome.focus,
        file_error=" ".join(texts) if outcome.focus == "fichier" else "",
        paste_errors=texts if outcome.section == "lots" else (),
        pasted=pasted,
    )


def _section(
    section: Section,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    lines: Sequence[ErrorLine],
    missing: Collection[str],
) -> SectionView:
    title = next(finish_plain(title.title) for title in TITLES if title.id == section.id)
    groups = tuple(_group(group, values, errors) for group in section.groups)
    wrong = sum(1 for line in lines if _in_section(line.target, section, groups))
    lacking = sum(1 for target in missing if _in_section(target, section, groups))
    state, mark = (f"{lacking} manque{'nt' if lacking > 1 else ''}", "a-faire") if lacking else ("", "")
    if wrong:
        state, mark = f"{wrong} à corriger", "non"
    return SectionView(section.id, title, title, groups, state, mark)


def _in_section(target: str, section: Section, groups: Sequence[GroupView]) -> bool:
    if target.startswith(("f-lots-", "lots")):
        return section.id == "lots"
    if target.startswith(("f-criteres-", "criteres", "f-clause-", "clauses")):
        return section.id == "choix"
    return any(item.id == target for group in groups for item in group.fields)


def _group(group: Group, values: Mapping[str, str], errors: Mapping[str, str]) -> GroupView:
    return GroupView(group.title, group.help, group.folded, tuple(field(key, values, errors) for key in group.keys))


def _lot(index: int, values: Mapping[str, str], errors: Mapping[str, str]) -> LotRow:
    def at(key: str) -> Field:
        return field(key.replace("[]", f".{index}"), values, errors)

    numero, intitule, montant, duree = (at(key) for key in LOT_COLUMNS)
    planned = f"lots.{index}.insertion.{PLANNED}" in values
    return LotRow(index, numero, intitule, montant, duree, tuple(at(key) for key in LOT_DETAILS), planned)


def _criterion(index: int, values: Mapping[str, str], errors: Mapping[str, str]) -> CriterionRow:
    fields = tuple(field(key.replace("[]", f".{index}"), values, errors) for key in CRITERION_COLUMNS)
    return CriterionRow(fields, f", critère {index + 1}")


def _count(answers: Answers, key: str) -> int:
    rows: Any = answers.data.get(key)
    return min(len(rows), question_count(key)) if isinstance(rows, list) else 0


def question_count(key: str) -> int:
    """The most rows the form shows of a list."""
    return {"lots": 100, "criteres": 50}[key]


def _clause_errors(faults: Sequence[Fault]) -> dict[str, str]:
    named = ((choices.field_of(fault.where), fault) for fault in faults)
    return {name: words_of(fault) for name, fault in named if name}


def _lines(faults: Sequence[Fault], knobs: Collection[str]) -> tuple[ErrorLine, ...]:
    return tuple(dict.fromkeys(_line(fault, knobs) for fault in faults))


def _line(fault: Fault, knobs: Collection[str]) -> ErrorLine:
    """A fault with the place to go to: its field when the page shows it, else the part it belongs to."""
    text = words_of(fault)
    knob = field_id(choices.field_of(fault.where))
    if knob in knobs:
        return ErrorLine("", text, knob)
    name = fault.where.replace("[", ".").replace("]", "")
    try:
        label = finish_plain(question(key_of(name)).label)
    except KeyError:
        return ErrorLine(fault.where, text, section_id(fault.where) if fault.where else "contenu")
    if "[" not in fault.where:
        return ErrorLine(label, text, target_of(fault.where))
    row = int(name.split(".")[1]) + 1
    return ErrorLine(f"{label} (ligne {row})", text, field_id(name))


def legend_of(*words: str) -> str:
    """The object and the buyer, short enough to stand above the steps."""
    text = " · ".join(word for word in words if word)
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
