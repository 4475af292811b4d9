import { defineErrors } from '../errors.ts'

export const taskCatalogue = {
  'task-not-found': { status: 404, fr: 'Cette tâche n’existe pas, ou vos droits ne la couvrent pas.', en: 'This task does not exist, or your rights do not cover it.' },
  'task-two-sources': { status: 422, fr: 'Une tâche vient d’une action, d’une séance, d’un engagement ou d’une instance : d’un seul.', en: 'A task comes from an activity, a session, a commitment or a body: from one only.' },
  'task-reminder-after-due': { status: 422, fr: 'Le rappel vient après l’échéance.', en: 'The reminder comes after the day it is due.' },
  'task-not-yours': { status: 403, fr: 'Votre rôle permet de faire vos propres tâches, pas celles d’autrui.', en: 'Your role allows you to do your own tasks, not those of others.' },
} as const

export const taskErrors = defineErrors(taskCatalogue)
