"""Texts that did not exist on the day of the consultation: alerts that block."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts import COMMON_ARTICLES
from generator.language.filters import date as french_date
from generator.law import Alert
from generator.library import Library
from generator.market import Marche


def date_alerts(marche: Marche, library: Library) -> Iterator[Alert]:
    """The common articles and the CCAG, when the consultation is engaged before the first day they serve."""
    day = marche.date_engagement
    if day is None:
        return
    first = max(library.histories[id_][0].date for id_ in COMMON_ARTICLES)
    if day < first:
        yield Alert(
            "textes-posterieurs",
            "bloquant",
            f"Les textes de la bibliothèque valent pour les consultations engagées à partir du {french_date(first)}.",
            "Vérifiez la date d’engagement ; pour une consultation plus ancienne, faites relire chaque article.",
            ("date_engagement",),
        )
    ccag = library.ccags.get(marche.ccag or "")
    if ccag is not None and day < ccag.a_compter_du:
        yield Alert(
            "ccag-posterieur",
            "bloquant",
            f"Le {ccag.nom} auquel les textes renvoient vaut à partir du {french_date(ccag.a_compter_du)}, "
            "après la date d’engagement de la consultation.",
            "Vérifiez la date d’engagement, ou répondez qu’aucun CCAG ne s’applique.",
            ("date_engagement", "ccag"),
        )
