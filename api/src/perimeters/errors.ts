import { defineErrors } from '../errors.ts'

export const perimeterCatalogue = {
  'perimeter-not-found': { status: 404, fr: 'Ce périmètre n’existe pas.', en: 'This perimeter does not exist.' },
  'perimeter-code-taken': { status: 409, fr: 'Un périmètre porte déjà ce code.', en: 'A perimeter has this code already.' },
  'perimeter-in-use': { status: 409, fr: 'Des parties prenantes, des droits ou d’autres périmètres s’y rattachent encore.', en: 'Stakeholders, rights or other perimeters still refer to it.' },
  'perimeter-loop': { status: 422, fr: 'Un périmètre ne peut pas dépendre de lui-même, même de loin.', en: 'A perimeter cannot depend on itself, even remotely.' },
  'perimeter-root-fixed': { status: 409, fr: 'Le périmètre national est la racine : il n’a pas de parent et reste en place.', en: 'The national perimeter is the root: it has no parent and stays.' },
} as const

export const perimeterErrors = defineErrors(perimeterCatalogue)
