import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const body = { title: 'Essai', statement: 'Un texte.', perimeterId: demoId('perimeter', 'national'), areaIds: [demoId('area', '6.7.8')], impactIds: [demoId('impact', 'accessibilite-agences')] }

interface Point { id: string; version: number; areaIds: string[]; currentVersion: { number: number; statement: string } }
interface Page { items: Point[]; nextCursor: string | null }

describe('points', () => {
  it('stands with its first wording, its areas and its impacts', async () => {
    const made = await (await t.as('staff')).post('points', body)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ areaIds: body.areaIds, impactIds: body.impactIds, currentVersion: { number: 1, statement: 'Un texte.' }, positions: 0 })
  })

  it('takes a new wording with its reason, and refuses the same again', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('points', body)).json<Point>()
    expect((await staff.post(`points/${id}/versions`, { statement: 'Un texte.', reason: 'Rien.' })).json()).toMatchObject({ status: 422, code: 'point-wording-unchanged' })
    expect((await staff.post(`points/${id}/versions`, { statement: 'Mieux dit.', reason: 'Demandé en séance.' })).json()).toMatchObject({ number: 2 })
    expect((await staff.get(`points/${id}/versions`)).json<{ items: { number: number }[] }>().items.map((v) => v.number)).toEqual([2, 1])
    expect((await staff.get(`points/${id}`)).json()).toMatchObject({ version: 2, currentVersion: { statement: 'Mieux dit.' } })
  })

  it('gives two wordings made at once two numbers', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('points', body)).json<Point>()
    const answers = await Promise.all(['A', 'B', 'C'].map((statement) => staff.post(`points/${id}/versions`, { statement, reason: 'Essai' })))
    expect(answers.map((a) => a.json<{ number: number }>().number).sort()).toEqual([2, 3, 4])
  })

  it('changes its areas with a patch, and not its wording', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('points', body)).json<Point>()
    const areaIds = [demoId('area', '6.7.4'), demoId('area', '6.7.8')]
    const changed = await staff.patch(`points/${id}`, { areaIds, title: 'Autre' }, { ifMatch: 1 })
    expect(changed.json<Point>().areaIds.sort()).toEqual(areaIds.sort())
    expect((await staff.patch(`points/${id}`, { statement: 'Non' }, { ifMatch: 2 })).statusCode).toBe(400)
    expect((await staff.patch(`points/${id}`, { areaIds: [demoId('none', 'x')] }, { ifMatch: 2 })).json()).toMatchObject({ status: 422, errors: [{ pointer: '/areaIds' }] })
  })

  it('is removed, hidden and restored', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('points', body)).json<Point>()
    expect((await staff.delete(`points/${id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await staff.get(`points/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`points/${id}/restore`)).json()).toMatchObject({ id, version: 3 })
  })

  it.each([
    ['words without accents', `q=${encodeURIComponent('telemedecine')}`, 'p11-telemedecine'],
    ['an ISO area', `areaId=${demoId('area', '6.6.5')}`, 'p02-reseau-ferme'],
    ['a session', `sessionId=${demoId('session', 'seance-suivante')}`, 'p10-isr'],
    ['a holder', `stakeholderId=${demoId('stakeholder', 'institut-lumen')}`, 'p05-prevention-entreprise'],
  ])('is found by %s', async (_, query, code) => {
    const page = (await (await t.as('reader')).get(`points?${query}&limit=100`)).json<Page>()
    expect(page.items.map((p) => p.id)).toContain(demoId('point', code))
    expect(page.items.length).toBeLessThan(17)
  })

  it('lists each once, page after page', async () => {
    const staff = await t.as('staff')
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await staff.get(`points?limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Page>()
      seen.push(...page.items.map((p) => p.id))
      cursor = page.nextCursor
    }
    expect(seen.length).toBeGreaterThan(20)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('is hidden from another perimeter as if it were absent', async () => {
    const { id } = (await (await t.as('staff')).post('points', body)).json<Point>()
    expect((await (await t.as('relay')).get(`points/${id}`)).json()).toMatchObject({ status: 404, code: 'point-not-found' })
  })
})
