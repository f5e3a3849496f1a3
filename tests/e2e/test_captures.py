"""The pictures of the README are taken here, so that they cannot show what does not exist."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.e2e

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "captures"
CAPTURES = {
    "accueil": ("/", 1280),
    "marche": ("/marche/exemple/halle-neuf-lots", 1280),
    "apercu": ("/apercu/exemple/halle-neuf-lots", 1280),
    "catalogue": ("/clauses?q=nettoyage des vitres", 1280),
    "obligations": ("/obligations/exemple/nettoyage-accord-cadre", 1280),
    "references": ("/references?au=2026-11-30", 1280),
    "marche-360": ("/marche/exemple/halle-neuf-lots", 360),
}


@pytest.mark.parametrize("name", CAPTURES)
def test_the_readme_shows_a_page_that_exists(browser: Browser, address: str, name: str) -> None:
    url, width = CAPTURES[name]
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.fonts.ready")
    picture = page.screenshot()
    context.close()
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("CLAUSIER_CAPTURES") == "1":
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(picture)
