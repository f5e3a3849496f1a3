"""Which names a text may use: facts, its own parameters, families, and the guards each of them needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import nodes

from generator.facts import BY_NAME, COMMON_ARTICLES, Fact
from generator.language.allow_list import LOOP_MEMBERS


@dataclass(frozen=True, slots=True)
class Parameters:
    """A clause's parameters as its texts see them: choices by name (empty for anything but a choice), and types."""

    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)  # nombre · pourcent · euros · duree · choix · texte


@dataclass(frozen=True, slots=True)
class Names:
    """What exists around a text: clause ids of the library, common articles, and segments."""

    clauses: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset(COMMON_ARTICLES)
    segments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NameFault:
    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Uses:
    """What a text uses, for the screen and the trace."""

    facts: frozenset[str]
    parameters: frozenset[str]
    references: frozenset[str]


Guards = frozenset[str]


def _key(node: nodes.Node) -> str | None:
    """« ccag.applicable » for a family member, « duree_mois » for a name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return None


def _true_when(test: nodes.Node) -> Guards:
    """What is known when `test` holds: « retenues.x », « ccag.applicable », « defined:duree_mois »."""
    if isinstance(test, nodes.Not):
        return _false_when(test.node)
    if isinstance(test, nodes.And):
        return _true_when(test.left) | _true_when(test.right)
    if isinstance(test, nodes.Or):
        return _true_when(test.left) & _true_when(test.right)
    if isinstance(test, nodes.Test):
        key = _key(test.node)
        return frozenset({f"defined:{key}"}) if key else frozenset()
    key = _key(test)
    return frozenset({key}) if key else frozenset()


def _false_when(test: nodes.Node) -> Guards:
    if isinstance(test, nodes.Not):
        return _true_when(test.node)
    if isinstance(test, nodes.Or):
        return _false_when(test.left) | _false_when(test.right)
    if isinstance(test, nodes.And):
        return _false_when(test.left) & _false_when(test.right)
    return frozenset()


class NameChecker:
    """Walks one text's tree and collects faults and uses. One instance serves one text."""

    def __init__(self, names: Names, parameters: Parameters) -> None:
        self.names = names
        self.parameters = parameters
        self.faults: list[NameFault] = []
        self.used: set[str] = set()
        self.references: set[str] = set()

    def check(self, tree: nodes.Template) -> Uses:
        self._body(tree.body, frozenset(), {})
        known = frozenset(self.parameters.choices)
        return Uses(frozenset(self.used - known), frozenset(self.used & known), frozenset(self.references))

    def _body(self, body: list[nodes.Node], guards: Guards, loops: dict[str, Fact | None]) -> None:
        for node in body:
            self._node(node, guards, loops)

    def _node(self, node: nodes.Node, guards: Guards, loops: dict[str, Fact | None]) -> None:
        if isinstance(node, nodes.If):
            self._if(node, guards, loops)
        elif isinstance(node, nodes.For):
            self._for(node, guards, loops)
        elif isinstance(node, nodes.And | nodes.Or):
            self._node(node.left, guards, loops)
            known = _true_when(node.left) if isinstance(node, nodes.And) else _false_when(node.left)
            self._node(node.right, guards | known, loops)
        elif isinstance(node, nodes.Test):
            self._tested(node.node, loops)
        elif isinstance(node, nodes.Compare):
            self._compare(node, guards, loops)
        elif isinstance(node, nodes.Getattr):
            self._member(node, guards, loops)
        elif isinstance(node, nodes.Name):
            self._name(node, guards, loops)
        else:
            self._body(list(node.iter_child_nodes()), guards, loops)

    def _if(self, node: nodes.If, guards: Guards, loops: dict[str, Fact | None]) -> None:
        self._node(node.test, guards, loops)
        self._body(node.body, guards | _true_when(node.test), loops)
        otherwise = guards | _false_when(node.test)
        for branch in node.elif_:
            self._node(branch.test, otherwise, loops)
            self._body(branch.body, otherwise | _true_when(branch.test), loops)
            otherwise = otherwise | _false_when(branch.test)
        self._body(node.else_, otherwise, loops)

    def _for(self, node: nodes.For, guards: Guards, loops: dict[str, Fact | None]) -> None:
        self._node(node.iter, guards, loops)
        fact = BY_NAME.get(node.iter.name) if isinstance(node.iter, nodes.Name) else None
        if fact is not None and fact.type != "liste":
            self._fault(node, f"la boucle porte sur « {fact.name} », qui n’est pas une liste.")
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**loops, target: fact, "loop": None}
        if node.test is not None:
            self._node(node.test, guards, inner)
        self._body(node.body, guards, inner)
        self._body(node.else_, guards, loops)

    def _tested(self, node: nodes.Node, loops: dict[str, Fact | None]) -> None:
        key = _key(node) or ""
        name = key.split(".")[0]
        if name in loops or name in self.parameters.choices:
            return
        if name not in BY_NAME:
            self._unknown(node, name)
        self.used.add(name)

    def _compare(self, node: nodes.Compare, guards: Guards, loops: dict[str, Fact | None]) -> None:
        self._node(node.expr, guards, loops)
        for operand in node.ops:
            self._node(operand.expr, guards, loops)
        choices = self._choices(_key(node.expr) or "")
        if not choices:
            return
        for constant in (c for operand in node.ops for c in operand.find_all(nodes.Const)):
            if constant.value not in choices:
                hint = get_close_matches(str(constant.value), choices, n=1)
                self._fault(
                    node,
                    f"« {constant.value} » n’est pas une valeur de « {_key(node.expr)} ».",
                    f"Vouliez-vous dire « {hint[0]} » ?" if hint else f"Valeurs : {', '.join(choices)}.",
                )

    def _choices(self, name: str) -> tuple[str, ...]:
        if name == "segment":
            return tuple(sorted(self.names.segments))
        fact = BY_NAME.get(name)
        return fact.choices if fact is not None else self.parameters.choices.get(name, ())

    def _name(self, node: nodes.Name, guards: Guards, loops: dict[str, Fact | None]) -> None:
        name = node.name
        if name in loops:
            return
        self.used.add(name)
        if name in self.parameters.choices:
            return
        fact = BY_NAME.get(name)
        if fact is None:
            self._unknown(node, name)
        elif fact.type == "famille":
            self._fault(node, f"« {name} » s’emploie avec un nom : « {name}.… ».")
        elif fact.optional and f"defined:{name}" not in guards:
            self._fault(
                node,
                f"« {name} » peut être sans réponse.",
                f"Placez ce passage entre {{% if {name} is defined %}} et {{% endif %}}.",
            )

    def _member(self, node: nodes.Getattr, guards: Guards, loops: dict[str, Fact | None]) -> None:
        if not isinstance(node.node, nodes.Name):
            self._fault(node, "un accès à plus d’un niveau (« a.b.c ») n’existe pas.")
            return
        family, member = node.node.name, node.attr
        if family == "loop" and family in loops:
            if member not in LOOP_MEMBERS:
                self._fault(node, f"« loop.{member} » n’existe pas ; seuls loop.first, loop.last et loop.index.")
        elif family in loops:
            self._loop_member(node, loops[family], member)
        elif family not in BY_NAME:
            self._unknown(node, family)
        else:
            self.used.add(family)
            self._family(node, family, member, guards)

    def _loop_member(self, node: nodes.Node, fact: Fact | None, member: str) -> None:
        if fact is not None and member not in fact.members:
            self._fault(node, f"un élément de « {fact.name} » n’a pas de « {member} ».",
                        f"Il a : {', '.join(fact.members)}.")  # fmt: skip

    def _family(self, node: nodes.Node, family: str, member: str, guards: Guards) -> None:
        fact = BY_NAME[family]
        if fact.type != "famille":
            self._fault(node, f"« {family} » n’a pas de membre.")
        elif family == "ccag":
            self._known(node, member, fact.members, "article du CCAG")
            if member != "applicable" and "ccag.applicable" not in guards:
                self._fault(node, f"« ccag.{member} » hors de la condition qui le rend sûr.",
                            "Placez ce passage entre {% if ccag.applicable %} et {% endif %}.")  # fmt: skip
        elif family == "retenues":
            self._known(node, member, self.names.clauses, "clause")
        else:
            self._reference(node, member, guards)

    def _reference(self, node: nodes.Node, member: str, guards: Guards) -> None:
        if member == "ici" or member in self.names.common:
            self.references.add(member)
            return
        self._known(node, member, self.names.clauses | self.names.common, "article")
        self.references.add(member)
        if member in self.names.clauses and f"retenues.{member}" not in guards:
            self._fault(node, f"« article.{member} » peut ne pas exister dans le document.",
                        f"Placez ce passage entre {{% if retenues.{member} %}} et {{% endif %}}.")  # fmt: skip

    def _known(self, node: nodes.Node, member: str, known: tuple[str, ...] | frozenset[str], what: str) -> None:
        if member in known:
            return
        hint = get_close_matches(member, sorted(known), n=1)
        self._fault(node, f"aucun {what} « {member} »." if what == "article" or what.startswith("article")
                    else f"aucune {what} « {member} ».",
                    f"Vouliez-vous dire « {hint[0]} » ?" if hint else "")  # fmt: skip

    def _unknown(self, node: nodes.Node, name: str) -> None:
        hint = get_close_matches(name, [*BY_NAME, *self.parameters.choices], n=1)
        self._fault(node, f"« {name} » n’est ni un fait ni un paramètre de la clause.",
                    f"Vouliez-vous dire « {hint[0]} » ?" if hint else "")  # fmt: skip

    def _fault(self, node: nodes.Node, message: str, remedy: str = "") -> None:
        self.faults.append(NameFault(getattr(node, "lineno", 1) or 1, message, remedy))


def iter_outputs(tree: nodes.Template) -> Iterator[nodes.Output]:
    return tree.find_all(nodes.Output)
