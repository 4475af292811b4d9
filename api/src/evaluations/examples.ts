import { demoId } from '@convergence/db'

const closed = demoId('evaluation', 'seance-2026-06')
const open = demoId('evaluation', 'seance-2026-10')
const question = (code: string) => demoId('question', `after-session/fr/${code}`)

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { status: 'open,closed', limit: '20' } },
  create: { body: { questionnaireId: demoId('questionnaire', 'after-session/fr'), sessionId: demoId('session', 'seance-2026-06') } },
  one: { params: { id: closed } },
  patch: { params: { id: open }, body: { closesOn: null } },
  removed: { params: { id: open } },
  opening: { after: ['createEvaluation'], params: { id: closed }, body: { send: false } },
  reminders: { params: { id: open } },
  links: { params: { id: open }, body: { stakeholderIds: [demoId('stakeholder', 'officines-reunies')] } },
  closing: { after: ['createEvaluation', 'openEvaluation'], params: { id: closed } },
  reopening: { params: { id: closed }, body: { closesOn: null } },
  results: { params: { id: closed } },
  recipients: { params: { id: open } },
  sheet: { as: 'link:createEvaluationLinks' },
  answers: { as: 'link:createEvaluationLinks', body: { answers: [...['purpose', 'preparation', 'diversity', 'voice', 'facilitation', 'record', 'follow-up'].map((code) => ({ questionId: question(code), value: 4 })), { questionId: question('again'), value: 1 }, { questionId: question('useful'), text: 'Entendre les raisons de chacun.' }] } },
} as const
