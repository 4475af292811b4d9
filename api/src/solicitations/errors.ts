import { defineErrors } from '../errors.ts'

export const solicitationCatalogue = {
  'window-invalid': { status: 422, fr: 'La fenêtre finit avant de commencer, ou dépasse dix ans.', en: 'The window ends before it starts, or is longer than ten years.' },
} as const

export const solicitationErrors = defineErrors(solicitationCatalogue)
