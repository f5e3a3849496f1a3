"""The eForms code lists that a clause may name, with their French labels: codes and labels of the SDK 1.16.

Fields are those of a lot: BT-06 strategic procurement, BT-71 reserved participation, BT-736 reserved execution,
BT-774 green procurement, BT-775 social procurement, BT-805 green procurement criteria.
"""

from __future__ import annotations

STRATEGIC = {
    "env-imp": "Réduction des incidences sur l’environnement",
    "inn-pur": "Achat innovant",
    "soc-obj": "Réalisation d’objectifs sociaux",
    "none": "Pas de passation de marché stratégique",
}
ENVIRONMENTAL = {
    "biodiv-eco": "La protection et la restauration de la biodiversité et des écosystèmes",
    "circ-econ": "La transition vers une économie circulaire",
    "clim-adapt": "L’adaptation au changement climatique",
    "clim-mitig": "L’atténuation du changement climatique",
    "pollu-prev": "La prévention et la réduction de la pollution",
    "water-mar": "L’utilisation durable et la protection des ressources aquatiques et marines",
    "other": "Autre",
}
SOCIAL = {
    "acc-all": "Accessibilité pour tous",
    "et-eq": "Égalité des ethnies",
    "gen-eq": "Égalité hommes-femmes",
    "hum-right": "Devoir de diligence en matière de droits de l’homme dans les chaînes d’approvisionnement mondiales",
    "opp": "Possibilités d’emploi des chômeurs de longue durée, des personnes défavorisées et/ou des personnes "
    "handicapées",
    "work-cond": "Conditions de travail équitables",
    "other": "Autre",
}
RESERVED_PARTICIPATION = {
    "none": "La participation n’est pas réservée.",
    "res-pub-ser": "La participation est réservée à des organisations qui poursuivent une mission de service public et "
    "respectent d’autres conditions pertinentes énoncées dans la législation.",
    "res-ws": "La participation est réservée à des ateliers protégés et à des opérateurs économiques dont l’objet "
    "principal est l’intégration sociale et professionnelle de personnes handicapées ou défavorisées.",
}
RESERVED_EXECUTION = {"yes": "Oui", "no": "Non", "not-known": "Pas encore connu"}
GREEN_CRITERIA = {
    "eu": "Critères applicables aux marchés publics écologiques de l’UE",
    "national": "Critères applicables aux marchés publics écologiques nationaux",
    "other": "Autres critères applicables aux marchés publics écologiques",
    "none": "Pas de critères applicables aux marchés publics écologiques",
}
LISTS = {
    "strategic-procurement": STRATEGIC,
    "environmental-impact": ENVIRONMENTAL,
    "social-objective": SOCIAL,
    "reserved-procurement": RESERVED_PARTICIPATION,
    "reserved-execution": RESERVED_EXECUTION,
    "gpp-criteria": GREEN_CRITERIA,
}
CLAUSE_CODES = {
    **ENVIRONMENTAL,
    **SOCIAL,
    **{code: label for code, label in RESERVED_PARTICIPATION.items() if code != "none"},
}
