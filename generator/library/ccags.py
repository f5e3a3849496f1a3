"""The CCAG files: the number of each article that texts refer to, and what other articles treat."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Fault
from generator.facts import CCAG_MEMBERS
from generator.library.keys import Keys
from generator.library.model import Ccag, Topic

_NUMBER = re.compile(r"\d+(\.\d+)*")
_RUN = re.compile(r"\d+(\.\d+)*( (à|et) \d+(\.\d+)*)?")
_CERTAINTIES = ("primaire", "secondaire", "a_verifier")


def ccag_of(id_: str, name: str, data: Mapping[str, Any], faults: list[Fault]) -> Ccag:
    """The CCAG of one file; what is wrong goes to `faults`."""
    keys = Keys(data, lambda _key: name, faults)
    articles = keys.inner(keys.table("articles"), "articles")
    certainties = keys.inner(keys.table("certitudes"), "certitudes")
    members = [member for member in CCAG_MEMBERS if member not in ("applicable", "nom")]
    numbers = {member: articles.text(member, required=True) for member in members}
    doubts = {member: certainties.text(member) for member in members if member in certainties.data}
    ccag = Ccag(
        id=id_,
        nom=keys.text("nom", required=True),
        intitule=keys.text("intitule", required=True),
        a_compter_du=keys.date("a_compter_du", required=True) or dt.date.min,
        reference=keys.text("reference", required=True),
        verification=keys.choice("verification", _CERTAINTIES, required=True),
        articles=numbers,
        certitudes=doubts,
        sommaire=dict(_topics(keys, numbers, doubts)),
    )
    for member, number in ccag.articles.items():
        if number and not _NUMBER.fullmatch(number):
            articles.fault(member, f"« {number} » n’est pas un numéro d’article (« 16.1.2 »).", code="format")
    certainties.done()
    keys.date("source_lue_le", required=True)
    articles.done()
    keys.done()
    return ccag


def _topics(keys: Keys, numbers: Mapping[str, str], doubts: Mapping[str, str]) -> Iterator[tuple[str, Topic]]:
    """What is said under the headings of a trame: a number that was not read is refused, since it would be printed."""
    for name, data in keys.table("sommaire").items():
        if not isinstance(data, dict):
            keys.fault("sommaire", f"un tableau [sommaire.{name}] est attendu.", code="type")
            continue
        topic = keys.inner(data, f"sommaire.{name}")
        number = topic.text("article", default=numbers.get(name, ""))
        treated = topic.text("traite", required=True)
        certainty = topic.choice("verification", _CERTAINTIES, default=doubts.get(name, "primaire"))
        topic.done()
        if not _RUN.fullmatch(number):
            topic.fault("article", f"« {number} » n’est pas un numéro d’article (« 13 », « 10 à 12 »).", code="format")
        if certainty == "a_verifier":
            topic.fault("verification", "un numéro qui n’a pas été lu ne s’imprime pas.", "Retirez-le.", "certitude")
        yield name, Topic(number, treated)
