import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-2026-10')
const position = demoId('position', 'seance-2026-10/p02-reseau-ferme/officines-reunies')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { params: { id } },
  create: { params: { id }, body: { stakeholderIds: [demoId('stakeholder', 'officines-reunies')], expiresInDays: 30, send: false } },
  sheet: { as: 'link:createConfirmations' },
  answer: { body: { answers: [{ positionId: position, verdict: 'confirmed' }] }, as: 'link:createConfirmations' },
  trail: { params: { id: position } },
} as const
