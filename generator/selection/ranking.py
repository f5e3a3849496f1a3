"""Which of the clauses that apply are proposed: duties first, then effect, ease of control, fit to amount and length.

A buyer who controls six clauses well does more than one who signs twenty: three to six by lot, fifteen articles in
all. The figures of this module are proposals of ours, no text fixes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.law import Obligation
from generator.library import ClauseVersion
from generator.market import Marche
from generator.selection.places import Place

MOST_ARTICLES = 15
MOST_COMMON = 2  # clauses that every lot shares, chosen before those of each lot
MANY_LOTS, BY_LOT_OF_MANY = 5, 3  # from five lots on, three clauses each
ENVIRONMENT = "clause-environnementale"
_BY_AMOUNT = ((Decimal(40_000), 3), (Decimal(221_000), 4), (Decimal(1_000_000), 5))  # euros before tax → clauses
_BEYOND, _UNKNOWN = 6, 4
_EFFECT = {"fort": 4, "moyen": 2, "limité": 0}
_CONTROL = {"léger": 2, "moyen": 1, "lourd": 0}
_ASKED = 100  # an organisation that writes « propose = true » wants its clause before the others
_DUTY, _WIDER_DUTY, _OWN_SEGMENT, _SHARED = 3, 2, 3, 1
_SAME_THEME = 1  # what a clause loses when one of its theme is already kept on the place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may be proposed, on the places where it applies."""

    clause: ClauseVersion
    places: tuple[Place, ...]

    @property
    def fixed(self) -> bool:
        """Reservations, criteria and social actions are answers to a choice of the buyer: never ranked out."""
        return self.clause.levier in ("réservation", "critère") or self.clause.theme.startswith("social/")


@dataclass(frozen=True, slots=True)
class Ranking:
    """`kept`: clause id → the places where it is proposed. `left`: clause id → why it is not."""

    kept: Mapping[str, tuple[Place, ...]]
    left: Mapping[str, str]


def rank(marche: Marche, candidates: Sequence[Candidate], due: Mapping[str, int], places: int) -> Ranking:
    """The proposal among the candidates; `due` are the `weights` of the duties, `places` how many lots there are."""
    scores = {each.clause.id: score(each, due, places) for each in candidates}
    order = sorted(candidates, key=lambda c: (-scores[c.clause.id], c.clause.ordre, c.clause.id))
    kept: dict[str, list[Place]] = {}
    left: dict[str, str] = {}
    for each in order:
        if each.fixed and not _opposed(each, each.places, kept, order):
            kept[each.clause.id] = list(each.places)
    if places > 1:
        _share(order, kept, places)
    for place in _distinct(order):
        _fill(marche, place, [c for c in order if place in c.places and not c.fixed], kept, scores, left)
    _within(kept, scores, order, left)
    for each in order:
        if each.clause.id not in kept:
            left.setdefault(each.clause.id, _behind(each.clause))
    position = {lot.numero: rank for rank, lot in enumerate(marche.lots)}  # lots keep the order of the marché
    in_order = {id_: sorted(found, key=lambda p: position.get(p.numero or 0, 0)) for id_, found in kept.items()}
    return Ranking({id_: tuple(found) for id_, found in in_order.items()}, left)


def score(candidate: Candidate, due: Mapping[str, int], places: int) -> int:
    """The higher, the sooner proposed."""
    clause = candidate.clause
    duties = sum(due.get(duty, 0) for duty in clause.satisfait if duty != ENVIRONMENT)
    own = _OWN_SEGMENT if clause.applicable_si.get("segment") else 0
    shared = _SHARED if places > 1 and len(candidate.places) * 2 >= places else 0
    asked = _ASKED if clause.en_tete else 0
    return asked + duties + _EFFECT[clause.effet] + _CONTROL[clause.cout_controle] + own + shared


def weights(obligations: Iterable[Obligation]) -> dict[str, int]:
    """What serving each duty commanded is worth: less when it is counted on a year, a buyer or a building site."""
    commanded = (duty for duty in obligations if duty.statut == "obligatoire")
    return {duty.id: _DUTY if duty.portee in ("marche", "lot") else _WIDER_DUTY for duty in commanded}


def too_small(clause: ClauseVersion, marche: Marche, place: Place) -> str:
    """Why the clause does not fit the amount or the length of a place; empty when it does, or when they are unknown."""
    amount, months = _amount(marche, place), _months(marche, place)
    if clause.montant_min is not None and amount is not None and amount < clause.montant_min:
        return f"proposée à partir de {clause.montant_min:,.0f} € HT".replace(",", "\u202f")
    if clause.duree_min is not None and months is not None and months < clause.duree_min:
        return f"proposée à partir de {clause.duree_min} mois de durée"
    return ""


def how_many(amount: Decimal | None, lots: int = 0) -> int:
    """How many clauses a lot of that amount is proposed, reservations, criteria and social actions left out."""
    if lots >= MANY_LOTS:
        return BY_LOT_OF_MANY
    if amount is None:
        return _UNKNOWN
    return next((count for ceiling, count in _BY_AMOUNT if amount < ceiling), _BEYOND)


def _share(order: Sequence[Candidate], kept: dict[str, list[Place]], places: int) -> None:
    """The best clauses that suit most lots, on all of them: one charter for a site, not one lot in two.

    Lots of one family share those of the family; lots of several share general ones.
    """
    wide = [c for c in order if not c.fixed and len(c.places) * 2 > places]
    common = sorted(wide, key=lambda c: len(c.places) * 4 < places * 3)  # three lots in four first, best first
    for each in common:
        if sum(c.clause.id in kept for c in common) == MOST_COMMON:
            return
        if not _opposed(each, each.places, kept, order):
            kept[each.clause.id] = list(each.places)


def _fill(
    marche: Marche,
    place: Place,
    possible: list[Candidate],
    kept: dict[str, list[Place]],
    scores: Mapping[str, int],
    left: dict[str, str],
) -> None:
    """The best clauses of a place; the first serves the environmental condition when one of them can."""
    here = [c for c in possible if place in kept.get(c.clause.id, ())]
    room = how_many(_amount(marche, place), len(marche.lots)) - len(here)
    waiting = [c for c in possible if c not in here]
    serving = any(ENVIRONMENT in c.clause.satisfait for c in here)
    while room > 0 and waiting:
        each = _next(waiting, here, scores, serving)
        waiting.remove(each)
        if rival := _opposed(each, (place,), kept, possible):
            left.setdefault(each.clause.id, f"fait double emploi avec la clause « {rival} »")
            continue
        kept.setdefault(each.clause.id, []).append(place)
        here.append(each)
        serving = serving or ENVIRONMENT in each.clause.satisfait
        room -= 1


def _next(waiting: list[Candidate], here: list[Candidate], scores: Mapping[str, int], serving: bool) -> Candidate:
    """The best of those that wait: three clauses on waste do less than one each on waste, wood, energy."""
    themes = [c.clause.theme for c in here]
    able = [c for c in waiting if ENVIRONMENT in c.clause.satisfait] if not serving else []
    return max(able or waiting, key=lambda c: scores[c.clause.id] - _SAME_THEME * (c.clause.theme in themes))


def _opposed(
    candidate: Candidate, places: Iterable[Place], kept: Mapping[str, list[Place]], order: Sequence[Candidate]
) -> str:
    """The title of a clause already kept on one of those places that contradicts this one."""
    wanted = list(places)
    for other in order:
        against = other.clause.id in candidate.clause.incompatibles or candidate.clause.id in other.clause.incompatibles
        if against and any(place in kept.get(other.clause.id, ()) for place in wanted):
            return other.clause.titre
    return ""


def _within(
    kept: dict[str, list[Place]], scores: Mapping[str, int], order: Sequence[Candidate], left: dict[str, str]
) -> None:
    """Fifteen articles at most: those of fewest lots and lowest rank go, no lot losing its last environmental one."""
    by_id = {each.clause.id: each for each in order}
    for id_ in sorted(kept, key=lambda id_: (len(kept[id_]), scores[id_])):
        if len(kept) <= MOST_ARTICLES:
            return
        if by_id[id_].fixed or _last_of_a_place(id_, kept, by_id):
            continue
        del kept[id_]
        left[id_] = f"laissée pour ne pas dépasser {MOST_ARTICLES} articles"


def _last_of_a_place(id_: str, kept: Mapping[str, list[Place]], by_id: Mapping[str, Candidate]) -> bool:
    others = [other for other in kept if other != id_ and ENVIRONMENT in by_id[other].clause.satisfait]
    serves = ENVIRONMENT in by_id[id_].clause.satisfait
    return serves and any(all(place not in kept[other] for other in others) for place in kept[id_])


def _behind(clause: ClauseVersion) -> str:
    return f"moins prioritaire ici que les clauses proposées (effet {clause.effet}, contrôle {clause.cout_controle})"


def _distinct(candidates: Iterable[Candidate]) -> Iterator[Place]:
    seen: list[Place] = []
    for place in (place for each in candidates for place in each.places):
        if place not in seen:
            seen.append(place)
            yield place


def _amount(marche: Marche, place: Place) -> Decimal | None:
    lot = next((lot for lot in marche.lots if lot.numero == place.numero), None)
    return lot.montant_estime_ht if lot and lot.montant_estime_ht is not None else marche.besoin_ht


def _months(marche: Marche, place: Place) -> Decimal | None:
    lot = next((lot for lot in marche.lots if lot.numero == place.numero), None)
    return lot.duree_mois if lot and lot.duree_mois is not None else marche.duree_totale_mois
