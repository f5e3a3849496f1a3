"""The environmental execution clause (L. 2112-2, L. 3114-2) and sustainable development in the need."""

from __future__ import annotations

from generator.law.model import Obligation
from generator.law.rule import Head, coverage, in_force, references, undated
from generator.law.scope import of_purchase
from generator.law.situation import Situation
from generator.law.wording import day
from generator.parameters import DatedValue

CLAUSE = Head("clause-environnementale", "Conditions d’exécution prenant en compte l’environnement")
OBJECTIVES = Head("objectifs-developpement-durable", "Objectifs de développement durable dans la définition du besoin")

UNREAD_CONCESSIONS = (
    "Les articles relatifs aux concessions n’ont pas été relus dans leur version postérieure à avril 2026 : "
    "à vérifier sur Légifrance. À trancher par votre service juridique."
)

RENEWABLE = (
    "Pour la production ou le stockage d’énergies renouvelables, l’obligation aurait été avancée au 1er juillet 2024 : "
    "le texte qui l’avance n’a pas été lu. À trancher par votre service juridique."
)


def environmental_clause(situation: Situation) -> Obligation:
    """L. 2112-2 (concessions: L. 3114-2), without threshold nor exemption, from 22 August 2026."""
    if situation.is_defence:
        return _defence_clause(situation)
    missing = undated(CLAUSE, situation)
    if missing:
        return missing
    value = situation.at(
        "clause-environnementale-concessions" if situation.is_concession else "clause-environnementale"
    )
    respect, moyens = coverage(situation, CLAUSE.id)
    is_due = value.valeur == "obligatoire"
    return Obligation(
        id=CLAUSE.id,
        libelle=CLAUSE.libelle,
        statut="obligatoire" if is_due else "facultative",
        respect=respect,
        motif=_clause_reason(situation, value, is_due=is_due),
        references=references((value,)),
        parametres=(value,),
        moyens=moyens,
        doute=_clause_doubt(situation, is_due=is_due),
    )


def _clause_doubt(situation: Situation, *, is_due: bool) -> str | None:
    if is_due:
        return UNREAD_CONCESSIONS if situation.is_concession else None
    early = "clause-environnementale-renouvelables"
    concerned = of_purchase(situation, situation.register.parameter(early).vise).side == "yes"
    return RENEWABLE if concerned and in_force(situation, early) else None


def _clause_reason(situation: Situation, value: DatedValue, *, is_due: bool) -> str:
    launched = day(situation.date) if situation.date else ""
    each = "toute concession" if situation.is_concession else "tout marché"
    if is_due:
        return (
            f"La consultation est engagée le {launched}. Depuis le {day(value.a_compter_du)}, les conditions "
            f"d’exécution de {each} prennent en compte des considérations relatives à l’environnement, "
            "quel que soit le montant et sans exemption."
        )
    return (
        f"La consultation est engagée le {launched}. À cette date, l’acheteur peut prendre en compte "
        "l’environnement dans les conditions d’exécution ; il n’y est tenu que pour les consultations engagées "
        "à compter du 22 août 2026."
    )


def _defence_clause(situation: Situation) -> Obligation:
    values = in_force(situation, "defense-concessions" if situation.is_concession else "defense-conditions")
    respect, moyens = coverage(situation, CLAUSE.id)
    return Obligation(
        id=CLAUSE.id,
        libelle=CLAUSE.libelle,
        statut="facultative",
        respect=respect,
        motif="Ce contrat est passé en matière de défense ou de sécurité : l’acheteur peut prendre en compte "
        "l’environnement dans les conditions d’exécution, sans y être tenu.",
        references=references(values),
        parametres=values,
        moyens=moyens,
        doute=UNREAD_CONCESSIONS if situation.is_concession else None,
    )


def sustainable_objectives(situation: Situation) -> Obligation:
    """L. 2111-1 (concessions: L. 3111-1), and L. 3-1 since 25 August 2021: said in the need, by the buyer."""
    missing = None if situation.is_defence else undated(OBJECTIVES, situation)
    if missing:
        return missing
    values = in_force(situation, _need_parameter(situation), "objectifs-developpement-durable-general")
    if not situation.is_defence:
        values = (situation.at(_need_parameter(situation)), *values[1:])
    return Obligation(
        id=OBJECTIVES.id,
        libelle=OBJECTIVES.libelle,
        statut="facultative" if situation.is_defence else "obligatoire",
        respect="a_justifier",
        motif=_need_reason(situation),
        references=references(values),
        parametres=values,
        moyens=situation.means_for(OBJECTIVES.id),
        doute="L’adaptation de cette règle aux marchés de défense ou de sécurité n’a pas été vérifiée. "
        "À trancher par votre service juridique."
        if situation.is_defence
        else None,
    )


def _need_parameter(situation: Situation) -> str:
    if situation.is_defence and not situation.is_concession:
        return "defense-besoin"
    return f"objectifs-developpement-durable-{'concessions' if situation.is_concession else 'besoin'}"


def _need_reason(situation: Situation) -> str:
    if situation.is_defence:
        return (
            "Ce contrat est passé en matière de défense ou de sécurité : l’acheteur peut inscrire dans la définition "
            "du besoin des objectifs de développement durable économiques, sociaux et environnementaux."
        )
    return (
        "Le besoin se définit avant la consultation en prenant en compte des objectifs de développement durable, "
        "économiques, sociaux et environnementaux. Conservez au dossier l’analyse du besoin qui le montre."
    )


RULES = (CLAUSE.rule(environmental_clause), OBJECTIVES.rule(sustainable_objectives))
