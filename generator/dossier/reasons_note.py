"""The note de motivation: the reasons the law asks to keep in writing. Internal, never for signature.

It comes only when there is something to justify: an exemption, energy performance, a point settled elsewhere, a value
out of its bounds. Law is quoted from the register alone, with its first day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.blocks import Article, Block, Document, plain
from generator.dossier.materials import Materials
from generator.dossier.variants import printed
from generator.dossier.working import BLANK, bullets, own, paragraph, section, table, working_document
from generator.language.filters import date as french_date
from generator.language.filters import designation, euros, number, with_unit
from generator.language.typography import finish_plain
from generator.law import Obligation
from generator.library import DocumentPlan
from generator.parameters import DatedValue

REASONS = "note-de-motivation"
ENERGY = "performance-energetique"
CERTAINTIES = {
    "primaire": "lue dans le texte",
    "secondaire": "lue dans une source secondaire",
    "a_verifier": "à vérifier",
    "proposition": "proposition",
}
_KEPT = (
    ("conservation-passation", "Documents de la passation, dont la présente note", "signature du marché"),
    ("conservation-execution-fs", "Pièces du contrat", "fin de l’exécution"),
    ("conservation-execution-travaux", "Pièces du contrat", "fin de l’exécution"),
)


def reasons_note(plan: DocumentPlan, of: Materials) -> Document | None:
    """The note, or None when nothing has to be justified."""
    justified = [part for part in _justified(of) if part.blocks]
    if not justified:
        return None
    around = (
        section("derogations", "Dérogations au CCAG", _derogations(of)),
        section("conservation", "Ce qui se garde, et combien de temps", _kept(of)),
        section("textes", "Textes lus", _texts(of, {part.id for part in justified})),
    )
    return working_document(plan, of.cover, (*justified, *around))


def _justified(of: Materials) -> Iterator[Article]:
    yield section("clause-sociale", "Absence de clause sociale", _exemption(of))
    yield section("energie", "Haute performance énergétique", _energy(of))
    yield section("points", "Points réglés par ailleurs", _settled(of))
    yield section("valeurs", "Valeurs hors des bornes proposées", _out_of_bounds(of))


def _duty(of: Materials, id_: str) -> Obligation | None:
    try:
        return of.diagnosis.obligation(id_)
    except KeyError:
        return None


def _exemption(of: Materials) -> Iterator[Block]:
    claimed, duty = of.marche.exemption_sociale, _duty(of, "clause-sociale")
    if claimed is None or duty is None or (claimed.cas is None and not claimed.motif):
        return
    if duty.statut != "exemptee":
        yield paragraph(duty.motif, "obligation.motif")
        yield own("À la lecture des réponses, l’exemption n’est pas acquise : la fiche de relecture dit ce qui manque.")
    header = ("Élément", "Contenu")
    yield from table("L’exemption et son motif", header, _claim(of, duty), "exemption_sociale", "", (2, 6))


def _claim(of: Materials, duty: Obligation) -> Iterator[tuple[str, str]]:
    claimed, insertion = of.marche.exemption_sociale, of.marche.insertion
    if claimed is None:
        return
    for value in duty.parametres:
        yield ("Seuil comparé" if value.type == "euros" else "Texte"), _quoted(value)
    if of.marche.besoin_ht is not None:
        yield "Valeur estimée du besoin", f"{euros(of.marche.besoin_ht)}\u00a0HT"
    label = next((case.libelle for case in duty.exemptions if case.cas == claimed.cas), "")
    yield "Cas invoqué", f"{claimed.cas}° de la liste. {label}." if label else BLANK
    yield "Motif de l’acheteur", claimed.motif or BLANK
    if insertion is not None and insertion.motif:
        yield "Absence d’insertion", insertion.motif
    where = of.law(f"motivation-sociale{'-entites' if of.marche.entite_adjudicatrice() else ''}")
    if where is not None:
        yield "Où le consigner", finish_plain(f"{where.as_text[:1].upper()}{where.as_text[1:]} ({_since(where)}).")


def _quoted(value: DatedValue) -> str:
    shown = f"{_figure(value)}, " if value.type == "euros" else ""
    return f"{shown}{_since(value)}."


def _energy(of: Materials) -> Iterator[Block]:
    duty = _duty(of, ENERGY)
    if duty is None or duty.statut != "obligatoire":
        return
    yield paragraph(duty.motif, "obligation.motif")
    clauses = [
        f"{finish_plain(item.clause.titre)}\u00a0: {_lower(item.clause.objectif)}"
        for item in of.selection.retained
        if item.clause.theme == "environnement/energie" or ENERGY in item.clause.satisfait
    ]
    near = [
        f"{finish_plain(item.clause.titre)}\u00a0: {_lower(item.clause.objectif)}"
        for item in of.selection.retained
        if item.clause.theme.startswith("environnement/") and item.clause.levier == "spécification"
    ]
    if clauses:
        yield own("Ce que le marché prévoit sur l’énergie :")
        yield from bullets(clauses, "energie.clauses")
    else:
        yield own("Aucune clause retenue ne porte sur la seule performance énergétique.")
        if near:
            yield own("Spécifications où elle peut se trouver, à confronter au besoin :")
            yield from bullets(near, "energie.autres")
    reason = of.marche.points_traites.get(ENERGY, "")
    yield paragraph(f"Explication de l’acheteur, vérifiable\u00a0: {reason or BLANK}", f"points_traites.{ENERGY}")
    cases = [case.libelle for case in duty.exemptions if case.ouverte]
    if cases:
        yield own(
            "À défaut de haute performance, l’exception invoquée est à nommer parmi les suivantes : "
            + " ; ".join(map(_lower, cases))
            + "."
        )
    how = of.law("motivation-energetique")
    if how is not None:
        yield own(f"L’exception se motive {how.as_text} ({_since(how)}).")
    if duty.doute:
        yield own(f"Doute : {duty.doute}")


def _settled(of: Materials) -> Iterator[Block]:
    alerts = {alert.code: alert.message for alert in (*of.diagnosis.alertes, *of.selection.alertes)}
    rows = [
        (alerts.get(code) or _label(of, code), reason)
        for code, reason in of.marche.points_traites.items()
        if reason and code != ENERGY
    ]
    yield from table("Points réglés par ailleurs", ("Point", "Motif de l’acheteur"), rows, "points_traites")


def _label(of: Materials, code: str) -> str:
    duty = _duty(of, code)
    return duty.libelle if duty is not None else code


def _out_of_bounds(of: Materials) -> Iterator[Block]:
    rows = []
    for item in of.selection.retained:
        for variant in item.variants:
            for id_, setting in variant.reglages.items():
                if setting.motif:
                    parameter = item.clause.parametres.get(id_)
                    label = finish_plain(parameter.libelle) if parameter else "Pénalité"
                    shown = printed(parameter, setting) if parameter else f"{setting.valeur}\u00a0€"
                    lots = designation(list(variant.lots))
                    rows.append((f"{finish_plain(item.clause.titre)}, {lots} : {label}", shown, setting.motif))
    yield from table("Valeurs motivées", ("Clause et valeur", "Retenu", "Motif de l’acheteur"), rows, "motifs")


def _derogations(of: Materials) -> Iterator[Block]:
    numbers = of.assembler.annex_numbers
    rows = [
        (str(numbers.get(str(row["article"]), "–")), str(row["ccag"]), plain(row["texte"].inlines, numbers), BLANK)
        for row in of.assembler.facts["lignes_derogations"]
    ]
    header = ("Article de l’annexe", "Article du CCAG", "Objet", "Raison de l’acheteur")
    yield from table("Dérogations et raisons", header, rows, "derogations", "", (2, 2, 6, 4))


def _kept(of: Materials) -> Iterator[Block]:
    rows = []
    works = of.marche.nature == "travaux" or of.marche.ccag == "moe"
    other = "conservation-execution-fs" if works else "conservation-execution-travaux"
    for id_, label, start in _KEPT:
        value = of.law(id_)
        if value is None or id_ == other:
            continue
        length = f"{with_unit(value.number, 'an')} au moins, à compter de la {start}"
        rows.append((label, length, _since(value), CERTAINTIES[value.verification]))
    header = ("Documents", "Durée", "Référence", "Certitude")
    yield from table("Durées de conservation", header, rows, "conservation", "", (4, 4, 4, 3))


def _texts(of: Materials, sections: Collection[str]) -> Iterator[Block]:
    """The law behind each section, with how far it was read."""
    values: dict[str, DatedValue] = {}
    for section_id, id_ in (("clause-sociale", "clause-sociale"), ("energie", ENERGY)):
        duty = _duty(of, id_)
        if duty is not None and section_id in sections:
            values |= {value.id: value for value in duty.parametres}
    rows = [
        (value.libelle, _figure(value), _since(value), CERTAINTIES[value.verification]) for value in values.values()
    ]
    yield from table("Textes lus", ("Règle", "Valeur", "Référence", "Certitude"), rows, "textes", "", (4, 2, 5, 3))


def _figure(value: DatedValue) -> str:
    units = {"euros": "\u00a0€\u00a0HT", "nombre": ""}
    return number(value.number) + units[value.type] if value.type in units else value.as_text


def _since(value: DatedValue) -> str:
    """« CCP, art. L. 2112-2-1, III, depuis le 22 août 2026 »: where, and since when."""
    return finish_plain(f"{value.reference}, depuis le {french_date(value.a_compter_du)}")


def _lower(text: str) -> str:
    bare = finish_plain(text).rstrip(".")
    return bare[:1].lower() + bare[1:]
