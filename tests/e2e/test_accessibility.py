"""axe finds nothing, on every page, in every main state, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e


def opened(url: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(url)

    return go


def with_errors(page: Page) -> None:
    page.goto("/marche")
    page.get_by_label("Numéro SIRET").fill("12")
    page.get_by_role("button", name="Ajouter un lot").click()
    page.locator("#f-lots-0-montant_estime_ht").fill("beaucoup")
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.locator("#erreurs").wait_for()


def with_everything_unfolded(page: Page) -> None:
    page.goto("/marche/exemple/halle-neuf-lots")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def with_a_clause_set_aside(page: Page) -> None:
    page.goto("/marche/exemple/halle-neuf-lots")
    page.locator("[name='clause.dechets.retenue']").uncheck()
    page.get_by_role("button", name="Mettre à jour les clauses").click()
    page.locator("#f-ecart-dechets").wait_for()


def with_open_points(page: Page) -> None:
    page.goto("/marche")
    page.get_by_label("Nom de l’acheteur").fill("Commune")
    page.get_by_label("Objet du marché").fill("Voirie")
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.locator(".ouverts summary").first.click()


def with_the_panel_open(page: Page) -> None:
    page.goto("/marche/exemple/halle-neuf-lots")
    bar = page.locator(".barre-vive")
    if bar.is_visible():
        bar.click()


def other_document(page: Page) -> None:
    page.goto("/apercu/exemple/nettoyage-accord-cadre")
    page.locator(".onglets").get_by_role("button", name="Fiche de relecture").click()


def with_every_origin(page: Page) -> None:
    page.goto("/apercu/exemple/halle-neuf-lots")
    page.evaluate("document.querySelectorAll('.origines').forEach((d) => { d.open = true; })")


def with_every_reason(page: Page) -> None:
    page.goto("/obligations/exemple/nettoyage-accord-cadre")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def on_another_day(page: Page) -> None:
    page.goto("/obligations/exemple/halle-neuf-lots")
    page.get_by_label("Consultation engagée le").fill("20/08/2026")
    page.get_by_role("button", name="Comparer").click()
    page.locator(".comparaison").wait_for()


def on_a_day_that_is_not_one(page: Page) -> None:
    page.goto("/obligations/exemple/halle-neuf-lots")
    page.get_by_label("Consultation engagée le").fill("demain")
    page.get_by_role("button", name="Comparer").click()
    page.locator("#f-autre-date-faute").wait_for()


def with_the_calibration(page: Page) -> None:
    page.goto("/calibrage/exemple/halle-neuf-lots")
    page.get_by_label("Heures d’insertion visées").fill("beaucoup")
    page.get_by_role("button", name="Reprendre la réponse").click()
    page.locator("#f-reponse-faute").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def with_families_proposed(page: Page) -> None:
    page.goto("/marche")
    page.get_by_label("Code CPV principal").fill("peinture et menuiserie")
    page.get_by_role("button", name="Ajouter un lot").click()
    page.locator("#f-lots-0-intitule").fill("Nettoyage et gardiennage")
    page.get_by_role("button", name="Vérifier mes réponses").click()
    page.locator("#familles-lots button").first.wait_for()


def with_a_marche_in_the_catalogue(page: Page) -> None:
    page.goto("/marche/exemple/halle-neuf-lots")
    page.get_by_role("button", name="Chercher dans le catalogue").click()
    page.locator("#affiner summary").click()


def with_an_added_clause(page: Page) -> None:
    with_a_marche_in_the_catalogue(page)
    page.get_by_role("button", name="Ajouter").first.click()
    page.locator("#clauses .avis").wait_for()
    page.locator("#autres-clauses summary").first.click()


def with_a_fiche_of_the_marche(page: Page) -> None:
    page.goto("/marche/exemple/halle-neuf-lots")
    page.get_by_role("button", name="Lire la fiche").first.click()
    page.locator("#t-textes").wait_for()


STATES = {
    "accueil": opened("/"),
    "formulaire vide": opened("/marche"),
    "formulaire plein": with_everything_unfolded,
    "erreurs": with_errors,
    "clause écartée": with_a_clause_set_aside,
    "panneau": with_the_panel_open,
    "aperçu": opened("/apercu/exemple/halle-neuf-lots"),
    "points ouverts": with_open_points,
    "fiche de relecture": other_document,
    "origine des nombres": with_every_origin,
    "obligations et raisons": with_every_reason,
    "obligations à une autre date": on_another_day,
    "date illisible": on_a_day_that_is_not_one,
    "calibrage": with_the_calibration,
    "familles proposées": with_families_proposed,
    "demande de conseil": opened("/conseil/exemple/halle-neuf-lots"),
    "suivi de l’exécution": opened("/execution/exemple/halle-neuf-lots"),
    "insertion dans un CCAP": opened("/inserer/exemple/halle-neuf-lots"),
    "catalogue": opened("/clauses"),
    "catalogue filtré": opened("/clauses?q=réemploi&nature=travaux&effet=fort"),
    "catalogue sans résultat": opened("/clauses?q=toner"),
    "catalogue avec un marché": with_a_marche_in_the_catalogue,
    "clause ajoutée": with_an_added_clause,
    "fiche": opened("/clauses/consommables_sanitaires?niveau=exemplaire"),
    "fiche d’une valeur de la loi": opened("/clauses/produits_durables_restauration"),
    "fiche du marché": with_a_fiche_of_the_marche,
    "références": opened("/references"),
    "références filtrées": opened("/references?q=pneus&certitude=a_verifier&au=2025-01-01"),
    "références sans résultat": opened("/references?q=zzzz&au=demain"),
    "une référence": opened("/references/seuil-europeen-fs-etat"),
    "une référence sans valeur": opened("/references/seuil-europeen-fs-etat?au=2029-01-01"),
    "échéances": opened("/echeances?du=2027-07-01"),
    "faits": opened("/faits"),
    "à propos": opened("/a-propos"),
    "erreur 404": opened("/absente"),
}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())
def test_axe_finds_nothing(
    browser: Browser, address: str, state: Callable[[Page], None], width: int, scheme: str
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    state(page)
    results = Axe().run(page)
    context.close()
    assert results.violations_count == 0, results.generate_report()
