import { defineErrors } from '../errors.ts'

export const trainingCatalogue = {
  'training-not-found': { status: 404, fr: 'Cette formation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This training does not exist, or your rights do not cover it.' },
  'training-session-not-found': { status: 404, fr: 'Cette session de formation n’existe pas, ou vos droits ne la couvrent pas.', en: 'This training session does not exist, or your rights do not cover it.' },
  'training-attendance-not-found': { status: 404, fr: 'Cette personne n’est pas inscrite à cette session.', en: 'This person is not registered for this session.' },
  'training-session-order': { status: 422, fr: 'La session finit avant d’avoir commencé.', en: 'The session ends before it begins.' },
  'training-session-status': { status: 409, fr: 'Une session de formation ne passe pas de « {from} » à « {to} » : prévue, elle se tient ou s’annule ; tenue ou annulée, elle redevient prévue.', en: 'A session that is {from} cannot become {to}: planned → held or cancelled; held or cancelled → planned.' },
  'training-session-ahead': { status: 409, fr: 'Cette session n’a pas encore commencé.', en: 'This session has not begun yet.' },
  'training-session-cancelled': { status: 409, fr: 'Cette session est annulée : on ne s’y inscrit plus.', en: 'This session is cancelled: nobody registers for it any more.' },
  'training-session-full': { status: 409, fr: 'Cette session est complète : {seats} places.', en: 'This session is full: {seats} places.' },
  'training-session-seats-taken': { status: 409, fr: '{taken} personnes sont inscrites : la session ne peut pas compter {seats} places.', en: '{taken} people are registered: the session cannot have {seats} places.' },
  'training-attendance-open': { status: 422, fr: 'Dites de chaque personne inscrite si elle est venue : il en reste {count}.', en: 'Say of each person who is registered whether they came: {count} left.' },
  'training-attendance-passed': { status: 422, fr: 'Seule une personne venue peut avoir montré la compétence.', en: 'Only somebody who came can have shown the skill.' },
  'training-already-registered': { status: 409, fr: 'Cette personne est déjà inscrite à cette session.', en: 'This person is registered for this session already.' },
  'training-person-only': { status: 422, fr: 'On forme des personnes : cette partie prenante est une organisation ou un groupe.', en: 'People are trained: this stakeholder is an organisation or a group.' },
} as const

export const trainingErrors = defineErrors(trainingCatalogue)
