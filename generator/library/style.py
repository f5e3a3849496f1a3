"""The style of clause texts: what a lawyer would strike out, found in the sources of the library.

A fault of style never keeps a library from being read; `check` names it and asks for it to be mended. What stands in
guillemets is a quotation and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Fault
from generator.library.sources import ClauseFile, Found
from generator.library.style_rules import KNOWN_ACRONYMS, RULES

LONGEST_SENTENCE = 45  # words
PRINTED = ("ccap", "corps_ccap", "cctp", "rc", "ae", "avis", "cadre", "bpu")
_KEYS = (
    "fait",
    "texte",
    "objet",
    "qui",
    "quand",
    "unite",
    "remede",
    "question",
    "preuve",
    "indicateur",
    "cible",
    "libelle",
)
_QUOTED = re.compile(r"«[^»]*»")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_OTHER_BRANCH = re.compile(r"\{% *(?:else|elif)[^%]*%\}.*?(?=\{% *(?:elif|else|endif))", re.DOTALL)
# A citation of the law counts as one word, and its periods end nothing.
_CITATION = re.compile(
    r"[LRD]\. ?[0-9][0-9-]*(?:(?:, | et | ou | à )[LRD]\. ?[0-9][0-9-]*)*(?: du code de la commande publique)?"
)
_SENTENCE = re.compile(r"[^.;:!?|\n]+[.;:!?|\n]?")
_WORD = re.compile(r"[\wÀ-ÿœŒ]+(?:['’\-][\wÀ-ÿœŒ]+)*")
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
_LABELS = re.compile(
    r"écolabel|ange bleu|nf environnement|\bfsc\b|\bpefc\b|\btco\b|\bepeat\b|energy star|\bgots\b|oeko-tex|cygne blanc"
    r"|végétal local|plante bleue|\b(?:nf )?(?:en|iso) [0-9]{3,5}\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]|\b(?:aucune?|tous|toutes|deux|trois|quatre|cinq|six|huit|dix)\b", re.IGNORECASE)


def style_faults(found: Found) -> tuple[Fault, ...]:
    """Every fault of style of every clause and fragment of the layers."""
    faults: list[Fault] = []
    for files in found.clauses.values():
        for file in files.values():
            faults += _clause(file)
    for dated in found.fragments.values():
        for path, text in dated.values():
            faults += _words(text, path, 1)
    return tuple(dict.fromkeys(faults))


def _clause(file: ClauseFile) -> Iterator[Fault]:
    for section in file.sections:
        if section.document in PRINTED:
            yield from _words(section.text, file.path, section.line)
            yield from _sentences(section.text, file.path, section.line)
            yield from _acronyms(section.text, file.path, section.line)
            yield from _labels(section.text, file.path, section.line)
    for key, text in _lines(file.header):
        line = file.line_of(key.split("[")[0])
        yield from _words(text, file.path, line)
    if not file.header.get("commun"):
        yield from _without_figure(file)


def _lines(header: object, key: str = "") -> Iterator[tuple[str, str]]:
    """The one-line texts of a header that are printed, with the table they stand in."""
    if isinstance(header, dict):
        for name, value in header.items():
            if isinstance(value, str) and name in _KEYS and key and not key.startswith("parametres"):
                yield key, value
            elif isinstance(value, dict | list):
                yield from _lines(value, key or name)
    elif isinstance(header, list):
        for item in header:
            yield from _lines(item, key)


def _words(text: str, path: str, line: int) -> Iterator[Fault]:
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for rule in RULES:
        for match in rule.words.finditer(bare):
            at = line + bare.count("\n", 0, match.start())
            yield Fault(f"{path}:{at}", f"« {match[0].strip()} » : {rule.message}.", rule.remedy, f"style-{rule.code}")


def _sentences(text: str, path: str, line: int) -> Iterator[Fault]:
    shorter = _OTHER_BRANCH.sub(lambda branch: "\n" * branch[0].count("\n"), _QUOTED.sub("", text))
    for number, row in enumerate(shorter.split("\n")):
        if row.lstrip().startswith("|"):
            continue
        for sentence in _SENTENCE.findall(_CITATION.sub("x", _TAG.sub("x", row))):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                said = f"une phrase de {count} mots : « {' '.join(sentence.split()[:6])}… »."
                remedy = f"Coupez-la : {LONGEST_SENTENCE} mots au plus, une obligation par phrase."
                yield Fault(f"{path}:{line + number}", said, remedy, "style-longueur")


def _acronyms(text: str, path: str, line: int) -> Iterator[Fault]:
    bare = _TAG.sub(" ", text)
    for acronym in sorted(set(_ACRONYM.findall(bare)) - KNOWN_ACRONYMS):
        if f"({acronym})" not in bare and f"{acronym} (" not in bare:
            at = line + text.count("\n", 0, text.find(acronym))
            yield Fault(f"{path}:{at}", f"« {acronym} » n’est pas développé.",
                        "Écrivez les mots, puis le sigle entre parenthèses.", "style-sigle")  # fmt: skip


def _labels(text: str, path: str, line: int) -> Iterator[Fault]:
    """A label, a mark or a standard comes with what is asked and « ou équivalent », in the same text."""
    if "équivalen" in text or "@fragment equivalence_label" in text:
        return
    for match in _LABELS.finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)):
        at = line + text.count("\n", 0, match.start())
        remedy = "Dites l’exigence que le label ou la norme prouve, et « ou équivalent »."
        yield Fault(f"{path}:{at}", f"« {match[0]} » sans équivalent.", remedy, "style-label")


def _without_figure(file: ClauseFile) -> Iterator[Fault]:
    printed = " ".join(section.text for section in file.sections if section.document in ("ccap", "cctp"))
    if not file.header.get("parametres") and not _FIGURE.search(_TAG.sub(" ", printed)):
        yield Fault(f"{file.path}:1", "la clause ne contient aucun chiffre.",
                    "Ajoutez un seuil, un délai ou un nombre que l’on vérifie.", "style-chiffre")  # fmt: skip
