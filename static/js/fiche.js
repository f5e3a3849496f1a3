// La fiche : un bouton « Copier le texte » par document. Avec un marché en cours, ses réponses ne se perdent pas.
import { garder } from './connexion.js';
import { poser } from './copie.js';

poser('Le texte');
const dossier = document.getElementById('dossier');
if (dossier) garder(dossier);
