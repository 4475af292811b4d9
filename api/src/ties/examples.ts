import { demoId } from '@convergence/db'

const tie = { id: demoId('tie', '1') }
const type = { id: demoId('tie-type', 'partenaire-de') }
const stakeholder = (code: string) => demoId('stakeholder', code)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { stakeholderId: stakeholder('professionnels-sante'), asOf: '2026-06-30' } },
  create: { body: { typeId: type.id, fromId: stakeholder('institut-lumen'), toId: stakeholder('aidants-debout'), strength: 3, sign: 1, startOn: '2026-03', source: 'Convention de partenariat', basis: 'declared' } },
  one: { params: tie },
  patch: { params: tie, body: { strength: 4, note: 'Confirmé en séance.' } },
  createType: { body: { code: 'parraine', labelFr: 'parraine', labelEn: 'sponsors', reverseFr: 'est parrainé par', reverseEn: 'is sponsored by', fromKinds: ['organisation'], toKinds: ['organisation', 'group'], directed: true, rank: 20 } },
  oneType: { params: type },
  patchType: { params: type, body: { rank: 9 } },
}
