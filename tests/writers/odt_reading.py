"""Reads a produced .odt back, for the tests: with odfdo for the words, with lxml for the structure."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import odfdo
from lxml import etree
from openxml_audit.odf import OdfValidator
from openxml_audit.odf.schemas import build_bundled_routes

from generator.writers.odt.names import NAMESPACES

_MANIFEST = "META-INF/manifest.xml"


def name(qualified: str) -> str:
    """`text:p` as lxml names it."""
    prefix, _, local = qualified.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def part(raw: bytes, path: str = "content.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(path))


def find(root: etree._Element, qualified: str) -> list[etree._Element]:
    return list(root.iter(name(qualified)))


def attribute(element: etree._Element, qualified: str) -> str:
    return str(element.get(name(qualified), ""))


def findings(raw: bytes, folder: Path) -> list[str]:
    """What openxml-audit has to say of the file: package, schema of the standard, meaning; every severity."""
    path = folder / "produced.odt"
    path.write_bytes(raw)
    validator = OdfValidator(relaxng_validation=True, schema_routes=_routes())
    return [str(error) for error in validator.validate(path).errors]


_TWO_NAMES = re.compile(
    r"<element>\s*<choice>\s*<name>text:reference-ref</name>\s*<name>text:bookmark-ref</name>\s*</choice>(.*?)</element>",
    re.DOTALL,
)


@cache
def _routes() -> dict[str, dict[str, Path]]:
    """The schemas of the standard, one definition written as its equivalent.

    libxml2 refuses inside a span the element that the schema defines under two names at once; the same
    definition under each name is accepted as it should, and refuses what it should.
    """
    routes = build_bundled_routes()
    source = routes["1.2"]["content.xml"].read_text(encoding="utf-8")
    twice = "".join(rf'<element name="text:{kind}-ref">\1</element>' for kind in ("reference", "bookmark"))
    schema, count = _TWO_NAMES.subn(twice, source)
    assert count == 1
    path = Path(tempfile.mkdtemp()) / "schema.rng"
    path.write_text(schema, encoding="utf-8")
    return {"1.2": {**dict.fromkeys(routes["1.2"], path), _MANIFEST: routes["1.2"][_MANIFEST]}}


def altered(raw: bytes, path: str, old: str, new: str) -> bytes:
    """The file with one passage of one part changed, all else as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as copy:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == path:
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            copy.writestr(info, data)
    return out.getvalue()


def lines(raw: bytes) -> list[str]:
    """The articles as lines, numbers of articles included, as `tools.reading` gives them from the blocks."""
    found: list[str] = []
    for element in _articles(odfdo.Document(io.BytesIO(raw))):
        if isinstance(element, odfdo.Header):
            number, title = _heading(element)
            found.append(" ".join(each for each in ("#" * int(element.level), number, title) if each))
        elif isinstance(element, odfdo.List):
            found += _list(element, 0)
        elif isinstance(element, odfdo.Table):
            found += ["| " + " | ".join(_cell(cell) for cell in row.cells) + " |" for row in element.rows]
        else:
            found.append(words(element))
    return found


def _articles(document: odfdo.Document) -> Iterator[odfdo.Element]:
    """What follows the first page and the contents."""
    children = document.body.children
    first = next(index for index, each in enumerate(children) if isinstance(each, odfdo.Header))
    yield from children[first:]


def _heading(element: odfdo.Element) -> tuple[str, str]:
    """Its written number, of an article only (the blocks give the others none), and its words."""
    label = element.get_element("text:number")
    number = label.text if label is not None else ""
    title = words(element).removeprefix(number)
    return (number.strip() if int(element.level) == 1 else ""), title


def _list(element: odfdo.Element, depth: int) -> list[str]:
    found: list[str] = []
    for position, item in enumerate(element.get_elements("text:list-item"), start=1):
        ordered = item.get_element("text:number") is not None
        mark = f"{position}." if ordered else "-"
        found.append("  " * depth + f"{mark} {words(item.get_element('text:p'))}")
        for below in item.get_elements("text:list"):
            found += _list(below, depth + 1)
    return found


def _cell(cell: odfdo.Element) -> str:
    return "".join(words(paragraph) for paragraph in cell.get_elements("text:p"))


def words(element: odfdo.Element) -> str:
    """Its words, the hyphen that never breaks read as a hyphen."""
    return str(element.inner_text).replace("\u2011", "-")
