import { demoId } from '@convergence/db'

const id = demoId('activity', 'acces-soins')
const member = { id, partId: demoId('activity-stakeholder', 'acces-soins/commune-kerlannec') }
const risk = { id, partId: demoId('activity-risk', 'acces-soins/1') }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  audience: { params: { id }, query: { limit: '20' } },
  add: { params: { id }, body: { stakeholderIds: [demoId('stakeholder', 'ateliers-triskel')], attribute: 'diverse_perspectives' as const, reason: 'Entreprise adaptée : parle du soin au travail.' } },
  member: { params: member },
  memberPatch: { params: member, body: { attribute: 'tension' as const, reason: 'L’agence de la commune est menacée de fermeture.' } },
  memberDelete: { params: { id, partId: demoId('activity-stakeholder', 'acces-soins/fonds-horizon-partage') } },
  compare: { params: { id: demoId('activity', 'jeunes-actifs') }, body: { query: { scheme: 'salience' as const, class: 'definitive', withoutSession: '365' } } },
  apply: { params: { id: demoId('activity', 'jeunes-actifs') }, body: { remove: true, reason: 'Apparue dans la veille, jamais invitée.' } },
  risks: { params: { id } },
  riskCreate: { params: { id }, body: { risk: 'Une organisation quitte le dialogue avant la fin.', likelihood: 2, severity: 3, treatment: 'Appel de l’équipe dans la semaine.', owner: 'Hugo Malestroit' } },
  risk: { params: risk },
  riskPatch: { params: risk, body: { likelihood: 3 } },
  riskDelete: { params: { id, partId: demoId('activity-risk', 'acces-soins/2') } },
  session: { params: { id: demoId('activity', 'sante-environnement') }, body: { title: 'Première table ronde : le retour des médicaments', form: 'in_room' as const, startsAt: '2026-12-15T13:00:00Z', endsAt: '2026-12-15T15:30:00Z', place: 'Quimper' } },
  move: { params: { id: demoId('session', 'atelier-aidants') }, body: { activityId: demoId('activity', 'aidants') } },
}
