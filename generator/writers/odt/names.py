"""Namespaces, lengths and style names of the OpenDocument files."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "config": f"{_OASIS}:config:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "ooo": "http://openoffice.org/2004/office",
}
VERSION = "1.2"  # the version of the référentiel général d'interopérabilité, which every office suite reads
MIMETYPE = "application/vnd.oasis.opendocument.text"


def root(name: str, content: str) -> str:
    """An XML part whose root is `office:<name>`."""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:{name}{spaces} office:version="{VERSION}">{content}</office:{name}>'
    )


def points(twentieths: int) -> str:
    """A length kept in twentieths of a point, as Word does, in points."""
    return f"{twentieths / 20:g}pt"


def attributes(values: dict[str, str]) -> str:
    """XML attributes, each after a space; the values are ours and hold nothing to escape."""
    return "".join(f' {name}="{value}"' for name, value in values.items())


def style_name(display: str) -> str:
    """The XML name of a style from the name people see, encoded as LibreOffice does."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each == "-") else f"_{ord(each):x}_" for each in display
    )
