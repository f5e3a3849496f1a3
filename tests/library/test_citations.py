"""A text to sign cites only articles that were read in the law itself, or that such an article names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.library import shipped
from generator.library.sources import Found, find
from generator.library.style import PRINTED
from tests.test_content import GOOD_CLAUSE, layer_with

CITATION = re.compile(r"\b[LRD]\. ?\d+(?:-\d+)*")
READ = {
    "L. 2112-2", "L. 2112-3", "R. 2111-12", "R. 2111-17", "R. 2113-7", "R. 2123-1",  # conditions, labels, shares
    "L. 2113-12", "L. 2113-13", "L. 2113-13-1", "L. 2113-14", "L. 2113-15", "L. 2113-16", "L. 2113-17",  # reservations
    "L. 5213-13", "L. 344-2", "L. 5132-4", "L. 412-10", "L. 412-18",  # the structures those reservations name
    "L. 230-5-1",  # shares of the catering
}  # fmt: skip


def cited(found: Found) -> Iterator[str]:
    for files in found.clauses.values():
        for file in files.values():
            for section in file.sections:
                if section.document in PRINTED:
                    yield from CITATION.findall(section.text)
    for dated in found.fragments.values():
        for _, text in dated.values():
            yield from CITATION.findall(text)


def test_every_article_cited_in_a_text_to_sign_was_read() -> None:
    citations = {citation.replace(".", ". ").replace("  ", " ") for citation in cited(find([shipped()]))}
    assert citations == READ


def test_an_article_that_was_not_read_would_be_found(tmp_path: Path) -> None:
    layer_with(tmp_path, GOOD_CLAUSE.replace("## Obligation\n", "## Obligation\n\nVu l'article L. 229-25.\n"))
    assert set(cited(find([tmp_path]))) - READ == {"L. 229-25"}
