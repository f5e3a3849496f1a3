// Le registre : les résultats suivent la saisie. Sans ce fichier, le bouton « Afficher » fait la même chose.
const formulaire = document.getElementById('filtres');
let minuterie;
let enCours;

function remplacer(page) {
  for (const nom of ['bilan', 'resultats']) document.getElementById(nom).replaceChildren(...page.getElementById(nom).childNodes);
  formulaire.querySelectorAll('select').forEach((liste) => {
    if (liste !== document.activeElement) liste.replaceChildren(...page.getElementById(liste.id).childNodes);
  });
}

async function chercher() {
  enCours?.abort();
  enCours = new AbortController();
  const adresse = `${formulaire.action}?${new URLSearchParams(new FormData(formulaire))}`;
  try {
    const reponse = await fetch(adresse, { signal: enCours.signal });
    if (!reponse.ok) return;
    remplacer(new DOMParser().parseFromString(await reponse.text(), 'text/html'));
    history.replaceState(null, '', adresse);
  } catch { /* connexion perdue : le bouton reste */ }
}

formulaire.addEventListener('input', (evenement) => {
  if (evenement.target.name === 'au') return;
  clearTimeout(minuterie);
  minuterie = setTimeout(chercher, 250);
});

// Sur un petit écran, les filtres commencent repliés, sauf si l'un d'eux est posé.
if (matchMedia('(max-width: 47.99rem)').matches) {
  const pose = [...formulaire.querySelectorAll('#affiner select, #cpv')].some((champ) => champ.value);
  document.getElementById('affiner').open = pose || Boolean(document.getElementById('au-faute'));
}
