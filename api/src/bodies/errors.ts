import { defineErrors } from '../errors.ts'

export const bodyCatalogue = {
  'body-not-found': { status: 404, fr: 'Cette instance n’existe pas, ou vos droits ne la couvrent pas.', en: 'This body does not exist, or your rights do not cover it.' },
  'body-ceases-before-start': { status: 422, fr: 'L’instance cesse avant d’avoir commencé.', en: 'The body ceases before it begins.' },
} as const

export const bodyErrors = defineErrors(bodyCatalogue)
