"""The engines in Python: docxtpl, docxtpl with a subdocument by clause, docx-mailmerge2."""

from __future__ import annotations

import io
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment
from mailmerge import MailMerge

from tools.bench_prose import Prose
from tools.peers.templates import page, paragraph, row, table, with_page


def docxtpl_template(carrier: bytes, words: Prose, *, subdocuments: bool = False) -> bytes:
    text = paragraph("Corps", "{{p c.corps }}" if subdocuments else "{{ c.texte }}")
    clauses = (
        paragraph("Corps", "{%p for c in clauses %}")
        + paragraph("Titre1", "{{ c.titre }}")
        + text
        + paragraph("Corps", "{%p endfor %}")
    )
    return with_page(carrier, page(words, _loop("lots"), clauses, _loop("penalites")))


def _loop(name: str) -> str:
    return (
        row("TableauTexte", ("{%tr for r in " + name + " %}", "", ""))
        + row("TableauTexte", ("{{ r.a }}", "{{ r.b }}", "{{ r.c }}"))
        + row("TableauTexte", ("{%tr endfor %}", "", ""))
    )


def context(words: Prose) -> dict[str, object]:
    """Plain data, for any engine."""
    return {
        "clauses": [{"titre": title, "texte": text} for title, text in words.clauses],
        "lots": [dict(zip("abc", each, strict=True)) for each in words.lots],
        "penalites": [dict(zip("abc", each, strict=True)) for each in words.penalties],
    }


def docxtpl(template: bytes, words: Prose, to: Path) -> None:
    document = DocxTemplate(io.BytesIO(template))
    document.render(context(words), Environment(autoescape=True))
    document.save(to)


def docxtpl_subdocuments(template: bytes, words: Prose, to: Path) -> None:
    document = DocxTemplate(io.BytesIO(template))
    clauses = []
    for title, text in words.clauses:
        part = document.new_subdoc()
        part.add_paragraph(text)
        clauses.append({"titre": title, "corps": part})
    document.render({**context(words), "clauses": clauses}, Environment(autoescape=True))
    document.save(to)


def mailmerge_template(carrier: bytes, words: Prose) -> bytes:
    """Merge fields; a clause is a row of a table, which is how this engine repeats."""
    clauses = table(("Clause", "Texte"), _fields_row(("titre", "texte")))
    return with_page(
        carrier, page(words, _fields_row(("l_a", "l_b", "l_c")), clauses, _fields_row(("p_a", "p_b", "p_c")))
    )


def mailmerge(template: bytes, words: Prose, to: Path) -> None:
    with MailMerge(io.BytesIO(template)) as document:
        document.merge_rows("titre", [{"titre": title, "texte": text} for title, text in words.clauses])
        document.merge_rows("l_a", [_prefixed("l", each) for each in words.lots])
        document.merge_rows("p_a", [_prefixed("p", each) for each in words.penalties])
        document.write(str(to))


def _prefixed(prefix: str, values: tuple[str, str, str]) -> dict[str, str]:
    return {f"{prefix}_{letter}": value for letter, value in zip("abc", values, strict=True)}


def _fields_row(names: tuple[str, ...]) -> str:
    cells = "".join(f"<w:tc>{_field(name)}</w:tc>" for name in names)
    return f"<w:tr>{cells}</w:tr>"


def _field(name: str) -> str:
    return (
        '<w:p><w:pPr><w:pStyle w:val="TableauTexte"/></w:pPr>'
        f'<w:fldSimple w:instr=" MERGEFIELD {name} "><w:r><w:t>«{name}»</w:t></w:r></w:fldSimple></w:p>'
    )
