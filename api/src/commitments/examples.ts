import { demoId } from '@convergence/db'

const id = demoId('commitment', 'charte-teleconsultation')
const milestone = demoId('commitment-milestone', 'charte-teleconsultation/1')
const proved = { id: demoId('commitment', 'fonds-prevention'), partId: demoId('commitment-event', 'fonds-prevention/1') }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { state: 'open,blocked', sort: 'dueOn', limit: '20' } },
  facets: { query: { fictional: 'true' } },
  create: { body: { statement: 'Publier chaque année le délai moyen de rendez-vous dans le réseau.', owner: 'Direction de l’offre de soins', counterpartId: demoId('stakeholder', 'observatoire-acces-soins'), pointId: demoId('point', 'p02-reseau-ferme'), sessionId: demoId('session', 'seance-2026-10'), dueOn: '2027-03-31', milestones: [{ title: 'Méthode de mesure', weight: 1 }, { title: 'Première publication', weight: 2 }] } },
  one: { params: { id } },
  sheet: { params: { id }, query: {} },
  patch: { params: { id }, body: { dueOn: '2027-06-30' } },
  event: { params: { id }, body: { kind: 'progress', progress: 60, reason: 'Deux ateliers tenus sur trois.' } },
  eventWithdrawn: { params: { id, partId: demoId('commitment-event', 'charte-teleconsultation/1') }, after: ['createCommitmentEvent'] },
  evidence: { params: proved, body: { file: { name: 'reglement-du-fonds.txt', content: 'Article 1. Le fonds est ouvert aux entreprises de moins de cinquante salariés.\n' } } },
  evidenceContent: { params: proved, after: ['attachCommitmentEvidence'] },
  linkedEvidence: { as: 'link:createVerificationLink' as const, after: ['attachCommitmentEvidence'] },
  milestone: { params: { id }, body: { title: 'Charte signée par les centres partenaires', weight: 2, dueOn: '2027-02-28' } },
  oneMilestone: { params: { id, partId: milestone } },
  milestonePatch: { params: { id, partId: milestone }, body: { doneOn: '2026-11-20' } },
  link: { params: { id: demoId('commitment', 'fonds-prevention') }, body: { expiresInDays: 30 } },
  verification: { as: 'link:createVerificationLink' as const },
  verdict: { as: 'link:createVerificationLink' as const, body: { kept: true, reason: 'Nous avons reçu le règlement.' } },
  order: { params: { id: demoId('commitment', 'essai-repit') }, body: { ids: [2, 1, 3].map((n) => demoId('commitment-milestone', `essai-repit/${n}`)) } },
}
