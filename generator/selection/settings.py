"""The values of a clause's parameters, lot over clause over library, each step kept for the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from generator.errors import Fault, OutsideDatesError
from generator.library import ClauseVersion, LawValue, Library, Parameter
from generator.market import ClauseRetenue, Marche, Reglage
from generator.selection.model import Setting, Variant
from generator.selection.places import LOCAL_FACTS, Place


class Settings:
    """Resolves one clause for one marché; faults of the buyer's settings are collected in `faults`."""

    def __init__(self, marche: Marche, library: Library, clause: ClauseVersion, kept: ClauseRetenue) -> None:
        self.marche, self.library, self.clause, self.kept = marche, library, clause, kept
        self.faults: list[Fault] = []
        self.parameters = {**clause.parametres, **penalty_parameters(clause)}
        self._check_names("", kept.parametres)
        for number, lot in kept.par_lot.items():
            self._check_names(f".par_lot.{number}", lot.parametres)

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
                return Setting(self._given(parameter, source.parametres[parameter.id], motif, niveau), origin, motif)
        value = parameter.levels[niveau]
        if isinstance(value, LawValue):
            return self._law(value)
        return Setting(value, f"bibliothèque, niveau {niveau}")

    def _law(self, value: LawValue) -> Setting:
        date = self.marche.date_engagement
        register = self.library.register
        try:
            dated = register.history(value.parametre)[-1] if date is None else register.at(value.parametre, date)
        except OutsideDatesError as error:
            self.faults.append(Fault(f"clauses.retenues.{self.clause.id}", str(error)))
            return Setting(Decimal(0), f"registre : {value.parametre}")
        found = dated.valeur
        if isinstance(found, Decimal) and dated.type == "part":
            found *= 100  # texts receive shares as percents
        return Setting(found if isinstance(found, Decimal) else str(found), f"registre : {value.parametre}")

    def _given(self, parameter: Parameter, raw: object, motif: str, niveau: str) -> Decimal | str:
        where = f"clauses.retenues.{self.clause.id}.parametres.{parameter.id}"
        if parameter.type in ("choix", "texte"):
            if parameter.type == "choix" and raw not in parameter.choix:
                self.faults.append(
                    Fault(where, f"« {raw} » n’est pas permis.", f"Choix : {', '.join(parameter.choix)}.")
                )
            return str(raw)
        try:
            value = Decimal(str(raw))
        except InvalidOperation:
            self.faults.append(Fault(where, f"« {raw} » n’est pas un nombre.", "Donnez un nombre."))
            return Decimal(0)
        if isinstance(raw, bool) or not value.is_finite():
            self.faults.append(Fault(where, f"« {raw} » n’est pas un nombre.", "Donnez un nombre."))
            return Decimal(0)
        self._check_bounds(parameter, value, motif, where, niveau)
        return value

    def _check_bounds(self, parameter: Parameter, value: Decimal, motif: str, where: str, niveau: str) -> None:
        floor = parameter.levels[niveau]
        if isinstance(floor, LawValue) and parameter.sens == "au_moins":
            legal = self._law(floor).valeur
            if isinstance(legal, Decimal) and value < legal:
                self.faults.append(Fault(where, f"{value} est inférieur au minimum de la loi, {legal}."))
            return
        low, high = parameter.minimum, parameter.maximum
        if (low is None or value >= low) and (high is None or value <= high):
            return
        if value < 0 or not motif:
            self.faults.append(
                Fault(
                    where,
                    f"{value} est hors des bornes ({_bound(low)} à {_bound(high)}).",
                    f"Revenez dans les bornes, ou donnez la raison dans « motifs.{parameter.id} ».",
                )
            )

    def _check_names(self, inside: str, given: Mapping[str, object]) -> None:
        for name in given:
            if name not in self.parameters:
                hint = get_close_matches(name, list(self.parameters), n=1)
                remedy = f"Vouliez-vous dire « {hint[0]} » ?" if hint else ""
                where = f"clauses.retenues.{self.clause.id}{inside}.parametres.{name}"
                self.faults.append(Fault(where, "ce paramètre n’existe pas dans cette clause.", remedy))


def _bound(value: Decimal | None) -> str:
    return "sans limite" if value is None else str(value)


def penalty_parameters(clause: ClauseVersion) -> dict[str, Parameter]:
    """Each penalty amount is a parameter too, `penalite_<id>`, in euros."""
    return {
        f"penalite_{penalty.id}": Parameter(
            id=f"penalite_{penalty.id}",
            libelle=f"Montant de la pénalité « {penalty.fait.source} »",
            type="euros",
            levels=dict(penalty.montants),
            minimum=penalty.minimum,
            maximum=penalty.maximum,
            source="usage proposé",
        )
        for penalty in clause.penalites
    }
