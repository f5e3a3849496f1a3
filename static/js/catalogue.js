// Le catalogue : les résultats suivent la saisie. Sans ce fichier, le bouton « Chercher » fait la même chose.
import { garder } from './connexion.js';

const formulaire = document.querySelector('[data-recherche]');
const cible = formulaire.getAttribute('action'); // « formulaire.action » serait l'un de ses boutons
const enMarche = formulaire.method === 'post'; // un marché en cours voyage avec la recherche
let minuterie;
let enCours;

function remplacer(page) {
  const bilan = document.getElementById('bilan');
  const nouveau = page.getElementById('bilan');
  if (bilan.textContent !== nouveau.textContent) bilan.replaceChildren(...nouveau.childNodes); // annoncé seulement s'il change
  document.getElementById('resultats').replaceChildren(...page.getElementById('resultats').childNodes);
  formulaire.querySelectorAll('select').forEach((liste) => {
    if (liste !== document.activeElement) liste.replaceChildren(...page.getElementById(liste.id).childNodes);
  });
}

async function chercher() {
  enCours?.abort();
  enCours = new AbortController();
  const champs = new URLSearchParams([...new FormData(formulaire)].filter(([, valeur]) => valeur));
  const adresse = champs.size ? `${cible}?${champs}` : cible;
  const demande = enMarche ? fetch(cible, { method: 'POST', body: new URLSearchParams(new FormData(formulaire)), signal: enCours.signal })
    : fetch(adresse, { signal: enCours.signal });
  try {
    const reponse = await demande;
    if (!reponse.ok) return;
    remplacer(new DOMParser().parseFromString(await reponse.text(), 'text/html'));
    if (!enMarche) history.replaceState(null, '', adresse);
  } catch { /* connexion perdue : le bouton reste */ }
}

formulaire.addEventListener('input', () => {
  clearTimeout(minuterie);
  minuterie = setTimeout(chercher, 250);
});
if (enMarche) garder(formulaire, { saisie: false }); // chercher n'est pas répondre
