import { demoId } from '@convergence/db'

const id = demoId('expectation', '1')

export const examples = {
  list: { query: { stakeholderId: demoId('stakeholder', 'adherents') } },
  create: { body: { stakeholderId: demoId('stakeholder', 'souffle-mouvement'), areaId: demoId('area', '6.6.3'), statement: 'Connaître les critères de choix des projets financés.', weight: 4, source: 'Entretien téléphonique', statedOn: '2026-03-12' } },
  one: { params: { id } },
  patch: { params: { id }, body: { weight: 5 } },
}
