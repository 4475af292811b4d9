import { defineErrors } from '../errors.ts'

export const categoryCatalogue = {
  'category-not-found': { status: 404, fr: 'Cette catégorie n’existe pas.', en: 'This category does not exist.' },
  'category-code-taken': { status: 409, fr: 'Une catégorie porte déjà ce code.', en: 'A category has this code already.' },
  'category-in-use': { status: 409, fr: 'Des parties prenantes portent encore cette catégorie ({count}) : reclassez-les d’abord.', en: 'Stakeholders still have this category ({count}): move them first.' },
} as const

export const categoryErrors = defineErrors(categoryCatalogue)
