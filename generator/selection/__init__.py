"""Which clauses a marché gets, lot by lot, and why.

The proposal holds every clause that applies and is not foreign to a duty; a buyer's list replaces it whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from generator.calibration import Calibration, calibrate
from generator.errors import Fault, InputError
from generator.language.typography import finish_plain
from generator.law import Alert, Diagnosis, Moyen, diagnose
from generator.library import ClauseVersion, Library
from generator.market import ClauseRetenue, Marche
from generator.selection.completeness import insertion_alerts
from generator.selection.consistency import consistency_alerts
from generator.selection.contradictions import choice_alerts
from generator.selection.dates import date_alerts
from generator.selection.model import Excluded, Retained, Selection, Setting, Variant
from generator.selection.places import LOCAL_FACTS, Place, insertion_mode, market_facts, places_of
from generator.selection.ranking import Candidate, rank, too_small, weights
from generator.selection.settings import Settings, penalty_parameters

__all__ = [
    "LOCAL_FACTS",
    "Excluded",
    "Place",
    "Retained",
    "Selection",
    "Setting",
    "Variant",
    "insertion_mode",
    "market_facts",
    "penalty_parameters",
    "places_of",
    "select",
]

MEANS = {
    "spécification": "specification",
    "condition d'exécution": "clause",
    "critère": "critere",
    "réservation": "reservation",
}


def select(marche: Marche, library: Library) -> Selection:
    """The clauses of a marché. Raises `InputError` for an unknown clause or a setting that is refused."""
    calibration = calibrate(marche, library.calibrage)
    duties = diagnose(marche, library.register)
    clauses = library.clauses_at(marche.date_engagement)
    chooser = _Chooser(marche, library, calibration, duties)
    chooser.faults += _unknown(marche, clauses)
    for clause in sorted(clauses.values(), key=lambda c: (c.ordre, c.id)):
        chooser.consider(clause)
    chooser.propose()
    if chooser.faults:
        raise InputError(chooser.faults)
    return Selection(
        tuple(chooser.retained),
        tuple(chooser.excluded),
        (
            *chooser.alerts,
            *date_alerts(marche, library),
            *insertion_alerts(marche, calibration),
            *consistency_alerts(marche, calibration, chooser.retained),
            *choice_alerts(chooser.retained),
        ),
        tuple(_means(item) for item in chooser.retained),
        proposed=chooser.wanted is None,
        due=chooser.due,
    )


def _means(item: Retained) -> Moyen:
    return Moyen(MEANS.get(item.clause.levier, "clause"), item.id, item.lots, frozenset(item.clause.satisfait))


def _numbers(places: Iterable[Place]) -> tuple[int, ...]:
    """The numbers of the lots; none for the unlotted marché."""
    return tuple(place.numero for place in places if place.numero is not None)


def _unknown(marche: Marche, clauses: dict[str, ClauseVersion]) -> list[Fault]:
    """A fault for each clause named that is not in the library on that date."""
    faults: list[Fault] = []
    choice = marche.clauses
    if choice is None:
        return faults
    for group, ids in (("retenues", choice.retenues or {}), ("ecartees", choice.ecartees)):
        for id_ in ids:
            if id_ not in clauses:
                hint = get_close_matches(id_, list(clauses), n=1)
                remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else "Consultez la liste des clauses."
                faults.append(Fault(f"clauses.{group}.{id_}", "cette clause n’existe pas à cette date.", remedy))
    return faults


class _Chooser:
    """Considers each clause once and sorts it into retained or excluded, with its reason."""

    def __init__(self, marche: Marche, library: Library, calibration: Calibration, duties: Diagnosis) -> None:
        self.marche, self.library, self.duties = marche, library, duties
        self.due = frozenset(duty.id for duty in duties.obligations if duty.statut == "obligatoire")
        self.places = places_of(marche, library, calibration, self.due)
        self.wanted = marche.clauses.retenues if marche.clauses else None
        self.refused = marche.clauses.ecartees if marche.clauses else {}
        self.candidates: list[Candidate] = []
        self.retained: list[Retained] = []
        self.excluded: list[Excluded] = []
        self.alerts: list[Alert] = []
        self.faults: list[Fault] = []

    def consider(self, clause: ClauseVersion) -> None:
        places = [place for place in self.places if place.satisfies(clause.applicable_si)]
        if self.wanted is not None:
            self._as_wanted(clause, places)
        elif clause.id in self.refused:
            self.excluded.append(Excluded(clause, self.refused[clause.id], par_acheteur=True))
        else:
            self._as_proposed(clause, places)

    def _as_wanted(self, clause: ClauseVersion, places: list[Place]) -> None:
        assert self.wanted is not None  # noqa: S101 - the caller has just checked it
        kept = self.wanted.get(clause.id)
        if kept is None:
            if clause.id in self.refused:
                self.excluded.append(Excluded(clause, self.refused[clause.id], par_acheteur=True))
            return
        if kept.lots is not None:
            places = [place for place in places if place.numero in kept.lots]
        if places:
            self._keep(clause, kept, places, "Retenue par l’acheteur")
        else:
            self.excluded.append(Excluded(clause, self._inapplicable(clause), par_acheteur=False))
            self.alerts.append(self._not_applicable(clause))

    def _as_proposed(self, clause: ClauseVersion, places: list[Place]) -> None:
        applies = bool(places)
        places = [p for p in places if p.satisfies(clause.propose_si) and p.buys(clause.propose_cpv)]
        small = {place.numero: too_small(clause, self.marche, place) for place in places}
        fitting = tuple(place for place in places if not small[place.numero])
        if not places:
            reason = "convient, sans être proposée d’office ici" if applies else self._inapplicable(clause)
            self.excluded.append(Excluded(clause, reason, par_acheteur=False, possible=applies))
        elif not clause.propose:
            self.excluded.append(Excluded(clause, "proposée seulement sur demande", par_acheteur=False, possible=True))
        elif self._useless(clause):
            self.excluded.append(Excluded(clause, "l’obligation qu’elle sert est sans objet ici", par_acheteur=False))
        elif not fitting:
            self.excluded.append(Excluded(clause, next(iter(small.values())), par_acheteur=False, possible=True))
        else:
            self.candidates.append(Candidate(clause, fitting))

    def propose(self) -> None:
        """Keep the best candidates, in document order, and say why the others are left."""
        ranking = rank(self.marche, self.candidates, weights(self.duties.obligations), len(self.places))
        for each in self.candidates:
            clause = each.clause
            if places := ranking.kept.get(clause.id):
                self._keep(clause, ClauseRetenue(), list(places), "Proposée")
            else:
                self.excluded.append(Excluded(clause, ranking.left[clause.id], par_acheteur=False, possible=True))

    def _useless(self, clause: ClauseVersion) -> bool:
        statuts = {duty.id: duty.statut for duty in self.duties.obligations}
        return bool(clause.satisfait) and all(statuts.get(id_) == "sans_objet" for id_ in clause.satisfait)

    def _keep(self, clause: ClauseVersion, kept: ClauseRetenue, places: list[Place], how: str) -> None:
        lots = _numbers(places)
        settings = Settings(self.marche, self.library, clause, kept)
        variants = settings.variants(places)
        self.faults += dict.fromkeys(settings.faults)  # said once, not once for each lot
        possible = _numbers(place for place in self.places if place.satisfies(clause.applicable_si))
        self.retained.append(Retained(clause, lots, variants, self._why(clause, how), possible))

    def _why(self, clause: ClauseVersion, how: str) -> str:
        bearing = {d.id: d for d in self.duties.obligations if d.id in clause.satisfait}
        served = [f"« {d.libelle} » ({_STATUTS.get(d.statut, d.statut)})" for d in bearing.values()]
        segments = clause.applicable_si.get("segment")
        said = "elle est propre à la famille d’achat de ces prestations" if segments else "elle convient à leur nature"
        if served:
            said = f"elle sert {' et '.join(served)}"
        return finish_plain(f"{how} : {said}. Effet {clause.effet}, contrôle {clause.cout_controle}.")

    def _inapplicable(self, clause: ClauseVersion) -> str:
        by_place = [set(place.failed(clause.applicable_si)) for place in self.places]
        failed = set.intersection(*by_place) or set.union(*by_place)
        reasons = [_REASONS.get(name, name) for name in sorted(failed)]
        return "ne s’applique pas ici : " + (", ".join(reasons) if reasons else "aucun lot désigné") + "."

    def _not_applicable(self, clause: ClauseVersion) -> Alert:
        return Alert(
            code=f"clause-inapplicable:{clause.id}",
            gravite="bloquant",
            message=f"La clause « {clause.titre} » est retenue mais {self._inapplicable(clause)}",
            remede="Retirez-la du choix, ou corrigez la réponse qui l’écarte.",
            champs=(f"clauses.retenues.{clause.id}",),
        )


_STATUTS = {
    "obligatoire": "obligatoire",
    "facultative": "facultative",
    "exemptee": "exemptée",
    "sans_objet": "sans objet",
    "indeterminee": "indéterminée",
}
_REASONS = {
    "segment": "la famille d’achat est autre",
    "nature": "la nature des prestations est autre",
    "insertion_mode": "la forme d’insertion retenue est autre",
    "insertion_prevue": "aucune heure d’insertion n’est prévue",
    "ccag_retenu": "le CCAG retenu est autre",
    "execution": "le mode d’exécution est autre",
    "contrat": "la forme du contrat est autre",
    "dure_plus_d_un_an": "le marché dure un an au plus",
    "reserve": "la réservation est autre, ou il n’y en a pas",
    "est_reserve": "un lot réservé ne porte pas d’action d’insertion en plus",
    "services_sociaux": "le marché ne porte pas sur des services sociaux",
    "clause_sociale_due": "aucune condition d’exécution sociale n’est imposée",
}
