"""What the writer needs to know of a carrier: its styles by role, its text width, its lists, its free ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# role in the block tree → name of the style inside the file (Word shows built-in names in the user's language)
STYLE_NAMES: Mapping[str, str] = {
    "corps": "Body Text",
    "titre1": "heading 1",
    "titre2": "heading 2",
    "titre3": "heading 3",
    "sans_numero": "Titre sans numéro",
    "puces1": "List Bullet",
    "puces2": "List Bullet 2",
    "numeros1": "List Number",
    "numeros2": "List Number 2",
    "note": "Note",
    "mention": "Mention",
    "tableau": "Tableau Clausier",
    "entete": "Tableau en-tête",
    "cellule": "Tableau texte",
    "separateur": "Séparateur",
    "sommaire": "toc 1",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """`styles`: role → style id. `text_width` in twentieths of a point. `free_id`: no bookmark nor content
    control of the carrier has it or a greater one. `ordered_list`: the abstract numbering of numbered lists;
    `unnumbered_list`: the number of the list that prints none, for headings of unnumbered sections;
    `free_list`: the first free number for a list of the document."""

    styles: Mapping[str, str]
    text_width: int
    ordered_list: int
    unnumbered_list: int
    free_list: int
    free_id: int


def read_layout(document: etree._Element, styles: etree._Element, numbering: etree._Element) -> Layout | list[str]:
    """The layout, or the French sentences that say what the carrier lacks."""
    ids = _style_ids(styles)
    problems = [f"le style « {name} » manque." for name in STYLE_NAMES.values() if name.lower() not in ids]
    problems += [f"le style « {name} » n’est pas numéroté." for name in _unnumbered(styles)]
    width = _text_width(document)
    if width is None or width < 2000:
        problems.append("la mise en page (format et marges) de la dernière section n’est pas lisible.")
    ordered = _abstract_of(styles, numbering, STYLE_NAMES["numeros1"])
    if ordered is None and not problems:
        problems.append(f"le style « {STYLE_NAMES['numeros1']} » renvoie à une liste absente.")
    if problems or width is None or ordered is None:
        return problems
    return Layout(
        styles={role: ids[name.lower()] for role, name in STYLE_NAMES.items()},
        text_width=width,
        ordered_list=ordered,
        unnumbered_list=int(_list_of(styles, STYLE_NAMES["sans_numero"]) or 0),
        free_list=1 + max(_integers(numbering, "num", "numId"), default=0),
        free_id=1 + max(_ids(document), default=0),
    )


def _style_ids(styles: etree._Element) -> dict[str, str]:
    """Style ids by name in small letters: LibreOffice writes « Heading 1 » where Word writes « heading 1 »."""
    return {_name(style): str(style.get(f"{_W}styleId")) for style in styles.iter(f"{_W}style")}


def _name(style: etree._Element) -> str:
    label = style.find(f"{_W}name")
    return "" if label is None else str(label.get(f"{_W}val")).lower()


def _unnumbered(styles: etree._Element) -> list[str]:
    """The heading and list styles that carry no numbering: references and lists rely on it."""
    roles = ("titre1", "titre2", "titre3", "sans_numero", "puces1", "puces2", "numeros1", "numeros2")
    known = _style_ids(styles)
    wanted = [STYLE_NAMES[role] for role in roles]
    return [name for name in wanted if name.lower() in known and _list_of(styles, name) is None]


def _list_of(styles: etree._Element, name: str) -> str | None:
    for style in styles.iter(f"{_W}style"):
        if _name(style) == name.lower():
            number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            return None if number is None else str(number.get(f"{_W}val"))
    return None


def _abstract_of(styles: etree._Element, numbering: etree._Element, name: str) -> int | None:
    wanted = _list_of(styles, name)
    for number in numbering.iter(f"{_W}num"):
        abstract = number.find(f"{_W}abstractNumId")
        if number.get(f"{_W}numId") == wanted and abstract is not None:
            return int(str(abstract.get(f"{_W}val")))
    return None


def _text_width(document: etree._Element) -> int | None:
    section = document.find(f"{_W}body/{_W}sectPr")
    if section is None:
        return None
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return None
    try:
        wide, left, right = size.get(f"{_W}w"), margins.get(f"{_W}left"), margins.get(f"{_W}right")
        return int(str(wide)) - int(str(left)) - int(str(right))
    except ValueError:
        return None


def _integers(root: etree._Element, tag: str, attribute: str) -> Iterator[int]:
    for element in root.iter(f"{_W}{tag}"):
        value = str(element.get(f"{_W}{attribute}", ""))
        if value.lstrip("-").isdecimal():
            yield int(value)


def _ids(document: etree._Element) -> Iterator[int]:
    yield from _integers(document, "bookmarkStart", "id")
    for properties in document.iter(f"{_W}sdtPr"):
        yield from _integers(properties, "id", "val")
