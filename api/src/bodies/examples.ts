import { demoId } from '@convergence/db'

const bretagne = { params: { id: demoId('body', 'comite-dialogue-bretagne') } }
const college = { params: { ...bretagne.params, partId: demoId('body-college', 'comite-dialogue-bretagne/adherents') } }
const member = { params: { ...bretagne.params, partId: demoId('body-member', 'comite-dialogue-bretagne/patients') } }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { on: '2026-11-30', limit: '10' } },
  one: bretagne,
  create: { body: { name: 'Commission santé et environnement', kind: 'commission', purpose: 'Suit les engagements du pilier environnement.', perimeterId: demoId('perimeter', 'national'), since: '2026-09-01', quorumPercent: 50, meetingsPerYear: 4 } },
  patch: { ...bretagne, body: { purpose: 'Prépare les séances de la région et approuve leurs procès-verbaux.' } },
  remove: bretagne,
  colleges: { ...bretagne, query: { on: '2026-11-30' } },
  college,
  collegeCreate: { ...bretagne, body: { label: 'Personnalités qualifiées', seats: 2 } },
  collegePatch: { ...college, body: { label: 'Adhérents et leurs élus' } },
  members: { ...bretagne, query: { on: '2026-11-30', limit: '20' } },
  member,
  memberCreate: { ...bretagne, body: { stakeholderId: demoId('stakeholder', 'ateliers-triskel'), role: 'Membre', startOn: '2026-12-01', endOn: '2029-11-30' } },
  memberPatch: { ...member, body: { role: 'Rapporteure' } },
  memberEnd: { params: { ...bretagne.params, partId: demoId('body-member', 'comite-dialogue-bretagne/aidants') }, body: { endOn: '2026-12-31', reason: 'Départ de son représentant' } },
  memberRenew: { params: { ...bretagne.params, partId: demoId('body-member', 'comite-dialogue-bretagne/delegues') }, body: { endOn: '2029-12-31' } },
  meetings: { ...bretagne, query: { limit: '10' } },
  meeting: { params: { ...bretagne.params, partId: demoId('session', 'comite-bretagne-2026-09') } },
  decisions: { ...bretagne, query: { limit: '10' } },
} as const
