import { defineErrors } from '../errors.ts'

export const activityCatalogue = {
  'activity-not-found': { status: 404, fr: 'Cette action de dialogue n’existe pas, ou vos droits ne la couvrent pas.', en: 'This dialogue activity does not exist, or your rights do not cover it.' },
  'activity-ends-before-start': { status: 422, fr: 'L’action finit avant de commencer.', en: 'The activity ends before it starts.' },
  'activity-outside-plan': { status: 422, fr: 'L’action sort de la période de son plan ({from} – {to}).', en: 'The activity leaves the period of its plan ({from} – {to}).' },
  'activity-cancel-reason': { status: 422, fr: 'Une action s’annule avec un motif.', en: 'An activity is cancelled with a reason.' },
  'activity-cancelled': { status: 409, fr: 'L’action est annulée : reprenez-la pour la changer.', en: 'The activity is cancelled: take it up again to change it.' },
  'activity-has-sessions': { status: 409, fr: 'Des séances tenues se rattachent à cette action : elle ne se supprime pas. Annulez-la avec un motif.', en: 'Sessions that were held belong to this activity: it cannot be removed. Cancel it with a reason.' },
  'activity-part-not-found': { status: 404, fr: 'Cet élément n’existe pas dans cette action.', en: 'This part does not exist in this activity.' },
  'audience-query-missing': { status: 409, fr: 'Le public de cette action n’a pas été choisi par une requête : rien à actualiser.', en: 'The audience of this activity was not chosen by a query: there is nothing to refresh.' },
  'audience-too-wide': { status: 422, fr: 'Cette requête retient {count} parties prenantes ; un public en compte {limit} au plus. Resserrez-la.', en: 'This query keeps {count} stakeholders; an audience has {limit} at most. Narrow it.' },
  'audience-unfiltered': { status: 422, fr: 'Une requête sans aucun filtre retiendrait tout le registre : nommez-en un.', en: 'A query without any filter would keep the whole register: name one.' },
  'audience-class-scheme': { status: 422, fr: 'Cette classe n’est pas de cette grille.', en: 'This class is not of this grid.' },
} as const

export const activityErrors = defineErrors(activityCatalogue)
