import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-suivante')
const one = { params: { id, partId: demoId('session-document', 'rappel-positions') } }

/** Requests of the documentation, sent to the demonstration by a test. */
export const documentExamples = {
  list: { params: { id } },
  add: { params: { id }, body: { title: 'Questions préparatoires', audience: 'participants', file: { name: 'questions.txt', content: 'Que changerait pour vous un réseau ouvert ?\n' } } },
  one,
  replace: { ...one, after: ['addSessionDocument'], body: { file: { name: 'questions-2.txt', content: 'Que changerait pour vous un réseau ouvert, et à quelles conditions ?\n' } } },
  patch: { ...one, body: { audience: 'public' as const } },
  remove: { ...one, after: ['addSessionDocument'] },
  restore: { ...one, after: ['addSessionDocument', 'deleteSessionDocument'] },
}
