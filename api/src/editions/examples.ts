import { demoId } from '@convergence/db'

const draft = { id: demoId('edition', 'edition-2026') }
const frozen = { id: demoId('edition', 'edition-2012') }
const bretagne = demoId('perimeter', 'bretagne')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10' } },
  create: { body: { title: 'Rapport du dialogue 2026', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId: bretagne, outline: 'esrs-2-sbm-2' } },
  one: { params: draft },
  patch: { params: draft, body: { subtitle: 'Une année de dialogue en Bretagne' } },
  remove: { params: draft, after: ['createEdition'] },
  restore: { params: draft, after: ['createEdition', 'deleteEdition'] },
  blocks: { params: draft },
  createBlock: { params: draft, body: { kind: 'text' as const, text: 'Nous avons tenu {{measure:sessions_held}} séances avec {{measure:organisations_met}} organisations.', standardCodes: ['GRI 2-29'] } },
  block: { params: { ...draft, blockId: demoId('edition-block', 'edition-2026/seances') } },
  patchBlock: { params: { ...draft, blockId: demoId('edition-block', 'edition-2026/seances') }, body: { title: 'Les séances de l’année' } },
  removeBlock: { params: { ...draft, blockId: demoId('edition-block', 'edition-2026/seances') }, after: ['createEditionBlock'] },
  content: { params: draft, query: { audience: 'outside' } },
  rows: { params: { ...draft, blockId: demoId('edition-block', 'edition-2026/seances') }, query: { limit: '5' } },
  frozen: { params: frozen },
  comparison: { params: draft },
  freeze: { params: draft, body: {}, after: ['createEdition'] },
  publish: { params: draft, after: ['createEdition', 'freezeEdition'] },
  withdraw: { params: draft, after: ['createEdition', 'freezeEdition', 'publishEdition'] },
  document: { params: frozen, query: { format: 'pdf' } },
  publishedDocument: { params: { reference: '2012-00001' }, query: { format: 'xlsx' } },
  published: { params: { reference: '2012-00001' } },
  // Every block of an edition of its own, which the seed gives two.
  order: { params: { id: demoId('edition', 'edition-2027') }, body: { blockIds: [demoId('edition-block', 'edition-2027/intention'), demoId('edition-block', 'edition-2027/titre')] } },
}
