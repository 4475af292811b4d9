import { demoId } from '@convergence/db'

const perimeterId = demoId('perimeter', 'national')
const target = 'stakeholders'

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  create: { body: { target, perimeterId, fileName: 'organisations.csv', content: 'Identifiant;Nom;Ville\n788058030;Adoma;Paris\n' } },
  upload: { body: { target, perimeterId, file: { name: 'organisations.csv', content: 'Identifiant;Nom;Ville\n788058030;Adoma;Paris\n' } } },
  fields: { query: { target } },
  one: { params: { id: demoId('import', 'example') }, after: ['createImport'] },
  patch: { params: { id: demoId('import', 'example') }, body: { defaults: { side: 'external' } }, after: ['createImport'] },
  commit: { params: { id: demoId('import', 'example') }, after: ['uploadImport', 'checkImport'] },
  undo: { params: { id: demoId('import', 'example') }, after: ['createImport', 'checkImport', 'commitImport'] },
}
