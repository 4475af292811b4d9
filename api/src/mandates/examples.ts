import { demoId } from '@convergence/db'

const id = demoId('mandate', 'm-quemarrec-mer')

export const examples = {
  list: { query: { organisationId: demoId('stakeholder', 'mutuelle-metiers-mer'), asOf: '2026-06-30' } },
  create: { body: { personId: demoId('stakeholder', 'nolwenn-aubraye'), organisationId: demoId('stakeholder', 'conference-delegues-bretagne'), role: 'Déléguée suppléante', college: 'Élus', startOn: '2026-01' } },
  one: { params: { id } },
  patch: { params: { id }, body: { role: 'Présidente', endOn: '2027' } },
}
