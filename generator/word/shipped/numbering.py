"""word/numbering.xml of the shipped carriers: headings (digits only), bullets, numbered lists, two levels each."""

from __future__ import annotations

from generator.word.shipped.names import W_NS


def _level(level: int, style: str, kind: str, text: str, left: int, hanging: int) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _silent(level: int, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="none"/>{linked}<w:suff w:val="nothing"/>'
        '<w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _abstract(id_: int, nsid: str, *levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:nsid w:val="{nsid}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="{nsid[::-1]}"/>{"".join(levels)}</w:abstractNum>'
    )


def numbering_xml() -> str:
    """Lists 1 (headings), 2 (bullets), 3 (numbered) and 4 (headings without number), to which the styles point."""
    headings = _abstract(
        0,
        "1C1A0001",
        _level(0, "Titre1", "decimal", "%1", 794, 794),
        _level(1, "Titre2", "decimal", "%1.%2", 794, 794),
        _level(2, "Titre3", "decimal", "%1.%2.%3", 794, 794),
    )
    bullets = _abstract(
        1,
        "1C1A0002",
        _level(0, "ListePuces", "bullet", "–", 567, 283),
        _level(1, "ListePuces2", "bullet", "•", 964, 283),
    )
    numbers = _abstract(
        2,
        "1C1A0003",
        _level(0, "ListeNumerotee", "decimal", "%1.", 624, 397),
        _level(1, "ListeNumerotee2", "lowerLetter", "%2.", 1021, 397),
    )
    unnumbered = _abstract(3, "1C1A0004", _silent(0, "TitreSansNumero"), _silent(1), _silent(2))
    links = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(4))
    return f'<w:numbering xmlns:w="{W_NS}">{headings}{bullets}{numbers}{unnumbered}{links}</w:numbering>'
