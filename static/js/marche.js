// Le formulaire vivant : panneau à jour pendant la saisie, connexion perdue, saisie protégée. La page marche sans lui.
import { garder } from './connexion.js';

const ATTENTE = 600;
const formulaire = document.getElementById('marche');
const panneau = document.getElementById('panneau');
const clauses = document.getElementById('clauses');
const familles = document.getElementById('familles');
const famillesLots = document.getElementById('familles-lots');
const bilan = document.getElementById('bilan');
const annonce = document.getElementById('annonce');
const avis = document.getElementById('connexion');
let minuterie;
let enCours;
let perdue = false;

function reponses() {
  const champs = new FormData(formulaire);
  champs.delete('fichier');
  return new URLSearchParams(champs);
}

// Un repli se reconnaît à ses mots, sans les nombres qui changent : « 3 remarques », « 4 remarques ».
const nom = (detail) => detail.id || detail.querySelector('summary').textContent.replace(/\d+|s\b/g, '');

function remplacer(cible, source) {
  const ouverts = new Set([...cible.querySelectorAll('details[open]')].map(nom));
  cible.replaceChildren(...source.childNodes);
  cible.querySelectorAll('details').forEach((detail) => { if (ouverts.has(nom(detail))) detail.open = true; });
}

function poser(html) {
  const recu = new DOMParser().parseFromString(html, 'text/html');
  remplacer(panneau, recu.getElementById('panneau'));
  if (!clauses.contains(document.activeElement)) remplacer(clauses, recu.getElementById('clauses'));
  for (const cible of [familles, famillesLots]) {
    const source = recu.getElementById(cible.id);
    if (cible.contains(document.activeElement) || cible.innerHTML.trim() === source.innerHTML.trim()) continue;
    cible.replaceChildren(...source.childNodes);
    const dit = cible.querySelector('[data-dit]')?.dataset.dit;
    if (dit) annonce.textContent = dit;
  }
  panneau.querySelectorAll('[data-lot]').forEach((ligne) => {
    const place = formulaire.querySelector(`[data-heures="${ligne.dataset.lot}"]`);
    if (place) place.textContent = ligne.dataset.valeur;
  });
  for (const nom of ['total-montant', 'total-heures']) {
    const place = document.getElementById(nom);
    const valeur = panneau.querySelector(`#recu-${nom}`);
    if (place && valeur) place.textContent = valeur.textContent;
  }
  panneau.querySelector('.recu')?.remove();
  const texte = panneau.querySelector('[data-bilan]').dataset.bilan;
  if (texte !== bilan.textContent) {
    bilan.textContent = texte;
    annonce.textContent = texte; // annoncé seulement quand le bilan change
  }
}

function connexion(bonne) {
  perdue = !bonne;
  avis.hidden = bonne;
  avis.textContent = bonne ? '' : 'La connexion est perdue. Vos réponses restent dans cette page : ne la fermez pas. Clausier réessaie à votre prochaine réponse.';
}

async function rafraichir() {
  enCours?.abort();
  enCours = new AbortController();
  panneau.classList.add('perime');
  panneau.setAttribute('aria-busy', 'true');
  try {
    const reponse = await fetch(formulaire.dataset.panneau, { method: 'POST', body: reponses(), signal: enCours.signal });
    if (!reponse.ok) throw new Error(String(reponse.status));
    poser(await reponse.text());
    connexion(true);
  } catch (erreur) {
    if (erreur.name === 'AbortError') return;
    connexion(false);
  }
  panneau.classList.remove('perime');
  panneau.removeAttribute('aria-busy');
}

function bientot(evenement) {
  if (['fichier', 'coller'].includes(evenement.target.name)) return;
  clearTimeout(minuterie);
  minuterie = setTimeout(rafraichir, ATTENTE);
}

formulaire.addEventListener('input', bientot);
formulaire.addEventListener('change', bientot);
formulaire.addEventListener('submit', async (evenement) => {
  if (!perdue) return;
  evenement.preventDefault(); // la page d'erreur du navigateur ferait craindre pour les réponses
  await rafraichir();
  if (!perdue) formulaire.requestSubmit(evenement.submitter);
});
panneau.addEventListener('click', (evenement) => {
  if (evenement.target.closest('a[href^="#"]')) document.getElementById('vif').hidePopover?.();
});
addEventListener('hashchange', viser);
function viser() {
  const cible = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let detail = cible?.closest('details'); detail; detail = detail.parentElement.closest('details')) detail.open = true;
  if (cible?.matches('input, select, textarea, fieldset')) cible.focus();
}
viser();
garder(formulaire);
