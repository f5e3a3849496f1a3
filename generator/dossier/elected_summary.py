"""The synthèse pour les élus: one page, in plain French, on what the marché buys and asks. Never for signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.blocks import Block, Document
from generator.calibration.orders import ORDER_MODES
from generator.dossier.materials import Materials
from generator.dossier.variants import printed
from generator.dossier.working import bullets, own, paragraph, section, table, working_document
from generator.language.filters import date as french_date
from generator.language.filters import designation, enumeration, euros, hours, number, percent, with_unit
from generator.language.typography import finish_plain
from generator.law import Moyen, Obligation
from generator.law.criteria import is_environmental
from generator.library import DocumentPlan
from generator.library.model import CONTROL_COSTS, EFFECTS
from generator.selection import Retained
from generator.selection.exposure import ceiling

SUMMARY = "synthese-elus"
FEWEST, MOST = 3, 5  # commitments told
ROOM = 560  # characters that their sentences may take together, so that all fits on one page
LINE = 90  # characters of a line
WORDS = 90  # longest reading of a value beside a commitment, in characters
_DUTIES = {
    "clause-environnementale": "Conditions environnementales",
    "clause-sociale": "Conditions sociales",
    "critere-environnemental": "Critère environnemental",
    "performance-energetique": "Performance énergétique",
}
_STATUTS = {
    "obligatoire": "Obligatoire",
    "facultative": "Possible, non imposé",
    "exemptee": "Exemption motivée",
    "indeterminee": "À déterminer",
}
_MEANS = {"clause": ("condition", "conditions"), "specification": ("spécification", "spécifications"),
          "critere": ("critère", "critères"), "reservation": ("réservation", "réservations")}  # fmt: skip


def elected_summary(plan: DocumentPlan, of: Materials) -> Document:
    """The summary as a document of unnumbered sections."""
    sections = (
        section("marche", "Ce qui est acheté", _bought(of)),
        section("loi", "Ce que la loi demande et ce que le marché prévoit", _law(of)),
        section("insertion", "Retour à l’emploi", _insertion(of)),
        section("engagements", "Les principaux engagements des entreprises", _commitments(of)),
        section("suivi", "Ce que le suivi demande", _follow_up(of)),
    )
    return working_document(plan, of.cover, sections)


def _bought(of: Materials) -> Iterator[Block]:
    """The figures; what is bought is the line « Marché » above, and the cover tells the points still open."""
    if facts := list(_figures(of)):
        yield own(" ".join(facts))


def _figures(of: Materials) -> Iterator[str]:
    marche = of.marche
    if marche.montant_estime_ht is not None:
        most = f", {euros(marche.montant_maximum_ht)}\u00a0HT au plus" if marche.montant_maximum_ht is not None else ""
        yield f"Montant estimé : {euros(marche.montant_estime_ht)}\u00a0HT{most}."
    elif marche.besoin_ht is not None:
        yield f"Valeur du besoin : {euros(marche.besoin_ht)}\u00a0HT."
    if marche.duree_totale_mois is not None:
        renewed = ", reconductions comprises" if marche.periodes and marche.periodes.reconductions else ""
        yield f"Durée : {with_unit(marche.duree_totale_mois, 'mois')}{renewed}."
    if marche.est_alloti:
        yield f"{with_unit(len(marche.lots), 'lot')}."
    if marche.date_engagement is not None:
        yield f"Consultation engagée le {french_date(marche.date_engagement)}."


def _law(of: Materials) -> Iterator[Block]:
    rows = []
    for id_, label in _DUTIES.items():
        duty = next((each for each in of.diagnosis.obligations if each.id == id_), None)
        if duty is not None and duty.statut != "sans_objet":
            rows.append((label, _STATUTS[duty.statut], _answer(duty, of)))
    yield from table("La loi et le marché", ("Sujet", "La loi", "Le marché"), rows, "obligations", "", (5, 3, 6))


def _answer(duty: Obligation, of: Materials) -> str:
    """« Oui : 7 conditions. », « Prévu par l’acheteur : 1 condition. », in few words."""
    if duty.statut == "exemptee":
        return "Raison gardée au dossier, dans la note de motivation."
    means = _weight(of) if duty.id == "critere-environnemental" else ""
    means = means or _counted([each for each in duty.moyens if not each.id.startswith("criteres[")])
    detail = f"\u00a0: {means}" if means else ""
    if duty.statut == "facultative":
        return f"Prévu par l’acheteur{detail}." if means else "Non prévu."
    said = {"oui": "Oui", "partiel": "En partie", "a_justifier": "À expliquer par écrit"}.get(duty.respect, "Non prévu")
    return f"{said}{detail}."


def _weight(of: Materials) -> str:
    """« 15 % de la note »: what the environment weighs as a criterion of its own, lot by lot when lots differ."""
    found: dict[str, list[int]] = {}
    for numero in of.numbers:
        found.setdefault(_weight_in(numero, of), []).extend([] if numero is None else [numero])
    if len(found) == 1:
        return next(iter(found))
    return ", ".join(f"{said} ({_short(lots)})" for said, lots in found.items() if said)


def _weight_in(numero: int | None, of: Materials) -> str:
    judged = [c for c in of.marche.criteres if c.lot in (None, numero) and is_environmental(c)]
    own_weights = [c.ponderation for c in judged if c.type == "environnement" and c.ponderation]
    if own_weights:
        return f"{percent(sum(own_weights))} de la note"
    return "au sein d’un autre critère" if judged else ""


def _counted(means: Sequence[Moyen]) -> str:
    """« 3 conditions et 2 spécifications »."""
    counts: dict[str, int] = {}
    for each in means:
        counts[each.type] = counts.get(each.type, 0) + 1
    return enumeration(
        [f"{count} {_MEANS[kind][count > 1]}" for kind, count in counts.items() if kind in _MEANS]
    ) if counts else ""  # fmt: skip


def _insertion(of: Materials) -> Iterator[Block]:
    """The hours that the documents print, and nothing when no clause asks for them."""
    facts, calibration = of.assembler.facts, of.calibration
    total = facts.get("heures_insertion")
    asked = any(item.clause.theme == "social/insertion" for item in of.selection.retained)
    if not asked or not total:
        return
    weeks = number(round(total / Decimal(35)))
    ordered = facts["insertion_mode"] in ORDER_MODES
    most = calibration.total_heures_maximum if total == calibration.total_heures else None
    owing = [lot["numero"] for lot in facts["lots_insertion"]]
    lots = f" Elles portent sur {designation(owing)}." if owing else ""
    supposed = ", si les commandes atteignent l’estimation" if ordered else ""
    up_to = f"\u202f; {hours(most)} si elles atteignent le maximum" if most is not None else ""
    partner = of.marche.facilitateur
    helped = f" Accompagnement\u00a0: {partner.structure}." if partner is not None and partner.structure else ""
    yield paragraph(
        f"{hours(total)} de travail, environ {weeks} semaines à temps plein, sont demandées pour des personnes "
        f"éloignées de l’emploi{supposed}{up_to}.{lots}{helped}",
        "calibrage",
    )


def _commitments(of: Materials) -> Iterator[Block]:
    held = [item for item in of.selection.retained if item.clause.levier in ("condition d'exécution", "spécification")]
    first = sorted(
        held, key=lambda item: (not item.clause.theme.startswith("social/"), EFFECTS.index(item.clause.effet))
    )
    room = ROOM - max(0, len(of.marche.objet) - LINE) - (2 * LINE if of.points else 0)
    told: list[str] = []
    for said in map(_commitment, first[:MOST]):
        if len(told) < FEWEST or sum(map(len, told)) + len(said) <= room:
            told.append(said)
    yield from bullets(told, "engagements")
    if others := len(held) - len(told):
        said = "1 autre figure" if others == 1 else f"{others} autres figurent"
        yield own(f"{said} dans l’annexe au contrat.")


def _commitment(item: Retained) -> str:
    lots = f" ({_short(item.lots)})" if item.lots and item.lots != item.possible else ""
    aim = finish_plain(item.clause.objectif or item.clause.titre).rstrip(".")
    figure = "" if item.clause.theme == "social/insertion" else _figure(item)
    return f"{aim}{lots}{' – ' + figure if figure else ''}."


def _figure(item: Retained) -> str:
    """The first minimum share of the clause, when it is the same for every lot and reads short."""
    for parameter in item.clause.parametres.values():
        settings = [variant.reglages[parameter.id] for variant in item.variants]
        values = {setting.valeur for setting in settings}
        if parameter.type == "pourcent" and parameter.sens == "au_moins" and len(values) == 1 and settings[0].valeur:
            said = finish_plain(parameter.libelle)
            shown = f"{said[:1].lower()}{said[1:]}\u00a0: {printed(parameter, settings[0])}"
            return shown if len(shown) <= WORDS else ""
    return ""


def _short(lots: Sequence[int]) -> str:
    return designation(list(lots)).removeprefix("le ").removeprefix("les ")


def _follow_up(of: Materials) -> Iterator[Block]:
    if said := " ".join(_demands(of)):
        yield own(said)


def _demands(of: Materials) -> Iterator[str]:
    facts = of.assembler.facts
    proofs = sum(row["quand"] == "execution" for row in facts["lignes_preuves"])
    controls = len(facts["lignes_controles"])
    if proofs or controls:
        asked = f"{with_unit(proofs, 'justificatif')} à recevoir et {with_unit(controls, 'contrôle')} à faire"
        yield f"{asked} pendant l’exécution."
        if load := _load(of):
            yield load
    if penalties := len(facts["lignes_penalites"]):
        limit = ceiling(of.marche)
        many = "s" if penalties > 1 else ""
        capped = f", plafonnée{many} à {percent(limit * 100)} du montant hors taxes" if limit is not None else ""
        yield f"En cas de manquement : {with_unit(penalties, 'pénalité')} prévue{many}{capped}."


def _load(of: Materials) -> str:
    """« Charge de suivi, clause par clause : 2 légères, 5 moyennes. »: no text nor study gives it in euros."""
    feminine = {"léger": ("légère", "légères"), "moyen": ("moyenne", "moyennes"), "lourd": ("lourde", "lourdes")}
    costs = [item.clause.cout_controle for item in of.selection.retained if item.clause.controles]
    counted = [(costs.count(cost), feminine[cost]) for cost in CONTROL_COSTS if cost in costs]
    said = ", ".join(f"{count} {words[count > 1]}" for count, words in counted)
    return f"Charge de suivi, clause par clause : {said}." if said else ""
