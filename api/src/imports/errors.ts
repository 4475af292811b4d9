import { defineErrors } from '../errors.ts'

export const importCatalogue = {
  'import-not-found': { status: 404, fr: 'Cet import n’existe pas, ou vos droits ne le couvrent pas.', en: 'This import does not exist, or your rights do not cover it.' },
  'import-not-checked': { status: 409, fr: 'Contrôlez ce fichier avant de l’importer : il ne l’a pas été depuis le dernier changement de correspondance.', en: 'Check this file before importing it: it has not been checked since the mapping last changed.' },
  'import-already-committed': { status: 409, fr: 'Ce fichier est déjà importé.', en: 'This file is imported already.' },
  'import-not-committed': { status: 409, fr: 'Cet import n’a rien écrit : il n’y a rien à annuler.', en: 'This import wrote nothing: there is nothing to undo.' },
  'import-too-large': { status: 413, fr: 'Le fichier dépasse {limit} : découpez-le.', en: 'The file exceeds {limit}: split it.' },
  'import-not-csv': { status: 415, fr: 'Ce fichier n’est pas un CSV ({found}). Dans Excel : Fichier, Enregistrer sous, CSV UTF-8.', en: 'This file is not a CSV ({found}). In Excel: File, Save As, CSV UTF-8.' },
  'import-empty': { status: 422, fr: 'Le fichier ne contient aucune ligne sous les en-têtes.', en: 'The file has no row below its headers.' },
  'import-quote-open': { status: 422, fr: 'Un guillemet ouvert à la ligne {line} n’est jamais refermé.', en: 'A quote opened on line {line} is never closed.' },
  'import-mapping-refused': { status: 422, fr: 'La correspondance des colonnes ne convient pas : voir « errors ».', en: 'The column mapping does not fit: see "errors".' },
  'import-creation-refused': { status: 403, fr: 'Votre rôle ne permet pas de créer des catégories ou des types de lien.', en: 'Your role does not allow creating categories or tie types.' },
  'import-rows-refused': { status: 422, fr: 'Rien n’a été écrit : {count} cellule(s) refusée(s).', en: 'Nothing was written: {count} cell(s) refused.' },
} as const

export const importErrors = defineErrors(importCatalogue)
