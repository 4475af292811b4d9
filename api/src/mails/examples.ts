import { demoId } from '@convergence/db'

const parked = { params: { id: demoId('mail', 'parked') } }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { status: 'queued,parked', limit: '20' } },
  summary: { query: { objectId: demoId('session', 'seance-suivante') } },
  one: parked,
  retry: parked,
  cancel: { params: { id: demoId('mail', 'queued') } },
  /** Works in the demonstration only, where this secret is public. */
  optOut: { as: 'link=demonstration-opt-out' },
  oneClick: { query: { token: 'demonstration-opt-out' } },
} as const
