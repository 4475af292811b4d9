import { demoId } from '@convergence/db'

const id = demoId('outcome', 'p04-tarif-solidaire/1')
const holder = (code: string) => demoId('stakeholder', code)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { current: 'true', kind: 'not_retained,deferred', limit: '20' } },
  create: { body: { pointId: demoId('point', 'p10-isr'), kind: 'partly_retained' as const, statement: 'Les énergies fossiles sortent des nouveaux placements dès 2027.', reason: 'Les placements en cours vont à leur terme : les céder d’un coup coûterait aux réserves.', decidedBy: 'Comité des placements', reviewOn: '2027-10-15' } },
  one: { params: { id } },
  patch: { params: { id }, body: { reviewOn: '2027-09-30', reviewed: true } },
  withdraw: { params: { id: demoId('outcome', 'p12-aidants/1') } },
  restore: { params: { id: demoId('outcome', 'p05-prevention-entreprise/0') } },
  proposal: { params: { id }, query: { locale: 'fr' } },
  answers: { params: { id }, body: { stakeholderIds: [holder('aidants-debout'), holder('chantiers-keravel')], channel: 'letter' as const, text: 'Vous avez pris position sur le tarif solidaire. Voici ce qui a été décidé, et pourquoi.', givenOn: '2026-11-20' } },
  owed: { query: { state: 'owed', sort: 'since', limit: '20' } },
  takeBack: { params: { id: demoId('answer', 'p11-telemedecine/1/teleconsult-boreal') } },
}
