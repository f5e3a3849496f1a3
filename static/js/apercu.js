// L'aperçu : un bouton « Copier l'article » par article, qui garde titres, listes et tables dans Word.
import { garder } from './connexion.js';

const annonce = document.getElementById('annonce');

function propre(article) {
  const copie = article.cloneNode(true);
  copie.querySelectorAll('.copier').forEach((bouton) => bouton.remove());
  copie.querySelectorAll('[id], [class]').forEach((noeud) => { noeud.removeAttribute('id'); noeud.removeAttribute('class'); });
  copie.querySelectorAll('.defile').forEach((cadre) => cadre.replaceWith(...cadre.childNodes));
  copie.querySelectorAll('table').forEach((table) => { table.setAttribute('border', '1'); });
  return copie;
}

async function copier(article, bouton) {
  const copie = propre(article);
  const html = `<html lang="fr"><meta charset="utf-8"><body>${copie.innerHTML}</body></html>`;
  const texte = article.innerText.replace(bouton.innerText, '').trim();
  try {
    await navigator.clipboard.write([new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([texte], { type: 'text/plain' }),
    })]);
    annonce.textContent = 'L’article est copié. Collez-le dans Word.';
    bouton.textContent = 'Copié';
  } catch {
    annonce.textContent = 'La copie est refusée par le navigateur. Sélectionnez le texte de l’article.';
    getSelection().selectAllChildren(article);
    bouton.textContent = 'Copie refusée : l’article est sélectionné';
  }
  setTimeout(() => { bouton.textContent = bouton.dataset.nom; }, 4000);
}

document.querySelectorAll('.feuille section[id]').forEach((article) => {
  const titre = article.querySelector('h2')?.innerText.replace(/\s+/g, ' ').trim() ?? '';
  const bouton = document.createElement('button');
  bouton.type = 'button';
  bouton.className = 'bouton discret copier';
  bouton.dataset.nom = 'Copier l’article';
  bouton.textContent = 'Copier l’article';
  bouton.setAttribute('aria-label', `Copier l’article : ${titre}`);
  bouton.addEventListener('click', () => copier(article, bouton));
  article.append(bouton);
});
garder(document.getElementById('dossier'));
