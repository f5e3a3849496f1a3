"""The delays and the figures read from finished words: known phrases, and nothing from others."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from generator.dossier.delays import Delay, Delays, delays
from generator.dossier.workbooks.targets import Target, target
from generator.library import Library

DELAYS = {
    "Note : 30\u00a0jours au plus à compter de la notification.": Delays((Delay("notification", 30),), True),
    "Relevé : 15 jours au plus à compter de la fin de chaque trimestre.": Delays((Delay("trimestre", 15),), True),
    "Registre du mois : 10 jours au plus à compter de la fin du mois.": Delays((Delay("mois", 10),), True),
    "État : 30 jours au plus à compter de la fin de chaque semestre civil.": Delays((Delay("semestre", 30),), True),
    "Rapport : 45 jours au plus à compter de la fin de la période de bilan.": Delays((Delay("an", 45),), True),
    "État : 30 jours au plus à compter de la notification, puis de la fin de chaque période de bilan.": Delays(
        (Delay("notification", 30), Delay("an", 30)), True
    ),
    "Liste : 30 jours au plus à compter de la notification, puis à chaque changement.": Delays(
        (Delay("notification", 30),), False
    ),
    "Relevé : 15 jours au plus à compter de la fin du trimestre\u202f; compte rendu : à la pesée.": Delays(
        (Delay("trimestre", 15),), False
    ),
    "Bilan : 10 jours au plus à compter de la fin de chaque mois de bétonnage.": Delays((), False),
    "Dossier : 20 jours au moins avant son premier emploi.": Delays((), False),
    "Fiche : 15 jours ouvrés au plus à compter de la notification.": Delays((), False),
    "Avenant : 15 jours au plus à compter de la notification de chaque lot.": Delays((), False),
    "Fiche : à la livraison.": Delays((), False),
}
TARGETS = {
    ("70\u00a0% au moins, par période de bilan", "%"): Target(Decimal(70), "au moins"),
    ("0,7 au plus", "litre par m²"): Target(Decimal("0.7"), "au plus"),
    ("18\u00a0kilogrammes au moins à la réception", "kg par mètre carré"): Target(Decimal(18), "au moins"),
    ("1\u202f500 kWh au plus", "kWh"): Target(Decimal(1500), "au plus"),
    ("Aucun", "constat"): Target(Decimal(0), "au plus"),
    ("100\u00a0%", "%"): Target(Decimal(100), "au moins"),
    ("Tous", "%"): Target(Decimal(100), "au moins"),
    ("Tous", "produit"): Target(),
    ("70\u00a0% au moins", "kg"): Target(),
    ("4\u00a0% au moins sous la moyenne des plafonds", "%"): Target(),
    ("10\u00a0% au plus au-dessus de l’engagement", "%"): Target(),
    ("10\u00a0% de moins que la référence", "%"): Target(),
    ("100\u00a0%, à raison de 5\u00a0heures au moins par agent", "%"): Target(),
    ("Toutes les heures dues, à la fin de l’exécution", "heure"): Target(),
    ("Entre moins 5 et plus 5", "%"): Target(),
    ("45\u00a0jours au plus après la fin de la période de bilan", "oui ou non"): Target(followed=True),
    ("Suivi, sans seuil", "kg"): Target(followed=True),
    ("", "kg"): Target(followed=True),
}


@pytest.mark.parametrize("text", DELAYS)
def test_a_delay_is_read_from_the_phrases_it_is_written_in_and_no_other(text: str) -> None:
    assert delays(text) == DELAYS[text]


@pytest.mark.parametrize(("words", "unit"), TARGETS)
def test_a_target_is_read_when_its_words_are_certain(words: str, unit: str) -> None:
    assert target(words, unit) == TARGETS[words, unit]


def test_a_proof_of_the_library_that_speaks_of_the_notification_gives_its_day(library: Library) -> None:
    """A delay from the notification that is not read would be a day the follow-up forgets."""
    said = [
        (clause.path, proof.texte.source)
        for history in library.histories.values()
        for clause in history
        for proof in clause.preuves
        if proof.quand == "execution" and re.search(r"compter\s+de\s+la\s+notification", proof.texte.source)
    ]
    assert len(said) > 20
    missed = [
        (path, source)
        for path, source in said
        if not any(delay.start == "notification" for delay in delays(re.sub(r"\{\{.*?\}\}", "12 jours", source)).read)
    ]
    assert missed == []
