import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const [bretagne, national] = [demoId('perimeter', 'bretagne'), demoId('perimeter', 'national')]
const body = { title: 'Essai', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId: bretagne }
const code = (answer: { statusCode: number; json(): unknown }) => [answer.statusCode, (answer.json() as { code?: string }).code]
const limit = (role: 'staff' | 'reader', perimeterId: string) => t.db.update(schema.grants).set({ perimeterId }).where(eq(schema.grants.userId, demoId('user', role)))

describe('an edition of a region', () => {
  it('gives the rows of another perimeter, kept when it was frozen, only to who reaches that one', async () => {
    const [staff, reader] = [await t.as('staff'), await t.as('reader')]
    const { id } = (await staff.post('editions', body)).json<{ id: string }>()
    const add = async (block: object) => (await staff.post(`editions/${id}/blocks`, block)).json<{ id: string }>().id
    const foreign = [await add({ kind: 'table', query: { figure: 'sessions-held', params: { perimeterId: national, from: '2011-01-01' } } }), await add({ kind: 'text', text: `Tenues : {{measure:sessions_held?perimeterId=${national}}}` })]
    const own = await add({ kind: 'table', query: { figure: 'sessions-held', params: {} } })
    for (const step of ['freeze', 'publish']) expect((await staff.post(`editions/${id}/${step}`, {})).statusCode, step).toBe(200)
    await limit('reader', bretagne)
    const rows = (blockId: string) => `editions/${id}/blocks/${blockId}/rows`
    for (const blockId of foreign) expect(code(await reader.get(rows(blockId)))).toEqual([403, 'perimeter-out-of-reach'])
    expect((await reader.get(rows(own))).statusCode).toBe(200)
    expect((await staff.get(rows(foreign[0] ?? ''))).json<{ total: number }>().total).toBeGreaterThan(0)
  })

  it('reads as it leaves the organisation to who may not write it, whatever they ask for', async () => {
    const [staff, reader] = [await t.as('staff'), await t.as('reader')]
    const { id } = (await staff.post('editions', body)).json<{ id: string }>()
    await staff.post(`editions/${id}/blocks`, { kind: 'heading', title: 'A', level: 1 })
    for (const step of ['freeze', 'publish']) expect((await staff.post(`editions/${id}/${step}`, {})).statusCode, step).toBe(200)
    const audience = async (client: typeof staff, query: string) => (await client.get(`editions/${id}/content${query}`)).json<{ content: { audience: string } }>().content.audience
    expect([await audience(reader, ''), await audience(reader, '?audience=inside'), await audience(staff, ''), await audience(staff, '?audience=outside')]).toEqual(['outside', 'outside', 'inside', 'outside'])
  })

  it('is not approved in the name of a body out of reach, nor tells its name', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('bodies', { name: 'Comité sans quorum', kind: 'committee', perimeterId: national, since: '2020-01-01' })).json<{ id: string }>()
    const { id } = (await staff.post('editions', body)).json<{ id: string }>()
    await staff.post(`editions/${id}/blocks`, { kind: 'heading', title: 'A', level: 1 })
    await limit('staff', bretagne)
    expect(code(await staff.post(`editions/${id}/freeze`, { bodyId: made.id, approvedOn: '2026-11-20' }))).toEqual([422, 'unknown-reference'])
    await limit('staff', national)
    expect((await staff.post(`editions/${id}/freeze`, { bodyId: made.id, approvedOn: '2026-11-20' })).json()).toMatchObject({ status: 'frozen', approvedByName: 'Comité sans quorum' })
  })

  it('computes over the first year there is: what is compared with the time before begins there', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('editions', { ...body, outline: 'aa1000ses', periodStart: '0001-01-01', periodEnd: '9999-12-31' })).json<{ id: string }>()
    for (const path of ['content', 'comparison']) expect((await staff.get(`editions/${id}/${path}`)).statusCode, path).toBe(200)
  })
})

describe('the figures of an edition', () => {
  it('are at most 500, those within texts included, so that a draft is read while somebody waits', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('editions', { ...body, perimeterId: national })).json<{ id: string }>()
    const text = (n: number) => ({ kind: 'text', text: '{{measure:sessions_held}} '.repeat(n) })
    expect((await staff.post(`editions/${id}/blocks`, text(300))).statusCode).toBe(201)
    expect(code(await staff.post(`editions/${id}/blocks`, text(201)))).toEqual([422, 'edition-figure-limit'])
    const made = (await staff.post(`editions/${id}/blocks`, text(200))).json<{ id: string; version: number }>()
    expect(code(await staff.patch(`editions/${id}/blocks/${made.id}`, { text: text(201).text }, { ifMatch: made.version }))).toEqual([422, 'edition-figure-limit'])
  })
})
