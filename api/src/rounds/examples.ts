import { demoId } from '@convergence/db'

const id = demoId('round', 'cotation-plus3')
const spring = demoId('round', 'cotation-spring')
const rater = (code: string) => demoId('rater', `cotation-plus3/${code}`)
const criterion = (code: string) => demoId('criterion', code)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', phase: 'open,closed' } },
  create: {
    body: {
      title: 'Cotation des partenaires de santé', purpose: 'Préparer la revue de printemps.', perimeterId: demoId('perimeter', 'national'), horizon: 'now', closesAt: '2199-03-31T17:00:00Z',
      criterionIds: [criterion('power'), criterion('interest')], stakeholderIds: [demoId('stakeholder', 'adherents'), demoId('stakeholder', 'professionnels-sante')], raters: [{ capacity: 'internal', name: 'Direction des réseaux de soins' }],
    },
  },
  one: { params: { id } },
  patch: { params: { id }, body: { purpose: 'Regarder trois ans devant nous.' } },
  open: { params: { id: spring }, after: ['createRound'] },
  close: { params: { id: spring }, after: ['createRound', 'openRound'] },
  reopen: { params: { id: spring }, body: {}, after: ['createRound', 'openRound', 'closeRound'] },
  members: { params: { id }, query: { limit: '20', sort: 'name' } },
  addMembers: { params: { id }, body: { ids: [demoId('stakeholder', 'federation-optique-armor')] } },
  removeMember: { params: { id, stakeholderId: demoId('stakeholder', 'federation-optique-armor') }, after: ['addRoundStakeholders'] },
  raters: { params: { id } },
  addRaters: { params: { id }, body: { raters: [{ capacity: 'internal', name: 'Direction des systèmes d’information' }, { capacity: 'stakeholder', stakeholderId: demoId('stakeholder', 'professionnels-sante'), name: 'Voix des soignants' }] } },
  rater: { params: { id, partId: rater('direction-3') } },
  patchRater: { params: { id, partId: rater('direction-3') }, body: { finished: true } },
  remind: { params: { id }, body: {} },
  link: { params: { id, partId: rater('direction-2') }, body: { expiresInDays: 30 } },
  revoke: { params: { id, partId: rater('direction-2') }, after: ['createRaterLink'] },
  sheet: { params: { id: demoId('round', 'cotation-autumn') } },
  linkedSheet: { as: 'link' },
  linkedFinish: { body: { finished: true }, as: 'link' },
} as const
