"""Award criteria: one takes the environment into account, and price is no longer alone (R. 2152-7, L. 2152-7)."""

from __future__ import annotations

from generator.law.environment import UNREAD_CONCESSIONS
from generator.law.model import Moyen, Obligation, Respect, Statut
from generator.law.rule import Head, covered, in_force, references, undated
from generator.law.situation import UNLOTTED, Situation
from generator.law.wording import day, lots
from generator.market.model import Critere
from generator.parameters import DatedValue

CRITERION = Head("critere-environnemental", "Critère d’attribution tenant compte de l’environnement")
PRICE = Head("prix-seul-interdit", "Prix seul écarté comme critère d’attribution")

_NOT_COMPETED = (
    "Le contrat est passé sans publicité ni mise en concurrence préalables : les règles propres aux critères "
    "d’attribution ne s’y appliquent pas."
)


def is_environmental(criterion: Critere) -> bool:
    """A criterion of its own, or one that takes the environment into account; price alone cannot, nor a weight of 0."""
    if criterion.ponderation is not None and criterion.ponderation == 0:
        return False
    return criterion.type == "environnement" or (criterion.environnement is True and criterion.type != "prix")


def environmental_criterion(situation: Situation) -> Obligation:
    """In each lot; compulsory from 21 August 2026 by the decree, and from the 22nd by the law too."""
    early = _exception(CRITERION, situation) or undated(CRITERION, situation)
    if early:
        return early
    suffix = "-concessions" if situation.is_concession else ""
    decree = situation.at(f"critere-environnemental-decret{suffix}")
    law = situation.at(f"critere-environnemental-loi{suffix}")
    is_due = "obligatoire" in (decree.valeur, law.valeur)
    values = tuple(each for each in (decree, law) if not is_due or each.valeur == "obligatoire")
    respect, moyens = _criterion_respect(situation)
    return _say(
        CRITERION,
        situation,
        "obligatoire" if is_due else "facultative",
        respect,
        _criterion_reason(situation, values, is_due=is_due),
        values,
        moyens,
    )


def _say(
    head: Head,
    situation: Situation,
    statut: Statut,
    respect: Respect,
    motif: str,
    values: tuple[DatedValue, ...],
    moyens: tuple[Moyen, ...] = (),
) -> Obligation:
    unread = situation.is_concession and statut == "obligatoire"
    return Obligation(
        id=head.id,
        libelle=head.libelle,
        statut=statut,
        respect=respect,
        motif=motif,
        references=references(values),
        parametres=values,
        moyens=moyens,
        doute=UNREAD_CONCESSIONS if unread else None,
    )


def _exception(head: Head, situation: Situation) -> Obligation | None:
    """No competition: no criterion. Defence marchés may keep price alone, without environmental criterion."""
    if situation.marche.procedure == "sans_publicite":
        suffix = "-concessions" if situation.is_concession else ""
        values = in_force(situation, f"critere-environnemental-decret{suffix}")
        return _say(head, situation, "sans_objet", "hors_marche", _NOT_COMPETED, values)
    if not situation.is_defence or (situation.is_concession and head is PRICE):
        return None
    values = in_force(situation, "defense-concessions" if situation.is_concession else "defense-criteres")
    motif = (
        "Ce contrat est passé en matière de défense ou de sécurité : un critère environnemental y est possible, "
        "sans être imposé, et le prix peut rester le seul critère d’un marché."
    )
    respect = _criterion_respect(situation)[0] if head is CRITERION else _price_respect(situation)
    return _say(head, situation, "facultative", respect, motif, values)


def _criterion_respect(situation: Situation) -> tuple[Respect, tuple[Moyen, ...]]:
    """Lot by lot. A retained criterion whose text still has to be carried into the RC counts for « partiel »."""
    moyens = (*_described(situation), *situation.means_for(CRITERION.id))
    satisfied = frozenset(lot for lot in situation.lots if any(map(is_environmental, situation.criteria_of(lot))))
    respect = covered(situation, satisfied)
    carried = [moyen for moyen in situation.means_for(CRITERION.id) if moyen.type == "critere"]
    if respect == "non" and carried and not situation.marche.criteres:
        return "partiel", moyens
    return respect, moyens


def _described(situation: Situation) -> tuple[Moyen, ...]:
    """The environmental criteria of the answers, as means named by their place."""
    return tuple(
        Moyen("critere", f"criteres[{rank}]", _lots_of(situation, criterion), frozenset({CRITERION.id}))
        for rank, criterion in enumerate(situation.marche.criteres)
        if is_environmental(criterion)
    )


def _lots_of(situation: Situation, criterion: Critere) -> tuple[int, ...]:
    numbers = situation.lots if criterion.lot is None else (criterion.lot,)
    return tuple(number for number in numbers if number != UNLOTTED)


def _criterion_reason(situation: Situation, values: tuple[DatedValue, ...], *, is_due: bool) -> str:
    launched = day(situation.date) if situation.date else ""
    if not is_due:
        return (
            f"La consultation est engagée le {launched}. À cette date, un critère environnemental est possible ; "
            "il n’est imposé que pour les consultations engagées à compter du 21 août 2026."
        )
    since = day(min(value.a_compter_du for value in values))
    both = " (le décret depuis cette date, la loi depuis le lendemain)" if len(values) > 1 else " (décret)"
    return (
        f"La consultation est engagée le {launched}. Depuis le {since}{both}, au moins un critère d’attribution prend "
        "en compte les caractéristiques environnementales de l’offre, dans chaque lot : critère propre, élément "
        f"d’un autre critère, ou coût unique qui les intègre.{_reserve(situation)}{_lots_without(situation)}"
    )


def _reserve(situation: Situation) -> str:
    if situation.marche.procedure is not None:
        return ""
    return " La procédure n’étant pas renseignée, la règle est lue pour une consultation avec mise en concurrence."


def _lots_without(situation: Situation) -> str:
    lacking = [lot for lot in situation.lots if not any(map(is_environmental, situation.criteria_of(lot)))]
    named = situation.named(lacking)
    return f" Aucun n’est décrit pour {lots(named)}." if named and situation.marche.criteres else ""


def price_alone(situation: Situation) -> Obligation:
    """R. 2152-7 from 21 August 2026; a concession always needed several criteria (L. 3124-5)."""
    early = _exception(PRICE, situation) or undated(PRICE, situation)
    if early:
        return early
    value = situation.at("prix-seul-interdit-concessions" if situation.is_concession else "prix-seul-interdit")
    statut: Statut = "obligatoire" if value.valeur == "obligatoire" else "facultative"
    motif = _price_reason(situation, is_due=statut == "obligatoire")
    return _say(PRICE, situation, statut, _price_respect(situation), motif, (value,))


def is_price_only(criteria: tuple[Critere, ...]) -> bool:
    """Criteria described, and nothing but price among those that weigh."""
    weighing = [each for each in criteria if each.ponderation is None or each.ponderation > 0]
    return bool(weighing) and all(each.type == "prix" for each in weighing)


def _price_respect(situation: Situation) -> Respect:
    described = [lot for lot in situation.lots if situation.criteria_of(lot)]
    alone = [lot for lot in described if is_price_only(situation.criteria_of(lot))]
    if alone:
        return "non" if len(alone) == len(described) else "partiel"
    return "oui" if len(described) == len(situation.lots) else "a_justifier"


def _price_reason(situation: Situation, *, is_due: bool) -> str:
    launched = day(situation.date) if situation.date else ""
    if situation.is_concession:
        return "Une concession s’attribue sur plusieurs critères objectifs : le prix ne peut être le seul."
    if is_due:
        return (
            f"La consultation est engagée le {launched}. Depuis le 21 août 2026, le prix ne peut plus être le "
            "seul critère : l’acheteur retient le coût, selon une approche globale intégrant l’environnement, ou "
            f"plusieurs critères.{_reserve(situation)}"
        )
    closed = " Il ne l’était donc pas à des travaux." if situation.nature == "travaux" else ""
    return (
        f"La consultation est engagée le {launched}. À cette date, le prix seul n’est ouvert qu’aux fournitures et aux "
        f"services standardisés, dont la qualité ne peut varier d’un opérateur à l’autre.{closed}"
    )


RULES = (CRITERION.rule(environmental_criterion), PRICE.rule(price_alone))
