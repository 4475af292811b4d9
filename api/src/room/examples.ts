import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-suivante')
/** Of the session to come, in the demonstration. */
const code = 'K7M2QX'
const past = demoId('session', 'seance-2026-10')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  one: { params: { id } },
  code: { params: { id }, body: { action: 'show' } },
  door: { body: { code: 'k7m 2qx' } },
  checkIn: { body: { code, deviceKey: 'telephone-de-l-exemple', stakeholderId: demoId('stakeholder', 'aidants-debout'), personName: 'Nour Belkacem', by: 'qr' } },
  undo: { body: { code, deviceKey: 'telephone-de-l-exemple' }, after: ['checkIn'] },
  add: { params: { id }, body: { organisation: 'Amicale des riverains du port', personName: 'Lise Le Goff' } },
  ofCheckIn: { params: { id, partId: demoId('check-in', 'seance-suivante/riverains') } },
  undone: { params: { id, partId: demoId('check-in', 'seance-suivante/riverains') }, after: ['createCheckIn'] },
  tie: { params: { id, partId: demoId('check-in', 'seance-suivante/riverains') }, body: { organisation: 'Riverains du port de Rennes' } },
  clock: { params: { id, partId: demoId('agenda-item', 'seance-suivante/2') }, body: { action: 'clear' } },
  readings: { params: { id: past } },
  confirm: { params: { id: past }, body: { pointId: demoId('point', 'p12-aidants'), note: 'Relu et confirmé par la salle.' } },
  withdrawReading: { params: { id: past, partId: past }, after: ['confirmReading'] },
}
