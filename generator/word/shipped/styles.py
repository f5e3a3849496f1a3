"""word/styles.xml of the shipped carriers: few styles, explicit free fonts, French, sober, fit for black and white.

Lengths are twentieths of a point, sizes half-points, as Word stores them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.shipped.names import ACCENT, FONT, GREY, RULE, TINT, W_NS


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `ppr` and `rpr` are the inside of w:pPr and w:rPr, children in the schema's order."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    ppr: str = ""
    rpr: str = ""
    custom: bool = False
    priority: int = 9

    def xml(self) -> str:
        custom = ' w:customStyle="1"' if self.custom else ""
        follows = f'<w:next w:val="{self.next}"/>' if self.next else ""
        ppr = f"<w:pPr>{self.ppr}</w:pPr>" if self.ppr else ""
        rpr = f"<w:rPr>{self.rpr}</w:rPr>" if self.rpr else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based_on}"/>{follows}<w:uiPriority w:val="{self.priority}"/>'
            f"<w:qFormat/>{ppr}{rpr}</w:style>"
        )


def _spacing(before: int, after: int, line: int = 0) -> str:
    line_height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{line_height}/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _rule(side: str, size: int = 8, space: int = 4, color: str = ACCENT) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'


def _indent(left: int, right: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def _tab(kind: str, position: int) -> str:
    return f'<w:tabs><w:tab w:val="{kind}" w:pos="{position}"/></w:tabs>'


_RULE_UNDER = _rule("bottom", 12, 6).replace("<w:pBdr>", '<w:pBdr><w:top w:val="nil"/>')
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_INK = f'<w:color w:val="{ACCENT}"/>'
_DIM = f'<w:color w:val="{GREY}"/>'
_TOGETHER = "<w:keepNext/><w:keepLines/>"


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_TEXT = (
    Style("Corps", "Body Text", ppr=_spacing(0, 120), priority=1),
    Style(
        "Titre1", "heading 1", next="Corps", ppr=_TOGETHER + _list(1, 0) + _spacing(400, 140, 252) + _outline(0),
        rpr=_BOLD + _INK + _size(28),
    ),
    Style(
        "Titre2", "heading 2", next="Corps", ppr=_TOGETHER + _list(1, 1) + _spacing(240, 80, 252) + _outline(1),
        rpr=_BOLD + _size(22),
    ),
    Style(
        "Titre3", "heading 3", next="Corps", ppr=_TOGETHER + _list(1, 2) + _spacing(180, 60, 252) + _outline(2),
        rpr=_BOLD + _ITALIC + _size(21),
    ),
    Style("TitreSansNumero", "Titre sans numéro", "Titre1", next="Corps", custom=True, ppr=_list(4, 0)),
    Style("ListePuces", "List Bullet", "Corps", ppr=_list(2, 0) + _spacing(0, 60)),
    Style("ListePuces2", "List Bullet 2", "Corps", ppr=_list(2, 1) + _spacing(0, 60)),
    Style("ListeNumerotee", "List Number", "Corps", ppr=_list(3, 0) + _spacing(0, 60)),
    Style("ListeNumerotee2", "List Number 2", "Corps", ppr=_list(3, 1) + _spacing(0, 60)),
    Style(
        "Note", "Note", "Corps", custom=True, ppr=_rule("left", 12, 8, RULE) + _spacing(60, 160) + _indent(227),
        rpr=_size(19),
    ),
    Style("Mention", "Mention", "Corps", custom=True, ppr=_spacing(0, 80), rpr=_DIM + _size(18)),
    Style("TableauTexte", "Tableau texte", custom=True, ppr=_spacing(0, 0, 252), rpr=_size(19)),
    Style("TableauEnTete", "Tableau en-tête", "TableauTexte", custom=True, ppr="<w:keepNext/>", rpr=_BOLD),
    Style("Separateur", "Séparateur", custom=True, rpr=_size(4),
          ppr='<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'),
)  # fmt: skip

_FRAME = (
    Style("Titre", "Title", next="Soustitre", ppr="<w:keepLines/>" + _rule("top", 18, 14) + _spacing(0, 160, 252),
          rpr=_BOLD + _INK + _size(50), priority=10),
    Style("Soustitre", "Subtitle", next="Corps", ppr=_spacing(0, 200), rpr=_size(24), priority=11),
    Style("TitreCompact", "Titre compact", "Titre", custom=True, ppr=_RULE_UNDER + _spacing(0, 160, 252),
          rpr=_size(36)),
    Style("Acheteur", "Acheteur", custom=True, ppr=_spacing(0, 2800), rpr=_BOLD + _size(26)),
    Style("AcheteurCompact", "Acheteur compact", custom=True, ppr=_spacing(0, 120), rpr=_BOLD + _size(21)),
    Style("Etiquette", "Étiquette", custom=True, ppr="<w:keepNext/>" + _spacing(480, 40), rpr=_DIM + _size(18)),
    Style("Objet", "Objet", custom=True, ppr=_spacing(0, 360), rpr=_size(28)),
    Style("ObjetCompact", "Objet compact", custom=True, ppr=_spacing(0, 120), rpr=_size(21)),
    Style("Reference", "Référence", custom=True, ppr=_spacing(0, 40), rpr=_DIM + _size(18)),
    Style("Bandeau", "Bandeau", custom=True,
          ppr="<w:keepLines/><w:pBdr>" + "".join(
              f'<w:{side} w:val="single" w:sz="12" w:space="5" w:color="000000"/>'
              for side in ("top", "left", "bottom", "right")) + "</w:pBdr>" + _spacing(360, 240)
          + _indent(120, 120),
          rpr=_BOLD + _size(22)),
    Style("TitreSommaire", "TOC Heading", next="Corps", ppr="<w:keepNext/><w:pageBreakBefore/>" + _spacing(0, 240),
          rpr=_BOLD + _INK + _size(28), priority=39),
    Style("Sommaire1", "toc 1", next="Normal",
          ppr=_tab("left", 567) + _spacing(0, 90) + '<w:ind w:left="567" w:hanging="567"/>',
          priority=39),
    Style("EnTete", "header", ppr=_tab("right", 9070) + _spacing(0, 0),
          rpr=_DIM + _size(16), priority=99),
    Style("PiedDePage", "footer", ppr=_tab("right", 9070) + _spacing(0, 0),
          rpr=_DIM + _size(16), priority=99),
)  # fmt: skip

STYLES = (*_TEXT, *_FRAME)  # the OpenDocument files take their look from these

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>{_size(21)}'
    '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault><w:pPr><w:widowControl/>"
    '<w:spacing w:after="0" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)

_BASE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:uiPriority w:val="0"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="Policepardfaut"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="Aucuneliste"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)

_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="TableauClausier"><w:name w:val="Tableau Clausier"/>'
    '<w:basedOn w:val="TableauNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders><w:tblCellMar>'
    '<w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>'
    '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/>'
    "</w:tcPr></w:tblStylePr></w:style>"
)


def styles_xml() -> str:
    return (
        f'<w:styles xmlns:w="{W_NS}">{_DEFAULTS}{_BASE}'
        + "".join(style.xml() for style in STYLES)
        + f"{_TABLE}</w:styles>"
    )
