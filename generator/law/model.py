"""What a diagnosis says: obligations, the means that satisfy them, alerts. JSON as users read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.law.need import Need
from generator.parameters import DatedValue

Statut = Literal["obligatoire", "facultative", "exemptee", "sans_objet", "indeterminee"]
Portee = Literal["marche", "lot", "annee", "acheteur", "chantier"]
Respect = Literal["oui", "partiel", "non", "a_justifier", "hors_marche"]
Gravite = Literal["bloquant", "attention", "conseil"]


@dataclass(frozen=True, slots=True)
class Moyen:
    """A means that satisfies obligations: a retained clause, a criterion, a reservation…

    `type`: clause · critere · specification · reservation · piece · acte. `lots` are lot numbers; empty: the
    whole marché. `satisfait` holds the ids of the obligations it satisfies.
    """

    type: str
    id: str
    lots: tuple[int, ...] = ()
    satisfait: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, object]:
        return {"type": self.type, "id": self.id, "lots": list(self.lots)}


@dataclass(frozen=True, slots=True)
class Reference:
    """A text of law and the day from which it bears as told; None when that day depends on a missing date."""

    texte: str
    depuis: dt.date | None = None

    def as_json(self) -> dict[str, object]:
        return {"texte": self.texte, "depuis": self.depuis.isoformat() if self.depuis else None}


@dataclass(frozen=True, slots=True)
class Trace:
    """A node of the explanation: a rule, an answer, a dated value, an article, a sum, a means.

    `valeur` is what it holds: the status, the answer, the figure, the day since which an article bears.
    """

    type: str  # regle · reponse · calcul · valeur · article · moyen
    libelle: str
    valeur: str | None = None
    enfants: tuple[Trace, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "type": self.type,
            "libelle": self.libelle,
            "valeur": self.valeur,
            "enfants": [child.as_json() for child in self.enfants],
        }


@dataclass(frozen=True, slots=True)
class ExemptionCase:
    """A case of the article's list. `ouverte`: nothing known of this marché excludes it."""

    cas: int
    libelle: str
    ouverte: bool

    def as_json(self) -> dict[str, object]:
        return {"cas": self.cas, "libelle": self.libelle, "ouverte": self.ouverte}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty of law as it bears on a marché on its date (design 6.3).

    `statut` says whether the text bears, never whether it is met: that is `respect`. `manquants` are the JSON
    keys of the answers that are lacking. `doute` is a question left to the buyer's lawyers, or None.
    """

    id: str
    libelle: str
    statut: Statut
    motif: str
    portee: Portee = "marche"
    respect: Respect = "non"
    doute: str | None = None
    references: tuple[Reference, ...] = ()
    parametres: tuple[DatedValue, ...] = ()
    manquants: tuple[str, ...] = ()
    moyens: tuple[Moyen, ...] = ()
    exemptions: tuple[ExemptionCase, ...] = ()
    hors_registre: tuple[str, ...] = ()  # ids of the dated values the register lacks on that day
    explain: Callable[[], Trace] | None = field(default=None, compare=False, repr=False)

    @property
    def trace(self) -> Trace | None:
        """Why, as a tree: the rule, the answers it read, the values and their articles; built when asked for."""
        return self.explain() if self.explain else None

    def as_json(self) -> dict[str, object]:
        trace = self.trace
        return {
            "id": self.id,
            "libelle": self.libelle,
            "statut": self.statut,
            "portee": self.portee,
            "respect": self.respect,
            "motif": self.motif,
            "doute": self.doute,
            "references": [reference.as_json() for reference in self.references],
            "parametres": [_parameter(value) for value in self.parametres],
            "manquants": list(self.manquants),
            "moyens": [moyen.as_json() for moyen in self.moyens],
            "exemptions": [case.as_json() for case in self.exemptions],
            "trace": trace.as_json() if trace else None,
        }


def _parameter(value: DatedValue) -> dict[str, object]:
    return {
        "id": value.id,
        "valeur": value.as_text,
        "reference": value.reference,
        "verification": value.verification,
    }


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to mend or to know. A `bloquant` alert is a *point ouvert* of the dossier, by its `code`."""

    code: str
    gravite: Gravite
    message: str
    remede: str
    champs: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "gravite": self.gravite,
            "message": self.message,
            "remede": self.remede,
            "champs": list(self.champs),
        }


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything the law says about a marché on its date.

    `examinees`: duties of a sector that were looked at and do not bear, or cannot be told; kept apart so that
    they do not hide the others.
    """

    date_engagement: dt.date | None
    obligations: tuple[Obligation, ...]
    alertes: tuple[Alert, ...]
    examinees: tuple[Obligation, ...] = ()
    besoin: Need | None = None

    def obligation(self, id_: str) -> Obligation:
        """The obligation of that id, examined ones included; KeyError when there is none."""
        for obligation in (*self.obligations, *self.examinees):
            if obligation.id == id_:
                return obligation
        raise KeyError(id_)

    @property
    def points_ouverts(self) -> tuple[Alert, ...]:
        """The alerts that keep the dossier from being validated; those closed by the buyer are not among them."""
        return tuple(alert for alert in self.alertes if alert.gravite == "bloquant")

    def as_json(self) -> dict[str, object]:
        """The JSON of the command `diagnose` (design 6.3)."""
        return {
            "date_engagement": self.date_engagement.isoformat() if self.date_engagement else None,
            "obligations": [obligation.as_json() for obligation in self.obligations],
            "alertes": [alert.as_json() for alert in self.alertes],
            "examinees": [obligation.as_json() for obligation in self.examinees],
            "valeur_besoin": self.besoin.as_json() if self.besoin else None,
        }


def whole_market(moyen: Moyen, lots: Sequence[int]) -> frozenset[int]:
    """The lots a means covers: its own, or all of them when it names none."""
    return frozenset(moyen.lots) if moyen.lots else frozenset(lots)
