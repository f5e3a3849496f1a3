"""The catalogue in a browser: results follow what is typed, and the keyboard alone goes from search to « Ajouter »."""

from __future__ import annotations

import re

import pytest
from keyboard import tab_to
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.e2e

HALL = "/marche/exemple/halle-neuf-lots"


def test_results_follow_what_is_typed_and_the_address_with_them(page: Page) -> None:
    page.goto("/clauses")
    page.get_by_label("Chercher une clause").fill("nettoyage des vitres")
    expect(page.locator(".clauses h2").first).to_have_text("Nettoyage des vitres à l’eau pure")
    expect(page).to_have_url(re.compile(r"\?q=nettoyage\+des\+vitres$"))
    page.locator("#affiner summary").click()
    page.get_by_label("Effet").select_option("fort")
    expect(page).to_have_url(re.compile("effet=fort"))
    page.reload()
    expect(page.get_by_label("Chercher une clause")).to_have_value("nettoyage des vitres")


def test_the_count_is_not_said_again_when_it_stays_the_same(page: Page) -> None:
    page.goto("/clauses?q=vitrerie")
    page.evaluate(
        "() => { window.dits = 0; new MutationObserver(() => { window.dits += 1; })"
        ".observe(document.getElementById('bilan'), { childList: true, subtree: true, characterData: true }); }"
    )
    with page.expect_response("**/clauses?*"):
        page.get_by_label("Chercher une clause").fill("vitrerie ")
    page.wait_for_timeout(200)
    assert page.evaluate("window.dits") == 0


def test_with_a_marche_in_hand_a_search_asks_no_warning_to_leave(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(HALL)
    page.get_by_role("button", name="Chercher dans le catalogue").click()
    with page.expect_response("**/clauses"):
        page.get_by_label("Chercher une clause").fill("coffrages")
    expect(page.locator(".clauses h2").first).to_have_text("Coffrages et agents de décoffrage")
    page.get_by_role("link", name="Références").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le droit, par date")
    assert asked == []


def test_the_keyboard_alone_goes_from_the_search_to_the_marche(page: Page) -> None:
    page.goto(HALL)
    page.get_by_role("button", name="Chercher dans le catalogue").press("Enter")
    page.get_by_label("Chercher une clause").focus()
    page.keyboard.type("coffrages")
    expect(page.locator(".clauses h2").first).to_have_text("Coffrages et agents de décoffrage")
    tab_to(page, "Coffrages et agents de décoffrage")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coffrages et agents de décoffrage")
    tab_to(page, "Ajouter à mon marché")
    page.keyboard.press("Enter")
    expect(page.locator("#clauses .avis")).to_contain_text("est ajoutée")
    expect(page.locator("[name='clause.coffrages.retenue']")).to_be_checked()
    page.locator("#clauses .avis button").press("Enter")
    expect(page.locator("#clauses .avis")).to_contain_text("annulé")
    expect(page.locator("[name='clause.coffrages.retenue']")).not_to_be_checked()


def test_a_text_is_copied_with_its_structure(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/clauses/consommables_sanitaires")
    page.get_by_role("button", name="Copier le texte").first.click()
    expect(page.locator("#annonce")).to_contain_text("est copié")
    html = page.evaluate(
        "async () => { const [item] = await navigator.clipboard.read();"
        " return (await item.getType('text/html')).text(); }"
    )
    assert "<h3" in html
    assert "Copier" not in html


def test_without_script_the_catalogue_works_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/clauses")
    page.get_by_label("Chercher une clause").fill("goudron")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator(".clauses h2").first).to_have_text("Agrégats d’enrobés recyclés")
    context.close()
