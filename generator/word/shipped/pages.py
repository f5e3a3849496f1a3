"""document.xml, headers and footers of the three shipped carriers, with their tags."""

from __future__ import annotations

from dataclasses import dataclass

from generator.word.shipped.names import R_NS, RULE, W_NS

BODY, CONTENTS = "{{p corps }}", "{{p sommaire }}"
WORKING = "Document de travail – ne pas signer"


@dataclass(frozen=True, slots=True)
class Model:
    """A carrier: its file name, its first page (paragraphs of XML), its running header and footer."""

    name: str
    opening: str
    header: str
    footer: str
    cover: bool  # the first page is a cover: it has neither header nor footer


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} ">{_run("1")}</w:fldSimple>'


def _paragraph(style: str, *content: str, ppr: str = "") -> str:
    runs = "".join(each if each.startswith("<w:") else _run(each) for each in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{runs}</w:p>'


def _given(name: str, *paragraphs: str) -> str:
    """The paragraphs, only when the value is not empty."""
    opening, closing = _paragraph("Normal", f"{{%p if {name} %}}"), _paragraph("Normal", "{%p endif %}")
    return opening + "".join(paragraphs) + closing


_TAB = "<w:r><w:tab/></w:r>"
_RULE_BELOW = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'
_HEADER = _paragraph("EnTete", "{{ titre }}", _TAB, "{{ projet }}", ppr=_RULE_BELOW)
WORKING_HEADER = _paragraph("EnTete", "{{ titre }}", _TAB, WORKING, ppr=_RULE_BELOW)
_FOOTER = _paragraph("PiedDePage", "{{ reference }}", _TAB, "Page ", _field("PAGE"), " sur ", _field("NUMPAGES"))
_REFERENCE = _given("reference", _paragraph("Reference", "Référence : {{ reference }}"))
_DATE = _given("date", _paragraph("Reference", "{{ date }}"))
_MENTION = _given("mention", _paragraph("Mention", "{{ mention }}"))
_SUBTITLE = _given("sous_titre", _paragraph("Soustitre", "{{ sous_titre }}"))

_COVER = (
    _given("acheteur", _paragraph("Acheteur", "{{ acheteur }}"))
    + _paragraph("Titre", "{{ titre }}")
    + _SUBTITLE
    + _given("objet", _paragraph("Etiquette", "Objet du marché"), _paragraph("Objet", "{{ objet }}"))
    + _given("projet", _paragraph("Bandeau", "{{ projet }}"))
    + _REFERENCE
    + _DATE
    + _MENTION
    + _paragraph("TitreSommaire", "Sommaire")
    + _paragraph("Normal", CONTENTS)
)


def _compact(banner: str) -> str:
    return (
        _given("acheteur", _paragraph("AcheteurCompact", "{{ acheteur }}"))
        + _paragraph("TitreCompact", "{{ titre }}")
        + _SUBTITLE
        + banner
        + _given("objet", _paragraph("ObjetCompact", "Marché : {{ objet }}"))
        + _REFERENCE
        + _DATE
        + _MENTION
    )


MODELS = (
    Model("annexe-ccap", _COVER, _HEADER, _FOOTER, cover=True),
    Model(
        "textes-a-reporter",
        _compact(_given("projet", _paragraph("Bandeau", "{{ projet }}"))),
        _HEADER,
        _FOOTER,
        cover=False,
    ),
    Model("fiche-de-relecture", _compact(_paragraph("Bandeau", WORKING)), WORKING_HEADER, _FOOTER, cover=False),
)

_NAMESPACES = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}"'


def document_xml(model: Model) -> str:
    first_footer = "" if model.cover else '<w:footerReference w:type="first" r:id="rId7"/>'
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'{first_footer}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
        'w:left="1417" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    body = model.opening + _paragraph("Normal", BODY) + section
    return f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"


def header_xml(model: Model) -> str:
    return f"<w:hdr {_NAMESPACES}>{model.header}</w:hdr>"


def footer_xml(model: Model) -> str:
    return f"<w:ftr {_NAMESPACES}>{model.footer}</w:ftr>"
