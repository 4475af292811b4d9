import { defineErrors } from '../errors.ts'

export const processCatalogue = {
  'process-not-found': { status: 404, fr: 'Ce processus n’existe pas, ou vos droits ne le couvrent pas.', en: 'This process does not exist, or your rights do not cover it.' },
  'process-step-not-found': { status: 404, fr: 'Ce processus n’a pas cette étape.', en: 'This process has no such step.' },
  'process-followed': { status: 409, fr: 'Des dialogues suivent ce processus ({n}) : donnez-leur-en un autre avant de le retirer.', en: 'Dialogues follow this process ({n}): give them another one before removing it.' },
  'process-step-marked': { status: 409, fr: 'Des personnes se sont prononcées sur cette étape ({n}) : elle reste, pour que leur parole garde son objet. Modifiez son texte, ou copiez le processus.', en: 'People have spoken on this step ({n}): it stays, so that what they said keeps its object. Change its words, or copy the process.' },
  'process-phases-apart': { status: 422, fr: 'Les étapes d’une même phase se suivent.', en: 'The steps of one phase follow one another.' },
  'process-order-incomplete': { status: 422, fr: 'L’ordre nomme chaque étape du processus une fois.', en: 'The order names each step of the process once.' },
  'process-too-long': { status: 422, fr: 'Un processus compte au plus {max} étapes.', en: 'A process has at most {max} steps.' },
} as const

export const processErrors = defineErrors(processCatalogue)
