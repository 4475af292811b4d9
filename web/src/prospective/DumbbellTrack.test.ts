import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { messages } from '../locales/en/index.ts'
import DumbbellTrack from './DumbbellTrack.vue'
import type { Axis, Row, View } from './store.ts'

const view = (value: number | null, n: number): View => ({ value, low: null, high: null, n, few: n < 3 })
const measure: Row['measures'][number] = {
  key: 'power', gapNow: -1, gapThen: -1.5, moveInternal: 0.5, moveStakeholder: 1,
  views: { internalNow: view(2, 8), stakeholderNow: view(3, 4), jointNow: view(null, 0), internalThen: view(2.5, 6), stakeholderThen: view(4, 2), jointThen: view(null, 0) },
}
const row: Row = { id: '1', name: 'Communes', nameEn: null, reference: '', detail: null, fictional: true, measures: [measure], classes: { internalNow: null, stakeholderNow: null, internalThen: null, stakeholderThen: null }, changes: [], conclusive: true }
const axis: Axis = { key: 'power', labelFr: 'Pouvoir', labelEn: 'Power', min: 1, max: 5, cut: 3 }

it('says in words what it draws: both sides, both times, n and the gap; few voices are drawn broken', () => {
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: messages } as never })
  const drawing = mount(DumbbellTrack, { props: { row, measure, axis }, global: { plugins: [i18n] } })
  const said = drawing.get('svg').attributes('aria-label') ?? ''
  for (const word of ['Communes', 'Power', '2 (8 voices)', '2.5 (6 voices)', '4 (2 voices)', '−1.5']) expect(said).toContain(word)
  expect(drawing.findAll('.few')).toHaveLength(1)
  expect(drawing.get('.stakeholder').classes()).toContain('few')
})
