"""What a choice of clauses should make one look at: clauses that contradict each other, too many articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.law import Alert
from generator.selection.model import Retained
from generator.selection.ranking import MOST_ARTICLES


def choice_alerts(retained: Sequence[Retained]) -> tuple[Alert, ...]:
    """Alerts on the clauses retained together."""
    return (*_opposed(retained), *_nothing_left(retained), *_many(retained))


def _opposed(retained: Sequence[Retained]) -> Iterator[Alert]:
    for position, one in enumerate(retained):
        for other in retained[position + 1 :]:
            against = other.id in one.clause.incompatibles or one.id in other.clause.incompatibles
            if against and _share_a_lot(one, other):
                yield Alert(
                    code=f"clauses-incompatibles:{one.id}:{other.id}",
                    gravite="bloquant",
                    message=f"Les clauses « {one.clause.titre} » et « {other.clause.titre} » ne vont pas ensemble : "
                    "elles règlent deux fois la même chose.",
                    remede="Gardez l’une des deux, ou donnez-leur des lots différents.",
                    champs=(f"clauses.retenues.{one.id}", f"clauses.retenues.{other.id}"),
                )


def _share_a_lot(one: Retained, other: Retained) -> bool:
    return not one.lots or not other.lots or bool(set(one.lots) & set(other.lots))


def _nothing_left(retained: Sequence[Retained]) -> Iterator[Alert]:
    """A criterion that scores beyond a clause whose figure is already at its highest has nothing to compare."""
    by_id = {item.id: item for item in retained}
    for criterion in retained:
        for id_ in criterion.clause.note_au_dela_de:
            floor = by_id.get(id_)
            if floor is not None and _share_a_lot(criterion, floor) and _at_the_top(floor):
                yield Alert(
                    code=f"critere-deja-exige:{criterion.id}:{id_}",
                    gravite="attention",
                    message=f"Le critère « {criterion.clause.titre} » note ce qui dépasse la clause "
                    f"« {floor.clause.titre} », qui exige déjà le plus possible.",
                    remede="Baissez l’exigence de la clause, ou notez autre chose.",
                    champs=(f"clauses.retenues.{criterion.id}",),
                )


def _at_the_top(item: Retained) -> bool:
    """Whether the first share the clause demands is all there is."""
    for parameter in item.clause.parametres.values():
        if parameter.type == "pourcent" and parameter.sens == "au_moins":
            return all(variant.reglages[parameter.id].valeur == Decimal(100) for variant in item.variants)
    return False


def _many(retained: Sequence[Retained]) -> Iterator[Alert]:
    articles = sum("ccap" in item.clause.textes for item in retained)
    if articles > MOST_ARTICLES:
        yield Alert(
            code="clauses-nombreuses",
            gravite="conseil",
            message=f"{articles} articles de clauses : chacun demande un contrôle pendant l’exécution.",
            remede=f"Gardez celles que vous contrôlerez ; {MOST_ARTICLES} au plus sont proposées.",
            champs=("clauses",),
        )
