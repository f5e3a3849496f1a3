"""A buyer describes a market, corrects an error, reads the preview, downloads the annex."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Download, Page, expect

pytestmark = pytest.mark.e2e

ROWS = "N°\tIntitulé\tMontant HT\tDurée\n1\tGros œuvre\t600 000 €\t12\n2\tPeinture\t96 000 €\t4"


def words(download: Download, folder: Path) -> str:
    path = folder / download.suggested_filename
    download.save_as(path)
    body = Document(str(path)).element.body
    return " ".join(str(node.text) for node in body.iter() if node.tag.endswith("}t"))


def test_a_market_is_described_corrected_and_its_annex_read_back(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Décrire un marché").first.click()
    page.get_by_label("Nom de l’acheteur").fill("Commune de Saint-Omer-le-Haut")
    page.get_by_label("Numéro SIRET").fill("219 999 999 0001")
    page.get_by_label("Objet du marché").fill("Extension de l’école des Tilleuls")
    page.get_by_label("Travaux", exact=True).check()
    page.get_by_label("Cahier général de référence").select_option("travaux")
    page.get_by_label("Montant estimé, hors taxes").fill("696 000 €")
    page.get_by_role("button", name="Voir l’aperçu").click()
    summary = page.locator("#erreurs")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    field = page.get_by_label("Numéro SIRET")
    expect(field).to_be_focused()
    expect(field).to_have_value("219 999 999 0001")
    field.fill("")
    page.get_by_text("Coller des lots depuis un tableur").click()
    page.get_by_label("Lignes copiées").fill(ROWS)
    page.get_by_role("button", name="Lire ces lignes").click()
    expect(page.locator("#f-lots-1-intitule")).to_have_value("Peinture")
    page.get_by_role("button", name="Voir l’aperçu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aperçu du dossier")
    expect(page.locator("article.feuille")).to_contain_text("Extension de l’école des Tilleuls")
    page.get_by_text("Un seul document").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Annexe au cahier des clauses administratives particulières, Word").click()
    text = words(caught.value, tmp_path)
    assert "Extension de l’école des Tilleuls" in text
    assert "Gros œuvre" in text
    assert "Commune de Saint-Omer-le-Haut" in text


def test_answers_saved_to_a_file_are_taken_up_again(page: Page, tmp_path: Path) -> None:
    page.goto("/marche/exemple/nettoyage-accord-cadre")
    expected = page.get_by_label("Objet du marché").input_value()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Enregistrer mes réponses").click()
    path = tmp_path / caught.value.suggested_filename
    caught.value.save_as(path)
    page.goto("/marche")
    page.get_by_role("link", name="Reprendre un fichier").click()
    page.get_by_label("Fichier enregistré par Clausier").set_input_files(path)
    page.get_by_role("button", name="Reprendre ce fichier").click()
    expect(page.get_by_label("Objet du marché")).to_have_value(expected)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element with that id, or that button's words, has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            continue
        if focused.get_attribute("id") == wanted or focused.inner_text().strip().startswith(wanted):
            return
    raise AssertionError(f"« {wanted} » n’est pas atteint au clavier")


def test_it_is_done_without_javascript_at_360_pixels_with_the_keyboard_alone(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="fr-FR"
    )
    page = context.new_page()
    page.goto("/marche")
    tab_to(page, "f-acheteur-nom")
    page.keyboard.type("Syndicat des Trois-Vallons")
    tab_to(page, "f-acheteur-siret")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-acheteur-siret")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    tab_to(page, "f-objet")
    page.keyboard.type("Nettoyage des bureaux")
    tab_to(page, "Voir l’aperçu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aperçu du dossier")
    tab_to(page, "Un seul document")
    page.keyboard.press("Enter")
    tab_to(page, "Annexe au cahier")
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    text = words(caught.value, tmp_path)
    context.close()
    assert "Nettoyage des bureaux" in text
    assert "Syndicat des Trois-Vallons" in text


def test_a_duty_is_followed_from_the_form_to_its_article_and_back(page: Page) -> None:
    page.goto("/marche/exemple/nettoyage-accord-cadre")
    page.get_by_label("Référence interne").first.evaluate("(field) => { field.closest('details').open = true; }")
    page.get_by_role("button", name="Toutes les obligations, et pourquoi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Obligations du marché")
    duty = page.locator("#devoir-clause-sociale")
    duty.get_by_text("Pourquoi ? De la règle à l’article").click()
    duty.locator(".arbre").get_by_role("link", name="Seuil européen").click()
    expect(page.locator(".chiffre")).to_have_text("216 000 €")
    page.go_back()
    page.get_by_role("button", name="Modifier les réponses").click()
    expect(page.get_by_label("Objet du marché")).not_to_be_empty()


def test_another_day_is_compared_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/obligations/exemple/nettoyage-accord-cadre")
    tab_to(page, "f-autre-date")
    page.keyboard.type("20/08/2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Obligations du marché")
    expect(page.locator(".comparaison tbody tr").first).to_contain_text("Facultative")


def test_a_number_of_the_document_leads_back_to_its_answer(page: Page) -> None:
    page.goto("/apercu/exemple/halle-neuf-lots")
    origins = page.locator("#art-dechets + .origines")
    origins.get_by_text("D’où viennent les nombres de cet article ?").click()
    line = origins.locator("dl > div", has_text="proposition au niveau").first
    line.get_by_role("button", name="Aller à la réponse").click()
    expect(page).to_have_url(re.compile("#f-clause-dechets-p-"))
    expect(page.locator(":focus")).to_have_attribute("id", re.compile("f-clause-dechets-p-"))
