// Un bouton « Copier » par texte, qui garde titres, listes et tables dans Word. Sans ce fichier, le texte se sélectionne.
const annonce = document.getElementById('annonce');

function propre(texte) {
  const copie = texte.cloneNode(true);
  copie.querySelectorAll('.copier').forEach((bouton) => bouton.remove());
  copie.querySelectorAll('[id], [class]').forEach((noeud) => { noeud.removeAttribute('id'); noeud.removeAttribute('class'); });
  copie.querySelectorAll('.defile').forEach((cadre) => cadre.replaceWith(...cadre.childNodes));
  copie.querySelectorAll('table').forEach((table) => { table.setAttribute('border', '1'); });
  return copie;
}

async function copier(texte, bouton, nom) {
  const copie = propre(texte);
  const html = `<html lang="fr"><meta charset="utf-8"><body>${copie.innerHTML}</body></html>`;
  const brut = texte.innerText.replace(bouton.innerText, '').trim();
  try {
    await navigator.clipboard.write([new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([brut], { type: 'text/plain' }),
    })]);
    annonce.textContent = `${nom} est copié. Collez-le dans Word.`;
    bouton.textContent = 'Copié';
  } catch {
    annonce.textContent = 'La copie est refusée par le navigateur. Sélectionnez le texte.';
    getSelection().selectAllChildren(texte);
    bouton.textContent = `Copie refusée : ${nom.toLowerCase()} est sélectionné`;
  }
  setTimeout(() => { bouton.textContent = bouton.dataset.nom; }, 4000);
}

// `nom` commence la phrase qui l'annonce : « L’article », « Le texte ».
export function poser(nom) {
  document.querySelectorAll('.feuille section[id]').forEach((texte) => {
    const titre = texte.querySelector('h2')?.innerText.replace(/\s+/g, ' ').trim() ?? '';
    const bouton = document.createElement('button');
    bouton.type = 'button';
    bouton.className = 'bouton discret copier';
    bouton.dataset.nom = `Copier ${nom.toLowerCase()}`;
    bouton.textContent = bouton.dataset.nom;
    bouton.setAttribute('aria-label', `${bouton.dataset.nom} : ${titre}`);
    bouton.addEventListener('click', () => copier(texte, bouton, nom));
    texte.append(bouton);
  });
}
