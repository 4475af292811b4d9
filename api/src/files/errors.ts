import { defineErrors } from '../errors.ts'

export const fileCatalogue = {
  'file-too-large': { status: 413, fr: 'Le fichier dépasse {limit}.', en: 'The file is larger than {limit}.' },
  'file-empty': { status: 422, fr: 'Le fichier est vide.', en: 'The file is empty.' },
  'file-type-refused': { status: 422, fr: 'Ce fichier n’est pas d’un type accepté : PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT ou CSV. C’est son contenu qui compte, non son nom.', en: 'This file is not of an accepted type: PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT or CSV. Its content counts, not its name.' },
} as const

export const fileErrors = defineErrors(fileCatalogue)
