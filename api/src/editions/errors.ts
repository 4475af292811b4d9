import { defineErrors } from '../errors.ts'

export const editionCatalogue = {
  'edition-not-found': { status: 404, fr: 'Cette édition n’existe pas, n’est pas publiée, ou vos droits ne la couvrent pas.', en: 'This edition does not exist, is not published, or your rights do not cover it.' },
  'edition-block-not-found': { status: 404, fr: 'Ce bloc n’existe pas dans cette édition.', en: 'This block does not exist in this edition.' },
  'edition-locked': { status: 409, fr: 'Cette édition est figée : elle ne change plus. Reprenez-la dans une nouvelle édition pour la corriger.', en: 'This edition is frozen: it does not change any more. Start a new edition from it to correct it.' },
  'edition-transition-refused': { status: 409, fr: 'Une édition ne passe pas de « {from} » à « {to} » : on la fige, on la publie, on peut la retirer puis la publier de nouveau.', en: 'An edition that is {from} cannot become {to}: draft → frozen → published → withdrawn → published.' },
  'edition-not-frozen': { status: 409, fr: 'Cette édition n’est pas figée : il n’y a rien à vérifier ni à comparer avec aujourd’hui.', en: 'This edition is not frozen: there is nothing to verify, or to compare with today.' },
  'edition-changed-since': { status: 409, fr: 'Le contenu a changé depuis votre lecture : relisez-le avant de figer l’édition.', en: 'The content has changed since you read it: read it again before freezing the edition.' },
  'edition-incomplete': { status: 422, fr: 'Des blocs ne peuvent pas être calculés : {count}. Complétez-les ou retirez-les avant de figer l’édition.', en: 'Some blocks cannot be computed: {count}. Complete or remove them before freezing the edition.' },
  'edition-empty': { status: 422, fr: 'Une édition sans bloc ne se fige pas.', en: 'An edition without a block cannot be frozen.' },
  'edition-period': { status: 422, fr: 'La période finit avant d’avoir commencé.', en: 'The period ends before it begins.' },
  'edition-figure-limit': { status: 422, fr: 'Un rapport contient au plus {max} chiffres, textes compris.', en: 'A report holds at most {max} figures, those within texts included.' },
  'edition-block-limit': { status: 422, fr: 'Une édition compte {max} blocs au plus.', en: 'An edition has {max} blocks at most.' },
  'edition-order-incomplete': { status: 422, fr: 'L’ordre nomme chaque bloc de l’édition une fois, et aucun autre.', en: 'The order names each block of the edition once, and no other.' },
  'edition-previous': { status: 422, fr: 'L’édition de comparaison est une autre édition, dont la période finit avant la fin de celle-ci.', en: 'The edition compared with is another one, whose period ends before the end of this one.' },
  'outline-not-found': { status: 422, fr: 'Ce plan de rapport n’existe pas.', en: 'This outline does not exist.' },
  'figure-unknown': { status: 422, fr: 'Ce bloc ne peut pas montrer la figure « {figure} » : elle n’existe pas, ou est d’une autre sorte.', en: 'This block cannot show the figure "{figure}": it does not exist, or is of another kind.' },
  'figure-parameters': { status: 422, fr: 'Les paramètres de la figure « {figure} » ne conviennent pas.', en: 'The parameters of the figure "{figure}" do not fit.' },
  'edition-approval-incomplete': { status: 422, fr: 'Dites le jour de l’approbation, et l’instance qui approuve.', en: 'Say the day of the approval, and the body that approves.' },
  'edition-approval-day': { status: 422, fr: 'Une édition s’approuve entre la réunion de l’instance et aujourd’hui.', en: 'An edition is approved between the meeting of the body and today.' },
} as const

export const editionErrors = defineErrors(editionCatalogue)
