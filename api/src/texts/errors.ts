import { defineErrors } from '../errors.ts'

export const textCatalogue = {
  'text-forbidden': { status: 422, fr: 'Un texte dit d’une personne ce qui ne peut pas être consigné ici ({words}). Retirez ces mots, ou écrivez ce que la personne a dit ou fait sur le sujet ; voir « errors ».', en: 'A text says of a person what may not be recorded here ({words}). Take these words out, or write what the person said or did on the matter; see "errors".' },
  'text-reason-needed': { status: 422, fr: 'Un texte dit d’une personne ce qui ne se garde qu’avec une raison ({words}). Retirez ces mots, ou dites pourquoi les garder (en-tête Text-Reason, 10 à 500 caractères) ; voir « errors ».', en: 'A text says of a person what is kept only with a reason ({words}). Take these words out, or say why they are kept (header Text-Reason, 10 to 500 characters); see "errors".' },
} as const

export const textErrors = defineErrors(textCatalogue)
