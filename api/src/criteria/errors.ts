import { defineErrors } from '../errors.ts'

export const criterionCatalogue = {
  'criterion-not-found': { status: 404, fr: 'Ce critère n’existe pas.', en: 'This criterion does not exist.' },
  'criterion-code-taken': { status: 409, fr: 'Un critère porte déjà ce code.', en: 'A criterion has this code already.' },
  'criterion-in-use': { status: 409, fr: 'Une campagne en cours, une formule ou une règle de classement s’appuie sur ce critère : retirez-le d’abord de là.', en: 'A round under way, a formula or a rule of classification relies on this criterion: take it out of there first.' },
  'criterion-set-not-found': { status: 404, fr: 'Ce jeu de critères n’existe pas.', en: 'This set of criteria does not exist.' },
  'criterion-set-code-taken': { status: 409, fr: 'Un jeu de critères porte déjà ce code.', en: 'A set of criteria has this code already.' },
  'criterion-scale-unchanged': { status: 422, fr: 'Cette échelle est déjà celle de la version en vigueur.', en: 'This is the scale of the version in force already.' },
  'criterion-name-forbidden': { status: 422, fr: 'Un critère ne peut pas porter sur un parti, une religion, la santé, l’origine, la vie sexuelle ou l’appartenance syndicale : donnez-lui un autre objet.', en: 'A criterion cannot be about a party, a religion, health, origin, sexual life or union membership: give it another object.' },
  'criterion-range-changed': { status: 422, fr: 'Avec d’autres bornes, les anciennes cotations ne veulent plus dire la même chose : elles ne peuvent pas compter sur la nouvelle échelle.', en: 'With other bounds the earlier scores no longer mean the same: they cannot count on the new scale.' },
} as const

export const criterionErrors = defineErrors(criterionCatalogue)
