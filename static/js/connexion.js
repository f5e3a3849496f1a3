// Avertit avant que des réponses saisies ne soient perdues.
let sorti = false;

function marquer(formulaire, modifie) {
  if (modifie) formulaire.dataset.modifie = '';
  else delete formulaire.dataset.modifie;
  const cache = formulaire.elements.namedItem('_modifie');
  if (cache) cache.value = modifie ? '1' : '';
}

export function garder(formulaire, { saisie = true } = {}) {
  if (saisie) formulaire.addEventListener('input', () => marquer(formulaire, true));
  formulaire.addEventListener('submit', (evenement) => {
    if (evenement.defaultPrevented) return;
    if (evenement.submitter?.value.startsWith('enregistrer')) marquer(formulaire, false);
    sorti = true; // un envoi emporte les réponses avec lui ; un téléchargement laisse la page en place
    setTimeout(() => { sorti = false; }, 1500);
  });
  addEventListener('beforeunload', (evenement) => {
    if ('modifie' in formulaire.dataset && !sorti) evenement.preventDefault();
  });
}
