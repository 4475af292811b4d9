import { demoId } from '@convergence/db'

const roundId = demoId('round', 'cotation-plus3')
const power = demoId('criterion', 'power')
const stakeholder = (code: string) => demoId('stakeholder', code)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { stakeholderId: stakeholder('adherents'), current: 'true', limit: '20' } },
  create: { body: { stakeholderId: stakeholder('federation-optique-armor'), criterionId: power, value: 4, confidence: 2, reason: 'Peut fermer son réseau à nos adhérents.' } },
  batch: {
    body: {
      scores: [
        { roundId, raterId: demoId('rater', 'cotation-plus3/direction-2'), stakeholderId: stakeholder('adherents'), criterionId: power, value: 5, reason: 'Votent les cotisations.' },
        { roundId, raterId: demoId('rater', 'cotation-plus3/direction-2'), stakeholderId: stakeholder('associations'), criterionId: power, value: null },
      ],
    },
  },
  one: { params: { id: demoId('score', 'cotation-autumn/dris-1/power/adherents') } },
  withdraw: { params: { id: demoId('score', 'cotation-autumn/dris-2/power/adherents') } },
  restore: { params: { id: demoId('score', 'cotation-autumn/dris-2/power/adherents') }, after: ['createScore', 'withdrawScore'] },
  linked: { body: { scores: [{ stakeholderId: stakeholder('adherents'), criterionId: power, value: 4, reason: 'Nous décidons ensemble à l’assemblée.' }] } },
}
