"""The letters of the execution as block documents. Models to complete, never for signature as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.blocks import Article, Block, Document, Item, ListBlock
from generator.dossier import ANNEX
from generator.dossier.dues import TO_FILL, Due
from generator.dossier.working import bullets, paragraph, section, table, words
from generator.execution.steps import TITLES, Dates, Task, last_day
from generator.execution.undertaking import Undertaking
from generator.language.filters import date as french_date
from generator.language.filters import euros, numeros, with_unit
from generator.language.typography import finish_plain

MEETING = "convocation-reunion"
CERTIFICATE = "attestation-bonne-realisation"
BALANCE = "bilan-final"
NOTICE = "mise-en-demeure"
CYCLE = "cycle-de-la-clause"
MODEL = "Modèle à compléter. Il ne se signe pas en l'état."
_MOST_DAYS = 400  # rows of the table of deadlines


def meeting(undertaking: Undertaking, dates: Dates) -> Document:
    """The notice of the first meeting: who, when at the latest, what is looked at."""
    delay = undertaking.delay("delai_reunion")
    agenda = (
        "Présentation de l'engagement et des interlocuteurs.",
        "Modalités que le titulaire retient et calendrier de réalisation.",
        "Publics, vérification de l'éligibilité et offres à diffuser.",
        "Relevés, pièces à remettre, protection des données.",
        "Bilans et réunions suivantes.",
    )
    to = _fields(("Titulaire", TO_FILL), _facilitateur(undertaking))
    parts = (
        section("destinataires", "Destinataires", to),
        section("reunion", "Réunion", _meeting(undertaking, dates, delay)),
        section("ordre", "Ordre du jour", (ListBlock(True, tuple(Item(words(line)) for line in agenda)),)),
        section("engagement", "Engagement concerné", _dues(undertaking)),
        section("apporter", "À préparer par le titulaire", _brought(undertaking)),
    )  # fmt: skip
    return _document(undertaking, MEETING, "Convocation à la réunion de mise au point", parts)


def certificate(undertaking: Undertaking, dates: Dates) -> Document:
    """The certificate that the hours due were done."""
    said = (
        "Le facilitateur atteste que le titulaire désigné ci-dessus a réalisé l'action d'insertion du marché, dans "
        "les quantités suivantes."
    )
    parts = (
        section("marche", "Marché", _fields(("Titulaire", TO_FILL), *_period(undertaking, dates))),
        section("attestation", "Attestation", (_own(said), *_done(undertaking))),
        section("visa", "Établissement", _fields(_facilitateur(undertaking), ("Fonction de l’auteur",
                TO_FILL), ("Date", TO_FILL))),
    )  # fmt: skip
    return _document(undertaking, CERTIFICATE, "Attestation de bonne réalisation", parts)


def balance(undertaking: Undertaking, dates: Dates) -> Document:
    """The final balance: quantities, pathways and follow-up, in numbers only."""
    counts = ("Personnes accueillies", "dont femmes", "dont habitants d’un quartier prioritaire", "Contrats conclus",
              "Suites : emploi durable", "Suites : formation", "Suites : autre")  # fmt: skip
    told = ("Accueil et encadrement", "Difficultés rencontrées et moyens employés", "Suites données aux parcours",
            "Enseignements pour les prochains marchés")  # fmt: skip
    numbers = table("Parcours", ("Indicateur", "Nombre"), [(line, TO_FILL) for line in counts], "bilan", "", (3, 2))
    free = table("Appréciation", ("Sujet", "Constat"), [(line, TO_FILL) for line in told], "bilan", "", (2, 3))
    parts = (
        section("marche", "Marché", _fields(("Titulaire", TO_FILL), _facilitateur(undertaking),
                *_period(undertaking, dates))),
        section("quantites", "Heures dues et réalisées", _done(undertaking)),
        section("parcours", "Parcours des personnes", (*numbers, _own(_NO_NAME))),
        section("appreciation", "Appréciation", free),
        section("suites", "Conclusion", _fields(("Engagement tenu (oui, en partie, non)", TO_FILL),
                ("Date du bilan", TO_FILL))),
    )  # fmt: skip
    return _document(undertaking, BALANCE, "Bilan final de l’action d’insertion", parts)


def notice(undertaking: Undertaking) -> Document:
    """The formal notice: what is found, the delay, the penalty that follows."""
    place = f"l'article {undertaking.article} de l'annexe au CCAP" if undertaking.article else "l'annexe au CCAP"
    asked = (
        f"Le manquement décrit ci-dessous a été constaté à l'obligation que fixe {place}. Vous êtes mis en demeure d'y "
        "remédier dans le délai indiqué, compté à partir de la réception de la présente."
    )
    after = (
        "À défaut, la pénalité prévue pour ce manquement pourra vous être appliquée. Vous pouvez présenter vos "
        "observations par écrit dans le même délai, et signaler toute difficulté à l'acheteur et au facilitateur."
    )
    found = (("Manquement constaté", TO_FILL), ("Date du constat", TO_FILL), ("Pièces à l’appui", TO_FILL),
             ("Mesure attendue", TO_FILL))  # fmt: skip
    rows = [
        (
            penalty.fact,
            numeros(penalty.lots) or "–",
            f"{euros(penalty.amount)} {penalty.unit}",
            with_unit(penalty.notice, "jour") if penalty.notice else "Sans mise en demeure",
        )
        for penalty in undertaking.own_penalties
    ]
    header = ("Manquement", "Lots", "Pénalité", "Délai pour y remédier")
    parts = (
        section("destinataire", "Destinataire", _fields(("Titulaire", TO_FILL), ("Lot", TO_FILL),
                ("Envoi (lettre recommandée, profil d’acheteur)", TO_FILL))),
        section("constat", "Constat", (_own(asked), *_fields(*found))),
        section("penalites", "Pénalités et délais", table("Pénalités", header, rows, "penalites", "", (5, 1, 3, 2))),
        section("suites", "Suites", (_own(after),)),
        section("auteur", "Auteur", _fields(("Fonction du signataire", TO_FILL), ("Date", TO_FILL))),
    )  # fmt: skip
    return _document(undertaking, NOTICE, "Mise en demeure", tuple(part for part in parts if part.blocks))


def cycle(undertaking: Undertaking, tasks: Iterable[Task], dates: Dates) -> Document:
    """The seven steps, who does what, then every dated deadline in order."""
    known = list(tasks)
    parts = [
        section(f"etape-{rank}", f"{rank}. {title}", _step([task for task in known if task.step == rank], title))
        for rank, title in enumerate(TITLES, start=1)
    ]
    parts.append(section("echeances", "Échéances dans l’ordre", _deadlines(known)))
    parts.append(section("hypotheses", "Comment ces dates sont comptées", _assumptions(undertaking, dates)))
    return _document(undertaking, CYCLE, "Cycle de la clause sociale", tuple(part for part in parts if part.blocks),
                     "Qui fait quoi, et quand.")  # fmt: skip


def _step(tasks: list[Task], title: str) -> Iterable[Block]:
    rows = [(task.who, task.what, task.when, "☐") for task in tasks]
    return table(title, ("Qui", "Quoi", "Quand", "Fait"), rows, "cycle", "", (3, 6, 4, 1))


def _deadlines(tasks: list[Task]) -> Iterable[Block]:
    dated = sorted((day, task.step, task.who, task.what) for task in tasks for day in task.days)
    rows = [(french_date(day), who, what) for day, _, who, what in dated[:_MOST_DAYS]]
    yield from table("Échéances", ("Date", "Qui", "Quoi"), rows, "cycle", "", (3, 4, 7))
    if not rows:
        yield _own("Aucune date ne peut être calculée : il manque la date d'engagement et celle de la notification.")


def _assumptions(undertaking: Undertaking, dates: Dates) -> Iterable[Block]:
    lines = ["La durée est comptée à partir de la notification ; un ordre de service qui la fait courir plus tard "
             "décale les dates."]  # fmt: skip
    if dates.notification is None:
        lines.append("La date de notification n'est pas donnée : les échéances qui en dépendent n'ont pas de date.")
    elif last_day(undertaking, dates) is None:
        lines.append("La durée du marché n'est pas donnée : les échéances qui en dépendent n'ont pas de date.")
    lines.append("Les repères proposés ne sont pas des délais de la loi ni du marché.")
    return bullets((finish_plain(line) for line in lines), "cycle")


def _meeting(undertaking: Undertaking, dates: Dates, delay: int | None) -> Iterable[Block]:
    yield from _fields(("Date et heure", TO_FILL), ("Lieu ou lien", TO_FILL))
    if delay is not None:
        said = f"Cette réunion se tient dans un délai de {delay} jours à compter de la notification"
        limit = next(iter(_limit(dates, delay)), "")
        yield _own(f"{said}, soit le {limit} au plus tard." if limit else f"{said}.")


def _limit(dates: Dates, delay: int) -> Iterable[str]:
    if dates.notification is not None:
        yield french_date(dates.notification.fromordinal(dates.notification.toordinal() + delay))


def _brought(undertaking: Undertaking) -> Iterable[Block]:
    lines = ["Fonction et coordonnées professionnelles du correspondant opérationnel.",
             "Besoins de recrutement, postes et calendrier prévisionnel.",
             "Sous-traitants et cotraitants concernés, avec la part de chacun."]  # fmt: skip
    return bullets((finish_plain(line) for line in lines), "reunion")


def _dues(undertaking: Undertaking) -> Iterable[Block]:
    rows = [(_lot(due), due.said) for due in undertaking.dues]
    yield from table("Engagement par lot", ("Lot", "Engagement (minimum)"), rows, "engagement", "", (3, 2))
    if undertaking.article:
        yield _own(f"L'engagement est décrit à l'article {undertaking.article} de l'annexe au CCAP.")


def _done(undertaking: Undertaking) -> Iterable[Block]:
    rows = [(_lot(due), due.said, TO_FILL) for due in undertaking.dues]
    header = ("Lot", "Engagement (minimum)", "Réalisé")
    return table("Engagement et réalisation", header, rows, "engagement", "", (4, 3, 3))


def _lot(due: Due) -> str:
    return f"{due.lot}. {due.title}" if due.lot is not None else "Marché"


def _facilitateur(undertaking: Undertaking) -> tuple[str, str]:
    known = undertaking.dossier.marche.facilitateur
    return "Facilitateur", (known.structure if known else None) or TO_FILL


def _period(undertaking: Undertaking, dates: Dates) -> Iterable[tuple[str, str]]:
    end = last_day(undertaking, dates)
    yield "Notification", french_date(dates.notification) if dates.notification else TO_FILL
    yield "Fin prévue de l’exécution", french_date(end) if end else TO_FILL


def _fields(*rows: tuple[str, str]) -> Iterable[Block]:
    return table("Renseignements", ("Renseignement", "Réponse"), rows, "execution", "", (2, 3))


def _own(text: str) -> Block:
    return paragraph(finish_plain(text), "execution")


_NO_NAME = "Ce bilan ne contient aucune donnée nominative sur les personnes."


def _document(
    undertaking: Undertaking, id_: str, title: str, parts: tuple[Article, ...], subtitle: str = MODEL
) -> Document:
    cover: Mapping[str, str] = undertaking.dossier.document(ANNEX).cover
    return Document(
        id=id_,
        title=finish_plain(title),
        articles=tuple(parts),
        cover={**cover, "projet": "", "mention": ""},
        subtitle=finish_plain(subtitle),
        for_signature=False,
    )
