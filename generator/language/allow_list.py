"""The one allow-list of template nodes, for clause texts and Word carriers alike.

Checked on the tree when a text is read, so that the sandbox is only the second lock: the sandbox alone lets
memory and time attacks through (repetition, format widths, nested loops, generator functions).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

FILTERS = frozenset({"nombre", "heures", "pourcent", "euros", "date", "enumeration", "designation", "numeros"})
LOOP_MEMBERS = frozenset({"first", "last", "index"})
MAX_LOOP_DEPTH = 2
MAX_DEPTH = 60  # of any node: beyond, no person wrote it, and Python itself would refuse the template

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.TemplateData,
    nodes.Output,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.Filter,
)

_NAMES_IN_FRENCH = {
    "Call": "un appel de fonction",
    "Macro": "une macro",
    "Include": "une inclusion",
    "Import": "un import",
    "FromImport": "un import",
    "Extends": "un héritage",
    "Block": "un bloc",
    "Assign": "une affectation",
    "AssignBlock": "une affectation",
    "Add": "une addition",
    "Sub": "une soustraction (un nom ne contient pas de trait d’union)",
    "Mul": "une multiplication",
    "Div": "une division",
    "FloorDiv": "une division",
    "Mod": "un modulo",
    "Pow": "une puissance",
    "Concat": "une concaténation",
    "CondExpr": "un « si » dans une expression",
    "Getitem": "un accès par crochets",
    "Slice": "une tranche",
    "Dict": "un dictionnaire",
    "FilterBlock": "un filtre de bloc",
    "With": "un bloc with",
    "Neg": "un signe moins",
    "Pos": "un signe plus",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    line: int
    message: str


def refusals(tree: nodes.Template) -> list[Refusal]:
    """Every node of `tree` that the language does not have, with its line from 1."""
    return list(_walk(tree, depth=0))


def _walk(node: nodes.Node, depth: int, level: int = 0) -> Iterator[Refusal]:
    line = getattr(node, "lineno", 1) or 1
    if level > MAX_DEPTH:
        yield Refusal(line, "des balises trop emboîtées.")
        return
    if not isinstance(node, _ALLOWED):
        name = type(node).__name__
        yield Refusal(line, f"{_NAMES_IN_FRENCH.get(name, f'la construction « {name} »')} n’est pas permis ici.")
        return
    yield from _specific(node, depth, line)
    inner = depth + 1 if isinstance(node, nodes.For) else depth
    for child in node.iter_child_nodes():
        yield from _walk(child, inner, level + 1)


def _specific(node: nodes.Node, depth: int, line: int) -> Iterator[Refusal]:
    if isinstance(node, nodes.For):
        yield from _loop(node, depth, line)
    elif isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            yield Refusal(line, f"le filtre « {node.name} » n’existe pas ; filtres : {', '.join(sorted(FILTERS))}.")
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield Refusal(line, f"le filtre « {node.name} » ne prend pas d’argument nommé.")
    elif isinstance(node, nodes.Test):
        if node.name != "defined":
            yield Refusal(line, f"le test « {node.name} » n’existe pas ; seul « defined » est permis.")
    elif isinstance(node, nodes.Name | nodes.Getattr):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_"):
            yield Refusal(line, f"le nom « {name} » commence par un tiret bas.")


def _loop(node: nodes.For, depth: int, line: int) -> Iterator[Refusal]:
    if depth >= MAX_LOOP_DEPTH:
        yield Refusal(line, "les boucles ne s’emboîtent pas au-delà de deux.")
    if node.recursive:
        yield Refusal(line, "une boucle récursive n’est pas permise.")
    if not isinstance(node.target, nodes.Name):
        yield Refusal(line, "une boucle n’a qu’une variable.")
