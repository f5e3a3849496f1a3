"""Which structure a marché goes to, by its départements: local, or the regional coordination when they are several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.facilitateurs.directory import Directory, Structure
from generator.language.filters import enumeration
from generator.language.typography import finish_plain


@dataclass(frozen=True, slots=True)
class Routing:
    """`structures` to ask, the first first; `sans` the départements nobody covers; `phrase` says it in French."""

    structures: tuple[Structure, ...]
    sans: tuple[str, ...]
    phrase: str


def route(departements: Iterable[str], directory: Directory) -> Routing:
    """The structures for these départements.

    One structure that covers them all without limit of territory comes first; else, over several départements,
    the coordination that covers them all; else every local structure.
    """
    wanted = tuple(dict.fromkeys(departements))
    if not wanted:
        return _said((), (), "Indiquez les départements d'exécution pour connaître le facilitateur.")
    local = [
        each for each in directory.structures if each.genre == "territoire" and set(each.departements) & set(wanted)
    ]
    covered = {code for each in local for code in each.departements}
    whole = [each for each in local if set(wanted) <= set(each.departements) and not each.territoires]
    if len(whole) == 1:
        return _said(whole, (), f"Le marché va à {_names(whole)}.")
    heads = [
        each for each in directory.structures if each.genre == "coordination" and set(wanted) <= set(each.departements)
    ]
    if heads and (len(wanted) > 1 or not local):
        return _coordinated(heads, local, wanted)
    return _local(local, tuple(code for code in wanted if code not in covered))


def _coordinated(heads: list[Structure], local: list[Structure], wanted: tuple[str, ...]) -> Routing:
    where = f"les départements {enumeration(wanted)}" if len(wanted) > 1 else f"le département {wanted[0]}"
    said = f"Le marché porte sur {where} : il va à {_names(heads)}"
    said += f", qui oriente vers {_names(local)}." if local else "."
    return _said((*heads, *local), (), said)


def _local(local: list[Structure], alone: tuple[str, ...]) -> Routing:
    if not local:
        return _said((), alone, f"Aucune structure de l'annuaire ne couvre {_departements(alone)}.")
    if len(local) == 1:
        limits = f" ({enumeration(local[0].territoires)})" if local[0].territoires else ""
        said = f"Le marché va à {_names(local)}{limits}."
    else:
        said = f"Plusieurs structures se partagent ce territoire : {_with_places(local)}. Choisissez selon la commune."
    if alone:
        said += f" Aucune structure de l'annuaire ne couvre {_departements(alone)}."
    return _said(local, alone, said)


def _departements(codes: tuple[str, ...]) -> str:
    return f"les départements {enumeration(codes)}" if len(codes) > 1 else f"le département {codes[0]}"


def _names(structures: Iterable[Structure]) -> str:
    return enumeration([f"« {each.structure} »" for each in structures])


def _with_places(structures: Iterable[Structure]) -> str:
    return " ; ".join(
        f"« {each.structure} » ({enumeration(each.territoires or each.departements)})" for each in structures
    )


def _said(structures: Iterable[Structure], alone: tuple[str, ...], sentence: str) -> Routing:
    return Routing(tuple(structures), alone, finish_plain(sentence))
