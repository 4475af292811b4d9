import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const bretagne = demoId('perimeter', 'bretagne')
const body = { title: 'Impact d’essai', direction: 'of_organisation', sign: -1, directness: 'direct', actuality: 'actual', scale: 2, scope: 5, irremediability: 1, horizon: 'short', stage: 'own', perimeterId: national }
interface Row { id: string; title: string; severity: number; sign: number; areaIds: string[]; perimeterId: string; version: number }
interface Page { items: Row[]; nextCursor: string | null }
interface Link { id: string; involvement: string; stakeholder: { id: string } }
interface Sheet { impact: Row; affected: Link[]; affecting: Link[]; areas: { tieId: string }[]; points: { title: string }[]; sessions: { id: string }[] }

describe('impacts', () => {
  it('lists the most severe first, each once over the pages, severity being the worst of three', async () => {
    const staff = await t.as('staff')
    const seen: Row[] = []
    let cursor: string | null = ''
    do {
      const page: Page = (await staff.get(`impacts?limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Page>()
      seen.push(...page.items)
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(18)
    expect(new Set(seen.map((i) => i.id)).size).toBe(18)
    expect(seen.map((i) => i.severity)).toEqual([...seen.map((i) => i.severity)].sort((a, b) => b - a))
    expect(seen.filter((i) => i.severity === 5)).toHaveLength(4)
  })

  it.each([
    ['sign=-1&actuality=actual', 6], ['actuality=potential', 7], ['stage=upstream,own,downstream', 18], [`areaId=${demoId('area', '6.7.8')}`, 5], ['q=economies%20EQUIPEMENTS', 0], ['q=equipements%20OPTIQUES', 1],
    [`perimeterId=${bretagne}`, 7], ['asOf=2012-06-30', 3], [`stakeholderId=${demoId('stakeholder', 'imprimerie-argoat')}`, 2],
  ])('narrows by %s to %i', async (query, n) => {
    expect((await (await t.as('reader')).get(`impacts?${query}`)).json<Page>().items).toHaveLength(n)
  })

  it('computes the severity and says which part decides it', async () => {
    const made = await (await t.as('staff')).post('impacts', body)
    expect(made.json()).toMatchObject({ severity: 5, severityFrom: ['scope'], affected: 0, affecting: 0, areaIds: [], likelihood: null, version: 1 })
  })

  it('wants a likelihood exactly when potential, and drops it when the impact becomes actual', async () => {
    const staff = await t.as('staff')
    expect((await staff.post('impacts', { ...body, actuality: 'potential' })).json()).toMatchObject({ status: 422, code: 'impact-likelihood-missing' })
    expect((await staff.post('impacts', { ...body, likelihood: 2 })).json()).toMatchObject({ status: 422, code: 'impact-likelihood-unwanted', detail: 'Un impact avéré a lieu : il ne porte pas de vraisemblance.' })
    const { id } = (await staff.post('impacts', { ...body, actuality: 'potential', likelihood: 2 })).json<Row>()
    expect((await staff.patch(`impacts/${id}`, { likelihood: null }, { ifMatch: 1 })).statusCode).toBe(422)
    expect((await staff.patch(`impacts/${id}`, { actuality: 'actual' }, { ifMatch: 1 })).json()).toMatchObject({ actuality: 'actual', likelihood: null, version: 2 })
  })

  it('removes, hides and restores with its ties', async () => {
    const staff = await t.as('staff')
    const id = demoId('impact', 'empreinte-papier')
    expect((await staff.delete(`impacts/${id}`)).statusCode).toBe(428)
    expect((await staff.delete(`impacts/${id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await staff.get(`impacts/${id}`)).statusCode).toBe(404)
    const back = (await staff.post(`impacts/${id}/restore`)).json<Row>()
    expect(back.version).toBe(3)
    expect(back.areaIds.length).toBeGreaterThan(0)
  })

  it('keeps affected and affecting apart: the same stakeholder may be both, each once', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('impacts', body)).json<Row>()
    const stakeholderId = demoId('stakeholder', 'adherents')
    const add = (involvement: string) => staff.post(`impacts/${id}/stakeholders`, { stakeholderId, involvement })
    const link = (await add('affected')).json<Link>()
    expect((await add('affecting')).statusCode).toBe(201)
    expect((await add('affected')).json()).toMatchObject({ status: 409, code: 'impact-link-exists' })
    expect((await staff.delete(`impacts/${id}/stakeholders/${link.id}`)).statusCode).toBe(204)
    const sheet = (await staff.get(`impacts/${id}/sheet`)).json<Sheet>()
    expect([sheet.affected.length, sheet.affecting.length]).toEqual([0, 1])
    expect((await staff.post(`impacts/${id}/stakeholders`, { stakeholderId: demoId('none', 'x'), involvement: 'affected' })).statusCode).toBe(422)
  })

  it('gives the neighbours on the spine: stakeholders both ways, areas, points and their sessions', async () => {
    const sheet = (await (await t.as('reader')).get(`impacts/${demoId('impact', 'economies-reseau')}/sheet`)).json<Sheet>()
    expect(sheet.affected.map((l) => l.stakeholder.id)).toContain(demoId('stakeholder', 'adherents'))
    expect(sheet.affecting).toHaveLength(2)
    expect(sheet.areas).toHaveLength(3)
    expect(sheet.points.length).toBeGreaterThan(0)
    expect(sheet.sessions.length).toBeGreaterThan(0)
  })

  it('lets a relay see and change the impacts of its region only', async () => {
    const relay = await t.as('relay')
    const page = (await relay.get('impacts')).json<Page>()
    expect(new Set(page.items.map((i) => i.perimeterId))).toEqual(new Set([bretagne]))
    expect((await relay.get(`impacts/${demoId('impact', 'economies-reseau')}`)).json()).toMatchObject({ status: 404, code: 'impact-not-found' })
    expect((await relay.post('impacts', body)).json()).toMatchObject({ status: 403, code: 'perimeter-out-of-reach' })
    expect((await relay.post('impacts', { ...body, perimeterId: bretagne })).statusCode).toBe(201)
    expect((await (await t.as('reader')).post('impacts', body)).statusCode).toBe(403)
  })

  it.each([
    ['a severity part of 6', { ...body, scale: 6 }, 400], ['a sign of 0', { ...body, sign: 0 }, 400], ['an unknown field', { ...body, severity: 5 }, 400],
    ['a blank title', { ...body, title: ' ' }, 400], ['a right-to-left override', { ...body, title: 'a\u202eb' }, 400], ['an unknown pillar', { ...body, pillarId: demoId('none', 'x') }, 422],
  ])('refuses %s', async (_, payload, status) => {
    expect((await (await t.as('staff')).post('impacts', payload)).statusCode).toBe(status)
  })
})
