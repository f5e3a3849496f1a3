"""Blocks to JSON: the document as data, for programs that read it back."""

from __future__ import annotations

import json
from dataclasses import asdict

from generator.blocks import Block, Document, Heading, Inline, ListBlock, Paragraph, Ref, Text


def write(document: Document) -> bytes:
    """The document as UTF-8 JSON: articles with their number, blocks with their kind, values with their source."""
    numbers = document.numbers()
    data = {
        "schema": 1,
        "id": document.id,
        "titre": document.title,
        "a_signer": document.for_signature,
        "articles": [
            {
                "id": article.id,
                "numero": numbers.get(article.id),
                "titre": article.title,
                "origine": asdict(article.origin) if article.origin else None,
                "blocs": [_block(block) for block in article.blocks],
            }
            for article in document.articles
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"genre": "paragraphe", "role": block.role, "contenu": [_inline(i) for i in block.inlines]}
    if isinstance(block, Heading):
        return {"genre": "titre", "niveau": block.level, "contenu": [_inline(i) for i in block.inlines]}
    if isinstance(block, ListBlock):
        return _list(block)
    return {
        "genre": "tableau",
        "titre": block.title,
        "entete": [[_inline(i) for i in cell] for cell in block.header],
        "lignes": [[[_inline(i) for i in cell] for cell in row] for row in block.rows],
    }


def _list(block: ListBlock) -> dict[str, object]:
    return {
        "genre": "liste",
        "ordonnee": block.ordered,
        "elements": [
            {
                "contenu": [_inline(i) for i in item.inlines],
                "sous_liste": _list(item.children) if item.children else None,
            }
            for item in block.items
        ],
    }


def _inline(inline: Inline) -> dict[str, object]:
    style = {name: True for name in ("bold", "italic") if getattr(inline, name)}
    style = {{"bold": "gras", "italic": "italique"}[name]: value for name, value in style.items()}
    if isinstance(inline, Ref):
        return {"renvoi": inline.target, **style}
    if isinstance(inline, Text):
        return {"texte": inline.text, **style}
    return {"valeur": inline.text, "source": inline.source, **style}
