import { demoId } from '@convergence/db'

const one = { params: { id: demoId('task', 'salle-seance-4') } }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { state: 'open', planId: demoId('plan', 'plan-2026'), limit: '20' } },
  create: { body: { title: 'Réserver l’interprète en langue des signes', doer: 'Hugo Malestroit', doerUserId: demoId('user', 'facilitator'), dueOn: '2026-12-04', remindOn: '2026-12-01', activityId: demoId('activity', 'acces-soins') } },
  one,
  patch: { ...one, body: { note: 'La salle Vilaine a une boucle magnétique.' } },
  removed: one,
}
