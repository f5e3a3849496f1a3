"""What scripts add: the panel follows the answers, nothing typed is lost, an article is copied with its structure."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.e2e

HALL = "/marche/exemple/halle-neuf-lots"


def test_the_panel_the_lot_and_the_bar_follow_an_answer(page: Page) -> None:
    page.goto(HALL)
    expect(page.locator("#panneau .chiffre")).to_have_text("630\u00a0h")
    page.locator("#f-lots-0-insertion-prevue").uncheck()
    expect(page.locator("#panneau .chiffre")).to_have_text("530\u00a0h")
    expect(page.locator("[data-heures='0']")).to_have_text("aucune")
    expect(page.locator("#total-heures")).to_have_text("530\u00a0h")
    expect(page.locator("#annonce")).to_contain_text("530")


def test_the_live_region_stays_silent_when_the_summary_is_the_same(page: Page) -> None:
    page.goto(HALL)
    with page.expect_response("**/marche/panneau"):
        page.get_by_label("Référence interne").fill("2026-T-99")
    expect(page.locator("#panneau")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#annonce")).to_be_empty()


def test_the_clauses_of_the_form_follow_the_answers(page: Page) -> None:
    page.goto("/marche")
    page.get_by_label("Services", exact=True).check()
    page.get_by_label("Code CPV principal").fill("90910000")
    expect(page.locator("#clauses")).to_contain_text("Régler les nombres")
    expect(page.locator("#panneau .propositions li").first).to_be_visible()


def test_a_lost_connection_is_said_and_keeps_what_was_typed(page: Page, context: BrowserContext) -> None:
    page.goto("/marche")
    context.set_offline(True)
    page.get_by_label("Objet du marché").fill("Voirie")
    warning = page.locator("#connexion")
    expect(warning).to_contain_text("La connexion est perdue")
    page.get_by_role("button", name="Vérifier mes réponses").click()
    expect(warning).to_be_visible()
    expect(page.get_by_label("Objet du marché")).to_have_value("Voirie")
    context.set_offline(False)
    page.get_by_label("Objet du marché").fill("Voirie communale")
    expect(warning).to_be_hidden()


def test_leaving_warns_only_once_something_was_typed(page: Page) -> None:
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.goto("/marche")
    page.goto("/a-propos")
    assert asked == []
    page.goto("/marche")
    page.get_by_label("Objet du marché").press_sequentially("Voirie")
    page.goto("/a-propos")
    assert asked == ["beforeunload"]


def test_going_back_from_the_preview_finds_what_was_typed(page: Page) -> None:
    page.goto("/marche")
    page.get_by_label("Nom de l’acheteur").fill("Commune")
    page.get_by_label("Objet du marché").fill("Voirie")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aperçu du dossier")
    page.go_back()
    expect(page.get_by_label("Objet du marché")).to_have_value("Voirie")


def test_an_article_is_copied_as_structure_and_as_text(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/apercu/exemple/halle-neuf-lots")
    page.locator("#art-insertion_sociale .copier").click()
    expect(page.locator("#annonce")).to_contain_text("L’article est copié")
    copied = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const read = async (type) => (await item.getType(type)).text();
            return {html: await read('text/html'), text: await read('text/plain')};
        }"""
    )
    context.close()
    assert "<h2" in copied["html"]
    assert "<table" in copied["html"]
    assert "Copier" not in copied["html"] + copied["text"]
    assert "insertion" in copied["text"]


def test_the_register_follows_what_is_typed_and_its_address_too(page: Page) -> None:
    page.goto("/references?au=2026-11-30")
    page.get_by_label("Chercher").press_sequentially("pneus rech")
    expect(page.locator("#bilan")).to_contain_text("1 entrée")
    expect(page.locator(".registre h3")).to_have_count(1)
    assert "q=pneus" in page.url
    page.get_by_label("Chercher").fill("zzz")
    expect(page.locator("#resultats")).to_contain_text("Rien ne correspond")


def test_the_register_is_searched_and_followed_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/references")
    page.get_by_label("Chercher").fill("déforestation grandes")
    page.get_by_label("Voir le droit au").fill("31/12/2026")
    page.keyboard.press("Enter")
    page.locator(".registre h3 a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("déforestation")
    context.close()


def test_no_word_of_a_document_is_cut_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/apercu/exemple/halle-neuf-lots")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.feuille td, .feuille th')].filter((cell) => {
            const range = document.createRange();
            const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                for (const word of walker.currentNode.data.matchAll(/[\\p{L}]+/gu)) {
                    range.setStart(walker.currentNode, word.index);
                    range.setEnd(walker.currentNode, word.index + word[0].length);
                    if (range.getClientRects().length > 1) return true;
                }
            }
            return false;
        }).map((cell) => cell.textContent)"""
    )
    assert cut == []


def test_the_menu_and_the_panel_open_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(HALL)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Écrire des clauses")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".barre-vive").click()
    expect(page.locator("#vif")).to_be_visible()
    page.locator("#vif").get_by_role("link", name="Régler les clauses").click()
    expect(page.locator("#vif")).to_be_hidden()
    context.close()


WIDE = (
    "/",
    HALL,
    "/obligations/exemple/nettoyage-accord-cadre",
    "/apercu/exemple/halle-neuf-lots",
    "/references",
    "/references/re2020",
    "/echeances",
    "/faits",
    "/a-propos",
)


@pytest.mark.parametrize("width", [320, 360, 640, 1280])
@pytest.mark.parametrize("url", WIDE)
def test_no_page_overflows_its_width(page: Page, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
