"""The fiche de relecture: why each clause is there, what was used, what is still open. Never for signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from generator.blocks import (
    Align,
    Article,
    Block,
    Document,
    Heading,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Table,
    Text,
    Value,
)
from generator.calibration import Calibration
from generator.dossier.assemble import Assembler
from generator.dossier.clause_blocks import blocks_table
from generator.dossier.context import clause_context
from generator.dossier.variants import printed
from generator.dossier.working import working_document
from generator.language import CompiledText
from generator.language.filters import date as french_date
from generator.language.filters import decimal_of, designation, enumeration, euros, hours, number, percent
from generator.language.typography import finish_plain
from generator.law import Alert, Diagnosis, Obligation
from generator.library import DocumentPlan, Library
from generator.market import Marche
from generator.selection import Retained, Selection
from generator.selection.exposure import CEILING, ceiling, exposure
from generator.text import render_line

STATUTS = {
    "obligatoire": "Obligatoire",
    "facultative": "Facultative",
    "exemptee": "Exemptée",
    "sans_objet": "Sans objet",
    "indeterminee": "Indéterminée",
}
RESPECTS = {
    "oui": "oui",
    "partiel": "en partie",
    "non": "non",
    "a_justifier": "à justifier",
    "hors_marche": "hors du marché",
}
CERTITUDES = {
    "primaire": "lue dans le texte",
    "secondaire": "lue dans une source secondaire",
    "a_verifier": "À VÉRIFIER",
    "proposition": "proposition",
}
MOYENS = {
    "clause": "la clause",
    "critere": "le critère",
    "specification": "la spécification",
    "reservation": "la réservation",
    "piece": "la pièce",
    "acte": "l’acte",
}
UNREAD = "Texte non relu par un juriste."


def review_sheet(
    plan: DocumentPlan,
    marche: Marche,
    library: Library,
    selection: Selection,
    diagnosis: Diagnosis,
    calibration: Calibration,
    points: Sequence[Alert],
    assembler: Assembler,
) -> Document:
    """The sheet as a document of unnumbered sections."""
    sections = [
        _section("points", "Points à régler avant signature", _points(points, marche)),
        _section(
            "obligations", "Obligations à la date d’engagement", _obligations(diagnosis, _names(selection, marche))
        ),
        _section("clauses", "Clauses retenues, et pourquoi", _clauses(selection, assembler)),
        _section("ecartees", "Clauses écartées", _excluded(selection)),
        _section("exposition", "Exposition aux pénalités", _exposed(marche, calibration, selection)),
        _section("heures", "Calcul des heures d’insertion", _hours(calibration)),
        _section("valeurs", "Valeurs de droit utilisées", _values(diagnosis)),
        _section("a-verifier", "À vérifier", _to_check(diagnosis, library, marche)),
        _section("signalements", "Autres signalements", _alerts(diagnosis, selection, points)),
    ]
    return working_document(plan, assembler.cover, sections)


def _section(id_: str, title: str, blocks: Iterable[Block]) -> Article:
    return Article(id_, title, tuple(blocks), numbered=False)


def _words(text: str) -> Inlines:
    return (Text(finish_plain(text)),)


def _said(text: str, source: str = "") -> Inlines:
    """Words that may come from a person: a value, never markup."""
    return (Value(text, source),)


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[Align] = ()) -> Table:
    body = tuple(tuple(_said(cell) for cell in row) for row in rows)
    shown = tuple(aligns) or tuple("gauche" for _ in header)
    return Table(tuple(_words(cell) for cell in header), body, shown, finish_plain(title))


def _points(points: Sequence[Alert], marche: Marche) -> Iterable[Block]:
    if points:
        yield Paragraph(_words(f"{len(points)} point{'s' if len(points) > 1 else ''} à régler."))
        yield ListBlock(True, tuple(Item(_said(f"{point.message} {point.remede}".strip())) for point in points))
    else:
        yield Paragraph(_words("Aucun point ouvert."))
    if marche.points_traites:
        rows = [(code, reason) for code, reason in marche.points_traites.items()]
        yield _table("Points réglés par ailleurs", ("Point", "Motif donné par l’acheteur"), rows)


def _obligations(diagnosis: Diagnosis, names: Mapping[str, str]) -> Iterable[Block]:
    date = diagnosis.date_engagement
    yield Paragraph(_words(f"Date d’engagement : {french_date(date) if date else 'non renseignée'}."))
    bearing = [duty for duty in diagnosis.obligations if duty.statut != "sans_objet"]
    for duty in bearing:
        yield Heading(2, _words(duty.libelle))
        yield Paragraph((Text(f"{STATUTS[duty.statut]}. ", bold=True), *_said(duty.motif)))
        if duty.statut in ("obligatoire", "exemptee", "indeterminee"):
            yield Paragraph((*_words(f"Satisfaite : {RESPECTS[duty.respect]}"), *_by(duty, names), Text(".")))
        if duty.doute:
            yield Paragraph((Text("Doute, à trancher par votre service juridique : ", bold=True), *_said(duty.doute)))
        if duty.references:
            yield Paragraph(_words(f"Textes : {enumeration([_reference(r) for r in duty.references])}."), "note")
    others = [duty.libelle for duty in diagnosis.obligations if duty not in bearing]
    if others:
        yield Paragraph(_words(f"Sans objet pour ce marché : {' ; '.join(others)}."), "note")


def _by(duty: Obligation, names: Mapping[str, str]) -> Inlines:
    """« , par la clause « … » »: the words of a criterion are the buyer's, and stay as typed."""
    said = [
        f"{MOYENS.get(moyen.type, moyen.type)} «\u00a0{names.get(moyen.id, moyen.id)}\u00a0»" for moyen in duty.moyens
    ]
    return _said(f", par {enumeration(said)}", "moyens") if said else ()


def _names(selection: Selection, marche: Marche) -> dict[str, str]:
    """What a means is called: the clause's title, the criterion's words."""
    titles = {item.id: finish_plain(item.clause.titre) for item in selection.retained}
    criteria = {f"criteres[{n}]": criterion.libelle or f"n° {n + 1}" for n, criterion in enumerate(marche.criteres)}
    return {**titles, **criteria}


def _reference(reference: object) -> str:
    since = getattr(reference, "depuis", None)
    return f"{getattr(reference, 'texte', '')}" + (f" (depuis le {french_date(since)})" if since else "")


def _clauses(selection: Selection, assembler: Assembler) -> Iterable[Block]:
    for item in selection.retained:
        yield Heading(2, _words(item.clause.titre))
        yield Paragraph(_words(_provenance(item)))
        yield Paragraph((Text(UNREAD if not item.clause.relectures else "Texte relu.", bold=True),))
        if item.clause.references:
            yield Paragraph(_words(f"Références : {' ; '.join(item.clause.references)}."), "note")
        yield from _settings(item, assembler)
        blocks = blocks_table(item.clause, assembler.facts, assembler.titles)
        if blocks is not None:
            yield blocks
        if item.clause.vigilance:
            yield Paragraph(_words("Points de vigilance :"))
            yield ListBlock(False, tuple(Item(_words(point)) for point in item.clause.vigilance))


def _provenance(item: Retained) -> str:
    lots = f" Elle porte sur {designation(list(item.lots))}." if item.lots else ""
    version = f"Texte « {item.id} » du {french_date(item.clause.date)}, empreinte {item.clause.empreinte[:12]}."
    return f"{item.pourquoi}{lots} {version}"


def _settings(item: Retained, assembler: Assembler) -> Iterable[Block]:
    rows = []
    for variant in item.variants:
        lots = designation(list(variant.lots)) if len(item.variants) > 1 else ""
        for id_, setting in variant.reglages.items():
            parameter = item.clause.parametres.get(id_)
            if parameter is not None:
                origin = f"{setting.origine}{', motif : ' + setting.motif if setting.motif else ''}"
                shown = printed(parameter, setting)
                rows.append((finish_plain(parameter.libelle), shown, origin, finish_plain(parameter.source), lots))
        for penalty in item.clause.penalites:
            amount = variant.reglages[f"penalite_{penalty.id}"]
            fact = _line(penalty.fait, item, assembler)
            rows.append((f"Pénalité : {fact}", euros(amount.valeur), amount.origine, "usage proposé", lots))
    if not rows:
        return
    header = ("Valeur du contrat", "Chiffre", "Origine", "Source", "Lots")
    width = 5 if any(row[4] for row in rows) else 4
    yield _table(f"Valeurs de « {item.clause.titre} »", header[:width], [row[:width] for row in rows])


def _line(text: CompiledText, item: Retained, assembler: Assembler) -> str:
    facts = clause_context(assembler.facts, assembler.marche, item, item.variants[0])
    inlines = render_line(text, facts, item.clause.path)
    return "".join(getattr(inline, "text", "") for inline in inlines)


def _excluded(selection: Selection) -> Iterable[Block]:
    """Those that fit, or that the buyer set aside; the rest of the library is only counted."""
    shown = [item for item in selection.excluded if item.possible or item.par_acheteur]
    rows = [(finish_plain(item.clause.titre), item.motif, "l’acheteur" if item.par_acheteur else "le programme")
            for item in shown]  # fmt: skip
    if rows:
        yield _table("Clauses écartées", ("Clause", "Motif", "Écartée par"), rows)
    if others := len(selection.excluded) - len(shown):
        yield Paragraph(_words(f"Clauses de la bibliothèque qui ne conviennent pas à ce marché : {others}."), "note")


def _exposed(marche: Marche, calibration: Calibration, selection: Selection) -> Iterable[Block]:
    """What the penalties could cost in a bad year, against the amount; a figure of ours, no text fixes it."""
    most, amount = exposure(marche, calibration, selection.retained), marche.besoin_ht
    if not most.total or not amount:
        return
    share = percent(round(most.total / amount * 100, 1))
    said = f"Une mauvaise exécution exposerait à {euros(round(most.total))} de pénalités, hors heures d’insertion, "
    limit = ceiling(marche)
    capped = "sans plafond dans l’annexe" if limit is None else f"plafonnés à {percent(limit * 100)} par l’annexe"
    yield Paragraph(_words(f"{said}soit {share} du montant, {capped} ; repère proposé : {percent(CEILING * 100)}."))


def _hours(calibration: Calibration) -> Iterable[Block]:
    if calibration.formule:
        yield Paragraph(_said(calibration.formule))
    rows = []
    for lot in calibration.lots:
        label = f"Lot {lot.numero}" if lot.numero is not None else "Marché"
        rows.append((label, _factors(lot.facteurs), hours(lot.heures) if lot.heures is not None else "–"))
    if any(lot.heures for lot in calibration.lots):
        total = hours(calibration.total_heures) if calibration.total_heures is not None else "–"
        rows.append(("Total", "", total))
        yield _table("Heures par lot", ("Lot", "Facteurs", "Heures"), rows, ("gauche", "gauche", "droite"))
    warnings = [warning for lot in calibration.lots for warning in lot.avertissements]
    if warnings:
        said = [f"{warning.message} {warning.remede}".strip() for warning in warnings]
        yield ListBlock(False, tuple(Item(_said(text)) for text in said))


def _factors(values: Mapping[str, Decimal | None]) -> str:
    """« 600 000 € × 50 % × 5 % ÷ 30 € », with what is known."""
    parts = []
    for name, writer in (("montant_estime_ht", euros), ("part_main_oeuvre", _share), ("taux_effort", _share)):
        if values.get(name) is not None:
            parts.append(writer(values[name]))
    shown = " × ".join(parts)
    if values.get("cout_horaire") is not None:
        shown += f" ÷ {euros(values['cout_horaire'])}/h"
    return shown


def _share(value: object) -> str:
    return percent(decimal_of(value) * 100)


def _values(diagnosis: Diagnosis) -> Iterable[Block]:
    used = {value.id: value for duty in diagnosis.obligations for value in duty.parametres}
    rows = []
    for value in used.values():
        shown = {"euros": euros, "nombre": number}.get(value.type, str)(value.as_text)
        rows.append((value.libelle, shown, value.reference, CERTITUDES.get(value.verification, value.verification)))
    if rows:
        yield _table("Valeurs de droit", ("Valeur", "Chiffre", "Référence", "Certitude"), rows)


def _to_check(diagnosis: Diagnosis, library: Library, marche: Marche) -> Iterable[Block]:
    said = doubtful(diagnosis, library, marche)
    said.append("Les textes des clauses n’ont pas été relus par un juriste ; l’acheteur les relit avant de signer.")
    yield ListBlock(False, tuple(Item(_said(finish_plain(text))) for text in said))


def doubtful(diagnosis: Diagnosis, library: Library, marche: Marche) -> list[str]:
    """What the law leaves in doubt here: values to be verified, questions open, article numbers not sure."""
    used = {v.id: v for duty in diagnosis.obligations for v in duty.parametres if v.verification == "a_verifier"}
    said = [f"{value.libelle} : {value.as_text} ({value.reference})." for value in used.values()]
    said += [f"{duty.libelle} : {duty.doute}" for duty in diagnosis.obligations if duty.doute]
    ccag = library.ccags.get(marche.ccag or "")
    if ccag is not None and ccag.verification == "a_verifier":
        said.append(f"Numéros d’articles du {ccag.nom}.")
    return said


def _alerts(diagnosis: Diagnosis, selection: Selection, points: Sequence[Alert]) -> Iterable[Block]:
    others = [a for a in chain(diagnosis.alertes, selection.alertes) if a not in points]
    if others:
        yield ListBlock(False, tuple(Item(_said(f"{a.message} {a.remede}".strip())) for a in others))
