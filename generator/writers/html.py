"""Blocks to HTML: the preview on screen, and a self-contained page. Same tree as Word, same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from generator.blocks import (
    Article,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Ref,
    Table,
    Value,
)
from generator.language.characters import FORBIDDEN
from generator.language.typography import NBSP

_STYLE = """
@page { margin: 2.2cm; }
body { font: 11pt/1.5 "Liberation Serif", "Times New Roman", serif; max-width: 46rem; margin: 2rem auto; }
body { padding: 0 1rem; }
h1, h2, h3, h4 { font-family: "Liberation Sans", Arial, sans-serif; line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1.02rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .95em; }
th, td { border-bottom: 1px solid #777; padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #222; } caption { text-align: left; font-style: italic; padding-bottom: .3rem; }
.droite { text-align: right; } .centre { text-align: center; } .n { margin-right: .6em; }
.projet { border: 2px solid #8a4b00; padding: .4rem .8rem; } .note { color: #444; font-size: .95em; }
"""


def page(document: Document) -> bytes:
    """The whole document as one HTML file that asks for nothing else."""
    cover = document.cover
    lines = [
        "<!doctype html>",
        '<html lang="fr"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)} – {_text(cover.get('objet', ''))}</title>",
        f"<style>{_STYLE}</style></head><body><main>",
        f"<header><p>{_text(cover.get('acheteur', ''))}</p><h1>{_text(document.title)}</h1>",
        f"<p>{_text(cover.get('objet', ''))}</p>",
        f'<p class="projet">{_text(cover["projet"])}</p>' if cover.get("projet") else "",
        f"<p>Référence {_text(cover['reference'])}</p>" if cover.get("reference") else "",
        "</header>",
        body(document),
        "</main></body></html>",
    ]
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8")


def body(document: Document) -> Markup:
    """The articles alone, each a `section` with its id as anchor."""
    numbers = document.numbers()
    return Markup("\n".join([_section(article, numbers) for article in document.articles]))


def section(article: Article, numbers: Mapping[str, int]) -> Markup:
    """One article: heading with its number, then its blocks with sub-articles numbered under it."""
    return Markup(_section(article, numbers))


def anchor(article_id: str) -> str:
    return f"art-{article_id}"


def _section(article: Article, numbers: Mapping[str, int]) -> str:
    number = numbers.get(article.id)
    writer = _Blocks(numbers, number)
    title = f"<h2>{_number(str(number) if number else '')}{_text(article.title)}</h2>"
    origin = article.origin
    attributes = f' data-clause="{_text(origin.clause)}" data-version="{_text(origin.version)}"' if origin else ""
    inner = "\n".join([writer.block(block) for block in article.blocks])
    return f'<section id="{_text(anchor(article.id))}"{attributes}>\n{title}\n{inner}\n</section>'


def _text(text: str) -> str:
    """What a person or an author wrote, without forbidden characters, escaped."""
    return str(escape(text if text.isprintable() else FORBIDDEN.sub("", text)))


def _number(number: str) -> str:
    return f'<span class="n">{number}</span>' if number else ""


class _Blocks:
    """Writes the blocks of one article, counting its sub-articles. Plain strings: the markup is ours, words escaped."""

    def __init__(self, numbers: Mapping[str, int], number: int | None) -> None:
        self.numbers, self.number = numbers, number
        self.second = self.third = 0

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            css = "" if block.role == "texte" else f' class="{block.role}"'
            return f"<p{css}>{self.inlines(block.inlines)}</p>"
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, ListBlock):
            return self._list(block)
        return self._table(block)

    def inlines(self, inlines: Inlines) -> str:
        """The inlines; the space between « article » and its number never ends a line."""
        written: list[str] = []
        for inline in inlines:
            if isinstance(inline, Ref) and written and written[-1].endswith(" "):
                written[-1] = written[-1][:-1] + NBSP
            written.append(self._inline(inline))
        return "".join(written)

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Ref):
            out = f'<a href="#{_text(anchor(inline.target))}">{self.numbers.get(inline.target, "")}</a>'
        elif isinstance(inline, Value):
            out = f'<data value="{_text(inline.source)}" class="valeur">{_text(inline.text)}</data>'
        else:
            out = _text(inline.text)
        if inline.bold:
            out = f"<strong>{out}</strong>"
        return f"<em>{out}</em>" if inline.italic else out

    def _heading(self, heading: Heading) -> str:
        if heading.level == 2:
            self.second, self.third = self.second + 1, 0
            number = f"{self.number}.{self.second}"
        else:
            self.third += 1
            number = f"{self.number}.{self.second}.{self.third}"
        tag = f"h{heading.level + 1}"
        return f"<{tag}>{_number(number if self.number else '')}{self.inlines(heading.inlines)}</{tag}>"

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join([self._item(item) for item in block.items])}</{tag}>"

    def _item(self, item: Item) -> str:
        inner = self._list(item.children) if item.children else ""
        return f"<li>{self.inlines(item.inlines)}{inner}</li>"

    def _table(self, table: Table) -> str:
        aligns = ["" if align == "gauche" else f' class="{align}"' for align in table.aligns]
        caption = f"<caption>{_text(table.title)}</caption>" if table.title else ""
        head = self._cells("th", [f' scope="col"{align}' for align in aligns], table.header)
        rows = "\n".join([f"<tr>{self._cells('td', aligns, row)}</tr>" for row in table.rows])
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _cells(self, tag: str, attributes: Sequence[str], cells: Sequence[Inlines]) -> str:
        pairs = zip(attributes, cells, strict=True)
        return "".join([f"<{tag}{attribute}>{self.inlines(cell)}</{tag}>" for attribute, cell in pairs])
