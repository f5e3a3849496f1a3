"""The tags of a carrier, prepared by docxtpl (whose dialect facilitateurs know) and compiled under our allow-list."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from generator.errors import Fault
from generator.language import allow_list
from generator.word.xmltext import clean

BODY, CONTENTS = "corps", "sommaire"
VALUES = ("titre", "sous_titre", "acheteur", "objet", "reference", "projet", "date", "mention")
KNOWN = frozenset((*VALUES, BODY, CONTENTS))

_MARKERS = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LENGTH, _MAX_TAGS = 2_000_000, 1_000


def has_tags(xml: str) -> bool:
    """Whether a part may hold a tag, even cut into pieces by Word's runs."""
    text = re.sub(r"<[^>]*>", "", xml)
    return any(opening in text for opening in ("{{", "{%", "{#"))


def unclosed(root: etree._Element, place: str) -> list[Fault]:
    """The tags that do not open and close within one paragraph, which docxtpl would swallow in silence."""
    faults: list[Fault] = []
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        faults += [Fault(place, f"{problem} dans « {text[:60]} ».", _REMEDY) for problem in _unbalanced(text)]
    return faults


def _unbalanced(text: str) -> Iterator[str]:
    opened = ""
    for marker in _MARKERS.findall(text):
        if marker in _CLOSING:
            if opened:
                yield f"« {opened} » n’est pas fermé"
            opened = marker
        elif opened and marker == _CLOSING[opened]:
            opened = ""
        else:
            yield f"« {marker} » ne ferme rien"
    if opened:
        yield f"« {opened} » n’est pas fermé"


_REMEDY = "Une balise s’ouvre et se ferme dans le même paragraphe."


def compiled(xml: str, place: str, known: frozenset[str] | None = KNOWN) -> Template | list[Fault]:
    """The part ready to render, or what is wrong with its tags. `known`: the names they may use; None, any."""
    if len(xml) > _MAX_LENGTH or xml.count("{{") + xml.count("{%") > _MAX_TAGS:
        return [Fault(place, "cette partie contient trop de texte ou de balises pour un modèle.")]
    prepared = _shown(DocxTemplate.patch_xml(None, xml))
    try:
        tree = _ENVIRONMENT.parse(prepared)
    except TemplateError as error:
        return [_unreadable(place, error)]
    faults = [Fault(place, refusal.message, "Retirez cette balise.") for refusal in allow_list.refusals(tree)]
    if not faults and known is not None:
        unknown = sorted(meta.find_undeclared_variables(tree) - known)
        faults += [Fault(place, f"la balise « {name} » n’existe pas.", _nearest(name, known)) for name in unknown]
    if faults:
        return faults
    try:
        return _ENVIRONMENT.from_string(prepared)
    except TemplateError as error:
        return [_unreadable(place, error)]


def _shown(xml: str) -> str:
    """docxtpl's way to print a brace: « {_{ » shows « {{ », and is no tag."""
    for written, printed in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        xml = xml.replace(written, f'{{{{ "{printed}" }}}}')
    return xml


def context(values: Mapping[str, str], body: str, contents: str) -> dict[str, str]:
    """What the tags answer: every known value (empty when not given), and the two ready-made passages."""
    known = {name: values.get(name, "") for name in VALUES}
    return {**known, BODY: Markup(body), CONTENTS: Markup(contents)}  # noqa: S704 (our own XML, escaped at its source)


def _unreadable(place: str, error: TemplateError) -> Fault:
    return Fault(place, f"une balise n’est pas lisible ({error.message}).", "Vérifiez ses accolades et son « endif ».")


def _nearest(name: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Voulez-vous dire « {near[0]} » ?" if near else f"Balises connues : {', '.join(sorted(known))}."


def _finalize(value: object) -> object:
    """Every value printed by a tag passes here, before Jinja escapes it."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_finalize, keep_trailing_newline=True
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests = {"defined": environment.tests["defined"]}
    return environment


_ENVIRONMENT = _environment()
