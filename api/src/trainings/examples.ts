import { demoId } from '@convergence/db'

const facilitation = { params: { id: demoId('training', 'animer') } }
const planned = { params: { id: demoId('training-session', 'culture/suivante') } }
const ended = { params: { id: demoId('training-session', 'culture/novembre') } }
const cancelled = { params: { id: demoId('training-session', 'culture/annulee') } }
const held = { params: { id: demoId('training-session', 'culture/2026-05') } }
const onSheet = { params: { ...planned.params, partId: demoId('training-attendance', 'culture/suivante/helory-vannier') } }

/** Requests of the documentation, sent to the demonstration by a test: one session per state, since each act changes it. */
export const examples = {
  list: { query: { audience: 'facilitators', limit: '10' } },
  one: facilitation,
  create: { body: { title: 'Écouter un désaccord', objective: 'Reformuler sans trahir, relancer sans orienter.', audience: 'facilitators', skill: 'Écoute active', validMonths: 24, durationMinutes: 420, perimeterId: demoId('perimeter', 'national') } },
  patch: { ...facilitation, body: { objective: 'Préparer, animer et relire une séance où l’on n’est pas d’accord.' } },
  sessions: { query: { status: 'planned,held', limit: '20' } },
  session: planned,
  plan: { ...facilitation, body: { startsAt: '2027-03-09T08:00:00Z', endsAt: '2027-03-10T16:00:00Z', place: 'Siège régional, Rennes', trainer: 'DRIS', seats: 12 } },
  patchSession: { ...planned, body: { place: 'Maison des associations, Rennes' } },
  hold: { ...ended, body: { attendances: [{ id: demoId('training-attendance', 'culture/novembre/tiphaine-roscoat'), status: 'attended', passed: true }, { id: demoId('training-attendance', 'culture/novembre/firmin-desparre'), status: 'absent' }] } },
  cancel: { params: { id: demoId('training-session', 'animer/suivante') } },
  reopen: cancelled,
  sheet: held,
  register: { ...planned, body: { stakeholderId: demoId('stakeholder', 'solene-kervadec') } },
  onSheet,
  answer: { ...onSheet, body: { status: 'attended', passed: true } },
} as const
