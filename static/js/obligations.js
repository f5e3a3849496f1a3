// Les obligations : des réponses non enregistrées ne se perdent pas sans avertir.
import { garder } from './connexion.js';

garder(document.getElementById('dossier'));
