"""Buildings, sites and what stands on them: waste, materials, energy, temporary buildings, tyres, gardens."""

from __future__ import annotations

from generator.law.rule import Head
from generator.law.scope import Concern
from generator.law.sector import TO_SETTLE, Duty, Values
from generator.law.situation import Situation
from generator.law.wording import grouped, percent

_RENEWED = ("demolition", "renovation_lourde")
_BUILT = ("construction", "extension")


def _works(situation: Situation) -> str | None:
    return situation.marche.complements.type_travaux if situation.marche.complements else None


def _demolished(situation: Situation) -> Concern:
    """Demolition, or a significant renovation, over more floor than the decree says."""
    kind = _works(situation)
    floor = situation.marche.complements.surface_plancher_m2 if situation.marche.complements else None
    if kind is not None and kind not in _RENEWED:
        return Concern("no", "Le diagnostic porte sur les démolitions et les rénovations significatives.")
    limit = situation.register.history("pemd-surface")[-1].number
    if floor is not None and floor <= limit:
        return Concern(
            "no",
            f"La surface de plancher ne dépasse pas {grouped(limit)} m². Le diagnostic reste dû si un bâtiment a "
            "abrité des substances dangereuses.",
        )
    answers = (("complements.type_travaux", kind), ("complements.surface_plancher_m2", floor))
    missing = tuple(key for key, answer in answers if answer is None)
    return Concern("unknown", missing=missing) if missing else Concern("yes")


def _diagnosis(_: Situation, __: Values) -> str:
    return (
        "Le maître d’ouvrage fait établir un diagnostic des produits, équipements, matériaux et déchets, avant la "
        "demande d’autorisation ou, à défaut, avant les devis ou la passation des marchés, puis un récolement après "
        "les travaux."
    )


DIAGNOSIS = Duty(
    head=Head("diagnostic-pemd", "Diagnostic des matériaux et des déchets avant travaux", "chantier", True),
    regime="diagnostic-pemd",
    said=_diagnosis,
    values=lambda _: ("pemd-surface",),
    narrow=_demolished,
)


def _sorting(_: Situation, values: Values) -> str:
    return (
        f"Les déchets du chantier sont triés à la source en {values[0].number:f} flux, et ceux qui les reprennent "
        "délivrent chaque année une attestation."
    )


SORTING = Duty(
    head=Head("tri-dechets-chantier", "Tri des déchets de chantier", "chantier", True),
    regime="tri-dechets-chantier",
    said=_sorting,
    values=lambda _: ("tri-attestation",),
)


def _bio(_: Situation, values: Values) -> str:
    return (
        f"Des matériaux biosourcés ou bas-carbone entrent dans {percent(values[0].number)} au moins des rénovations "
        "lourdes et des constructions de la commande publique."
    )


BIO = Duty(
    head=Head("biosources-2030", "Matériaux biosourcés ou bas-carbone", "annee", True),
    regime="biosources-2030",
    said=_bio,
    doubt=lambda _: f"Le décret d’application n’a pas été trouvé. {TO_SETTLE}",
)


def _built(situation: Situation) -> Concern:
    kind = _works(situation)
    if kind is None:
        return Concern("unknown", missing=("complements.type_travaux",))
    return (
        Concern("yes") if kind in _BUILT else Concern("no", "La RE2020 porte sur les constructions et les extensions.")
    )


def _re2020(_: Situation, values: Values) -> str:
    return (
        f"À cette date, la RE2020 s’applique aux constructions suivantes : {values[0].as_text}. La date qui compte est "
        "celle de la demande de permis."
    )


RE2020 = Duty(
    head=Head("re2020", "Exigences de la RE2020", "chantier", True),
    regime="re2020",
    said=_re2020,
    narrow=_built,
    doubt=lambda _: f"Les seuils carbone de 2025 n’ont pas été trouvés. {TO_SETTLE}",
)


def _control(_: Situation, values: Values) -> str:
    return (
        "Les bâtiments tertiaires dont le chauffage ou la climatisation dépasse "
        f"{values[0].number:f} kW sont équipés d’un système d’automatisation et de contrôle."
    )


CONTROL = Duty(
    head=Head("bacs-puissance", "Automatisation et contrôle des bâtiments tertiaires", "acheteur", True),
    regime="bacs-puissance",
    said=_control,
)


def _temporary(_: Situation, __: Values) -> str:
    return (
        "L’acheteur de constructions temporaires n’exclut pas celles qui ont été reconditionnées, à qualité et "
        "sécurité égales, et tient compte de leurs effets sur tout leur cycle de vie."
    )


TEMPORARY = Duty(
    head=Head("batiments-temporaires", "Constructions temporaires reconditionnées admises", "marche"),
    regime="batiments-temporaires",
    said=_temporary,
    marches_only=True,
)


def _solar(_: Situation, __: Values) -> str:
    return "L’acheteur publie le lieu de fabrication des dispositifs solaires qu’il achète."


SOLAR = Duty(
    head=Head("panneaux-solaires", "Lieu de fabrication des dispositifs solaires", "acheteur", True),
    regime="panneaux-solaires",
    said=_solar,
)


def _tyres(_: Situation, __: Values) -> str:
    return (
        "Les achats de pneumatiques portent sur des pneumatiques rechapés, sauf si une première consultation est "
        "restée infructueuse. Les véhicules d’urgence et les véhicules militaires peuvent en être exemptés."
    )


TYRES = Duty(
    head=Head("pneus-rechapes", "Pneumatiques rechapés", "marche"),
    regime="pneus-rechapes",
    said=_tyres,
    marches_only=True,
)


def _gardens(_: Situation, __: Values) -> str:
    return "Les espaces verts publics s’entretiennent sans produits phytosanitaires de synthèse."


GARDENS = Duty(
    head=Head("phytosanitaires", "Espaces verts sans produits phytosanitaires de synthèse", "acheteur", True),
    regime="phytosanitaires",
    said=_gardens,
)

RULES = tuple(duty.rule() for duty in (TYRES, DIAGNOSIS, SORTING))
MORE = tuple(duty.rule() for duty in (TEMPORARY, BIO, RE2020, CONTROL, SOLAR, GARDENS))
