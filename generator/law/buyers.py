"""Duties of the buyer as such, and European texts that bear on operators."""

from __future__ import annotations

from generator.law.model import Obligation
from generator.law.rule import Head, missing, undated
from generator.law.scope import concern
from generator.law.sector import TO_SETTLE, Duty, Values, bearing, no_object, not_yet
from generator.law.situation import Situation
from generator.law.thresholds import compare
from generator.law.wording import euros

SPASER = Head("spaser", "Schéma de promotion des achats responsables (SPASER)", "acheteur", True)


def spaser(situation: Situation) -> Obligation:
    """Buyers whose yearly purchases exceed the threshold; every kind of buyer since 25 October 2023."""
    early = undated(SPASER, situation)
    if early:
        return early
    regime, threshold = situation.at("spaser"), situation.at("spaser-seuil")
    spent = situation.marche.acheteur.depenses_annuelles_ht
    if spent is None:
        why = f"Le schéma est dû au-delà de {euros(threshold.number)} d’achats par an."
        return missing(SPASER, situation, ("acheteur.depenses_annuelles_ht",), why=why, parametres=(regime, threshold))
    if spent <= threshold.number:
        why = f"Vos achats annuels ({euros(spent)}) ne dépassent pas {euros(threshold.number)}."
        return no_object(SPASER, situation, why, "spaser", "spaser-seuil")
    said = (
        f"Vos achats annuels ({euros(spent)}) dépassent {euros(threshold.number)} : vous adoptez et publiez ce schéma, "
        "avec des indicateurs précis publiés tous les deux ans."
    )
    values = (
        (regime, threshold, situation.at("spaser-publication")) if _has_indicators(situation) else (regime, threshold)
    )
    return bearing(SPASER, situation, said, values, _spaser_doubt(situation, str(regime.valeur)))


def _has_indicators(situation: Situation) -> bool:
    first = situation.register.history("spaser-publication")[0].a_compter_du
    return situation.date is not None and situation.date >= first


def _spaser_doubt(situation: Situation, regime: str) -> str:
    if regime == "tous" or situation.marche.acheteur.categorie == "local":
        return ""
    return (
        "Avant le 25 octobre 2023, le texte ne visait que les collectivités et les acheteurs dont la loi fixe le "
        f"statut. {TO_SETTLE}"
    )


NET_ZERO = Head("technologies-zero-net", "Technologies zéro net : exigences européennes")


def net_zero(situation: Situation) -> Obligation:
    """Contracts at or above the thresholds whose object includes listed net-zero technologies."""
    found = concern(situation, NET_ZERO.id)
    if found.side == "no":
        return no_object(NET_ZERO, situation, found.why, NET_ZERO.id)
    works = situation.nature == "travaux"
    regime = f"{NET_ZERO.id}-travaux" if works and situation.precedes(NET_ZERO.id) else NET_ZERO.id
    early = undated(NET_ZERO, situation) or not_yet(NET_ZERO, situation, regime)
    if early:
        return early
    comparison = compare(situation)
    if comparison.side == "below":
        return no_object(NET_ZERO, situation, "La valeur estimée du besoin est sous le seuil européen.", regime)
    lacking = (*comparison.missing, *found.missing)
    values = (situation.at(regime), *comparison.thresholds)
    if lacking:
        return missing(NET_ZERO, situation, lacking, parametres=values)
    return bearing(NET_ZERO, situation, _net_zero_words(works=works), values, _net_zero_doubt(), found.lots)


def _net_zero_words(*, works: bool) -> str:
    more = (
        " Un marché de travaux comporte en outre une condition sociale ou d’emploi, une preuve de cybersécurité ou une "
        "clause de livraison à temps."
        if works
        else ""
    )
    return (
        "Les contrats qui portent sur des technologies zéro net respectent des exigences environnementales "
        f"minimales.{more}"
    )


def _net_zero_doubt() -> str:
    return (
        "La liste des technologies et l’acte d’exécution n’ont pas été lus : le code CPV ne suffit pas à conclure. "
        f"{TO_SETTLE}"
    )


def _due_diligence(_: Situation, __: Values) -> str:
    return (
        "Ce règlement oblige les opérateurs, non l’acheteur : les grandes et moyennes entreprises prouvent que le "
        "bois, le cacao, le café, le soja, l’huile de palme, le bœuf et le caoutchouc ne viennent pas de terres "
        "déboisées. L’acheteur peut en demander la preuve."
    )


FORESTS = Duty(
    head=Head("deforestation-ue", "Produits sans déforestation : diligence des opérateurs", "acheteur", True),
    regime="deforestation-ue",
    said=_due_diligence,
    doubt=lambda _: f"Ces dates ont été déplacées plusieurs fois. {TO_SETTLE}",
)


def _forced_labour(_: Situation, __: Values) -> str:
    return (
        "Les produits issus du travail forcé sont interdits sur le marché de l’Union. Le règlement oblige les "
        "opérateurs ; il n’impose pas de clause à l’acheteur."
    )


FORCED_LABOUR = Duty(
    head=Head("travail-force", "Produits issus du travail forcé", "acheteur", True),
    regime="travail-force",
    said=_forced_labour,
)

RULES = (SPASER.rule(spaser),)
MORE = (NET_ZERO.rule(net_zero), FORESTS.rule(), FORCED_LABOUR.rule())
