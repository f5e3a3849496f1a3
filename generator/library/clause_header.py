"""From the header of a clause file to its data: parameters, proofs, controls, penalties, derogations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.facts import BY_NAME, CCAG_MEMBERS, UNKNOWN
from generator.language import CompiledText, Names, Parameters, compile_text
from generator.library.keys import Keys
from generator.library.model import (
    NIVEAUX,
    NOT_REQUIRED,
    REQUIRED,
    Conditions,
    Control,
    Derogation,
    LawValue,
    LevelValue,
    Parameter,
    Penalty,
    Proof,
    Remedy,
)

NUMBER_TYPES = ("nombre", "pourcent", "euros", "duree")
PARAMETER_TYPES = (*NUMBER_TYPES, "choix", "texte")
LEVIERS = ("spécification", "condition d'exécution", "critère", "réservation")
CCAG_ARTICLES = tuple(f"ccag.{member}" for member in CCAG_MEMBERS if member not in ("applicable", "nom"))
_PENALTY_CEILING = 20  # a buyer may raise an amount up to this many times the library's, unless it says otherwise


class Lines:
    """Compiles the one-line texts of a header, each fault placed at its key."""

    def __init__(self, keys: Keys, names: Names, parameters: Parameters) -> None:
        self.keys, self.names, self.parameters = keys, names, parameters

    def line(self, keys: Keys, key: str, *, required: bool = True) -> CompiledText:
        source = keys.text(key, required=required)
        text, faults = compile_text(source, self.names, self.parameters, one_line=True)
        for fault in faults:
            keys.fault(key, fault.message, fault.remedy, "texte")
        if text is None:
            text, _ = compile_text("", self.names, self.parameters, one_line=True)
        assert text is not None  # noqa: S101 - an empty text always compiles
        return text

    def when(self, keys: Keys, key: str = "si") -> Conditions:
        """Conditions of a row: on facts, on the level, on the parameters of the clause itself."""
        own = {id_: choices for id_, choices in self.parameters.choices.items() if choices}
        numbers = [id_ for id_, type_ in self.parameters.types.items() if type_ in NUMBER_TYPES]
        own |= dict.fromkeys(numbers, (REQUIRED, NOT_REQUIRED))
        return conditions_of(keys, key, self.names.segments, {**own, "niveau": NIVEAUX})


def parameters_of(keys: Keys, register_ids: frozenset[str]) -> dict[str, Parameter]:
    """The `[parametres.x]` tables."""
    found: dict[str, Parameter] = {}
    for id_, data in keys.table("parametres").items():
        if not isinstance(data, dict):
            keys.fault("parametres", f"« {id_} » doit être un tableau [parametres.{id_}].", code="type")
            continue
        if id_ in BY_NAME:
            keys.fault(id_, f"« {id_} » est déjà le nom d’un fait.", "Choisissez un autre nom.", "nom")
        found[id_] = _parameter(id_, keys.inner(data, f"parametres.{id_}"), register_ids)
    return found


def _parameter(id_: str, keys: Keys, register_ids: frozenset[str]) -> Parameter:
    type_ = keys.choice("type", PARAMETER_TYPES, required=True, default="texte")
    parameter = Parameter(
        id=id_,
        libelle=keys.text("libelle", required=True),
        type=type_,
        levels={niveau: _level(keys, niveau, type_, register_ids) for niveau in NIVEAUX},
        sens=keys.choice("sens", ("au_moins", "au_plus")),
        minimum=keys.number("min"),
        maximum=keys.number("max"),
        choix=keys.texts("choix"),
        unite=keys.text("unite"),
        source=keys.text("source"),
    )
    keys.done()
    check_levels(parameter, keys)
    return parameter


def _level(keys: Keys, niveau: str, type_: str, register_ids: frozenset[str]) -> LevelValue:
    keys.known.append(niveau)
    value: Any = keys.data.get(niveau)
    if value is None:
        keys.fault(niveau, "la valeur de ce niveau manque.", f"Ajoutez « {niveau} = … ».", "manquant")
        return Decimal(0)
    if isinstance(value, dict):
        named = value.get("parametre")
        if set(value) != {"parametre"} or named not in register_ids:
            keys.fault(niveau, f"« {named} » n’est pas un paramètre du registre.", code="parametre")
        return LawValue(str(named))
    if type_ in ("choix", "texte"):
        if not isinstance(value, str):
            keys.fault(niveau, "un texte entre guillemets est attendu.", code="type")
        return str(value)
    return keys.as_number(niveau, value) or Decimal(0)


def check_levels(parameter: Parameter, keys: Keys) -> None:
    numbers = [value for value in parameter.levels.values() if isinstance(value, Decimal)]
    if parameter.type == "choix":
        for niveau, value in parameter.levels.items():
            if value not in parameter.choix:
                keys.fault(niveau, f"« {value} » n’est pas dans « choix ».", code="choix")
    if parameter.type in ("choix", "texte"):
        return
    if not parameter.sens:
        keys.fault("sens", "« sens » manque : au_moins ou au_plus.", code="manquant")
    ordered = sorted(numbers, reverse=parameter.sens == "au_plus")
    if numbers != ordered:
        keys.fault("exemplaire", "les niveaux reculent.", "De essentiel à exemplaire, l’exigence ne baisse jamais.",
                   "niveaux")  # fmt: skip
    for value in numbers:
        if _outside(value, parameter):
            keys.fault("min", f"la valeur {value} est hors des bornes min et max.", code="bornes")


def _outside(value: Decimal, parameter: Parameter) -> bool:
    below = parameter.minimum is not None and value < parameter.minimum
    return below or (parameter.maximum is not None and value > parameter.maximum)


def proofs_of(keys: Keys, lines: Lines) -> tuple[Proof, ...]:
    found = []
    for n, data in enumerate(keys.tables("preuve"), start=1):
        inner = keys.inner(data, f"preuve[{n}]")
        moment = inner.choice("quand", ("offre", "execution"), required=True)
        found.append(Proof(moment, lines.line(inner, "texte"), lines.when(inner)))
        inner.done()
    return tuple(found)


def controls_of(keys: Keys, lines: Lines) -> tuple[Control, ...]:
    found = []
    for n, data in enumerate(keys.tables("controle"), start=1):
        inner = keys.inner(data, f"controle[{n}]")
        objet, qui, quand = (lines.line(inner, key) for key in ("objet", "qui", "quand"))
        found.append(Control(objet, qui, quand, lines.when(inner)))
        inner.done()
    return tuple(found)


def penalties_of(keys: Keys, lines: Lines) -> tuple[Penalty, ...]:
    found: list[Penalty] = []
    for n, data in enumerate(keys.tables("penalite"), start=1):
        inner = keys.inner(data, f"penalite[{n}]")
        amounts = _amounts(inner)
        penalty = Penalty(
            id=inner.text("id", required=True),
            fait=lines.line(inner, "fait"),
            montants=amounts,
            unite=lines.line(inner, "unite"),
            mise_en_demeure=inner.integer("mise_en_demeure", required=True),
            minimum=inner.number("min") or Decimal(0),
            maximum=inner.number("max") or max(amounts.values()) * _PENALTY_CEILING,
            si=lines.when(inner),
            sans_notice_si=lines.when(inner, "sans_mise_en_demeure_si"),
            fixe=inner.flag("fixe"),
        )
        inner.done()
        if any(other.id == penalty.id for other in found):
            inner.fault("id", f"la pénalité « {penalty.id} » existe déjà.", code="doublon")
        found.append(penalty)
    return tuple(found)


def _amounts(keys: Keys) -> dict[str, Decimal]:
    keys.known.append("montant")
    value: Any = keys.data.get("montant")
    if isinstance(value, dict):
        if set(value) != set(NIVEAUX):
            keys.fault("montant", f"les trois niveaux sont attendus : {', '.join(NIVEAUX)}.", code="niveaux")
        given = {niveau: keys.as_number("montant", value.get(niveau, 0)) or Decimal(0) for niveau in NIVEAUX}
    else:
        amount = Decimal(0) if value is None else keys.as_number("montant", value) or Decimal(0)
        given = dict.fromkeys(NIVEAUX, amount)
    if any(amount <= 0 for amount in given.values()):
        keys.fault("montant", "un montant positif, en euros, est attendu.", code="montant")
    return given


def remedies_of(keys: Keys, lines: Lines) -> tuple[Remedy, ...]:
    found = []
    for n, data in enumerate(keys.tables("remede"), start=1):
        inner = keys.inner(data, f"remede[{n}]")
        id_, fact, remedy = inner.text("id", required=True), lines.line(inner, "fait"), lines.line(inner, "remede")
        found.append(Remedy(id_, fact, remedy, lines.when(inner)))
        inner.done()
    return tuple(found)


def derogations_of(keys: Keys, lines: Lines) -> tuple[Derogation, ...]:
    found = []
    for n, data in enumerate(keys.tables("derogation"), start=1):
        inner = keys.inner(data, f"derogation[{n}]")
        conditions = lines.when(inner)
        article = inner.choice("article", CCAG_ARTICLES, required=True, default="ccag.penalites")
        found.append(Derogation(conditions, article.removeprefix("ccag."), lines.line(inner, "texte")))
        inner.done()
    return tuple(found)


def conditions_of(
    keys: Keys, key: str, segments: frozenset[str], own: Mapping[str, tuple[str, ...]] | None = None
) -> Conditions:
    """Plain `fact = [values]`: AND between lines, OR inside a list. `own`: names beside the facts, and their values."""
    found: dict[str, tuple[object, ...]] = {}
    table: Mapping[str, Any] = keys.table(key)
    for name, values in table.items():
        inner = keys.inner(table, key)
        allowed = (own or {}).get(name) or _values_of_fact(name, segments)
        if allowed is None:
            known = ", ".join([*(own or {}), *(fact.name for fact in BY_NAME.values() if fact.condition)])
            inner.fault(name, "ce fait ne sert pas de condition.", f"Permis ici : {known}.", "fait-inconnu")
            continue
        if not isinstance(values, list) or not values:
            inner.fault(name, "une liste de valeurs est attendue.", f'Écrivez {name} = ["…"].', "type")
            continue
        for value in values:
            if value not in allowed:
                inner.fault(name, f"« {value} » n’est pas une valeur de « {name} ».",
                            f"Valeurs : {', '.join(str(item) for item in allowed)}.", "choix")  # fmt: skip
        found[name] = tuple(values)
    return found


def _values_of_fact(name: str, segments: frozenset[str]) -> tuple[object, ...] | None:
    """The values a condition fact may take; None for what is not one."""
    fact = BY_NAME.get(name)
    if fact is None or not fact.condition:
        return None
    if name == "segment":
        return tuple(sorted(segments))
    if fact.type == "booléen":
        return (True, False)
    return (*fact.choices, UNKNOWN) if fact.optional else fact.choices
