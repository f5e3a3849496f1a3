"""What every rule shares: its name, the contracts it never reaches, what it says when something lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.errors import OutsideDatesError
from generator.law.model import Moyen, Obligation, Portee, Reference, Respect
from generator.law.situation import Situation
from generator.law.wording import day, listed
from generator.parameters import DatedValue

ANSWERS = {
    "contrat": "la forme du contrat",
    "nature": "la nature des prestations",
    "acheteur.categorie": "la catégorie de l’acheteur",
    "acheteur.agit_comme": "la qualité en laquelle l’acheteur agit",
    "montant_estime_ht": "le montant estimé hors taxes",
    "montant_maximum_ht": "le montant maximum de l’accord-cadre",
    "date_engagement": "la date d’engagement de la consultation",
    "duree_mois": "la durée du marché",
    "cpv": "un code CPV assez précis",
    "acheteur.depenses_annuelles_ht": "le montant annuel des achats",
    "complements.type_travaux": "le type de travaux",
    "complements.surface_plancher_m2": "la surface de plancher concernée",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty: its id, its French name, its reach, and the function that applies it to a situation.

    `decide` may raise OutsideDatesError: the rule then answers `indeterminee` and names the value. `hors_code`:
    a duty that does not come from the code, so that the form of the contract does not matter.
    """

    id: str
    libelle: str
    portee: Portee
    decide: Callable[[Situation], Obligation]
    hors_code: bool = False

    def apply(self, situation: Situation) -> Obligation:
        """The obligation as it bears on this marché; never an exception for want of an answer or a value."""
        try:
            if self.hors_code:
                return self.decide(situation)
            return other_contract(self, situation) or unknown_contract(self, situation) or self.decide(situation)
        except OutsideDatesError as error:
            return outside_register(self, situation, error)


@dataclass(frozen=True, slots=True)
class Head:
    """The id, name and reach of a duty, from which its function builds what it says."""

    id: str
    libelle: str
    portee: Portee = "marche"
    hors_code: bool = False

    def rule(self, decide: Callable[[Situation], Obligation]) -> Rule:
        return Rule(self.id, self.libelle, self.portee, decide, self.hors_code)


Named = Rule | Head


def other_contract(head: Named, situation: Situation) -> Obligation | None:
    """Contracts of « livre V » escape every duty of this package."""
    if not situation.is_other_contract:
        return None
    values = in_force(situation, "autres-marches")
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        portee=head.portee,
        statut="sans_objet",
        respect="hors_marche",
        motif="Ce contrat relève des « autres marchés publics » du livre V : ce texte ne s’y applique pas.",
        references=references(values) or (Reference("CCP, art. L. 2500-1"),),
        parametres=values,
    )


def unknown_contract(head: Named, situation: Situation) -> Obligation | None:
    """Marché or concession: the articles differ, so nothing is supposed."""
    return None if situation.marche.contrat else missing(head, situation, ("contrat",))


def undated(head: Named, situation: Situation) -> Obligation | None:
    """A dated duty without date is undetermined."""
    return missing(head, situation, ("date_engagement",)) if situation.date is None else None


def missing(
    head: Named,
    situation: Situation,
    answers: Iterable[str],
    *,
    why: str = "",
    parametres: tuple[DatedValue, ...] = (),
    doute: str | None = None,
) -> Obligation:
    """`indeterminee`, naming the answers that lack; the date is among them when it lacks too."""
    dateless = ("date_engagement",) if situation.date is None else ()
    lacking = tuple(dict.fromkeys((*answers, *dateless)))
    asked = listed([ANSWERS.get(answer, answer) for answer in lacking])
    respect, moyens = _coverage_of(head, situation)
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        portee=head.portee,
        statut="indeterminee",
        respect=respect,
        motif=f"{why + ' ' if why else ''}Pour conclure, il manque : {asked}.",
        manquants=lacking,
        moyens=moyens,
        references=references(parametres),
        parametres=parametres,
        doute=doute,
    )


def outside_register(head: Named, situation: Situation, error: OutsideDatesError) -> Obligation:
    """`indeterminee`, naming the dated value the register does not hold on that day."""
    label = situation.register.label(error.parameter)
    when = day(situation.date) if situation.date else str(error.date)
    respect, moyens = _coverage_of(head, situation)
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        portee=head.portee,
        statut="indeterminee",
        respect=respect,
        motif=f"Le registre ne contient aucune valeur au {when} pour « {label} » ({error.parameter}).",
        moyens=moyens,
        hors_registre=(error.parameter,),
    )


def _coverage_of(head: Named, situation: Situation) -> tuple[Respect, tuple[Moyen, ...]]:
    respect, moyens = coverage(situation, head.id)
    return (respect if head.portee in ("marche", "lot") else "hors_marche"), moyens


def coverage(situation: Situation, obligation: str) -> tuple[Respect, tuple[Moyen, ...]]:
    """Whether the means retained satisfy the duty in each lot, and these means."""
    moyens = situation.means_for(obligation)
    return covered(situation, situation.covered_by(moyens)), moyens


def covered(situation: Situation, lots: frozenset[int]) -> Respect:
    """« oui » when every lot is among `lots`, « partiel » when some are, else « non »."""
    if lots >= set(situation.lots):
        return "oui"
    return "partiel" if lots & set(situation.lots) else "non"


def references(values: Iterable[DatedValue]) -> tuple[Reference, ...]:
    """The texts of dated values, each with its first day."""
    return tuple(Reference(value.reference, value.a_compter_du) for value in values)


def in_force(situation: Situation, *parameters: str) -> tuple[DatedValue, ...]:
    """The values of the day, without those the register lacks (or all, when no date is known)."""
    found: list[DatedValue] = []
    for parameter in parameters:
        try:
            found.append(situation.at(parameter))
        except OutsideDatesError:
            continue
    return tuple(found)
