"""The values of a clause's parameters, lot over clause over library, each step kept for the trace."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from generator.calibration.scale import bracket_of, scaled
from generator.errors import Fault, OutsideDatesError
from generator.library import ClauseVersion, LawValue, Library, Parameter
from generator.market import ClauseRetenue, Marche, Reglage
from generator.market.typed import UnreadableError, parse_amount, parse_number, parse_percent
from generator.selection.model import Setting, Variant
from generator.selection.places import LOCAL_FACTS, Place

PENALTY = "penalite_"
LARGEST = Decimal(10) ** 12


class Settings:
    """Resolves one clause for one marché; faults of the buyer's settings are collected in `faults`."""

    def __init__(self, marche: Marche, library: Library, clause: ClauseVersion, kept: ClauseRetenue) -> None:
        self.marche, self.library, self.clause, self.kept = marche, library, clause, kept
        self.faults: list[Fault] = []
        self.parameters = {**clause.parametres, **penalty_parameters(clause)}
        self.fixed = {f"{PENALTY}{penalty.id}" for penalty in clause.penalites if penalty.fixe}
        self._check_names("", kept)
        for number, lot in kept.par_lot.items():
            self._check_names(f".par_lot.{number}", lot)

    def variants(self, places: Sequence[Place]) -> tuple[Variant, ...]:
        """The places grouped by equal level, values and local facts, in the order of their first lot."""
        groups: list[Variant] = []
        for place in places:
            one = self._variant(place)
            same = next((position for position, group in enumerate(groups) if group.same_text_as(one)), None)
            if same is None:
                groups.append(one)
            else:
                groups[same] = replace(groups[same], lots=(*groups[same].lots, *one.lots))
        return tuple(groups)

    def _variant(self, place: Place) -> Variant:
        number = place.numero
        lot = self.kept.par_lot.get(number) if number is not None else None
        niveau = (lot.niveau if lot else None) or self.kept.niveau or self.marche.niveau or "essentiel"
        settings = {id_: self._setting(parameter, niveau, lot) for id_, parameter in self.parameters.items()}
        local = {name: place.facts[name] for name in LOCAL_FACTS if name in self.clause.facts and name in place.facts}
        return Variant(() if number is None else (number,), niveau, settings, local)

    def _setting(self, parameter: Parameter, niveau: str, lot: Reglage | None) -> Setting:
        for source, origin in ((lot, "lot"), (self.kept, "clause")):
            if source is not None and parameter.id in source.parametres:
                motif = source.motifs.get(parameter.id, "")
                return Setting(self._given(parameter, source.parametres[parameter.id], motif), origin, motif)
        value = parameter.levels[niveau]
        if isinstance(value, LawValue):
            return self._law(value)
        if parameter.id.startswith(PENALTY) and isinstance(value, Decimal):
            return self._scaled(parameter, value, niveau)
        return Setting(value, f"bibliothèque, niveau {niveau}")

    def _scaled(self, parameter: Parameter, value: Decimal, niveau: str) -> Setting:
        """The amount of a penalty, brought to the size of the marché: the mean amount of its lots."""
        total, count = self.marche.besoin_ht, max(len(self.marche.lots), 1)
        mean = None if total is None else total / count
        bracket = bracket_of(self.library.calibrage.echelle, mean, self.marche.nature)
        if bracket is None or bracket.facteur == 1 or parameter.id in self.fixed:
            return Setting(value, f"bibliothèque, niveau {niveau}")
        low, high = parameter.minimum or Decimal(0), parameter.maximum or value
        origin = f"bibliothèque, niveau {niveau}, échelle : {bracket.libelle}"
        return Setting(scaled(value, bracket.facteur, low, high), origin)

    def _law(self, value: LawValue) -> Setting:
        origin = f"registre : {value.parametre}"
        try:
            return Setting(self._of_law(value), origin)
        except OutsideDatesError as error:
            self.faults.append(Fault(f"clauses.retenues.{self.clause.id}", str(error)))
            return Setting(Decimal(0), origin)

    def _of_law(self, value: LawValue) -> Decimal | str:
        date = self.marche.date_engagement
        register = self.library.register
        dated = register.history(value.parametre)[-1] if date is None else register.at(value.parametre, date)
        found = dated.valeur
        if isinstance(found, Decimal):
            return found * 100 if dated.type == "part" else found  # texts receive shares as percents
        return str(found)

    def _legal(self, parameter: Parameter) -> Decimal | None:
        """The least demanding value of law among the levels on that date: no setting may be worse."""
        found = []
        for level in parameter.levels.values():
            if isinstance(level, LawValue):
                with suppress(OutsideDatesError):  # the law says nothing on that day
                    found.append(self._of_law(level))
        numbers = [value for value in found if isinstance(value, Decimal)]
        least = max if parameter.sens == "au_plus" else min
        return least(numbers) if numbers else None

    def _given(self, parameter: Parameter, raw: object, motif: str) -> Decimal | str:
        where = f"clauses.retenues.{self.clause.id}.parametres.{parameter.id}"
        if parameter.type in ("choix", "texte"):
            if parameter.type == "choix" and raw not in parameter.choix:
                self.faults.append(
                    Fault(where, f"« {raw} » n’est pas permis.", f"Choix : {', '.join(parameter.choix)}.")
                )
            return str(raw)
        try:
            value = _number(parameter, raw)
        except UnreadableError as error:
            self.faults.append(Fault(where, str(error), "Donnez un nombre."))
            return Decimal(0)
        self._check_bounds(parameter, value, motif, where)
        return value

    def _check_bounds(self, parameter: Parameter, value: Decimal, motif: str, where: str) -> None:
        """Against the law: refused. Outside min and max: refused without a reason. Without sense: refused."""
        legal = self._legal(parameter)
        if legal is not None and _worse(value, legal, parameter.sens):
            side = "supérieur au maximum" if parameter.sens == "au_plus" else "inférieur au minimum"
            self.faults.append(Fault(where, f"{_shown(value)} est {side} de la loi, {_shown(legal)}."))
            return
        low, high = parameter.minimum, parameter.maximum
        within = (low is None or value >= low) and (high is None or value <= high)
        if impossible := _impossible(parameter, value):
            self.faults.append(Fault(where, f"{_shown(value)} : {impossible}.", "Corrigez ce nombre."))
        elif not within and not motif:
            self.faults.append(
                Fault(
                    where,
                    f"{_shown(value)} est hors des bornes ({_bound(low)} à {_bound(high)}).",
                    f"Revenez dans les bornes, ou donnez la raison dans « motifs.{parameter.id} ».",
                )
            )

    def _check_names(self, inside: str, given: ClauseRetenue | Reglage) -> None:
        """A value or a reason under a name that no parameter has would be lost."""
        for group, names in (("parametres", given.parametres), ("motifs", given.motifs)):
            for name in names:
                if name not in self.parameters:
                    hint = get_close_matches(name, list(self.parameters), n=1)
                    remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else ""
                    where = f"clauses.retenues.{self.clause.id}{inside}.{group}.{name}"
                    self.faults.append(Fault(where, "ce paramètre n’existe pas dans cette clause.", remedy))


def _number(parameter: Parameter, raw: object) -> Decimal:
    """The value as typed: « 12,5 », « 80 % », « 1 500 € », or a JSON number."""
    if isinstance(raw, bool) or not isinstance(raw, str | Decimal):
        raise UnreadableError(f"« {raw} » n’est pas un nombre.")
    parse = {"pourcent": parse_percent, "euros": parse_amount}.get(parameter.type, parse_number)
    value = parse(format(raw, "f") if isinstance(raw, Decimal) else raw)
    return value or value.copy_abs()  # « -0 » is zero


def _impossible(parameter: Parameter, value: Decimal) -> str:
    """Why no contract can hold this value, whatever the reason given; empty when one can."""
    if value < 0:
        return "un nombre négatif"
    if value > LARGEST:
        return "un nombre démesuré"
    if parameter.id.startswith(PENALTY) and not value:
        return "une pénalité nulle n’en est pas une"
    ceiling = max(Decimal(100), parameter.maximum or Decimal(0))
    return "une part dépasse 100 %" if parameter.type == "pourcent" and value > ceiling else ""


def _worse(value: Decimal, legal: Decimal, sens: str) -> bool:
    return value > legal if sens == "au_plus" else value < legal


def _shown(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _bound(value: Decimal | None) -> str:
    return "sans limite" if value is None else _shown(value)


def penalty_parameters(clause: ClauseVersion) -> dict[str, Parameter]:
    """Each penalty amount is a parameter too, `penalite_<id>`, in euros."""
    return {
        f"{PENALTY}{penalty.id}": Parameter(
            id=f"{PENALTY}{penalty.id}",
            libelle=f"Montant de la pénalité « {penalty.fait.source} »",
            type="euros",
            levels=dict(penalty.montants),
            minimum=penalty.minimum,
            maximum=penalty.maximum,
            source="usage proposé",
        )
        for penalty in clause.penalites
    }
