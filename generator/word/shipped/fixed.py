"""The parts that are the same in every shipped carrier: types, relationships, settings, fonts."""

from __future__ import annotations

from generator.word.shipped.names import FONT, R_NS, REL_NS, W_NS

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "numbering", "numbering.xml"),
    ("rId3", "settings", "settings.xml"),
    ("rId4", "fontTable", "fontTable.xml"),
    ("rId5", "header", "header1.xml"),
    ("rId6", "footer", "footer1.xml"),
    ("rId7", "footer", "footer2.xml"),
    ("rId8", "theme", "theme/theme1.xml"),
)


def content_types_xml() -> str:
    kinds = [(f"/word/{target}", f"{_WORD}.{kind}+xml") for _, kind, target in _PARTS if kind != "theme"]
    kinds.insert(0, ("/word/document.xml", f"{_WORD}.document.main+xml"))
    kinds += [
        ("/word/theme/theme1.xml", f"{_OFFICE}.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_OFFICE}.extended-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def root_relationships_xml() -> str:
    return (
        f'<Relationships xmlns="{REL_NS}">'
        f'<Relationship Id="rId1" Type="{R_NS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{REL_NS}/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{R_NS}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )


def document_relationships_xml() -> str:
    links = "".join(f'<Relationship Id="{id_}" Type="{R_NS}/{kind}" Target="{to}"/>' for id_, kind, to in _PARTS)
    return f'<Relationships xmlns="{REL_NS}">{links}</Relationships>'


def app_xml() -> str:
    return f'<Properties xmlns="{_PROPERTIES}"><Application>Clausier</Application></Properties>'


_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def settings_xml() -> str:
    """Word 2013 layout, French separators, no prompt to update the fields (they are right as written)."""
    return (
        f'<w:settings xmlns:w="{W_NS}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="fr-FR"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table_xml() -> str:
    return (
        f'<w:fonts xmlns:w="{W_NS}"><w:font w:name="{FONT}"><w:altName w:val="Arial"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
