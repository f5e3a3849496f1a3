"""What a text prints, checked by kind: a yes/no or a list has no words, a date is no amount.

The kinds are those of the documented facts and of the clause's own parameters; what cannot be known here (the
members of rows) is left to the rendering, which refuses it too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from generator.facts import BY_NAME

MAX_UNIT = 40
_PARAMETER_KINDS = {"nombre": "nombre", "pourcent": "nombre", "euros": "nombre", "duree": "nombre",
                    "choix": "texte", "texte": "texte"}  # fmt: skip
_FACT_KINDS = {"booléen": "oui ou non", "texte": "texte", "choix": "texte", "nombre": "nombre", "pourcent": "nombre",
               "euros": "nombre", "date": "date"}  # fmt: skip
_SAID = {"texte": "un texte", "nombre": "un nombre", "date": "une date", "liste": "une liste de mots",
         "lots": "une liste de lots", "lignes": "une liste de lignes"}  # fmt: skip
_LISTS = ("liste", "lots", "lignes")
_TAKES = {"nombre": "nombre", "heures": "nombre", "pourcent": "nombre", "euros": "nombre", "date": "date",
          "enumeration": "liste", "designation": "lots", "numeros": "lots"}  # fmt: skip
_UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class OutputFault:
    line: int
    message: str
    remedy: str = ""


@dataclass(slots=True)
class _Checker:
    """Finds the kind of each printed expression; `types` are the clause's parameters, by id."""

    types: Mapping[str, str]
    rows: set[str]
    faults: list[OutputFault] = field(default_factory=list)

    def printed(self, node: nodes.Expr) -> None:
        kind = self.kind(node)
        if kind == "oui ou non":
            self._fault(node, "une réponse par oui ou non ne s’imprime pas.", "Placez-la dans un {% if … %}.")
        elif kind in _LISTS:
            self._fault(
                node, "une liste ne s’imprime pas telle quelle.", "Employez designation, numeros ou une boucle."
            )

    def kind(self, node: nodes.Expr) -> str:
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.node)
        if isinstance(node, nodes.Const):
            return self._constant(node)
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Getattr):
            return self._member(node)
        if isinstance(node, nodes.List | nodes.Tuple):
            return "liste"
        return "oui ou non"  # a comparison, a test, « and », « or », « not »

    def _name(self, name: str) -> str:
        if name in self.rows:
            return "lignes"
        if name in self.types:
            return _PARAMETER_KINDS.get(self.types[name], _UNKNOWN)
        fact = BY_NAME.get(name)
        if fact is not None and fact.type == "liste":
            return "lots" if "numero" in fact.members else "lignes"
        return _FACT_KINDS.get(fact.type, _UNKNOWN) if fact is not None else _UNKNOWN

    def _member(self, node: nodes.Getattr) -> str:
        family = node.node.name if isinstance(node.node, nodes.Name) else ""
        if family == "loop":
            return "nombre" if node.attr == "index" else "oui ou non"
        if family == "retenues" or (family == "ccag" and node.attr == "applicable"):
            return "oui ou non"
        return _UNKNOWN

    def _constant(self, node: nodes.Const) -> str:
        if isinstance(node.value, bool) or node.value is None:
            return "oui ou non"
        return "texte" if isinstance(node.value, str) else "nombre"

    def _filtered(self, node: nodes.Filter, inner: nodes.Expr) -> str:
        kind, wanted = self.kind(inner), _TAKES.get(node.name, _UNKNOWN)
        if kind and wanted and kind != wanted:
            self._fault(node, f"le filtre « {node.name} » attend {_SAID[wanted]}, et non {_SAID.get(kind, kind)}.")
        self._arguments(node)
        return "texte"

    def _arguments(self, node: nodes.Filter) -> None:
        given = [argument.value if isinstance(argument, nodes.Const) else None for argument in node.args]
        if node.name == "designation" and given not in ([], ["de"], ["a"]):
            self._fault(node, 'designation s’écrit seul, ou avec "de" ou "a".', 'Écrivez designation("de").')
        elif node.name == "nombre" and given and not _is_unit(given):
            self._fault(node, "nombre prend une unité au singulier.", 'Écrivez nombre("jour").')
        elif node.name not in ("designation", "nombre") and given:
            self._fault(node, f"le filtre « {node.name} » ne prend rien entre parenthèses.")

    def _fault(self, node: nodes.Node, message: str, remedy: str = "") -> None:
        self.faults.append(OutputFault(node.lineno or 1, message, remedy))


def _is_unit(given: list[object]) -> bool:
    return len(given) == 1 and isinstance(given[0], str) and 0 < len(given[0].strip()) <= MAX_UNIT


def output_faults(tree: nodes.Template, types: Mapping[str, str]) -> Iterator[OutputFault]:
    """Every printed expression that has no words, every filter given what it cannot write."""
    rows = {loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)}
    checker = _Checker(types, rows)
    for output in tree.find_all(nodes.Output):
        for child in output.nodes:
            if not isinstance(child, nodes.TemplateData):
                checker.printed(child)
    yield from checker.faults
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, float) and not math.isfinite(constant.value):
            yield OutputFault(constant.lineno, "un nombre démesuré.")
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Name) and loop.iter.name in types:
            yield OutputFault(loop.lineno, f"la boucle porte sur « {loop.iter.name} », qui n’est pas une liste.")
