"""The rows assembled from the clauses' data: penalties, remedies, controls, proofs, derogations.

An amount is written once, in the clause; every table that prints it takes it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.blocks import Inline, Inlines, Ref, Text
from generator.dossier.context import clause_context, holds, lot_title, lots_of
from generator.facts import COMMON_ARTICLES
from generator.language import CompiledText
from generator.language.typography import finish_plain
from generator.library import Library, Penalty
from generator.library.model import Conditions
from generator.market import Marche
from generator.selection import Retained, Selection, Variant
from generator.text import ArticleRef, Rich, render_line

Row = dict[str, Any]
_RESERVES = {
    "ea_esat": "entreprises adaptées et ESAT",
    "siae": "structures d’insertion par l’activité économique",
    "ea_esat_siae": "entreprises adaptées, ESAT et structures d’insertion",
    "penitentiaire": "opérateurs en milieu pénitentiaire",
    "ess": "entreprises de l’économie sociale et solidaire",
    "jei": "jeunes entreprises innovantes",
}


MOMENTS = {
    "livraison": "À chaque livraison ou intervention",
    "mois": "Chaque mois",
    "trimestre": "Chaque trimestre",
    "semestre": "Chaque semestre",
    "an": "Chaque année",
    "fin": "À la fin de l’exécution",
}


class Rows:
    """Builds the rows of one dossier. `printed` are the clauses that have an article in the annex."""

    def __init__(self, marche: Marche, library: Library, selection: Selection, facts: Mapping[str, Any]) -> None:
        self.marche, self.library, self.facts = marche, library, facts
        self.retained = selection.retained

    def families(self) -> dict[str, Any]:
        """The list facts that common articles loop over."""
        derogations = self.derogations()
        penalties = self.penalties()
        proofs = self._collect(self._proofs)
        frame = self._collect(self._frame, printed=False)
        return {
            "lignes_penalites": penalties,
            "lignes_remedes": self._collect(self._remedies),
            "lignes_controles": self._collect(self._controls),
            "lignes_preuves": proofs,
            "lignes_cadre": frame,
            "cadre_de_reponse": bool(frame),
            "lignes_notation": self._collect(self._scoring, printed=False),
            "reglement_consultation": self._concerns_rules(bool(frame), proofs),
            "annexe_acte_engagement": any("ae" in item.clause.textes for item in self.retained),
            "lignes_bpu": self._collect(self._prices, printed=False),
            "lignes_suivi": self._collect(self._follow_up, printed=False),
            "preuves_avec_l_offre": any(row["quand"] == "offre" for row in proofs),
            "lignes_derogations": derogations,
            "penalites_sans_mise_en_demeure": any(row["mise_en_demeure"] == 0 for row in penalties),
            "lots": self.lots(),
        }

    def lots(self) -> list[Row]:
        hours = {row["numero"]: row["heures"] for row in self.facts["lots_insertion"]}
        return [
            {
                "numero": lot.numero,
                "intitule": lot_title(lot),
                "heures": hours.get(lot.numero, 0),
                "articles": Rich.of(_references(item.id for item in self.retained if self._prints(item, lot.numero))),
                "reserve": _RESERVES.get(lot.reserve or "", ""),
            }
            for lot in self.marche.lots
        ]

    def penalties(self) -> list[Row]:
        return self._collect(self._penalties)

    def derogations(self) -> list[Row]:
        """The derogations of the clauses, then of the common articles of the annex, by CCAG article."""
        if not self.facts["ccag"]["applicable"]:
            return []
        rows = [{k: v for k, v in row.items() if k != "lots"} for row in self._collect(self._derogations)]
        rows += self._common_derogations()
        return sorted(rows, key=lambda row: [int(part) for part in str(row["ccag"]).split(".")])

    def _common_derogations(self) -> Iterable[Row]:
        if not any("ccap" in item.clause.textes and item.clause.penalites for item in self.retained):
            return  # the annex then has no penalty, and the common articles derogate from nothing
        for id_ in COMMON_ARTICLES:
            version = self.library.at(id_, self.marche.date_engagement) or self.library.histories[id_][0]
            for derogation in version.derogations:
                if all(self.facts.get(name) in values for name, values in derogation.si.items()):
                    text = Rich.of(render_line(derogation.texte, self.facts, version.path))
                    number = self.facts["ccag"][derogation.article]
                    yield {"article": ArticleRef(id_), "ccag": number, "texte": text}

    def _prints(self, item: Retained, lot: int) -> bool:
        return "ccap" in item.clause.textes and lot in item.lots

    def _collect(self, rows: Callable[[Retained, Variant], Iterable[Row]], *, printed: bool = True) -> list[Row]:
        """Rows of each clause; rows that differ only by their lots are one row.

        `printed`: only of the clauses that have an article in the annex, which each row then names.
        """
        found: list[Row] = []
        for item in self.retained:
            if printed and "ccap" not in item.clause.textes:
                continue
            article = {"article": ArticleRef(item.id)} if printed else {}
            for variant in item.variants:
                for row in rows(item, variant):
                    _add(found, {**article, **row, "lots": list(variant.lots)})
        for row in found:
            row["lots"] = lots_of(self.marche, row["lots"])
        return found

    def _line(self, text: CompiledText, item: Retained, variant: Variant) -> Rich:
        facts = clause_context(self.facts, self.marche, item, variant)
        return Rich.of(render_line(text, facts, item.clause.path))

    def _holds(self, si: Conditions, item: Retained, variant: Variant) -> bool:
        """Whether the conditions of a row hold for these lots: facts, level, choices of the clause."""
        return not si or holds(si, clause_context(self.facts, self.marche, item, variant))

    def _notice(self, penalty: Penalty, item: Retained, variant: Variant) -> int:
        without = penalty.sans_notice_si and self._holds(penalty.sans_notice_si, item, variant)
        return 0 if without else penalty.mise_en_demeure

    def _due(self, item: Retained, variant: Variant) -> list[Penalty]:
        return [penalty for penalty in item.clause.penalites if self._holds(penalty.si, item, variant)]

    def _penalties(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for penalty in self._due(item, variant):
            yield {
                "fait": self._line(penalty.fait, item, variant),
                "montant": variant.reglages[f"penalite_{penalty.id}"].valeur,
                "unite": self._line(penalty.unite, item, variant),
                "mise_en_demeure": self._notice(penalty, item, variant),
            }

    def _remedies(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for remedy in item.clause.remedes:
            if self._holds(remedy.si, item, variant):
                yield {
                    "fait": self._line(remedy.fait, item, variant),
                    "remede": self._line(remedy.remede, item, variant),
                }

    def _controls(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for control in item.clause.controles:
            if self._holds(control.si, item, variant):
                yield {key: self._line(getattr(control, key), item, variant) for key in ("objet", "qui", "quand")}

    def _proofs(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for proof in item.clause.preuves:
            if self._holds(proof.si, item, variant):
                yield {"quand": proof.quand, "texte": self._line(proof.texte, item, variant)}

    def _frame(self, item: Retained, variant: Variant) -> Iterable[Row]:
        facts = clause_context(self.facts, self.marche, item, variant)
        for row in facts["questions"]:
            found = {key: value for key, value in row.items() if key != "numero"}
            yield {"sujet": finish_plain(item.clause.titre), **found}

    def _scoring(self, item: Retained, variant: Variant) -> Iterable[Row]:
        """The scored questions of a clause for these lots, counted and their points added; none when none is."""
        facts = clause_context(self.facts, self.marche, item, variant)
        scored = [row for row in facts["questions"] if row["notee"]]
        if scored:
            points = sum(row["points"] for row in scored)
            yield {"sujet": finish_plain(item.clause.titre), "questions": len(scored), "points": points}

    def _concerns_rules(self, frame: bool, proofs: Iterable[Row]) -> bool:
        """Whether something of this marché has to be said in the rules of the consultation."""
        texts = any("rc" in item.clause.textes for item in self.retained)
        offered = any(row["quand"] == "offre" for row in proofs)
        return bool(frame or texts or offered or self.facts["lignes_criteres"] or self.facts["est_reserve"])

    def _prices(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for row in item.clause.bpu:
            if self._holds(row.si, item, variant):
                lines = {key: self._line(getattr(row, key), item, variant) for key in ("libelle", "unite", "aide")}
                yield {"sujet": finish_plain(item.clause.titre), **lines}

    def _follow_up(self, item: Retained, variant: Variant) -> Iterable[Row]:
        for row in item.clause.suivi:
            if self._holds(row.si, item, variant):
                lines = {key: self._line(getattr(row, key), item, variant) for key in ("indicateur", "unite", "cible")}
                yield {"sujet": finish_plain(item.clause.titre), **lines, "quand": MOMENTS[row.quand]}

    def _derogations(self, item: Retained, variant: Variant) -> Iterable[Row]:
        ccag = self.facts["ccag"]
        for derogation in item.clause.derogations:
            if self._holds(derogation.si, item, variant):
                text = self._line(derogation.texte, item, variant)
                yield {"ccag": ccag[derogation.article], "texte": text}
        article = _notice_article(item)
        if article and any(self._notice(penalty, item, variant) == 0 for penalty in self._due(item, variant)):
            yield {"ccag": ccag[article], "texte": self._without_notice(item, variant)}

    def _without_notice(self, item: Retained, variant: Variant) -> Rich:
        """A penalty without notice is a derogation that lists itself; its sentence is a common text."""
        common = self.library.at("sans_mise_en_demeure", self.marche.date_engagement)
        if common is None or "ccap" not in common.textes:
            return Rich.of((Text("Une pénalité s’applique sans mise en demeure."),))
        facts = clause_context(self.facts, self.marche, item, variant)
        return Rich.of(render_line(common.textes["ccap"], facts, common.path))


def _notice_article(item: Retained) -> str:
    """The CCAG article that asks for notice; none for the social clauses it does not know."""
    theme = item.clause.theme
    if theme.startswith("social/insertion"):
        return "insertion_penalites"
    return "" if theme.startswith("social/") else "environnement_penalites"


def _add(rows: list[Row], row: Row) -> None:
    """Append the row, or add its lots to an equal one."""
    for other in rows:
        if {**other, "lots": None} == {**row, "lots": None} and _same_inlines(other, row):
            other["lots"] = sorted({*other["lots"], *row["lots"]})
            return
    rows.append(row)


def _same_inlines(one: Row, other: Row) -> bool:
    return all(getattr(value, "inlines", None) == getattr(other[key], "inlines", None) for key, value in one.items())


def _references(ids: Iterable[str]) -> Inlines:
    """« 4, 5 et 6 » as references."""
    found: list[Inline] = []
    targets = list(ids)
    for position, id_ in enumerate(targets):
        if position:
            found.append(Text(" et " if position == len(targets) - 1 else ", "))
        found.append(Ref(id_))
    return tuple(found) if found else (Text("–"),)
