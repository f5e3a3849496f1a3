"""The seven steps of the clause's cycle: who does what, and on which days when the marché says them.

Delays written in the clause are taken from it. The marks before the consultation (three, two and one month) are
proposals. Nothing is guessed: without notification or duration, a task has no day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.dossier import days as counted
from generator.dossier.days import months_after, period_ends
from generator.execution.undertaking import Undertaking

TITLES = (
    "Revue des marchés à venir",
    "Montage du dossier",
    "État des commandes",
    "Lancement",
    "Mise en œuvre",
    "Suivi",
    "Fin du marché",
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something someone does. `when` says it in words; `days` are its dates, empty when they are not known."""

    id: str
    step: int
    who: str
    what: str
    when: str
    days: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """What the execution starts from, beside the marché's own answers."""

    notification: dt.date | None = None


def last_day(undertaking: Undertaking, dates: Dates) -> dt.date | None:
    """The last day of the execution, counted from the notification; None when it cannot be told."""
    return counted.last_day(dates.notification, counted.length(undertaking.dossier.marche))


def tasks(undertaking: Undertaking, dates: Dates) -> tuple[Task, ...]:
    """Every task, step by step."""
    end = last_day(undertaking, dates)
    return (
        *_before(undertaking),
        *_orders(undertaking, dates, end),
        *_launch(undertaking, dates),
        *_work(undertaking, dates, end),
        *_follow_up(undertaking, dates, end),
        *_end(undertaking, end),
    )


def _before(undertaking: Undertaking) -> Iterator[Task]:
    start = undertaking.dossier.marche.date_engagement

    def ahead(months: int) -> tuple[dt.date, ...]:
        return (months_after(start, -months),) if start else ()

    yield Task("revue", 1, "Acheteur", "Présente au facilitateur les marchés à venir : objet, montant, durée, lieu.",
               "Trois mois avant la consultation (repère proposé)", ahead(3))  # fmt: skip
    yield Task("diagnostic", 1, "Facilitateur", "Dit quels marchés peuvent porter une action d’insertion.",
               "À la suite de la revue")  # fmt: skip
    yield Task("montage", 2, "Acheteur", "Transmet la nature, le montant hors taxes, la durée et les lots.",
               "Deux mois avant la consultation (repère proposé)", ahead(2))  # fmt: skip
    yield Task("calibrage", 2, "Facilitateur", "Propose le calibrage et relit la clause.",
               "Un mois avant la consultation (repère proposé)", ahead(1))  # fmt: skip
    yield Task("consultation", 2, "Acheteur", "Engage la consultation.", "Date d’engagement",
               (start,) if start else ())  # fmt: skip


def _orders(undertaking: Undertaking, dates: Dates, end: dt.date | None) -> Iterator[Task]:
    if not undertaking.by_orders:
        yield Task("commandes", 3, "Acheteur", "Sans objet : le volume ne dépend pas des commandes.", "–")
        return
    what = "Communique au titulaire et au facilitateur le montant cumulé et les heures qui en résultent."
    yield Task("commandes", 3, "Acheteur", what, "À la fin de chaque trimestre civil", _periods(dates, end, 3))


def _launch(undertaking: Undertaking, dates: Dates) -> Iterator[Task]:
    given = dates.notification
    sent = "Envoie au facilitateur le nom du titulaire, la lettre de notification, l’acte d’engagement et l’annexe."
    yield Task("notification", 4, "Acheteur", sent, "À la notification", (given,) if given else ())
    yield Task("coordonnees", 4, "Acheteur", "Vérifie de nouveau les coordonnées du facilitateur.", "À la notification",
               (given,) if given else ())  # fmt: skip
    delay = undertaking.delay("delai_correspondant")
    if delay is not None:
        yield Task("correspondant", 4, "Titulaire", "Désigne son correspondant opérationnel.",
                   f"{delay} jours au plus après la notification", _after(given, delay))  # fmt: skip


def _work(undertaking: Undertaking, dates: Dates, end: dt.date | None) -> Iterator[Task]:
    yield Task("eligibilite", 5, "Facilitateur", "Vérifie l’éligibilité de chaque personne et mobilise les publics.",
               "Avant la première heure de chaque personne")  # fmt: skip
    delay = undertaking.delay("delai_releve")
    if delay is not None:
        monthly = undertaking.chosen("frequence_releve", "mensuelle")
        period = "mois" if monthly else "trimestre civil"
        days = tuple(day + dt.timedelta(days=delay) for day in _periods(dates, end, 1 if monthly else 3))
        yield Task("releve", 5, "Titulaire", "Remet au facilitateur le relevé des heures.",
                   f"{delay} jours au plus après la fin de chaque {period}", days)  # fmt: skip


def _follow_up(undertaking: Undertaking, dates: Dates, end: dt.date | None) -> Iterator[Task]:
    delay = undertaking.delay("delai_reunion")
    if delay is not None:
        held = _after(dates.notification, delay)
        sent = tuple(max(day - dt.timedelta(days=15), dates.notification or day) for day in held)
        yield Task("convocation", 6, "Acheteur", "Convoque le titulaire et le facilitateur à la réunion.",
                   "Quinze jours avant la réunion (repère proposé)", sent)  # fmt: skip
        yield Task("reunion", 6, "Acheteur, titulaire, facilitateur", "Tiennent la réunion de mise au point.",
                   f"{delay} jours au plus après la notification", held)  # fmt: skip
    yield Task("bilan", 6, "Acheteur, titulaire, facilitateur", "Établissent le bilan de l’année.",
               "Chaque année", _anniversaries(dates.notification, end))  # fmt: skip


def _end(undertaking: Undertaking, end: dt.date | None) -> Iterator[Task]:
    later = undertaking.delay("delai_bilan_final") if undertaking.chosen("bilan_final", "après la fin") else None
    if later is None:
        final, when = end, "Dans le mois qui précède la fin de l’exécution"
    else:
        final, when = months_after(end, later) if end else None, f"{later} mois au plus après la fin de l’exécution"
    yield Task("bilan-final", 7, "Acheteur, titulaire, facilitateur", "Établissent le bilan final.", when,
               (final,) if final else ())  # fmt: skip
    yield Task("attestation", 7, "Facilitateur", "Prépare l’attestation de bonne réalisation, que l’acheteur remet.",
               "Un mois au plus après le bilan final", (months_after(final, 1),) if final else ())  # fmt: skip
    yield Task("solde", 7, "Acheteur", "Arrête les heures réalisées et, s’il y a lieu, les pénalités.",
               "Avant le décompte final")  # fmt: skip


def _after(start: dt.date | None, days: int) -> tuple[dt.date, ...]:
    return (start + dt.timedelta(days=days),) if start else ()


def _periods(dates: Dates, end: dt.date | None, months: int) -> tuple[dt.date, ...]:
    return period_ends(dates.notification, end, months) if dates.notification and end else ()


def _anniversaries(start: dt.date | None, end: dt.date | None) -> tuple[dt.date, ...]:
    """Each anniversary that leaves more than a month before the end: the final balance covers the last year."""
    if start is None or end is None:
        return ()
    years = range(1, int(Decimal((end - start).days) / 365) + 1)
    found = (months_after(start, 12 * year) for year in years)
    return tuple(day for day in found if day < months_after(end, -1))
