import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const body = { kind: 'organisation', name: 'Association d’essai', perimeterId: national }

interface Page { items: { id: string }[]; nextCursor: string | null }

describe('stakeholders', () => {
  it('lists the demonstration in name order, each once, page after page', async () => {
    const staff = await t.as('staff')
    const seen: string[] = []
    let cursor: string | null = ''
    do {
      const page: Page = (await staff.get(`stakeholders?limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Page>()
      seen.push(...page.items.map((s) => s.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    const all = (await staff.get('stakeholders/facets')).json<{ total: number }>()
    expect(seen.length).toBe(all.total)
  })

  it('creates with the defaults of the category and answers Location and ETag', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('stakeholders', { ...body, categoryId: demoId('category', 'collaborateurs') })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ side: 'internal', sphere: 'participates', version: 1 })
    expect(made.headers.etag).toBe('"1"')
    expect((await staff.get(String(made.headers.location))).json()).toMatchObject({ name: body.name })
  })

  it('R-07: refuses a change without If-Match (428) and with a stale one (412, with the current ETag)', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('stakeholders', body)).json<{ id: string }>()
    expect((await staff.patch(`stakeholders/${id}`, { name: 'X' })).statusCode).toBe(428)
    expect((await staff.patch(`stakeholders/${id}`, { name: 'X' }, { ifMatch: 1 })).statusCode).toBe(200)
    const stale = await staff.patch(`stakeholders/${id}`, { name: 'Y' }, { ifMatch: 1 })
    expect(stale.statusCode).toBe(412)
    expect(stale.headers.etag).toBe('"2"')
  })

  it('removes, hides and restores', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('stakeholders', body)).json<{ id: string }>()
    expect((await staff.delete(`stakeholders/${id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await staff.get(`stakeholders/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`stakeholders/${id}/restore`)).json()).toMatchObject({ id, version: 3 })
  })

  it('R-06: makes one object of fifty identical submits at once, answers all of them alike, and refuses another body under their key', async () => {
    const staff = await t.as('staff')
    const headers = { 'idempotency-key': 'essai-1' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => staff.post('stakeholders', body, { headers })))
    expect(answers.map((a) => a.statusCode)).toEqual(Array(50).fill(201))
    expect(new Set(answers.map((a) => a.json<{ id: string }>().id)).size).toBe(1)
    expect((await staff.post('stakeholders', { ...body, name: 'Autre' }, { headers })).json()).toMatchObject({ status: 422, code: 'key-reused' })
  })

  it('hides what lies in another perimeter as if it were absent', async () => {
    const staff = await t.as('staff')
    const relay = await t.as('relay')
    const { id } = (await staff.post('stakeholders', body)).json<{ id: string }>()
    const [other, absent] = await Promise.all([relay.get(`stakeholders/${id}`), relay.get(`stakeholders/${demoId('none', 'x')}`)])
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([absent.statusCode, absent.json<{ code: string }>().code])
    expect((await relay.post('stakeholders', body)).json()).toMatchObject({ status: 403, code: 'perimeter-out-of-reach' })
  })

  it.each([
    ['an unknown field', { ...body, colour: 'red' }, 400],
    ['a NUL in the name', { ...body, name: 'a\u0000b' }, 400],
    ['a lone surrogate', { ...body, name: 'a\ud800' }, 400],
    ['a right-to-left override', { ...body, name: 'a\u202eb' }, 400],
    ['twenty thousand characters', { ...body, name: 'x'.repeat(20_000) }, 400],
    ['an unknown category', { ...body, categoryId: demoId('none', 'x') }, 422],
    ['an unknown perimeter', { ...body, perimeterId: demoId('none', 'x') }, 422],
  ])('refuses %s with a problem', async (_, payload, status) => {
    const answer = await (await t.as('staff')).post('stakeholders', payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('answers 401 to nobody, 403 to a reader who writes, 405 to a wrong method', async () => {
    expect((await t.anonymous.get('stakeholders')).statusCode).toBe(401)
    expect((await (await t.as('reader')).post('stakeholders', body)).statusCode).toBe(403)
    const wrong = await t.anonymous.put('stakeholders', {})
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  })

  it('tags many at once, all or none', async () => {
    const staff = await t.as('staff')
    const ids = [demoId('stakeholder', 'adherents'), demoId('stakeholder', 'elus')]
    expect((await staff.post('stakeholders/batch', { ids: [...ids, demoId('none', 'x')], addTags: ['essai'] })).statusCode).toBe(422)
    expect((await staff.get('stakeholders?tag=essai')).json<{ items: unknown[] }>().items).toHaveLength(0)
    expect((await staff.post('stakeholders/batch', { ids, addTags: ['essai'] })).json()).toMatchObject({ changed: 2 })
    expect((await staff.get('stakeholders?tag=essai')).json<{ items: unknown[] }>().items).toHaveLength(2)
  })

  it('dates the archiving and forgets the date when brought back, one by one or many at once', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('stakeholders', body)).json<{ id: string }>()
    const read = async () => (await staff.get(`stakeholders/${id}`)).json<{ archivedOn: string | null }>().archivedOn
    await staff.post('stakeholders/batch', { ids: [id], status: 'archived', categoryId: null })
    expect(await read()).toBe(new Date().toISOString().slice(0, 10))
    await staff.patch(`stakeholders/${id}`, { status: 'active' }, { ifMatch: 2 })
    expect(await read()).toBeNull()
  })
})
