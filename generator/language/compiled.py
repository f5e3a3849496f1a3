"""From the source of a text to a template whose every output is an opaque token.

Values never pass through Markdown: each output expression is wrapped, on the checked tree, in a filter that
puts the value aside and prints a token. Markdown sees the token; the block tree gets the value back with the
expression it came from.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.language import typography
from generator.language.allow_list import refusals
from generator.language.filters import FILTERS
from generator.language.form import SPLIT_TAG, TAG_LINE, form_faults
from generator.language.grammar import grammar_faults
from generator.language.names import NameChecker, Names, Parameters, Uses
from generator.language.outputs import output_faults

SINK = "puits_des_valeurs"
MAX_TAG = 400
NOTHING_USED = Uses(frozenset(), frozenset(), frozenset())
TOKEN = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class TextFault:
    """A fault in one text; `line` counts from 1 in that text."""

    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class CompiledText:
    """A text ready to render: `render` takes the facts and a sink, and gives Markdown with tokens in it."""

    source: str
    uses: Uses
    render: Callable[[dict[str, Any], list[tuple[str, Any]]], str]


@pass_context
def _token(context: Context, value: Any, source: str) -> str:
    sink: list[tuple[str, Any]] = context[SINK]
    sink.append((source, value))
    return f"\ue000{len(sink) - 1}\ue001"


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters.clear()
    environment.filters.update(FILTERS)
    environment.filters["jeton"] = _token
    environment.globals.clear()
    environment.tests = {"defined": environment.tests["defined"]}
    return environment


_ENVIRONMENT = _environment()

_SYNTAX = (
    (re.compile(r"unexpected char '([^']+)'"), "le caractère « {0} » n’est pas permis dans une balise."),
    (re.compile(r"Encountered unknown tag '(\w+)'"), "la balise « {0} » n’existe pas."),
    (re.compile(r"No filter named '(\w+)'"), "le filtre « {0} » n’existe pas."),
    (re.compile(r"No test named '(\w+)'"), "le test « {0} » n’existe pas."),
    (re.compile(r"Unexpected end of template"), "une balise {{% if %}} ou {{% for %}} n’est pas refermée."),
    (re.compile(r"unexpected end of template"), "une balise n’est pas refermée."),
    (re.compile(r"unexpected '(.)'"), "le signe « {0} » n’est pas attendu ici."),
)


def _syntax_message(error: TemplateSyntaxError) -> str:
    text = error.message or ""
    for pattern, message in _SYNTAX:
        found = pattern.search(text)
        if found:
            return message.format(*found.groups())
    return f"la balise n’est pas comprise ({text})."


def compile_text(
    source: str, names: Names, parameters: Parameters, *, one_line: bool = False
) -> tuple[CompiledText | None, list[TextFault]]:
    """The compiled text, or None, and every fault found; a text with a fault is never compiled."""
    faults = [TextFault(f.line, f.message, f.remedy) for f in form_faults(source, one_line=one_line)]
    faults += [TextFault(f.line, f.message, f.remedy) for f in grammar_faults(source)]
    if too_long := _too_long(source):
        return None, [*faults, too_long]
    if "{" not in source and "}" not in source:  # most of the one-line texts: nothing to fill, nothing to parse
        return (None, faults) if faults else (CompiledText(source, NOTHING_USED, _constant(source)), [])
    marks = [TextFault(line, *said) for line, said in _tag_faults(source)]
    tree = _parse(source, faults, marks)
    if tree is None:
        return None, faults
    refused = [TextFault(refusal.line, refusal.message) for refusal in refusals(tree)]
    faults += marks + refused
    if refused:  # the names inside what is refused would only add noise
        return None, faults
    checker = NameChecker(names, parameters)
    uses = checker.check(tree)
    faults += [TextFault(f.line, f.message, f.remedy) for f in checker.faults]
    faults += [TextFault(f.line, f.message, f.remedy) for f in output_faults(tree, parameters.types)]
    faults += _stray_marks(source)
    if faults:
        return None, faults
    return CompiledText(source, uses, _renderer(source)), []


def _parse(source: str, faults: list[TextFault], marks: list[TextFault]) -> nodes.Template | None:
    """The tree, or None with one fault: the typographic mark that broke the tag, or what Jinja found."""
    try:
        return _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        if marks:
            faults += marks
        else:
            faults[:] = [fault for fault in faults if fault.message != SPLIT_TAG]
            faults.append(TextFault(error.lineno, _syntax_message(error), "Écrivez {{ nom }} ou {% if nom %}."))
        return None
    except (ValueError, RecursionError):  # a number of thousands of digits, parentheses by the hundred
        faults.append(TextFault(1, "une balise démesurée.", "Écrivez {{ nom }} ou {% if nom %}."))
        return None


def _too_long(source: str) -> TextFault | None:
    for tag in typography.TAG.finditer(source):
        if len(tag.group()) > MAX_TAG and not tag.group().startswith("{#"):
            line = source.count("\n", 0, tag.start()) + 1
            return TextFault(line, f"une balise de plus de {MAX_TAG} caractères.", "Coupez la condition en deux.")
    return None


def _stray_marks(source: str) -> list[TextFault]:
    """The marks of a tag that stand outside any tag: Jinja prints them."""
    bare = typography.TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag.group()), source)
    return [
        TextFault(bare.count("\n", 0, mark.start()) + 1, f"« {mark.group()} » hors d’une balise.", "Supprimez-le.")
        for mark in re.finditer(r"\{\{|\}\}|\{%|%\}|\{#|#\}", bare)
    ]


def _tag_faults(source: str) -> list[tuple[int, tuple[str, str]]]:
    """Typographic marks that a word processor puts inside tags, and the raw tag, said in French."""
    found = []
    for tag in typography.TAG.finditer(source):
        line = source.count("\n", 0, tag.start()) + 1
        mark = re.search("[«»“”‘’\u200b]", tag.group()) if not tag.group().startswith("{#") else None
        if mark:
            said = (
                f"le signe typographique « {mark.group()} » dans une balise.",
                'Employez les guillemets droits (").',
            )
            found.append((line, said))
        if re.match(r"\{%-?\s*raw\b", tag.group()):
            found.append((line, ("la balise « raw » n’est pas permise.", "Supprimez-la.")))
        if re.match(r"\{[%{#][-+]|.*[-+][%}#]\}$", tag.group()):
            found.append((line, ("un signe « - » ou « + » collé à une balise.", "Supprimez ce signe.")))
    return found


def _constant(source: str) -> Callable[[dict[str, Any], list[tuple[str, Any]]], str]:
    words = _without_tag_lines(typography.finish(source))
    return lambda facts, sink: words


def _renderer(source: str) -> Callable[[dict[str, Any], list[tuple[str, Any]]], str]:
    """The text, compiled the first time it is rendered: a start reads thousands of them and prints dozens."""

    @functools.cache
    def template() -> Template:
        tree = _ENVIRONMENT.parse(_without_tag_lines(typography.finish(source)))
        _wrap_outputs(tree)
        return _ENVIRONMENT.from_string(tree)

    def render(facts: dict[str, Any], sink: list[tuple[str, Any]]) -> str:
        return template().render({**facts, SINK: sink})

    return render


def _without_tag_lines(source: str) -> str:
    """Block tags alone on their line lose their line; a tag inside a line takes nothing with it."""
    kept = [line.strip() if TAG_LINE.match(line) else line + "\n" for line in source.split("\n")]
    return "".join(kept)


def _wrap_outputs(tree: nodes.Template) -> None:
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            child if isinstance(child, nodes.TemplateData) else _wrapped(child, output.lineno) for child in output.nodes
        ]


def _wrapped(expression: nodes.Expr, line: int) -> nodes.Filter:
    source = nodes.Const(_source_of(expression), lineno=line)
    return nodes.Filter(expression, "jeton", [source], [], None, None, lineno=line)


def _source_of(node: nodes.Node) -> str:
    """The expression as its author wrote it, near enough to be read on a screen."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_source_of(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        arguments = f"({', '.join(_source_of(argument) for argument in node.args)})" if node.args else ""
        return f"{_source_of(node.node)} | {node.name}{arguments}"
    if isinstance(node, nodes.Const):
        return f'"{node.value}"' if isinstance(node.value, str) else str(node.value)
    return "valeur"
