"""Where the values of an article come from, in words: an answer, a setting of a clause, the law, a sum of hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.blocks import Article, Value, inlines_of
from generator.calibration import LotHours
from generator.dossier import Dossier
from generator.dossier.variants import printed
from generator.facts import FACTS
from generator.language.filters import designation, hours
from generator.language.typography import NBSP, finish_plain
from generator.library import Parameter
from generator.market import question
from generator.selection import Retained, Setting, penalty_parameters
from web.fields import field_id
from web.panel import target_of, working

ANSWERS: Mapping[str, str] = {
    "acheteur_nom": "acheteur.nom",
    "objet": "objet",
    "duree_mois": "duree_mois",
    "heures_par_tranche": "insertion.heures_par_tranche",
    "montant_tranche": "insertion.montant_tranche_ht",
    "facilitateur_structure": "facilitateur.structure",
    "facilitateur_contact": "facilitateur.contact",
    "facilitateur_courriel": "facilitateur.courriel",
    "facilitateur_telephone": "facilitateur.telephone",
}
LOTS = ("lots", "lots_concernes", "intitule", "numero", "reserve")
LAW = "registre : "
SHIPPED = "bibliothèque, niveau "


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from. `target` is the field to go to, `parameter` the law's value to open, or empty."""

    words: str
    details: tuple[str, ...] = ()
    target: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class OriginLine:
    values: tuple[str, ...]
    origin: Origin


class Origins:
    """Answers for one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._hours = tuple(self._workings())

    def lines(self, article: Article) -> tuple[OriginLine, ...]:
        """Each origin of the article once, with its values, in reading order."""
        found: dict[Origin, list[str]] = {}
        for value in _values(article):
            for origin in self._origins(value, article):
                found.setdefault(origin, []).append(value.text)
        return tuple(OriginLine(tuple(dict.fromkeys(texts)), origin) for origin, texts in found.items())

    def _origins(self, value: Value, article: Article) -> Iterator[Origin]:
        name = value.source.partition("|")[0].strip()
        family, _, member = name.rpartition(".")
        if name in ANSWERS:
            yield _answer(ANSWERS[name])
        elif name.startswith("ccag."):
            yield Origin("Le CCAG que vous avez choisi et la numérotation de ses articles.", (), target_of("ccag"))
        elif name == "heures_insertion" or member == "heures":
            yield Origin("Le calcul des heures d’insertion, lot par lot.", self._hours, target_of("lots"))
        elif family == "article":
            yield Origin("Le numéro de l’article dans l’annexe.")
        elif name in LOTS or member in LOTS:
            yield Origin("Vos lots.", (), "lots")
        else:
            yield from self._of_clauses(name, member, value, article)

    def _of_clauses(self, name: str, member: str, value: Value, article: Article) -> Iterator[Origin]:
        settings = list(self._settings(name, article))
        exact = [origin for origin, text in settings if text == value.text]
        if settings:
            yield from dict.fromkeys(exact or [origin for origin, _ in settings])
        elif member in _TABLE:
            yield _TABLE[member]
        elif name in _HELP:
            yield Origin(_HELP[name])

    def _settings(self, name: str, article: Article) -> Iterator[tuple[Origin, str]]:
        """The settings of that name, with what each prints: of the article's own clause, else of any clause."""
        own = self.dossier.selection.get(article.origin.clause) if article.origin else None
        for item in (own,) if own is not None else self.dossier.selection.retained:
            parameter = {**item.clause.parametres, **penalty_parameters(item.clause)}.get(name)
            if parameter is not None:
                for variant in item.variants:
                    setting = variant.reglages[name]
                    lots = variant.lots if len(item.variants) > 1 else ()
                    yield self._setting(item, parameter, setting, lots), printed(parameter, setting)

    def _setting(self, item: Retained, parameter: Parameter, setting: Setting, lots: tuple[int, ...]) -> Origin:
        label, title = finish_plain(parameter.libelle), finish_plain(item.clause.titre)
        place = f", {designation(lots, 'a')}" if lots else ""
        words = f"{label}. Clause «{NBSP}{title}{NBSP}»{place}{NBSP}: {_chosen(parameter, setting)}"
        law = setting.origine.removeprefix(LAW) if setting.origine.startswith(LAW) else ""
        return Origin(words, (), field_id(f"clause.{item.id}.p.{parameter.id}"), law)

    def _workings(self) -> Iterator[str]:
        for lot in self.dossier.calibration.lots:
            if lot.heures:
                name = f"Lot {lot.numero}" if lot.numero is not None else "Marché"
                yield f"{name}{NBSP}: {_computed(lot)}"


def _computed(lot: LotHours) -> str:
    """The formula with its figures, or who set the hours and why; what rounding or a minimum changed."""
    said, found = working(lot), hours(lot.heures)
    if lot.saisies:
        reason = f", motif{NBSP}: {lot.motif}" if lot.motif else ""
        return f"{found} saisies{reason}"
    if not said:
        return found
    exact = lot.heures_exactes
    rounded = exact is not None and exact != lot.heures
    return f"{said} = {hours(exact)}, arrondi à {found}" if rounded else f"{said} = {found}"


def _values(article: Article) -> Iterator[Value]:
    for block in article.blocks:
        for inlines in inlines_of(block):
            yield from (inline for inline in inlines if isinstance(inline, Value) and inline.source)


def _answer(key: str) -> Origin:
    return Origin(f"Votre réponse{NBSP}: «{NBSP}{finish_plain(question(key).label)}{NBSP}».", (), target_of(key))


def _chosen(parameter: Parameter, setting: Setting) -> str:
    """Who chose the value, and within which bounds."""
    reason = f" Raison{NBSP}: {setting.motif}" if setting.motif else ""
    if setting.origine.startswith(LAW):
        return "valeur de la loi à la date du marché."
    if setting.origine.startswith(SHIPPED):
        return f"proposition au niveau {setting.origine.removeprefix(SHIPPED)}{_bounds(parameter)}."
    return f"votre réglage{_bounds(parameter)}.{reason}"


def _bounds(parameter: Parameter) -> str:
    low, high = parameter.minimum, parameter.maximum
    if low is None or high is None:
        return ""
    return f", de {printed(parameter, Setting(low, ''))} à {printed(parameter, Setting(high, ''))}"


_TABLE = {
    "montant": Origin(
        "Le montant de la pénalité, fixé par la clause de la même ligne et réglable avec elle.", (), "clauses"
    ),
    "mise_en_demeure": Origin("Le délai de mise en demeure, fixé par la clause de la même ligne."),
    "ccag": Origin("L’article du CCAG auquel la clause déroge.", (), target_of("ccag")),
    "ponderation": Origin("Vos critères d’attribution.", (), "criteres"),
    "libelle": Origin("Vos critères d’attribution.", (), "criteres"),
}
_HELP = {fact.name: finish_plain(fact.help) for fact in FACTS}
