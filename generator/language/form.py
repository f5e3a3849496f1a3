"""The form of a text, checked on its source with its lines, before anything is interpreted.

The grammar is small and closed: paragraphs, `##` and `###` titles, `-` and `1.` lists of two levels, tables
with a header, bold and italic. Python-Markdown mangles silently what is nearly right (a list without its blank
line, a shifted sub-list, « a) » that is no list): here each of those is said, with its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.language.characters import FORBIDDEN
from generator.language.typography import TAG


@dataclass(frozen=True, slots=True)
class FormFault:
    line: int
    message: str
    remedy: str = ""


# Each tag is matched once and for all (« ?> »): a line of a hundred tags must not be tried in every possible way.
TAG_LINE = re.compile(r"^[ \t]*+(?>(?:\{%[^\n]*?%\}|\{#[^\n]*?#\})[ \t]*+)++$")
SPLIT_TAG = "une balise coupée par un retour à la ligne."
_REFUSED_CHARACTERS = re.compile(f"{FORBIDDEN.pattern}|[\r\u2028\u2029]")  # the last would end a line unseen
_ITEM = re.compile(r"^( *)(-|\d+\.) +\S")
_TABLE_RULE = re.compile(r"^\|(?:\s*:?-{3,}:?\s*\|)+\s*$")

_REFUSED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"^#(?!#)"), "un titre « # » à l’intérieur d’un texte.",
     "Les titres d’un texte sont « ## » et « ### »."),
    (re.compile(r"^#{4,}"), "un titre de plus de trois « # ».", "Deux niveaux suffisent : « ## » et « ### »."),
    (re.compile(r"^ {0,3}(={3,}|-{3,}|\*{3,}|_{3,})\s*$"), "une ligne de tirets, d’étoiles ou de signes égal.",
     "Supprimez-la : un titre s’écrit « ## Titre »."),
    (re.compile(r"^\s*[*+] "), "une liste écrite avec « * » ou « + ».",
     "Une liste s’écrit avec « - » suivi d’une espace."),
    (re.compile(r"^\s*[–—•·] ?\S"), "une ligne qui commence par un tiret long ou une puce.",
     "Une liste s’écrit avec « - » suivi d’une espace, après une ligne vide."),
    (re.compile(r"^\s*(?:\d+°|\d+\)|[a-zA-Z]\)|\(\w\))\s"),
     "une énumération « 1° », « 1) » ou « a) », qui n’est pas une liste.",
     "Écrivez « 1. » (liste numérotée) ou « - » (liste à puces)."),
    (re.compile(r"^\s*>"), "une citation « > ».", "Écrivez un paragraphe, les mots cités entre guillemets."),
    (re.compile(r"`"), "un accent grave (code).", "Supprimez-le."),
    (re.compile(r"<[A-Za-z/!]"), "du HTML.", "Le texte n’a que des titres, listes, tableaux, gras et italique."),
    (re.compile(r"!?\[[^\]\n]{0,300}\][(\[]"), "un lien ou une image.", "Citez l’article ou le document par son nom."),
    (re.compile(r"&[a-zA-Z#]\w*;"), "une entité HTML.", "Écrivez le caractère lui-même."),
    (re.compile(r"__"), "un souligné double.", "Le gras s’écrit « **mot** »."),
    (re.compile(r"\t"), "une tabulation.", "Une sous-liste se décale de quatre espaces."),
)  # fmt: skip


def form_faults(source: str, *, one_line: bool = False) -> list[FormFault]:
    """Every fault of form in `source`; lines count from 1. `one_line`: a string of a table of the header."""
    faults = [
        FormFault(n, *_character_fault(line)) for n, line in _numbered(source) if _REFUSED_CHARACTERS.search(line)
    ]
    if one_line:
        if "\n" in source.strip():
            faults.append(FormFault(1, "ce texte tient sur une seule ligne.", "Supprimez le retour à la ligne."))
        if re.match(r"^(#|- |\d+\. |\|)", source.strip()):
            faults.append(FormFault(1, "ce texte d’une ligne n’est ni un titre, ni une liste, ni un tableau."))
        return faults
    faults += _block_tag_faults(source)
    lines = _visible_lines(source)
    checks: tuple[Callable[[list[tuple[int, str]]], Iterator[FormFault]], ...] = (
        _refused,
        _titles,
        _lists,
        _tables,
        _emphasis,
    )
    for check in checks:
        faults += check(lines)
    return sorted(faults, key=lambda fault: fault.line)


def _numbered(source: str) -> list[tuple[int, str]]:
    return list(enumerate(source.split("\n"), start=1))


def _character_fault(line: str) -> tuple[str, str]:
    found = _REFUSED_CHARACTERS.search(line)
    code = f"U+{ord(found.group()):04X}" if found else ""
    return f"le caractère interdit {code} (contrôle, substitut isolé ou usage privé).", "Supprimez-le."


def _visible_lines(source: str) -> list[tuple[int, str]]:
    """The lines as Markdown will see them: block tags alone on their line gone, output tags a plain word."""
    lines = []
    for n, line in _numbered(source):
        if TAG_LINE.match(line):
            continue
        lines.append((n, TAG.sub(lambda tag: "Valeur" if tag.group().startswith("{{") else "", line)))
    return lines


def _block_tag_faults(source: str) -> Iterator[FormFault]:
    """A tag that runs over several lines would shift every other line."""
    for tag in TAG.finditer(source):
        if "\n" in tag.group():
            line = source.count("\n", 0, tag.start()) + 1
            yield FormFault(line, SPLIT_TAG, "Écrivez-la sur une seule ligne.")


def _refused(lines: list[tuple[int, str]]) -> Iterator[FormFault]:
    for n, line in lines:
        if line.startswith("|"):
            continue
        for pattern, message, remedy in _REFUSED:
            if pattern.search(line):
                yield FormFault(n, message, remedy)
                break


def _titles(lines: list[tuple[int, str]]) -> Iterator[FormFault]:
    seen_second = False
    previous = ""
    for position, (n, line) in enumerate(lines):
        if line.startswith("##") and not line.startswith("####"):
            level = 3 if line.startswith("###") else 2
            if not re.match(r"^#{2,3} \S", line):
                yield FormFault(n, "un titre sans espace après les « # ».", "Écrivez « ## Titre ».")
            if level == 3 and not seen_second:
                yield FormFault(n, "un titre « ### » sans titre « ## » avant lui.", "Commencez par « ## ».")
            seen_second = seen_second or level == 2
            following = lines[position + 1][1] if position + 1 < len(lines) else ""
            if previous.strip() or following.strip():
                yield FormFault(n, "un titre qui touche un autre texte.", "Laissez une ligne vide avant et après.")
        previous = line


def _lists(lines: list[tuple[int, str]]) -> Iterator[FormFault]:
    previous, in_list = "", False
    for n, line in lines:
        item = _ITEM.match(line)
        if item:
            indent = len(item.group(1))
            if indent not in (0, 4):
                yield FormFault(n, "un élément de liste décalé autrement que de quatre espaces.",
                                "Le premier niveau n’est pas décalé, le second l’est de quatre espaces.")  # fmt: skip
            if not in_list and previous.strip():
                yield FormFault(n, "une liste qui suit un paragraphe sans ligne vide.", "Laissez une ligne vide avant.")
            if indent == 4 and not in_list:
                yield FormFault(n, "une sous-liste sans liste au-dessus d’elle.", "Ôtez le décalage.")
            in_list = True
        elif not line.strip():
            pass
        elif line.startswith("    ") and not in_list:
            yield FormFault(n, "une ligne décalée de quatre espaces, lue comme du code.", "Ôtez le décalage.")
        elif not previous.strip():
            in_list = line.startswith("    ")
        previous = line


def _cells(line: str) -> int:
    return len(re.sub(r"\\\|", "", line).strip().strip("|").split("|"))


def _tables(lines: list[tuple[int, str]]) -> Iterator[FormFault]:
    start = 0
    while start < len(lines):
        if not lines[start][1].startswith("|"):
            start += 1
            continue
        end = start
        while end < len(lines) and lines[end][1].startswith("|"):
            end += 1
        yield from _table(lines, start, end)
        start = end


def _table(lines: list[tuple[int, str]], start: int, end: int) -> Iterator[FormFault]:
    first = lines[start][0]
    if start and lines[start - 1][1].strip():
        yield FormFault(first, "un tableau qui suit un texte sans ligne vide.", "Laissez une ligne vide avant.")
    if end < len(lines) and lines[end][1].strip():
        yield FormFault(lines[end][0], "un texte qui suit un tableau sans ligne vide.", "Laissez une ligne vide avant.")
    if end - start < 2 or not _TABLE_RULE.match(lines[start + 1][1]):
        yield FormFault(first, "un tableau sans ligne « |---|---| » sous son en-tête.", "Ajoutez-la.")
        return
    width = _cells(lines[start][1])
    for n, line in lines[start:end]:
        if not line.rstrip().endswith("|"):
            yield FormFault(n, "une ligne de tableau qui ne finit pas par « | ».", "Fermez la dernière cellule.")
        if _cells(line) != width:
            yield FormFault(n, f"une ligne de {_cells(line)} cellules dans un tableau qui en a {width}.")


def _emphasis(lines: list[tuple[int, str]]) -> Iterator[FormFault]:
    for n, line in lines:
        if line.count("**") % 2 or line.replace("**", "").count("*") % 2:
            yield FormFault(n, "une étoile de gras ou d’italique qui n’est pas refermée sur sa ligne.")
