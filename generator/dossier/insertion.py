"""Our articles put into the buyer's own CCAP, and the account of what was done and what is left to check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.blocks import Article, Table, plain
from generator.dossier import Dossier
from generator.errors import Fault, InputError
from generator.language.typography import finish_plain
from generator.word.host import Heading, Host
from generator.word.host_styles import W, value
from generator.word.places import Place, default_place, place_after, place_at
from generator.word.received import receive
from generator.writers.bookmarks import bookmark_names
from generator.writers.docx.insertion import Insertion, insert

NAME = "CCAP"
_TAG = "clausier:"  # how the tags of our content controls begin, in the files we write
_BOOKMARK = bookmark_names(["penalites"])["penalites"]  # one that every insertion leaves
_SAME_MATTER = re.compile(r"insertion|environnement|développement durable|clauses? sociale", re.IGNORECASE)
_MOST_NAMED = 12
_WAYS = {
    "liste": "Les numéros viennent de la numérotation de votre document, qui continue d’elle-même.",
    "saisie": "Vos numéros d’articles sont tapés à la main : les nôtres le sont de la même façon, à la suite.",
    "nouvelle": "Votre document ne numérote pas ses articles : les nôtres portent « Article 1 », « Article 2 »… "
    "pour que leurs renvois aient un sens.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What the buyer reads beside the file: where, how, and what only they can check."""

    place: str
    done: tuple[str, ...]
    to_check: tuple[str, ...]

    def text(self) -> str:
        """The whole account as plain text."""
        lines = [
            "Insertion dans le CCAP",
            "",
            self.place,
            "",
            "Ce qui a été fait",
            *(f"- {each}" for each in self.done),
        ]
        return "\n".join([*lines, "", "À vérifier", *(f"- {each}" for each in self.to_check)]) + "\n"


@dataclass(frozen=True, slots=True)
class Incorporated:
    """The CCAP with our articles, and its report."""

    docx: bytes = field(repr=False)
    report: Report


def read_ccap(raw: bytes, name: str = NAME) -> Host:
    """The buyer's CCAP. Raises `InputError` for a file that cannot come in, or that already holds our articles."""
    host = Host(receive(raw, name))
    tags = (value(tag) for tag in host.root.iter(f"{W}tag"))
    marks = (value(mark, "name") for mark in host.root.iter(f"{W}bookmarkStart"))
    if any(tag.startswith(_TAG) for tag in tags) or any(mark == _BOOKMARK for mark in marks):
        said = "ce document contient déjà des articles de Clausier."
        raise InputError([Fault(name, said, "Repartez du CCAP d’origine, sans eux.")])
    return host


def choose_place(host: Host, *, apres: str = "", repere: str = "") -> Place:
    """After a title, in place of a sentence, or at the usual place.

    Raises `InputError` when the place asked for is not there, or is there several times.
    """
    if apres and repere:
        raise InputError([Fault("--apres", "« --apres » et « --repere » ne vont pas ensemble.", "Choisissez.")])
    return place_after(host, apres) if apres else place_at(host, repere) if repere else default_place(host)


def incorporate(dossier: Dossier, host: Host, place: Place) -> Incorporated:
    """The CCAP with the articles of the dossier at that place."""
    made = insert(host, place, dossier.in_ccap)
    return Incorporated(made.docx, _report(dossier, host, place, made))


def _report(dossier: Dossier, host: Host, place: Place, made: Insertion) -> Report:
    numbers = list(made.numbers.values())
    where = f"{len(numbers)} articles sont insérés {place.said} : articles {numbers[0]} à {numbers[-1]}."
    done = [
        f"Les titres prennent l’aspect de vos titres de même niveau (style « {made.heading_style or 'aucun'} »).",
        f"Le texte prend l’aspect de votre texte courant (style « {made.text_style or 'aucun'} »).",
        _WAYS[made.way],
        "Les renvois entre nos articles suivent leurs numéros quand les champs sont mis à jour."
        if made.fields
        else "Les renvois entre nos articles sont des numéros écrits : reprenez-les si vous déplacez un article.",
        "Les listes et les tableaux sont ajoutés avec une mise en forme simple ; rien d’autre n’est modifié.",
    ]
    last = place.after is None
    checks = [*_checks(dossier, host, place, made), *_last_checks(dossier, made, last=last)]
    return Report(finish_plain(where), tuple(map(finish_plain, done)), tuple(map(finish_plain, checks)))


def _checks(dossier: Dossier, host: Host, place: Place, made: Insertion) -> Iterator[str]:
    """What the document itself makes one look at."""
    if count := len(dossier.open_points):
        yield f"Le marché a encore {count} point{'s' if count > 1 else ''} à régler : voyez l’aperçu avant de publier."
    following = [each for each in host.headings if each.index >= place.index and each.level == place.level]
    if made.way == "saisie" and following:
        yield f"Renumérotez les articles qui suivent et leurs renvois : {_named(following)}."
    if made.way == "liste" and following:
        yield f"Les articles qui suivent changent de numéro ({_named(following)}) : reprenez les renvois tapés."
    same = [each for each in host.headings if _SAME_MATTER.search(each.words)]
    if same:
        yield f"Votre CCAP traite déjà d’un sujet voisin ({_named(same)}) : retirez ce qui ferait double emploi."
    if any(True for _ in host.root.iter(f"{W}ins", f"{W}del")):
        yield "Vos modifications suivies sont intactes ; l’insertion, elle, n’est pas suivie."
    if any("TOC" in (code.text or "") for code in host.root.iter(f"{W}instrText")):
        yield "Mettez à jour la table des matières et les renvois : Ctrl+A, puis F9."


def _last_checks(dossier: Dossier, made: Insertion, *, last: bool) -> Iterator[str]:
    """What every insertion leaves to the buyer; `last`: our list of derogations is the last article of the CCAP."""
    rows = list(_derogations(dossier.in_ccap, made.numbers))
    if last and dossier.library.ccags.get(dossier.marche.ccag or ""):
        yield "Le dernier article du CCAP est notre liste des dérogations : ajoutez-y celles de vos autres articles."
    elif rows:
        yield f"Reprenez dans la liste des dérogations, au dernier article du CCAP : {' ; '.join(rows)}."
    yield "L’annexe au CCAP n’est plus à joindre : ces articles la remplacent."
    yield (
        "Dans les autres documents du dossier, « l’annexe au CCAP » devient « le CCAP », avec les numéros d’articles "
        "ci-dessus."
    )


def _derogations(articles: Iterable[Article], numbers: Mapping[str, str]) -> Iterator[str]:
    """« article 14 (déroge à l'article 14.1.3 du CCAG) », once each, as our own list says them."""
    for article in articles:
        if article.id == "derogations":
            tables = [block for block in article.blocks if isinstance(block, Table)]
            rows = [[plain(cell, numbers) for cell in row] for table in tables for row in table.rows]
            yield from dict.fromkeys(f"article {row[0]} (déroge à l’article {row[1]} du CCAG)" for row in rows)


def _named(headings: list[Heading]) -> str:
    shown = ", ".join(f"« {each.text} »" for each in headings[:_MOST_NAMED])
    return shown + (", …" if len(headings) > _MOST_NAMED else "")
