"""The social execution clause: L. 2112-2-1 (concessions: L. 3114-2-1), from 22 August 2026."""

from __future__ import annotations

from dataclasses import replace

from generator.errors import OutsideDatesError
from generator.law.environment import UNREAD_CONCESSIONS
from generator.law.exemptions import article, cases, claim
from generator.law.model import Obligation, Respect, Statut
from generator.law.rule import Head, coverage, covered, in_force, missing, references, undated
from generator.law.situation import Situation
from generator.law.thresholds import Comparison, compare
from generator.law.wording import day, euros, listed, lots
from generator.parameters import DatedValue

CLAUSE = Head("clause-sociale", "Conditions d’exécution relatives au domaine social ou à l’emploi")

_RESERVED_DOUBT = (
    "La réservation d’un lot n’est pas, par elle-même, une condition d’exécution sociale : "
    "à trancher par votre service juridique."
)
_SMALL_LOTS_DOUBT = (
    "Le texte compare au seuil la valeur de tout le besoin, et aucune doctrine officielle n’écarte les lots dont le "
    "montant est inférieur : à trancher par votre service juridique."
)


def social_clause(situation: Situation) -> Obligation:
    """Due when the value of the need reaches the European threshold, unless an exemption stands."""
    if situation.is_defence and not situation.is_concession:
        return _defence(situation)
    lacking = undated(CLAUSE, situation)
    if lacking:
        return lacking
    regime = situation.at("clause-sociale-concessions" if situation.is_concession else "clause-sociale")
    if regime.valeur != "obligatoire":
        return _obligation(situation, "facultative", _before(situation), (regime,))
    comparison = compare(situation)
    if comparison.side == "unknown":
        return _undetermined(situation, regime, comparison)
    if comparison.side == "below":
        return _below(situation, regime, comparison)
    return _above(situation, regime, comparison)


def _obligation(situation: Situation, statut: Statut, motif: str, values: tuple[DatedValue, ...]) -> Obligation:
    respect, moyens = coverage(situation, CLAUSE.id)
    return Obligation(
        id=CLAUSE.id,
        libelle=CLAUSE.libelle,
        statut=statut,
        respect=respect,
        motif=motif,
        references=references(values),
        parametres=values,
        moyens=moyens,
    )


def _defence(situation: Situation) -> Obligation:
    motif = (
        "Ce marché est passé en matière de défense ou de sécurité : l’acheteur peut prévoir des conditions "
        "d’exécution sociales, sans y être tenu."
    )
    return _obligation(situation, "facultative", motif, in_force(situation, "defense-conditions"))


def _before(situation: Situation) -> str:
    launched = day(situation.date) if situation.date else ""
    return (
        f"La consultation est engagée le {launched}. À cette date, l’acheteur peut prévoir des conditions d’exécution "
        "sociales ; il n’y est tenu, à partir des seuils européens, que pour les consultations engagées à "
        "compter du 22 août 2026."
    )


def _undetermined(situation: Situation, regime: DatedValue, comparison: Comparison) -> Obligation:
    bounds = listed(dict.fromkeys(euros(value.number) for value in comparison.thresholds))
    several = len({value.number for value in comparison.thresholds}) > 1
    why = f"Le seuil européen est, selon le cas, de {bounds}." if several else f"Le seuil européen est de {bounds}."
    known = situation.value.known
    if known is not None:
        why += f" La valeur connue du besoin est de {euros(known)}."
    return missing(CLAUSE, situation, comparison.missing, why=why, parametres=(regime, *comparison.thresholds))


def _amounts(situation: Situation, comparison: Comparison, position: str) -> str:
    """« 1 750 000 € HT, sous le seuil de 5 404 000 € HT », with each threshold when several give the same answer."""
    amount = situation.value.known
    limits = listed(dict.fromkeys(euros(value.number) for value in comparison.thresholds))
    word = "les seuils possibles" if len({value.number for value in comparison.thresholds}) > 1 else "le seuil"
    known = euros(amount) if amount is not None else "inconnue"
    return f"La valeur estimée du besoin est de {known}{position} {word} de {limits}."


def _below(situation: Situation, regime: DatedValue, comparison: Comparison) -> Obligation:
    motif = f"{_amounts(situation, comparison, ', sous')} Une condition d’exécution sociale reste possible."
    optional = in_force(situation, *_faculty(situation))
    found = _obligation(situation, "facultative", motif, (regime, *comparison.thresholds))
    return replace(found, references=references((*optional, *comparison.thresholds)))


def _faculty(situation: Situation) -> tuple[str, ...]:
    """The article that opens the faculty under the threshold."""
    return ("clause-environnementale-concessions",) if situation.is_concession else ("clause-environnementale",)


def _above(situation: Situation, regime: DatedValue, comparison: Comparison) -> Obligation:
    asked = claim(situation)
    stands = asked is not None and asked.stands
    found = _obligation(
        situation,
        "exemptee" if stands else "obligatoire",
        _above_reason(situation, comparison, exempted=stands),
        (regime, *comparison.thresholds),
    )
    doubt, extra = _doubts(situation, comparison)
    return replace(
        found,
        respect="a_justifier" if stands else _respect(situation, found.respect),
        doute=doubt or None,
        parametres=(*found.parametres, *extra),
        exemptions=cases(situation),
    )


def _above_reason(situation: Situation, comparison: Comparison, *, exempted: bool) -> str:
    reached = _amounts(situation, comparison, " et atteint")
    asked = claim(situation)
    if exempted and asked is not None:
        return (
            f"{reached} L’acheteur invoque le cas {asked.cas} de l’article {article(situation)}, II, pour le motif "
            f"suivant : « {asked.motif.rstrip('.')} ». Il se conserve avec les pièces de la procédure."
        )
    due = f"{reached} L’acheteur prévoit des conditions d’exécution relatives au domaine social ou à l’emploi."
    small = _small_lots(situation, comparison)
    if small:
        are = "est soumis" if len(small) == 1 else "sont soumis"
        due += f" Le seuil s’apprécie sur tout le besoin : {lots(small)} y {are} malgré un montant inférieur."
    if asked is not None:
        due += f" L’exemption invoquée n’est pas retenue. {asked.refusal}"
    return due


def _small_lots(situation: Situation, comparison: Comparison) -> list[int]:
    """Lots under the threshold within a need that reaches it."""
    limit = comparison.thresholds[0].number
    amounts = ((lot.numero, lot.montant_maximum_ht or lot.montant_estime_ht) for lot in situation.marche.lots)
    return [number for number, amount in amounts if amount is not None and amount < limit]


def _doubts(situation: Situation, comparison: Comparison) -> tuple[str, tuple[DatedValue, ...]]:
    """Every open question of law, and the dated values they bring in."""
    doubts: list[str] = []
    extra: tuple[DatedValue, ...] = ()
    special = _special_services(situation)
    known = situation.value.known
    if special is not None and known is not None and known < special.number:
        extra = (special,)
        doubts.append(
            f"Pour des services sociaux ou spécifiques, l’article L. 2112-2-1 ne dit pas si le seuil est celui de "
            f"l’acheteur ou celui de {euros(special.number)}. La lecture prudente retient le premier : "
            "à trancher par votre service juridique."
        )
    if _small_lots(situation, comparison):
        doubts.append(_SMALL_LOTS_DOUBT)
    if _reserved_alone(situation):
        doubts.append(_RESERVED_DOUBT)
    if situation.is_concession:
        doubts.append(UNREAD_CONCESSIONS)
    return " ".join(doubts), extra


def _special_services(situation: Situation) -> DatedValue | None:
    """The threshold proper to social and other specific services, when the marché is one."""
    if not situation.marche.services_sociaux or situation.is_concession:
        return None
    entity = situation.marche.entite_adjudicatrice()
    try:
        return situation.at("seuil-services-sociaux-entites" if entity else "seuil-services-sociaux")
    except OutsideDatesError:
        return None


def _covered_lots(situation: Situation) -> frozenset[int]:
    return situation.covered_by(situation.means_for(CLAUSE.id))


def _reserved_alone(situation: Situation) -> frozenset[int]:
    """Reserved lots that no social means covers."""
    return situation.reserved_lots - _covered_lots(situation)


def _respect(situation: Situation, plain: Respect) -> Respect:
    """`a_justifier` when only reserved lots are left without a social means."""
    alone = _reserved_alone(situation)
    rest_is_covered = covered(situation, _covered_lots(situation) | alone) == "oui"
    return "a_justifier" if alone and rest_is_covered else plain


RULES = (CLAUSE.rule(social_clause),)
