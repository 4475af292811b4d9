import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { demoId, useTestApp } from '../../test/app.ts'
import { isToReview, levelOf } from './rules.ts'
import type { WatchFacets, WatchItem, WatchPage } from './schemas.ts'

const t = useTestApp()
type Item = z.input<typeof WatchItem>
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code
const seen = { kind: 'issue', title: 'Vu dehors', sourceName: 'Journal (fictif)', observedOn: '2026-11-02', perimeterId: demoId('perimeter', 'bretagne') }

describe('the rules of watch', () => {
  it('levels cover the whole matrix, and rise with severity and likelihood', () => {
    const order = ['low', 'moderate', 'high', 'critical']
    for (let s = 1; s <= 5; s += 1) for (let l = 1; l <= 5; l += 1) {
      expect(levelOf(s, l)).toBe(levelOf(l, s))
      if (l < 5) expect(order.indexOf(levelOf(s, l + 1))).toBeGreaterThanOrEqual(order.indexOf(levelOf(s, l)))
    }
    expect([levelOf(1, 4), levelOf(1, 5), levelOf(3, 3), levelOf(2, 5), levelOf(3, 5), levelOf(4, 4)]).toEqual(['low', 'moderate', 'moderate', 'high', 'high', 'critical'])
  })
  it('a closed item waits for nobody, and one is to review on its very day', () => {
    expect([isToReview('open', '2026-11-27', '2026-11-27'), isToReview('closed', '2026-01-01', '2026-11-27'), isToReview('followed', null, '2026-11-27'), isToReview('open', '2026-11-28', '2026-11-27')]).toEqual([true, false, false, false])
  })
})

describe('a watch item', () => {
  it('always has its source, and is observed on no day to come', async () => {
    const staff = await t.as('staff')
    const { sourceName: _none, ...without } = seen
    expect((await staff.post('watch-items', without)).statusCode).toBe(400)
    expect((await staff.post('watch-items', { ...seen, sourceName: '  ' })).statusCode).toBe(400)
    expect(codeOf(await staff.post('watch-items', { ...seen, observedOn: '2999-01-01' }))).toBe('watch-item-future')
    expect((await staff.post('watch-items', { ...seen, severity: 6 })).statusCode).toBe(400)
    expect((await staff.post('watch-items', { ...seen, sourceUrl: 'javascript:alert(1)' })).statusCode).toBe(400)
    expect(codeOf(await (await t.as('relay')).post('watch-items', { ...seen, perimeterId: demoId('perimeter', 'national') }))).toBe('perimeter-out-of-reach')
    expect((await (await t.as('relay')).post('watch-items', seen)).statusCode).toBe(201)
  })

  it('is followed, closed with what was decided, and reopened', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('watch-items', seen)).json<Item>()
    const url = `watch-items/${made.id}`
    expect((await staff.post(`${url}/close`, {})).statusCode).toBe(400)
    expect(codeOf(await staff.post(`${url}/reopen`, {}))).toBe('watch-item-open')
    expect((await staff.post(`${url}/follow`, { decision: 'Suivi chaque mois.', reviewOn: '2026-11-01' })).json<Item>()).toMatchObject({ status: 'followed', toReview: true })
    expect((await staff.post(`${url}/close`, { decision: 'Sans suite.' })).json<Item>()).toMatchObject({ status: 'closed', toReview: false, decision: 'Sans suite.' })
    expect(codeOf(await staff.post(`${url}/follow`, { decision: 'x' }))).toBe('watch-item-closed')
    expect((await staff.post(`${url}/reopen`, {})).json<Item>()).toMatchObject({ status: 'followed', closedAt: null })
  })

  it('puts the stakeholder that was seen into the register as emerging, once', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('watch-items', { ...seen, kind: 'stakeholder' })).json<Item>()
    const raised = (await staff.post(`watch-items/${made.id}/stakeholder`, { name: 'Collectif vu dehors', kind: 'group' })).json<Item>()
    expect(raised.stakeholderName).toBe('Collectif vu dehors')
    expect((await staff.get(`stakeholders/${raised.stakeholderId ?? ''}`)).json()).toMatchObject({ status: 'emerging', perimeterId: seen.perimeterId })
    expect(codeOf(await staff.post(`watch-items/${made.id}/stakeholder`, { name: 'Autre', kind: 'group' }))).toBe('watch-item-stakeholder-there')
  })

  it('stands in the matrix, whose cells count what the list holds', async () => {
    const staff = await t.as('staff')
    const facets = (await staff.get('watch-items/facets?status=open')).json<z.input<typeof WatchFacets>>()
    expect(facets.cells.reduce((sum, cell) => sum + cell.n, 0)).toBe(facets.total)
    for (const { severity, likelihood, n } of facets.cells) expect((await staff.get(`watch-items?limit=100&status=open&severity=${severity}&likelihood=${likelihood}`)).json<z.input<typeof WatchPage>>().items).toHaveLength(n)
    const { items } = (await staff.get('watch-items?limit=100')).json<z.input<typeof WatchPage>>()
    const weights = items.map((item) => item.severity * item.likelihood)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    expect((await staff.get('today')).json<{ counts: { watchReview: number } }>().counts.watchReview).toBe((await staff.get('watch-items/facets')).json<z.input<typeof WatchFacets>>().toReview)
  })
})
