"""The blocks a full clause declares: each says what it does to the CCAG and where the reader finds it.

The declaration is data beside the text, so it can rot: every place it names is looked for in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.language.typography import finish_plain
from generator.library.clause_header import CCAG_ARTICLES
from generator.library.keys import Keys
from generator.library.model import Bloc, Derogation, Penalty

GENRES = ("complete", "reprend", "deroge", "hors_ccag")
WHOLE = "texte"  # « rc : texte »: the text of that kind, which needs no heading
_HEADING = re.compile(r"^#{2,3} +(.+?) *$", re.MULTILINE)
_PLACE = re.compile(r"([a-z_]+) : (.+)")


def headings(text: str) -> frozenset[str]:
    """The titles of a text, as they are printed."""
    return frozenset(finish_plain(title) for title in _HEADING.findall(text))


def blocs_of(
    keys: Keys,
    sections: Mapping[str, frozenset[str]],
    common: frozenset[str],
    derogations: tuple[Derogation, ...],
    penalties: tuple[Penalty, ...],
) -> tuple[Bloc, ...]:
    """The `[[bloc]]` tables. `sections`: the titles of each text, by document."""
    found: list[Bloc] = []
    for n, data in enumerate(keys.tables("bloc"), start=1):
        inner = keys.inner(data, f"bloc[{n}]")
        bloc = Bloc(
            numero=inner.integer("numero", required=True, minimum=1),
            titre=inner.text("titre", required=True),
            genre=inner.choice("genre", GENRES, required=True),
            sous_article=inner.choice("sous_article", CCAG_ARTICLES).removeprefix("ccag."),
            ou=inner.texts("ou"),
            non_imprime=inner.text("non_imprime"),
        )
        inner.done()
        _check(bloc, inner, found)
        _check_places(bloc, inner, sections, common)
        _check_derogation(bloc, inner, derogations, penalties)
        found.append(bloc)
    return tuple(found)


def _check(bloc: Bloc, keys: Keys, before: list[Bloc]) -> None:
    if any(other.numero == bloc.numero for other in before):
        keys.fault("numero", f"le bloc {bloc.numero} existe déjà.", code="doublon")
    if bool(bloc.ou) == bool(bloc.non_imprime):
        keys.fault("ou", "un bloc dit où il s’imprime, ou pourquoi il ne s’imprime pas.",
                   "Écrivez « ou » ou « non_imprime ».", "bloc")  # fmt: skip
    if (bloc.genre == "hors_ccag") == bool(bloc.sous_article):
        keys.fault("sous_article", "ce bloc désigne l’article du CCAG qu’il touche, sauf s’il est « hors_ccag ».",
                   'Écrivez sous_article = "ccag.…", ou genre = "hors_ccag".', "bloc")  # fmt: skip


def _check_places(bloc: Bloc, keys: Keys, sections: Mapping[str, frozenset[str]], common: frozenset[str]) -> None:
    for place in bloc.ou:
        match = _PLACE.fullmatch(place)
        if match is None:
            keys.fault("ou", f"« {place} » : écrivez « ccap : Titre » ou « article : definitions ».", code="bloc")
            continue
        document, title = match.groups()
        if document == "article":
            known = title in common
        else:
            known = document in sections and (title == WHOLE or finish_plain(title) in sections[document])
        if not known:
            keys.fault("ou", f"« {place} » ne se trouve pas dans les textes.", "Reprenez le titre du sous-article.",
                       "bloc")  # fmt: skip


def _check_derogation(
    bloc: Bloc, keys: Keys, derogations: tuple[Derogation, ...], penalties: tuple[Penalty, ...]
) -> None:
    """A block that derogates is listed: a `[[derogation]]` names its article, or a penalty comes without notice."""
    if bloc.genre != "deroge" or any(derogation.article == bloc.sous_article for derogation in derogations):
        return
    if not any(penalty.mise_en_demeure == 0 or penalty.sans_notice_si for penalty in penalties):
        keys.fault("genre", "ce bloc déroge au CCAG sans qu’une [[derogation]] désigne son article.", code="bloc")
