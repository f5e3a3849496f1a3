"""The demande de calibrage: one printable page that a buyer sends to a facilitateur, answered by a file."""

from __future__ import annotations

from collections.abc import Iterable

from generator.blocks import Block, Document, Item, ListBlock
from generator.calibration import Calibration, CalibrationData, calibrate, shipped_data
from generator.calibration.factors import shown_share
from generator.calibration.orders import ORDER_MODES
from generator.dossier.calibration_answer import FILE, fingerprint
from generator.dossier.context import lot_title
from generator.dossier.working import BLANK, choice_label, paragraph, section, table, words, working_cover
from generator.language.filters import date as french_date
from generator.language.filters import enumeration, euros, with_unit
from generator.language.typography import finish_plain
from generator.library import Library
from generator.market import Lot, Marche
from generator.selection import insertion_mode
from generator.word import prepare
from generator.writers import docx

REQUEST = "demande-de-calibrage"
CARRIER = "textes-a-reporter.docx"


def request(marche: Marche, data: CalibrationData | None = None) -> Document:
    """The page, as blocks. Raises `InputError` for an impossible factor."""
    known = data or shipped_data()
    calibration = calibrate(marche, known)
    return Document(
        id=REQUEST,
        title="Demande de calibrage",
        articles=(
            section("marche", "Le marché", _market(marche)),
            section("heures", "Heures demandées", _lots(marche, calibration, known)),
            section("reponse", "Comment répondre", _how(marche)),
        ),
        cover=working_cover(marche),
        subtitle=finish_plain("Combien d'heures d'insertion ce marché peut-il porter, lot par lot ?"),
        for_signature=False,
    )


def request_docx(marche: Marche, library: Library) -> bytes:
    """The page as a Word file, on the carrier of the working texts."""
    return docx.write(request(marche, library.calibrage), prepare(library.carriers[CARRIER]))


def _market(marche: Marche) -> Iterable[Block]:
    duration = marche.duree_totale_mois
    facts = [
        ", ".join(filter(None, (choice_label("nature", marche.nature), _contract(marche)))),
        f"estimation : {euros(marche.montant_estime_ht)} HT" if marche.montant_estime_ht is not None else "",
        f"maximum : {euros(marche.montant_maximum_ht)} HT" if marche.montant_maximum_ht is not None else "",
        f"durée totale : {with_unit(duration)} mois" if duration is not None else "",
        f"consultation : {french_date(marche.date_engagement)}" if marche.date_engagement else "",
        f"départements : {enumeration(marche.departements)}" if marche.departements else "",
    ]
    if any(facts):
        yield paragraph(" · ".join(filter(None, facts)), "marche")
    structure = marche.facilitateur.structure if marche.facilitateur else None
    yield paragraph(f"Facilitateur : {structure or 'à désigner'}", "facilitateur.structure")


def _contract(marche: Marche) -> str:
    return choice_label("contrat", marche.contrat).lower()


def _lots(marche: Marche, calibration: Calibration, data: CalibrationData) -> Iterable[Block]:
    places: tuple[Lot | None, ...] = marche.lots or (None,)
    rows = [_row(marche, lot, calibration, data) for lot in places]
    header = ("Lot", "Montant HT", "Mois", "Main-d’œuvre usuelle", "Calcul (h)", "Heures proposées", "Motif")
    yield from table("Heures par lot", header, rows, "calibrage", " dddd", (6, 3, 2, 3, 2, 3, 5))
    said = "Le calcul est indicatif. Une case vide le laisse tel quel ; zéro dit que le lot ne porte pas d’heures."
    yield paragraph(said, "calibrage")


def _row(marche: Marche, lot: Lot | None, calibration: Calibration, data: CalibrationData) -> tuple[str, ...]:
    amount = (lot or marche).montant_estime_ht
    duration = (lot.duree_mois if lot else None) or marche.duree_totale_mois
    found = calibration.lot(lot.numero if lot else None)
    trades = data.trades((lot.intitule if lot else None) or marche.objet)
    return (
        f"{lot.numero}. {lot_title(lot)}" if lot else "Marché",
        euros(amount) if amount is not None else "–",
        with_unit(duration) if duration is not None else "–",
        " ; ".join(shown_share(trade) for trade in trades) or "–",
        with_unit(round(found.heures_exactes)) if found.heures_exactes else "–",
        BLANK,
        BLANK,
    )


def _how(marche: Marche) -> Iterable[Block]:
    if insertion_mode(marche) in ORDER_MODES:
        said = (
            "Les heures de ce marché naissent des commandes : indiquez sur cette page le nombre d’heures par tranche, "
        )
        yield paragraph(said + "le montant de la tranche et le motif.", "insertion.mode")
        return
    steps = (
        f"Complétez le fichier « {FILE} » joint : les heures et le motif de chaque lot, votre fonction, la date.",
        "Renvoyez-le à l’acheteur, qui le reprend dans ses réponses ; à défaut, remplissez cette page.",
    )
    yield ListBlock(True, tuple(Item(words(step)) for step in steps))
    yield paragraph(f"Empreinte de la demande : {fingerprint(marche)}", "marche_empreinte")
