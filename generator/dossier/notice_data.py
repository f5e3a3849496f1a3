"""The page « avis et données »: what to type into the notice and the essential data, and why. Never for signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.blocks import Block, Document, Heading
from generator.dossier.considerations import (
    INNOVATION,
    NO_GREEN,
    NO_SOCIAL,
    RESERVATION,
    Considerations,
    Declared,
    considerations,
    reserved_words,
)
from generator.dossier.essential_data import CCAGS
from generator.dossier.materials import Materials
from generator.dossier.working import bullets, own, section, table, words, working_document
from generator.language.filters import date as french_date
from generator.language.filters import designation, enumeration, euros
from generator.language.typography import finish_plain
from generator.library import DocumentPlan
from generator.library.eforms import (
    ENVIRONMENTAL,
    GREEN_CRITERIA,
    RESERVED_EXECUTION,
    RESERVED_PARTICIPATION,
    SOCIAL,
    STRATEGIC,
)
from generator.selection import insertion_mode

NOTICE = "avis-et-donnees"
TO_CHECK = "À vérifier\u00a0: "
Group = tuple[Considerations, tuple[int, ...]]  # what some lots declare alike, and their numbers
Row = tuple[str, str, str]
_WHY = {
    NO_SOCIAL: "Ni clause, ni critère, ni réservation à caractère social.",
    NO_GREEN: "Ni clause, ni critère à caractère environnemental.",
}


def notice_data(plan: DocumentPlan, of: Materials) -> Document:
    """The page as a document of unnumbered sections; lots that declare the same values stand together."""
    every = considerations(of.marche, of.selection)
    groups = tuple(_groups(every))
    sections = (
        section("usage", "Comment s’en servir", _usage(of)),
        section("donnees", "Données essentielles", _essential(every, of)),
        section("avis", "Avis européen", _notices(groups)),
        section("verifier", "À vérifier avant de saisir", bullets(map(finish_plain, _doubts(every, of)), "doute")),
        section("sources", "Sources", _sources()),
    )
    return working_document(plan, of.cover, sections)


def _groups(every: Iterable[Considerations]) -> Iterator[Group]:
    found: dict[Considerations, list[int]] = {}
    for each in every:
        found.setdefault(replace(each, numero=None), []).extend([] if each.numero is None else [each.numero])
    for alike, numbers in found.items():
        yield alike, tuple(numbers)


def _usage(of: Materials) -> Iterator[Block]:
    yield own(
        "Chaque valeur est calculée sur les clauses, les critères et les réservations retenus. Elle se recalcule "
        "quand ils changent : elle se recopie, elle ne se décide pas ici."
    )
    if of.points:
        yield own("Des points restent à régler sur ce marché : ces valeurs peuvent encore changer.")
    threshold = of.law("donnees-essentielles-seuil")
    if threshold is not None:
        yield own(
            f"Les données essentielles se publient pour un marché d’au moins {euros(threshold.number)}\u00a0HT, "
            f"dans les deux mois de la notification ({threshold.reference}), pour un marché notifié depuis le "
            f"{french_date(threshold.a_compter_du)}."
        )
    yield own(
        "L’avis européen se remplit lot par lot. Les champs BT-71 et BT-736 sont obligatoires dans un avis de marché. "
        "Le champ BT-777 l’est dès que le champ BT-06 a une autre valeur que « none », et interdit sinon."
    )


def _essential(every: Sequence[Considerations], of: Materials) -> Iterator[Block]:
    """One row by value: its lots, and all that makes it due in one lot or another."""
    lots: dict[tuple[str, str], list[int]] = {}
    why: dict[tuple[str, str], list[str]] = {}
    for each in every:
        social = [("considerationsSociales", declared) for declared in each.essential_social]
        green = [("considerationsEnvironnementales", declared) for declared in each.essential_green]
        for field, declared in (*social, *green):
            key = (field, declared.code)
            lots.setdefault(key, []).extend([] if each.numero is None else [each.numero])
            why.setdefault(key, []).extend(declared.why)
    rows = [
        (*key, _named(tuple(lots[key])), _WHY.get(key[1]) or f"{_listed(_names(why[key]))}.")
        for key in sorted(lots, key=lambda key: key[0] != "considerationsSociales")
    ]
    ccag = CCAGS.get(of.marche.ccag or "")
    if ccag:
        rows.append(("ccag", ccag, "Tous les lots" if of.marche.est_alloti else "Marché", "CCAG choisi."))
    header = ("Champ", "Valeur", "Lots", "Pourquoi")
    yield from table("Valeurs des données essentielles", header, rows, "decp", "", (7, 4, 3, 6))


def _notices(groups: Iterable[Group]) -> Iterator[Block]:
    for alike, numbers in groups:
        if numbers:
            yield Heading(2, words(_named(numbers)))
        rows = [row for rows in _fields(alike) for row in rows]
        title = f"Champs de l’avis, {_named(numbers)}" if numbers else "Champs de l’avis"
        yield from table(title, ("Champ", "Valeur à saisir", "Pourquoi"), rows, "eforms", "", (3, 5, 5))


def _fields(of: Considerations) -> Iterator[Iterable[Row]]:
    """The rows of each field, in the order of the form."""
    yield [
        ("BT-06 Objectif stratégique", _shown(code, STRATEGIC), _strategic_reason(code, of)) for code in of.strategic
    ]
    yield [("BT-777 Description", text, f"Décrit la valeur «\u00a0{code}\u00a0».")
           for code, text in _descriptions(of)]  # fmt: skip
    yield [("BT-774 Incidence environnementale", _shown(each.code, ENVIRONMENTAL), _why(each)) for each in of.green]
    yield [("BT-805 Critères écologiques", *_green_criteria(of))]
    yield [("BT-775 Objectif social", _shown(each.code, SOCIAL), _why(each)) for each in of.social]
    yield [("BT-776 Achat innovant", *_innovation(of))]
    yield [
        ("BT-71 Participation réservée", _shown(of.participation, RESERVED_PARTICIPATION), _participation_reason(of))
    ]
    yield [("BT-736 Exécution en emploi protégé", _shown(of.execution, RESERVED_EXECUTION), _execution_reason(of))]


def _strategic_reason(code: str, of: Considerations) -> str:
    if code == "none":
        return "Rien de social, d’environnemental ni d’innovant n’est retenu."
    if code == "inn-pur":
        return f"{TO_CHECK}réservation à des entreprises innovantes, non un achat décrit comme innovant."
    held = of.green if code == "env-imp" else of.social
    field = "BT-774" if code == "env-imp" else "BT-775"
    return f"{len(held)} valeur{'s' if len(held) > 1 else ''} en {field}, ci-dessous."


def _descriptions(of: Considerations) -> Iterator[tuple[str, str]]:
    """The sentence of BT-777 for each value of BT-06 but « none »."""
    reserved = (reserved_words(of.reserve).removeprefix(RESERVATION),) if of.reserve else ()
    said = {
        "env-imp": _sentences((*of.green_clauses, *of.green_others), of.green_criteria, ()),
        "soc-obj": _sentences((*of.social_clauses, *of.social_others), of.social_criteria, reserved),
        "inn-pur": _sentences((), (), reserved),
    }
    for code in of.strategic:
        if code in said:
            yield code, said[code]


def _sentences(clauses: tuple[str, ...], criteria: tuple[str, ...], reserved: tuple[str, ...]) -> str:
    many = "s" if len(criteria) > 1 else ""
    parts = (("Exigences du contrat", clauses), (f"Critère{many} d’attribution", criteria),
             ("Participation réservée", reserved))  # fmt: skip
    return " ".join(f"{label}\u00a0: {_listed(names)}." for label, names in parts if names)


def _green_criteria(of: Considerations) -> tuple[str, str]:
    if not of.green:
        return _shown("none", GREEN_CRITERIA), "Rien d’environnemental n’est retenu."
    why = "les clauses ne reprennent ni les critères de l’Union ni une liste nationale ; si l’acheteur les reprend, "
    return _shown("other", GREEN_CRITERIA), finish_plain(f"{TO_CHECK}{why}« eu » ou « national ».")


def _innovation(of: Considerations) -> tuple[str, str]:
    if of.reserve == INNOVATION:
        return "À choisir par l’acheteur", f"{TO_CHECK}rien de retenu ne dit en quoi l’achat est nouveau."
    return "Rien à saisir", "Aucune clause ni critère ne porte sur l’innovation."


def _participation_reason(of: Considerations) -> str:
    if not of.reserve:
        return "Aucune réservation."
    said = f"{reserved_words(of.reserve)}."
    return f"{said} {TO_CHECK}la liste ne la prévoit pas." if of.reserve == INNOVATION else said


def _execution_reason(of: Considerations) -> str:
    if of.execution == "yes":
        return f"{TO_CHECK}l’exécution se fait en établissement pénitentiaire (CCP, art. L. 2113-13-1)."
    plain = "Une clause d’insertion ne réserve pas l’exécution." if of.social_clauses else "Aucune réservation."
    return f"{TO_CHECK}réserver la participation n’est pas réserver l’exécution." if of.reserve else plain


def _doubts(every: Iterable[Considerations], of: Materials) -> Iterator[str]:
    yield (
        "Les listes de valeurs et les règles de présence ont été lues. Le rattachement d’une clause ou d’un critère à "
        "une valeur est une lecture du programme, qu’aucun texte officiel n’a confirmée."
    )
    lots = tuple(every)
    if others := _names(name for each in lots if not each.social_clauses for name in each.social_others):
        yield (
            "Non comptée comme « Clause sociale », faute de répondre à elle seule à l’obligation : "
            f"{enumeration(others)}."
        )
    if others := _names(name for each in lots if not each.green_clauses for name in each.green_others):
        yield (
            "Non comptée comme « Clause environnementale », faute de répondre à elle seule à l’obligation : "
            f"{enumeration(others)}."
        )
    if insertion_mode(of.marche) == "action" and any(each.social_clauses for each in lots):
        yield "Une action d’insertion sans volume d’heures est comptée comme « Clause sociale »."
    if any(each.reserve == INNOVATION for each in lots):
        yield "La réservation aux jeunes entreprises innovantes n’est pas comptée comme « Marché réservé » social."
    if any(each.reserve == "ess" for each in lots):
        yield "La réservation à l’économie sociale et solidaire est comptée comme « Marché réservé »."


def _names(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _sources() -> Iterator[Block]:
    rows = [
        ("Données essentielles", "Arrêté du 22 décembre 2022, NOR ECOM2235715A ; schéma 2.0.3", "lue"),
        ("Champs et codes de l’avis", "SDK eForms 1.16", "lue"),
        ("Rattachement des clauses aux valeurs", "Lecture du programme", "à vérifier"),
    ]
    yield from table("Sources", ("Objet", "Source", "Certitude"), rows, "sources", "", (4, 6, 2))


def _named(numbers: tuple[int, ...]) -> str:
    """« Lots n° 1 et 3 », « Marché »."""
    bare = designation(list(numbers)).removeprefix("les ").removeprefix("le ")
    return bare[:1].upper() + bare[1:]


def _shown(code: str, labels: dict[str, str]) -> str:
    return f"{code} – {labels[code]}"


def _why(declared: Declared) -> str:
    return f"{_listed(declared.why)}."


def _listed(names: Iterable[str]) -> str:
    """« a ; b »: titles and a buyer's own words, which no typography may touch."""
    return "\u202f; ".join(names)
