"""What a marché declares of its social and environmental side, lot by lot: computed from what is retained.

The essential data (arrêté of 22 December 2022, schema 2.0.3) have two lists of words; a European notice (eForms, SDK
1.16) has codes. Which clause makes which value is our own reading of those lists, and is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.dossier.working import choice_label
from generator.language.filters import percent
from generator.language.typography import finish_plain
from generator.law.criteria import is_environmental
from generator.library.eforms import ENVIRONMENTAL, SOCIAL
from generator.market import Marche
from generator.market.model import Critere
from generator.selection import Retained, Selection

SOCIAL_CLAUSE, SOCIAL_CRITERION, RESERVED = "Clause sociale", "Critère social", "Marché réservé"
NO_SOCIAL = "Pas de considération sociale"
GREEN_CLAUSE, GREEN_CRITERION = "Clause environnementale", "Critère environnemental"
NO_GREEN = "Pas de considération environnementale"
RESERVATION = "Réservation\u00a0: "
INNOVATION = "jei"  # a reservation that is neither social nor environmental
_PARTICIPATION = {
    "ea_esat": "res-ws",
    "siae": "res-ws",
    "ea_esat_siae": "res-ws",
    "penitentiaire": "res-ws",
    "ess": "res-pub-ser",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """A value to declare and what makes it due: titles of clauses, words of criteria, the reservation."""

    code: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Considerations:
    """What one lot (None: the unlotted marché) retains. Each name is as a person reads it.

    `*_clauses` satisfy the duty of the same name; `*_others` are conditions that do not satisfy it by themselves.
    `green` and `social` hold the codes of BT-774 and BT-775, each with what makes it due.
    """

    numero: int | None
    social_clauses: tuple[str, ...]
    social_others: tuple[str, ...]
    social_criteria: tuple[str, ...]
    green_clauses: tuple[str, ...]
    green_others: tuple[str, ...]
    green_criteria: tuple[str, ...]
    green: tuple[Declared, ...]
    social: tuple[Declared, ...]
    reserve: str = ""

    @property
    def essential_social(self) -> tuple[Declared, ...]:
        """The list `considerationSociale`; never empty."""
        reserved = (reserved_words(self.reserve),) if self.reserve not in ("", INNOVATION) else ()
        return _or_none(
            NO_SOCIAL,
            (SOCIAL_CLAUSE, self.social_clauses),
            (SOCIAL_CRITERION, self.social_criteria),
            (RESERVED, reserved),
        )

    @property
    def essential_green(self) -> tuple[Declared, ...]:
        """The list `considerationEnvironnementale`; never empty."""
        return _or_none(NO_GREEN, (GREEN_CLAUSE, self.green_clauses), (GREEN_CRITERION, self.green_criteria))

    @property
    def strategic(self) -> tuple[str, ...]:
        """The codes of BT-06; « none » alone when there is no other."""
        found = [code for code, held in (("env-imp", self.green), ("soc-obj", self.social)) if held]
        found += ["inn-pur"] if self.reserve == INNOVATION else []
        return tuple(found) or ("none",)

    @property
    def participation(self) -> str:
        """The code of BT-71."""
        return _PARTICIPATION.get(self.reserve, "none")

    @property
    def execution(self) -> str:
        """The code of BT-736: performance itself is in sheltered employment only in prison (L. 2113-13-1)."""
        return "yes" if self.reserve == "penitentiaire" else "no"


def _or_none(nothing: str, *held: tuple[str, tuple[str, ...]]) -> tuple[Declared, ...]:
    found = tuple(Declared(value, why) for value, why in held if why)
    return found or (Declared(nothing, ()),)


def considerations(marche: Marche, selection: Selection) -> tuple[Considerations, ...]:
    """One by lot, in order; a single one, without number, when the marché is unlotted."""
    reserves = {lot.numero: lot.reserve or marche.reserve or "" for lot in marche.lots}
    if not reserves:
        return (_of(None, marche.reserve or "", marche, selection),)
    return tuple(_of(numero, reserve, marche, selection) for numero, reserve in reserves.items())


def reserved_words(reserve: str) -> str:
    """« Réservation : économie sociale et solidaire », under the label of the form."""
    return f"{RESERVATION}{choice_label('reserve', reserve)}"


def _of(numero: int | None, reserve: str, marche: Marche, selection: Selection) -> Considerations:
    held = [item for item in selection.retained if numero is None or numero in item.lots]
    criteria = [c for c in marche.criteres if c.ponderation != 0 and (c.lot is None or c.lot == numero)]
    green_criteria = _criteria(filter(is_environmental, criteria), held, "environnement")
    social_criteria = _criteria((c for c in criteria if c.type == "social"), held, "social")
    social = _codes(held, "social", SOCIAL, social_criteria)
    reserved = () if reserve in ("", INNOVATION) else (reserved_words(reserve),)
    return Considerations(
        numero,
        social_clauses=_conditions(held, "social", "clause-sociale"),
        social_others=_conditions(held, "social", ""),
        social_criteria=social_criteria,
        green_clauses=_conditions(held, "environnement", "clause-environnementale"),
        green_others=_conditions(held, "environnement", ""),
        green_criteria=green_criteria,
        green=_codes(held, "environnement", ENVIRONMENTAL, green_criteria),
        social=_with(social, "opp" if reserve != "ess" else "other", reserved),
        reserve=reserve,
    )


def _is(item: Retained, family: str, *levers: str) -> bool:
    return item.clause.theme.partition("/")[0] == family and item.clause.levier in levers


def _title(item: Retained) -> str:
    return finish_plain(item.clause.titre)


def _titles(held: Iterable[Retained], family: str, lever: str) -> tuple[str, ...]:
    return tuple(_title(item) for item in held if _is(item, family, lever))


def _conditions(held: Iterable[Retained], family: str, duty: str) -> tuple[str, ...]:
    """The conditions and specifications of a family that satisfy the duty; without one, those that satisfy neither."""
    kept = (item for item in held if _is(item, family, "condition d'exécution", "spécification"))
    core = {"clause-sociale", "clause-environnementale"}
    return tuple(
        _title(item)
        for item in kept
        if (duty in item.clause.satisfait if duty else not core & {*item.clause.satisfait})
    )


def _criteria(described: Iterable[Critere], held: Iterable[Retained], family: str) -> tuple[str, ...]:
    """The buyer's criteria, with their weight; without any, those that a retained clause describes."""
    return tuple(map(_weighted, described)) or _titles(held, family, "critère")


def _weighted(criterion: Critere) -> str:
    name = criterion.libelle or choice_label("criteres[].type", criterion.type)
    return name if criterion.ponderation is None else f"{name} ({percent(criterion.ponderation)})"


def _codes(
    held: Iterable[Retained], family: str, known: Iterable[str], criteria: tuple[str, ...]
) -> tuple[Declared, ...]:
    """The codes that the retained clauses of a family name, in the order of the list; « other » for the rest."""
    own = [item for item in held if _is(item, family, "condition d'exécution", "spécification", "critère")]
    found: dict[str, list[str]] = {code: [] for code in known}
    for item in own:
        found[item.clause.code_eforms if item.clause.code_eforms in found else "other"].append(_title(item))
    coded = any(why for code, why in found.items() if code != "other")
    if criteria and not own:
        found["other"] += criteria
    return tuple(Declared(code, tuple(why)) for code, why in found.items() if why and (code != "other" or not coded))


def _with(declared: tuple[Declared, ...], code: str, why: tuple[str, ...]) -> tuple[Declared, ...]:
    """The same values with one more reason for one of them."""
    if not why:
        return declared
    merged = {each.code: each.why for each in declared}
    merged[code] = (*merged.get(code, ()), *why)
    return tuple(Declared(each, reasons) for each, reasons in merged.items())
