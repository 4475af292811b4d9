import { demoId } from '@convergence/db'

const published = { id: demoId('session', 'seance-2026-03') }
const circulated = { id: demoId('session', 'seance-2026-06') }
const draft = { id: demoId('session', 'seance-2026-10') }
const planned = { id: demoId('session', 'seance-suivante') }

/** Requests of the documentation, sent to the demonstration by a test: one session per state, since each act changes it. */
export const examples = {
  one: { params: published },
  versions: { params: published },
  version: { params: { ...published, number: '1' } },
  differences: { params: published, query: { from: '1', to: '2' } },
  pdf: { params: published, query: { format: 'pdf' } },
  readers: { params: circulated },
  circulate: { params: draft, body: { correctionsUntil: '2027-01-31', message: 'Merci de nous dire avant la fin du mois ce qui ne correspond pas à vos propos.' } },
  reopen: { params: circulated },
  approve: { params: draft, body: { approvedBy: 'Comité de suivi', approvedOn: '2026-11-03' } },
  publish: { params: draft },
  unpublish: { params: published },
  linked: { as: 'link=demonstration-minutes' as const },
  linkedDocument: { as: 'link=demonstration-minutes' as const, query: { format: 'docx' } },
  linkedCorrection: { as: 'link=demonstration-minutes' as const, body: { text: 'Notre réserve portait sur le calendrier, pas sur le principe.' } },
  corrections: { params: circulated },
  correct: { params: published, body: { text: 'Notre représentante était présente jusqu’à 16 h.', stakeholderId: demoId('stakeholder', 'aidants-debout') } },
  answer: { params: { ...circulated, partId: demoId('minutes-correction', 'seance-2026-06/2') }, body: { status: 'refused', answer: 'L’enregistrement de la séance dit « sous condition » : nous maintenons la réserve.' } },
  patch: { params: planned, body: { introduction: 'Séance tenue à Rennes, en présence de la direction de l’offre de soins.' } },
}
