import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, setLocale } from '../i18n.ts'
import StandingStep from './StandingStep.vue'
import type { StepStanding } from './store.ts'

const step: StepStanding['step'] = { id: 's1', rank: 1, phase: 'Préparer', title: 'Inviter', guidance: '', responsible: 'DRIS', evidence: '', check: 'Chacun est-il invité ?', fact: 'invitations_sent', version: 1, createdAt: '', updatedAt: '' }
const fact = (state: 'done' | 'partly' | 'missing', counted: number, n: number): StepStanding['fact'] => ({ name: 'invitations_sent', state, counted, n })
const mark = (state: 'done' | 'not_applicable' | 'reopened'): StepStanding['mark'] => ({ id: 'm1', activityId: 'a1', stepId: 's1', stepTitle: 'Inviter', state, note: '', evidenceUrl: '', evidenceFileId: null, evidenceName: '', statedAt: '2026-03-10T11:00:00.000Z', recordedBy: null, withdrawnAt: null, recordedByName: 'Hugo Malestroit', evidenceType: null })

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<p />' } }] })
/** The closed line of a step, as a reader hears it. */
function line(standing: Partial<StepStanding>, next = false): string {
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const wrapper = mount(StandingStep, { props: { activityId: 'a1', standing: { step, state: 'missing', by: 'none', fact: null, mark: null, ...standing }, next, editable: true, open: false }, global: { plugins: [i18n, router, [VueQueryPlugin, { queryClient: queries }]] } })
  const text = wrapper.text().replace(/[\s\u00a0\u202f]+/g, ' ')
  wrapper.unmount()
  return text
}

beforeAll(() => setLocale('fr', false))

describe('a step of a dialogue says who says that it is done', () => {
  it.each([
    ['the records, with their figures', { state: 'done', by: 'fact', fact: fact('done', 12, 12) }, 'constatée dans les données', 'constatée : 12 sur 12'],
    ['the records, where one row is enough', { state: 'done', by: 'fact', fact: fact('done', 2, 3) }, 'constatée dans les données', 'constatée : 2'],
    ['a person, by name and day', { state: 'done', by: 'mark', mark: mark('done') }, 'dite faite par une personne', 'dite faite : Hugo Malestroit, 10 mars 2026'],
    ['the records, in part', { state: 'partly', by: 'fact', fact: fact('partly', 85, 86) }, 'en partie', 'dans les données : 85 sur 86'],
    ['nobody, where the records could', { state: 'missing', by: 'none', fact: fact('missing', 0, 0) }, 'à faire', 'rien dans les données'],
    ['nobody, where only a person can', { state: 'missing', by: 'none' }, 'à faire', 'personne ne l’a encore dite faite'],
    ['a person who reopened it against the records', { state: 'reopened', by: 'mark', fact: fact('done', 3, 3), mark: mark('reopened') }, 'à reprendre', 'à reprendre : Hugo Malestroit, 10 mars 2026'],
    ['a person for whom it does not apply', { state: 'not_applicable', by: 'mark', mark: mark('not_applicable') }, 'sans objet', 'sans objet : Hugo Malestroit, 10 mars 2026'],
  ] as const)('%s', (_, standing, word, why) => {
    const text = line(standing as Partial<StepStanding>)
    expect(text).toContain(word)
    expect(text.endsWith(why)).toBe(true)
  })

  it('and that it is the next one', () => expect(line({}, true)).toContain('ensuite'))
})
