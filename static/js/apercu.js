// L'aperçu : un bouton « Copier l'article » par article, et des réponses qui ne se perdent pas sans avertir.
import { garder } from './connexion.js';
import { poser } from './copie.js';

poser('L’article');
garder(document.getElementById('dossier'));
