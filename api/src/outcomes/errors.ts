import { defineErrors } from '../errors.ts'

export const outcomeCatalogue = {
  'outcome-not-found': { status: 404, fr: 'Cette suite donnée n’existe pas, ou vos droits ne la couvrent pas.', en: 'This outcome does not exist, or your rights do not cover it.' },
  'outcome-reason-missing': { status: 422, fr: 'Dites pourquoi : ce qui n’est pas pleinement retenu porte sa raison.', en: 'Say why: what is not fully retained carries its reason.' },
  'outcome-in-the-future': { status: 422, fr: 'Une décision se consigne une fois prise : ce jour est à venir.', en: 'A decision is recorded once it is taken: this day is still to come.' },
  'outcome-withdrawn': { status: 409, fr: 'Cette suite donnée a été retirée comme erreur de saisie.', en: 'This outcome was withdrawn as a mistake.' },
  'answer-not-found': { status: 404, fr: 'Cette réponse n’existe pas, ou vos droits ne la couvrent pas.', en: 'This answer does not exist, or your rights do not cover it.' },
  'answer-not-owed': { status: 422, fr: 'Une réponse ne se consigne que pour qui a pris position sur ce point, et une seule fois par suite donnée (voir « errors »).', en: 'An answer is recorded only for who took position on this point, and once per outcome (see "errors").' },
  'answer-no-address': { status: 422, fr: 'Aucun de ces porteurs n’a d’adresse : notez-la sur un mandat, ou répondez par courrier.', en: 'None of these holders has an address: note it on a mandate, or answer by letter.' },
} as const

export const outcomeErrors = defineErrors(outcomeCatalogue)
