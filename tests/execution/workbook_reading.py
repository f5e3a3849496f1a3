"""A workbook read back with the standard library and lxml: cells, formulas, locks, validations."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class ReadSheet:
    """`texts` and `formulas` by place (« B3 »); `unlocked` may be typed in, `numbers` hold figures."""

    texts: dict[str, str]
    formulas: dict[str, str]
    results: dict[str, str]
    unlocked: frozenset[str]
    validations: dict[str, dict[str, str]]
    protected: bool
    numbers: frozenset[str] = frozenset()
    page: dict[str, str] = field(default_factory=dict)


def read_workbook(content: bytes) -> dict[str, ReadSheet]:
    """Every sheet by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [sheet.get("name", "") for sheet in etree.fromstring(parts["xl/workbook.xml"]).iterfind(".//x:sheet", NS)]
    shared = ["".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"]).iterfind("x:si", NS)]
    formats = etree.fromstring(parts["xl/styles.xml"]).find("x:cellXfs", NS)
    assert formats is not None
    free = {str(rank) for rank, xf in enumerate(formats) if xf.find("x:protection[@locked='0']", NS) is not None}
    return {
        name: _sheet(parts[f"xl/worksheets/sheet{rank}.xml"], shared, free) for rank, name in enumerate(names, start=1)
    }


def _sheet(raw: bytes, shared: list[str], free: set[str]) -> ReadSheet:
    root = etree.fromstring(raw)
    texts, formulas, results, unlocked, numbers = {}, {}, {}, set(), set()
    for cell in root.iterfind(".//x:c", NS):
        place = cell.get("r", "")
        value, formula = cell.findtext("x:v", "", NS), cell.findtext("x:f", None, NS)
        if formula is not None:
            formulas[place], results[place] = formula, value
        elif value:
            texts[place] = shared[int(value)] if cell.get("t") == "s" else value
            numbers.update({place} if cell.get("t", "n") == "n" else ())
        if cell.get("s") in free:
            unlocked.add(place)
    rules = {
        rule.get("sqref", ""): {**rule.attrib, "formula": rule.findtext("x:formula1", "", NS)}
        for rule in root.iterfind(".//x:dataValidation", NS)
    }
    return ReadSheet(
        texts,
        formulas,
        results,
        frozenset(unlocked),
        rules,
        root.find("x:sheetProtection", NS) is not None,
        frozenset(numbers),
        _page(root),
    )


def _page(root: etree._Element) -> dict[str, str]:
    """How the sheet is printed and kept in sight."""
    found: dict[str, str] = {}
    for tag, name in (("pageSetup", "orientation"), ("pageSetup", "fitToHeight"), ("pane", "ySplit")):
        node = root.find(f".//x:{tag}", NS)
        found[name] = "" if node is None else node.get(name, "1")
    return found
