import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-suivante')
const invitation = (holder: string) => ({ id, partId: demoId('invitation', `seance-suivante/${holder}`) })
/** Works in the demonstration only, where this secret is public. */
const linked = { as: 'link=demonstration-invitation' } as const

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { params: { id } },
  invite: { params: { id }, body: { stakeholderIds: [demoId('stakeholder', 'associations')] } },
  one: { params: invitation('aidants-debout') },
  patch: { params: invitation('aidants-debout'), body: { status: 'registered' as const } },
  remove: { params: invitation('imprimerie-argoat') },
  send: { params: { id }, body: { language: 'fr' as const } },
  announce: { params: { id: demoId('session', 'reunion-annulee') }, body: {} },
  link: { params: invitation('imprimerie-argoat') },
  linked,
  answer: { ...linked, body: { answer: 'registered' as const, note: 'Nous viendrons à deux.' } },
  document: { ...linked, params: { id: demoId('session-document', 'regles') } },
} as const
