"""Segments, documents and réglages: the small TOML files of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.errors import Fault
from generator.facts import FACTS, NATURES, OBLIGATIONS
from generator.library.build import TEXT_KINDS
from generator.library.clause_header import check_levels
from generator.library.expressions import expression
from generator.library.keys import Keys
from generator.library.model import NIVEAUX, ClauseVersion, DocumentPlan, Parameter, Part, Penalty, Segment
from generator.library.sources import Found

RESERVED = ("manifeste", "donnees-essentielles")


def _keys(name: str, data: Mapping[str, Any], faults: list[Fault]) -> Keys:
    return Keys(data, lambda _key: name, faults)


def segment_of(id_: str, name: str, data: Mapping[str, Any], faults: list[Fault]) -> Segment:
    keys = _keys(name, data, faults)
    share = keys.inner(keys.table("part_main_oeuvre"), "part_main_oeuvre")
    value = share.number("valeur")
    segment = Segment(
        id=id_,
        libelle=keys.text("libelle", required=True),
        code=keys.text("code"),
        nature=keys.choice("nature", NATURES),
        mots=keys.texts("mots"),
        faux_amis=keys.texts("faux_amis"),
        cpv=keys.texts("cpv"),
        part_main_oeuvre=value,
        source=share.text("source", required=value is not None),
        verification=share.choice("verification", ("primaire", "secondaire", "a_verifier", "proposition")),
        obligations=keys.texts("obligations"),
        lots=keys.texts("lots"),
        sourcing=keys.texts("sourcing"),
        pieges=keys.texts("pieges"),
        peu_de_mesures=keys.text("peu_de_mesures"),
    )
    for duty in segment.obligations:
        if duty not in OBLIGATIONS:
            keys.fault("obligations", f"« {duty} » n’est pas une obligation connue.", code="obligation")
    share.done()
    keys.done()
    if value is not None and not Decimal(0) < value <= Decimal(1):
        share.fault("valeur", "une part est une fraction entre 0 et 1 (0.50).", code="bornes")
    for prefix in segment.cpv:
        if not prefix.isdigit() or not 2 <= len(prefix) <= 8:
            keys.fault("cpv", f"« {prefix} » n’est pas un préfixe CPV (2 à 8 chiffres).", code="cpv")
    for text in segment.faux_amis:
        if len(expression(text)) < 2:
            keys.fault("faux_amis", f"« {text} » est un seul mot : un faux ami en a deux au moins.", code="mots")
    return segment


def check_prefixes(segments: Mapping[str, Segment], faults: list[Fault]) -> None:
    owners: dict[str, str] = {}
    for segment in segments.values():
        for prefix in segment.cpv:
            if owners.setdefault(prefix, segment.id) != segment.id:
                place = f"segments/{segment.id}.toml, cpv"
                faults.append(Fault(place, f"le préfixe {prefix} appartient déjà à « {owners[prefix]} ».", code="cpv"))


def _part(keys: Keys, common: frozenset[str]) -> Part:
    """One entry of a document: it says exactly what it holds, with names that exist."""
    part = Part(
        article=keys.choice("article", sorted(common)),
        texte=keys.choice("texte", TEXT_KINDS, default="ccap"),
        clauses=keys.choice("clauses", TEXT_KINDS),
        destination=keys.text("destination"),
        articles=keys.texts("articles"),
    )
    keys.done()
    for id_ in part.articles:
        if id_ not in common:
            keys.fault("articles", f"« {id_} » n’est pas un article commun.", code="choix")
    if bool(part.article) == bool(part.clauses) or (part.article and part.destination):
        keys.fault("article", "une partie a « article », ou « clauses », ou « clauses » et « destination ».",
                   "Écrivez l’un ou l’autre.", "partie")  # fmt: skip
    if part.articles and not part.destination:
        keys.fault("articles", "« articles » ne va qu’avec « destination ».", code="partie")
    return part


def plan_of(id_: str, name: str, data: Mapping[str, Any], found: Found, common: frozenset[str]) -> DocumentPlan:
    keys = _keys(name, data, found.faults)
    parts = []
    for n, table in enumerate(keys.tables("partie"), start=1):
        parts.append(_part(keys.inner(table, f"partie[{n}]"), common))
    plan = DocumentPlan(
        id=id_,
        titre=keys.text("titre", required=True),
        modele=keys.text("modele", required=True),
        a_signer=keys.flag("a_signer"),
        parties=tuple(parts),
        sous_titre=keys.text("sous_titre"),
        nom=keys.text("nom"),
        si_fait=keys.choice("si_fait", [fact.name for fact in FACTS if fact.type == "booléen"]),
    )
    keys.done()
    if id_ in RESERVED:
        keys.fault("titre", f"« {id_} » est le nom d’un fichier du programme.", "Renommez le document.", "nom")
    if plan.modele and plan.modele not in found.carriers:
        keys.fault("modele", f"aucun modèle « {plan.modele} » dans modeles/.", code="modele")
    return plan


def check_reglages(found: Found, clauses: frozenset[str]) -> None:
    """Settings of a clause that does not exist are a fault, never silence."""
    for id_ in sorted(set(found.reglages) - clauses):
        for name, _ in found.reglages[id_]:
            found.faults.append(
                Fault(name, f"aucune clause « {id_} » : ces réglages ne servent à rien.",
                      "Le fichier porte le nom de la clause.", code="clause-inconnue")
            )  # fmt: skip


def with_reglages(version: ClauseVersion, found: Found) -> ClauseVersion:
    """The clause with an organisation's settings, which survive every new shipped text."""
    for name, data in found.reglages.get(version.id, []):
        version = _with_one(version, _keys(name, data, found.faults))
    return version


def _with_one(version: ClauseVersion, keys: Keys) -> ClauseVersion:
    version = replace(
        version,
        masquee=keys.flag("masquee", default=version.masquee),
        propose=keys.flag("propose", default=version.propose),
        en_tete=keys.data.get("propose", version.en_tete) is True,
        ordre=keys.integer("ordre", default=version.ordre),
        parametres=_set_parameters(version, keys),
        penalites=_set_penalties(version, keys),
    )
    keys.done()
    return version


def _set_parameters(version: ClauseVersion, keys: Keys) -> dict[str, Parameter]:
    parameters = dict(version.parametres)
    for id_, data in keys.table("parametres").items():
        if id_ not in parameters or not isinstance(data, dict):
            keys.fault("parametres", f"« {id_} » n’est pas un paramètre de « {version.id} ».", code="parametre")
            continue
        inner = keys.inner(data, f"parametres.{id_}")
        words = parameters[id_].type in ("choix", "texte")
        given = {niveau: inner.words(niveau) if words else inner.number(niveau) for niveau in NIVEAUX}
        levels = {**parameters[id_].levels, **{niveau: value for niveau, value in given.items() if value is not None}}
        parameters[id_] = replace(parameters[id_], levels=levels)
        check_levels(parameters[id_], inner)
        inner.done()
    return parameters


def _set_penalties(version: ClauseVersion, keys: Keys) -> tuple[Penalty, ...]:
    settings = keys.table("penalites")
    known = {penalty.id for penalty in version.penalites}
    for id_ in settings:
        if id_ not in known:
            keys.fault("penalites", f"« {id_} » n’est pas une pénalité de « {version.id} ».", code="penalite")
    changed = []
    for penalty in version.penalites:
        data = settings.get(penalty.id)
        if data is not None and not isinstance(data, dict):
            keys.fault("penalites", f"un tableau [penalites.{penalty.id}] est attendu.", code="type")
        elif data is not None:
            inner = keys.inner(data, f"penalites.{penalty.id}")
            amount = inner.number("montant")
            if amount is not None and (amount <= 0 or amount * 100 % 1):
                inner.fault("montant", "un montant positif, au centime près, est attendu.", code="montant")
            notice = inner.integer("mise_en_demeure", default=penalty.mise_en_demeure)
            amounts = dict.fromkeys(NIVEAUX, amount) if amount is not None else penalty.montants
            penalty = replace(penalty, montants=amounts, mise_en_demeure=notice)
            if not all(penalty.minimum <= value <= penalty.maximum for value in amounts.values()):
                inner.fault("montant", f"hors des bornes {penalty.minimum} à {penalty.maximum} €.", code="bornes")
            inner.done()
        changed.append(penalty)
    return tuple(changed)
