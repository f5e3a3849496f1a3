"""Walking a page with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_TABS = 150


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has that name, or that id, has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.innerText || document.activeElement.id")
        if str(name).replace("\n", " ").strip().startswith(wanted):
            return
    raise AssertionError(f"« {wanted} » is never reached by Tab")
