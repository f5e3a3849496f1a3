"""The page of the execution by the keyboard alone: from the preview to the dated steps and a file."""

from __future__ import annotations

import pytest
from keyboard import tab_to
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def test_the_keyboard_goes_from_the_preview_to_the_dates_and_to_a_file(page: Page) -> None:
    page.goto("/apercu/exemple/halle-neuf-lots")
    tab_to(page, "Après la notification")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suivi de l’action d’insertion")
    tab_to(page, "f-notification")
    page.keyboard.type("demain")
    page.keyboard.press("Enter")
    expect(page.locator("#f-notification-faute")).to_contain_text("n’est pas une date")
    field = page.locator("#f-notification")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("01/02/2027")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="3 mars 2027").first).to_be_visible()
    tab_to(page, "Bilan final")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "bilan-final.docx"
