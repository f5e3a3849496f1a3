"""Blocks to HTML: the preview on screen, and a self-contained page. Same tree as Word, same numbers."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from generator.blocks import Article, Block, Document, Heading, Inlines, Item, ListBlock, Paragraph, Ref, Table, Value
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
    return Markup("\n").join(section(article, numbers) for article in document.articles)


def section(article: Article, numbers: Mapping[str, int]) -> Markup:
    """One article: heading with its number, then its blocks with sub-articles numbered under it."""
    number = numbers.get(article.id)
    writer = _Blocks(numbers, number)
    title = Markup("<h2>{}{}</h2>").format(_number(str(number) if number else ""), _text(article.title))
    attributes = Markup("")
    if article.origin is not None:
        attributes = Markup(' data-clause="{}" data-version="{}"').format(article.origin.clause, article.origin.version)
    inner = Markup("\n").join(writer.block(block) for block in article.blocks)
    return Markup('<section id="{}"{}>\n{}\n{}\n</section>').format(anchor(article.id), attributes, title, inner)


def anchor(article_id: str) -> str:
    return f"art-{article_id}"


def _text(text: str) -> Markup:
    return escape(FORBIDDEN.sub("", text))


def _number(number: str) -> Markup:
    return Markup('<span class="n">{}</span>').format(number) if number else Markup("")


class _Blocks:
    """Writes the blocks of one article, counting its sub-articles."""

    def __init__(self, numbers: Mapping[str, int], number: int | None) -> None:
        self.numbers, self.number = numbers, number
        self.second = self.third = 0

    def block(self, block: Block) -> Markup:
        if isinstance(block, Paragraph):
            css = "" if block.role == "texte" else f' class="{block.role}"'
            return Markup("<p{}>{}</p>").format(Markup(css), self.inlines(block.inlines))
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, ListBlock):
            return self._list(block)
        return self._table(block)

    def inlines(self, inlines: Inlines) -> Markup:
        """The inlines; the space between « article » and its number never ends a line."""
        written: list[Markup] = []
        for inline in inlines:
            if isinstance(inline, Ref) and written and written[-1].endswith(" "):
                written[-1] = written[-1][:-1] + NBSP
            written.append(self._inline(inline))
        return Markup("").join(written)

    def _inline(self, inline: object) -> Markup:
        if isinstance(inline, Ref):
            number = self.numbers.get(inline.target, "")
            out = Markup('<a href="#{}">{}</a>').format(anchor(inline.target), number)
        elif isinstance(inline, Value):
            out = Markup('<data value="{}" class="valeur">{}</data>').format(_text(inline.source), _text(inline.text))
        else:
            out = _text(getattr(inline, "text", ""))
        if getattr(inline, "bold", False):
            out = Markup("<strong>{}</strong>").format(out)
        return Markup("<em>{}</em>").format(out) if getattr(inline, "italic", False) else out

    def _heading(self, heading: Heading) -> Markup:
        number = ""
        if heading.level == 2:
            self.second, self.third = self.second + 1, 0
            number = f"{self.number}.{self.second}"
        else:
            self.third += 1
            number = f"{self.number}.{self.second}.{self.third}"
        tag = f"h{heading.level + 1}"
        shown = _number(number if self.number else "")
        return Markup("<{}>{}{}</{}>").format(Markup(tag), shown, self.inlines(heading.inlines), Markup(tag))

    def _list(self, block: ListBlock) -> Markup:
        tag = Markup("ol" if block.ordered else "ul")
        items = Markup("").join(self._item(item) for item in block.items)
        return Markup("<{}>{}</{}>").format(tag, items, tag)

    def _item(self, item: Item) -> Markup:
        inner = self._list(item.children) if item.children else Markup("")
        return Markup("<li>{}{}</li>").format(self.inlines(item.inlines), inner)

    def _table(self, table: Table) -> Markup:
        aligns = [Markup("") if align == "gauche" else Markup(f' class="{align}"') for align in table.aligns]
        caption = Markup("<caption>{}</caption>").format(_text(table.title)) if table.title else Markup("")
        head = Markup("").join(
            Markup('<th scope="col"{}>{}</th>').format(align, self.inlines(cell))
            for align, cell in zip(aligns, table.header, strict=True)
        )
        rows = Markup("\n").join(
            Markup("<tr>{}</tr>").format(
                Markup("").join(
                    Markup("<td{}>{}</td>").format(align, self.inlines(cell))
                    for align, cell in zip(aligns, row, strict=True)
                )
            )
            for row in table.rows
        )
        return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(caption, head, rows)
