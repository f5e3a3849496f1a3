"""How a duty of a sector is told: whom it concerns, since when, and that it is not a duty of the contract alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.law.model import Obligation, Portee
from generator.law.rule import Head, Rule, coverage, in_force, missing, references, undated
from generator.law.scope import Concern, concern
from generator.law.situation import Situation
from generator.law.wording import day, lots
from generator.parameters import DatedValue

OUTSIDE: dict[Portee, str] = {
    "annee": "Cette obligation vous concerne sur l’année\u00a0; ce marché y contribue{by}.",
    "acheteur": "Cette obligation vous concerne comme acheteur\u00a0; ce marché ne la remplit pas à lui seul.",
    "chantier": "Cette obligation s’attache au chantier{by}\u00a0; le marché peut en organiser l’exécution.",
}
TO_SETTLE = "À trancher par votre service juridique."

Values = tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty whose scope and dates are those of the parameter `regime`.

    `said` gives the sentence from the values in force; `values` names the other parameters it uses; `narrow`
    may stop before the end, for a condition that the scope does not tell.
    """

    head: Head
    regime: str
    said: Callable[[Situation, Values], str]
    values: Callable[[Situation], tuple[str, ...]] = lambda _: ()
    doubt: Callable[[Situation], str] = lambda _: ""
    narrow: Callable[[Situation], Concern] = lambda _: Concern("yes")
    marches_only: bool = False

    def rule(self) -> Rule:
        return self.head.rule(self.decide)

    def decide(self, situation: Situation) -> Obligation:
        """Not its object, or not yet; what lacks; else the duty, its figures and its reach."""
        if self.marches_only and situation.is_concession:
            return no_object(self.head, situation, "Ce texte vise les marchés, non les concessions.", self.regime)
        found = _both(concern(situation, self.regime), self.narrow(situation))
        if found.side == "no":
            return no_object(self.head, situation, found.why, self.regime)
        lacking = undated(self.head, situation) or not_yet(self.head, situation, self.regime)
        if lacking:
            return lacking
        if found.side == "unknown":
            return missing(self.head, situation, found.missing, parametres=in_force(situation, self.regime))
        return self._bears(situation, found)

    def _bears(self, situation: Situation, found: Concern) -> Obligation:
        values = (situation.at(self.regime), *in_force(situation, *self.values(situation)))
        return bearing(self.head, situation, self.said(situation, values), values, self.doubt(situation), found.lots)


def _both(scope: Concern, narrow: Concern) -> Concern:
    """The scope, then the condition of its own; the lots are those of the scope."""
    if scope.side == "no" or narrow.side == "yes":
        return scope
    if narrow.side == "no" or scope.side == "yes":
        return narrow
    return Concern("unknown", missing=(*scope.missing, *narrow.missing))


def bearing(
    head: Head,
    situation: Situation,
    said: str,
    values: Values,
    doubt: str = "",
    concerned: tuple[int, ...] = (),
) -> Obligation:
    """The duty bears. Out of the contract's reach it is said so; within, what no means meets is to be justified."""
    respect, moyens = coverage(situation, head.id)
    outside = head.portee in OUTSIDE
    by = f", par {lots(concerned)}" if concerned and len(concerned) < len(situation.lots) else ""
    reach = f" {OUTSIDE[head.portee].format(by=by)}" if outside else _within(by)
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        portee=head.portee,
        statut="obligatoire",
        respect="hors_marche" if outside else "a_justifier" if respect == "non" else respect,
        motif=f"{said}{reach}",
        doute=doubt or None,
        references=references(values[:1]),
        parametres=values,
        moyens=moyens,
    )


def _within(by: str) -> str:
    return f" Ce contrat est concerné{by}." if by else ""


def no_object(head: Head, situation: Situation, why: str, *parameters: str) -> Obligation:
    """The text does not bear on this contract, object or buyer."""
    values = in_force(situation, *parameters)
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        portee=head.portee,
        statut="sans_objet",
        respect="hors_marche",
        motif=why,
        references=references(values),
        parametres=values,
    )


def not_yet(head: Head, situation: Situation, parameter: str) -> Obligation | None:
    """The text did not exist on the day the consultation is launched."""
    if situation.date is None or not situation.precedes(parameter):
        return None
    first = situation.register.history(parameter)[0]
    found = no_object(
        head,
        situation,
        f"La consultation est engagée le {day(situation.date)}\u00a0; ce texte ne s’applique qu’à compter du "
        f"{day(first.a_compter_du)}.",
    )
    return replace(found, references=references((first,)))
