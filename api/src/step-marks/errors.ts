import { defineErrors } from '../errors.ts'

export const stepMarkCatalogue = {
  'step-mark-not-found': { status: 404, fr: 'Ce pointage n’existe pas sur ce dialogue.', en: 'This dialogue has no such mark.' },
  'step-mark-foreign-step': { status: 422, fr: 'Cette étape n’est pas du processus que suit ce dialogue.', en: 'This step is not of the process that this dialogue follows.' },
  'step-mark-reason-missing': { status: 422, fr: 'Dites pourquoi : une étape sans objet ou rouverte porte sa raison.', en: 'Say why: a step that does not apply, or is reopened, carries its reason.' },
  'step-mark-in-future': { status: 422, fr: 'Ce pointage est daté de l’avenir.', en: 'This mark is dated in the future.' },
  'step-mark-withdrawn': { status: 409, fr: 'Ce pointage a déjà été retiré.', en: 'This mark has been withdrawn already.' },
  'step-mark-evidence-there': { status: 409, fr: 'Ce pointage porte déjà une pièce. Retirez-le et pointez de nouveau pour en changer.', en: 'This mark has a file already. Withdraw it and mark again to change the file.' },
  'step-mark-evidence-not-found': { status: 404, fr: 'Aucun fichier n’est joint à ce pointage.', en: 'No file is attached to this mark.' },
} as const

export const stepMarkErrors = defineErrors(stepMarkCatalogue)
