"""The demande de conseil: what a buyer sends to an advice desk before the consultation. No name of a person in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.blocks import Block, Document, Heading
from generator.dossier import open_points
from generator.dossier.context import lot_title
from generator.dossier.review_sheet import RESPECTS, STATUTS, doubtful
from generator.dossier.working import BLANK, bullets, choice_label, paragraph, section, table, words, working_cover
from generator.language.filters import date as french_date
from generator.language.filters import designation, enumeration, euros, with_unit
from generator.language.typography import finish_plain
from generator.law import Alert, Diagnosis, Obligation, diagnose
from generator.library import Library, Recognition, Segment
from generator.market import Lot, Marche
from generator.selection import Retained, Selection, select
from generator.word import prepare
from generator.writers import docx

ADVICE = "demande-de-conseil"
CARRIER = "textes-a-reporter.docx"
ROOM = 5  # questions there is room for
BEARING = ("obligatoire", "exemptee", "indeterminee")


def advice_request(marche: Marche, library: Library) -> Document:
    """The page, as blocks. Raises `InputError` for a choice that cannot be used."""
    selection = select(marche, library)
    diagnosis = diagnose(marche, library.register, selection.moyens)
    points = open_points(marche, diagnosis, selection)
    sections = (
        section("marche", "Le marché", _market(marche, library)),
        section("devoirs", "Ce que le droit impose", _duties(diagnosis)),
        section("clauses", "Clauses retenues", _clauses(selection)),
        section("entreprises", "À demander aux entreprises avant de fixer les chiffres", _sourcing(marche, library)),
        section("points", "Points à régler", _points(points)),
        section("doutes", "Ce qui est à vérifier", _doubts(diagnosis, library, marche)),
        section("questions", "Vos questions", _questions()),
    )
    return Document(
        id=ADVICE,
        title="Demande de conseil",
        articles=tuple(each for each in sections if each.blocks),
        cover=working_cover(marche),
        subtitle=finish_plain("Les clauses sociales et environnementales prévues, à relire avant la consultation"),
        for_signature=False,
    )


def advice_docx(marche: Marche, library: Library) -> bytes:
    """The page as a Word file, on the carrier of the working texts."""
    return docx.write(advice_request(marche, library), prepare(library.carriers[CARRIER]))


def _market(marche: Marche, library: Library) -> Iterable[Block]:
    rows = [(label, text) for label, text in _facts(marche, library) if text]
    yield from table("Le marché en bref", ("Réponse", "Valeur"), rows, "marche", widths=(2, 5))
    lots = [_lot_row(marche, lot, library) for lot in marche.lots]
    header = ("Lot", "Famille d’achat", "Nature", "Montant HT", "Mois")
    yield from table("Les lots", header, lots, "lots", "   dd", (5, 5, 2, 3, 2))


def _facts(marche: Marche, library: Library) -> Iterable[tuple[str, str]]:
    duration = marche.duree_totale_mois
    yield "Acheteur", marche.acheteur.nom
    yield "Objet", marche.objet
    if not marche.lots:
        yield "Famille d’achat", _family(_recognised(marche, None, library))
    yield "Nature", choice_label("nature", marche.nature)
    yield "Forme du contrat", choice_label("contrat", marche.contrat)
    yield "Procédure", choice_label("procedure", marche.procedure)
    yield "Montant estimé", f"{euros(marche.montant_estime_ht)} HT" if marche.montant_estime_ht is not None else ""
    yield "Montant maximum", f"{euros(marche.montant_maximum_ht)} HT" if marche.montant_maximum_ht is not None else ""
    yield "Valeur du besoin", f"{euros(marche.besoin_ht)} HT" if marche.besoin_ht is not None else ""
    yield "Durée totale", f"{with_unit(duration)} mois" if duration is not None else ""
    yield "Consultation engagée le", french_date(marche.date_engagement) if marche.date_engagement else ""
    yield "Départements", enumeration(marche.departements) if marche.departements else ""


def _lot_row(marche: Marche, lot: Lot, library: Library) -> tuple[str, ...]:
    duration = lot.duree_mois or marche.duree_totale_mois
    return (
        f"{lot.numero}. {lot_title(lot)}",
        _family(_recognised(marche, lot, library)) or "–",
        choice_label("nature", lot.nature or marche.nature) or "–",
        euros(lot.montant_estime_ht) if lot.montant_estime_ht is not None else "–",
        with_unit(duration) if duration is not None else "–",
    )


def _recognised(marche: Marche, lot: Lot | None, library: Library) -> Recognition:
    """By the code that serves the lot, else by the words of its title, or of the object."""
    code = (lot.cpv if lot else None) or marche.cpv
    return library.familles.recognise(code or (lot.intitule if lot else None) or marche.objet)


def _family(found: Recognition) -> str:
    if found.segment is not None:
        return finish_plain(found.segment.libelle if found.par_code else f"{found.segment.libelle} (d’après les mots)")
    if found.etat == "plusieurs":
        return finish_plain("à préciser : " + " ou ".join(family.segment.libelle for family in found.familles))
    return {"vide": "", "inconnue": "hors catalogue"}[found.etat]


def _duties(diagnosis: Diagnosis) -> Iterable[Block]:
    rows = [_duty_row(duty) for duty in diagnosis.obligations if duty.statut in BEARING]
    header = ("Devoir", "État", "Rempli", "Articles")
    yield from table("Devoirs et articles", header, rows, "obligations", widths=(5, 2, 2, 5))
    if not rows:
        yield paragraph("Aucun devoir ne s’impose, d’après les réponses données.", "obligations")


def _duty_row(duty: Obligation) -> tuple[str, ...]:
    articles = " ; ".join(reference.texte for reference in duty.references)
    respected = RESPECTS[duty.respect] if duty.statut == "obligatoire" else "–"
    return finish_plain(duty.libelle), STATUTS[duty.statut], respected, finish_plain(articles) or "–"


def _clauses(selection: Selection) -> Iterable[Block]:
    rows = [(finish_plain(item.clause.titre), _levels(item), _lots(item), item.pourquoi) for item in selection.retained]
    header = ("Clause", "Niveau", "Lots", "Pourquoi")
    yield from table("Clauses et niveaux", header, rows, "clauses", widths=(5, 2, 3, 5))
    if not rows:
        yield paragraph("Aucune clause n’est retenue pour l’instant.", "clauses")


def _levels(item: Retained) -> str:
    return ", ".join(dict.fromkeys(choice_label("niveau", variant.niveau).lower() for variant in item.variants))


def _lots(item: Retained) -> str:
    return designation(list(item.lots)) if item.lots else "–"


def _sourcing(marche: Marche, library: Library) -> Iterable[Block]:
    for segment in _families(marche, library):
        yield Heading(2, words(segment.libelle))
        yield from bullets(map(finish_plain, segment.sourcing), "segments")


def _families(marche: Marche, library: Library) -> tuple[Segment, ...]:
    places: tuple[Lot | None, ...] = marche.lots or (None,)
    found = (_recognised(marche, lot, library).segment for lot in places)
    return tuple({segment.id: segment for segment in found if segment is not None}.values())


def _points(points: Sequence[Alert]) -> Iterable[Block]:
    yield from bullets((f"{point.message} {point.remede}".strip() for point in points), "points")
    if not points:
        yield paragraph("Aucun point ouvert.", "points")


def _doubts(diagnosis: Diagnosis, library: Library, marche: Marche) -> Iterable[Block]:
    bearing = tuple(duty for duty in diagnosis.obligations if duty.statut in BEARING)
    said = doubtful(replace(diagnosis, obligations=bearing), library, marche)
    yield from bullets(map(finish_plain, said), "a_verifier")
    yield paragraph("Les textes des clauses n’ont pas été relus par un juriste.", "a_verifier")


def _questions() -> Iterable[Block]:
    rows = [(str(rank), BLANK, BLANK) for rank in range(1, ROOM + 1)]
    header = ("N°", "Question de l’acheteur", "Réponse du guichet de conseil")
    yield from table("Questions et réponses", header, rows, "questions", widths=(1, 6, 6))
    yield paragraph("N’écrivez ici aucun nom de personne : une fonction suffit.", "questions")
