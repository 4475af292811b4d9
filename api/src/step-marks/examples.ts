import { demoId } from '@convergence/db'

const activity = { params: { id: demoId('activity', 'acces-soins') } }
const step = (rank: number) => demoId('process-step', `concertation-2026/${rank}`)
const mark = (code: string) => ({ params: { ...activity.params, partId: demoId('step-mark', code) } })

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { ...activity, query: { stepId: step(8), limit: '10' } },
  create: { ...activity, body: { stepId: step(8), state: 'done' as const, note: 'Salle visitée avec une association : boucle sonore essayée, rampe mesurée.', evidenceUrl: 'https://exemple.invalid/releve-de-visite', evidenceName: 'Relevé de visite' } },
  withdraw: mark('acces-soins/mandate'),
  evidence: { ...mark('acces-soins/visit'), body: { file: { name: 'releve-de-visite.csv', content: 'salle;boucle sonore\nMaison des associations;oui\n' } } },
  evidenceContent: { ...mark('acces-soins/visit'), after: ['attachStepMarkEvidence'] },
}
