import { defineErrors } from '../errors.ts'

export const planCatalogue = {
  'plan-not-found': { status: 404, fr: 'Ce plan de dialogue n’existe pas, ou vos droits ne le couvrent pas.', en: 'This dialogue plan does not exist, or your rights do not cover it.' },
  'plan-ends-before-start': { status: 422, fr: 'Le plan finit avant de commencer.', en: 'The plan ends before it starts.' },
  'plan-period-too-long': { status: 422, fr: 'Un plan couvre dix ans au plus.', en: 'A plan covers ten years at most.' },
  'plan-closed': { status: 409, fr: 'Le plan est clos : rouvrez-le pour le changer, lui ou ses actions.', en: 'The plan is closed: reopen it to change it or its activities.' },
  'plan-transition-refused': { status: 409, fr: 'Un plan ne passe pas de « {from} » à « {to} » : on l’adopte, puis on le clôt ; rouvrir revient d’un pas.', en: 'A plan that is {from} cannot become {to}: draft → adopted → closed; reopening goes back one step.' },
  'plan-adoption-without-body': { status: 422, fr: 'Une réunion d’adoption est celle d’une instance : nommez l’instance.', en: 'A meeting of adoption is that of a body: name the body.' },
  'plan-adoption-before-meeting': { status: 422, fr: 'La réunion a eu lieu le {day} : le plan n’a pas pu y être adopté avant.', en: 'The meeting took place on {day}: the plan cannot have been adopted there before.' },
  'plan-adoption-in-future': { status: 422, fr: 'L’adoption est un fait : son jour n’est pas à venir.', en: 'Adoption is a fact: its day is not to come.' },
  'plan-has-activities': { status: 409, fr: 'Ce plan a des actions commencées ou terminées : il ne se supprime pas. Clôturez-le.', en: 'This plan has activities under way or done: it cannot be removed. Close it.' },
} as const

export const planErrors = defineErrors(planCatalogue)
