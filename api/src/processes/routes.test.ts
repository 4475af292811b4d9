import { schema } from '@convergence/db'
import { describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const bretagne = demoId('perimeter', 'bretagne')
const national = demoId('perimeter', 'national')
interface Step { id: string; rank: number; phase: string; title: string; version: number; fact: string | null; check: string }
interface Process { id: string; title: string; version: number; template: boolean; steps: Step[]; followers: number; writable: boolean; perimeterId: string; language: string }
interface Page { items: Process[]; nextCursor: string | null }
const staff = () => t.as('staff')
const steps = [{ phase: 'A', title: 'a1' }, { phase: 'A', title: 'a2', fact: 'audience_chosen' }, { phase: 'B', title: 'b1' }]
const made = async (more: object = {}) => (await (await staff()).post('processes', { title: 'Essai', perimeterId: bretagne, steps, ...more })).json<Process>()
const read = async (id: string) => (await (await staff()).get(`processes/${id}`)).json<Process>()
const titles = (process: Process) => process.steps.map((step) => `${step.rank} ${step.phase} ${step.title}`)

/** An API key that writes the dialogue of Brittany alone. */
async function regionalWriter(): Promise<Client> {
  const { key } = (await (await t.as('administrator')).post('api-keys', { name: 'Essai', scopes: ['dialogue:read', 'dialogue:write'], perimeterId: bretagne })).json<{ key: string }>()
  return clientOf(t.app, { authorization: `Bearer ${key}` })
}

describe('processes', () => {
  it('ship as models after AA1000SES and Comité 21, in both languages, with their source', async () => {
    const list = async (language: string) => (await (await t.as('reader')).get(`processes?template=true&language=${language}`)).json<Page>().items
    const [fr, en] = [await list('fr'), await list('en')]
    expect(fr.map((p) => [p.title, new Set(p.steps.map((s) => s.phase)).size])).toEqual([['AA1000SES : du but au compte rendu', 4], ['Comité 21 : sept principes en quatre phases', 4]])
    expect(en.map((p) => p.steps.map((s) => s.fact))).toEqual(fr.map((p) => p.steps.map((s) => s.fact)))
    expect(fr.every((p) => p.template && p.steps.every((s) => s.check !== ''))).toBe(true)
  })

  it('are written down with their steps in order, changed at their version, removed and restored', async () => {
    const process = await made()
    expect(titles(process)).toEqual(['1 A a1', '2 A a2', '3 B b1'])
    const client = await staff()
    expect((await client.patch(`processes/${process.id}`, { title: 'Autre' }, { ifMatch: 9 })).statusCode).toBe(412)
    expect((await client.patch(`processes/${process.id}`, { title: 'Autre' })).statusCode).toBe(428)
    expect((await client.patch(`processes/${process.id}`, { title: 'Autre' }, { ifMatch: 1 })).json()).toMatchObject({ title: 'Autre', version: 2 })
    expect((await client.delete(`processes/${process.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await client.get(`processes/${process.id}`)).json()).toMatchObject({ status: 404, code: 'process-not-found' })
    expect((await client.post(`processes/${process.id}/restore`)).json<Process>().steps).toHaveLength(3)
  })

  it('are copied from a model with every step, and the model stays as it was', async () => {
    const model = demoId('process', 'aa1000ses-2015/fr')
    const copy = (await (await staff()).post(`processes/${model}/copy`, { title: 'Le nôtre', perimeterId: bretagne })).json<Process>()
    const before = await read(model)
    expect(copy).toMatchObject({ template: false, perimeterId: bretagne, language: 'fr', version: 1 })
    expect(copy.steps.map((s) => [s.phase, s.title, s.fact, s.check])).toEqual(before.steps.map((s) => [s.phase, s.title, s.fact, s.check]))
    expect(copy.steps.some((s) => before.steps.some((b) => b.id === s.id))).toBe(false)
  })

  it.each([
    ['a phase that comes back', { steps: [{ phase: 'A', title: 'x' }, { phase: 'B', title: 'y' }, { phase: 'A', title: 'z' }] }, 422, 'process-phases-apart'],
    ['an unknown fact', { steps: [{ phase: 'A', title: 'x', fact: 'all_is_well' }] }, 400, 'invalid-request'],
    ['a rank of one’s own', { steps: [{ phase: 'A', title: 'x', rank: 1 }] }, 400, 'invalid-request'],
    ['an empty title', { title: ' ' }, 400, 'invalid-request'],
    ['more steps than a process has', { steps: Array.from({ length: 101 }, () => ({ phase: 'A', title: 'x' })) }, 400, 'invalid-request'],
    ['a perimeter that is not there', { perimeterId: demoId('none', 'x') }, 422, 'unknown-reference'],
  ])('refuse %s', async (_, more, status, code) => {
    const answer = await (await staff()).post('processes', { title: 'Essai', perimeterId: bretagne, steps, ...more })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('of a perimeter above are read and copied below, not changed there; those beside stay hidden', async () => {
    const writer = await regionalWriter()
    const above = await made({ perimeterId: national })
    const beside = await made({ perimeterId: demoId('perimeter', 'occitanie') })
    expect((await writer.get(`processes/${above.id}`)).json()).toMatchObject({ writable: false })
    expect((await writer.get(`processes/${beside.id}`)).statusCode).toBe(404)
    expect((await writer.patch(`processes/${above.id}`, { title: 'x' }, { ifMatch: 1 })).json()).toMatchObject({ status: 403, code: 'perimeter-out-of-reach' })
    expect((await writer.post(`processes/${above.id}/steps`, { phase: 'A', title: 'x' })).statusCode).toBe(403)
    expect((await writer.post(`processes/${above.id}/copy`, { title: 'Ici', perimeterId: bretagne })).json()).toMatchObject({ writable: true })
    expect((await writer.post(`processes/${above.id}/copy`, { title: 'Là', perimeterId: national })).statusCode).toBe(403)
    const ids = (await writer.get(`processes?perimeterId=${bretagne}&limit=100`)).json<Page>().items.map((p) => p.id)
    expect([ids.includes(above.id), ids.includes(beside.id)]).toEqual([true, false])
  })

  it('stay while a dialogue follows them', async () => {
    const process = await made()
    const planId = demoId('plan', 'essai')
    await t.db.insert(schema.plans).values({ id: planId, reference: '2099-00001', title: 'Essai', perimeterId: bretagne, startsOn: '2026-01-01', endsOn: '2026-12-31' })
    await t.db.insert(schema.activities).values({ reference: '2099-00002', planId, processId: process.id, title: 'Essai', engagementLevel: 'consult', startsOn: '2026-01-01', endsOn: '2026-02-01', perimeterId: bretagne })
    expect(await read(process.id)).toMatchObject({ followers: 1 })
    expect((await (await staff()).delete(`processes/${process.id}`, { ifMatch: 1 })).json()).toMatchObject({ status: 409, code: 'process-followed' })
  })
})

describe('the steps of a process', () => {
  it('join the end of their phase, and a new phase goes last', async () => {
    const { id } = await made()
    const client = await staff()
    expect((await client.post(`processes/${id}/steps`, { phase: 'A', title: 'a3' })).json()).toMatchObject({ rank: 3 })
    await client.post(`processes/${id}/steps`, { phase: 'C', title: 'c1' })
    expect(titles(await read(id))).toEqual(['1 A a1', '2 A a2', '3 A a3', '4 B b1', '5 C c1'])
  })

  it('change at their own version, and move with their phase', async () => {
    const { id, steps: [first] } = await made()
    const client = await staff()
    const path = `processes/${id}/steps/${first?.id}`
    expect((await client.patch(path, { check: 'Est-ce écrit ?', fact: 'purpose_written' }, { ifMatch: 1 })).json()).toMatchObject({ check: 'Est-ce écrit ?', fact: 'purpose_written', version: 2 })
    expect((await client.patch(path, { title: 'x' }, { ifMatch: 1 })).statusCode).toBe(412)
    await client.patch(path, { phase: 'B' }, { ifMatch: 2 })
    const process = await read(id)
    expect([titles(process), process.version]).toEqual([['1 A a2', '2 B b1', '3 B a1'], 3])
  })

  it('take an order that names each once, across phases; any other is refused and changes nothing', async () => {
    const { id, steps: [a1, a2, b1] } = await made()
    const order = async (...list: object[]) => (await staff()).post(`processes/${id}/steps/order`, { steps: list })
    expect((await order({ id: b1?.id }, { id: a1?.id }, { id: a2?.id })).json<Process>().steps.map((s) => s.title)).toEqual(['b1', 'a1', 'a2'])
    expect((await order({ id: b1?.id }, { id: a1?.id }, { id: a1?.id })).json()).toMatchObject({ status: 422, code: 'process-order-incomplete' })
    expect((await order({ id: b1?.id })).json()).toMatchObject({ code: 'process-order-incomplete' })
    expect((await order({ id: a1?.id }, { id: b1?.id }, { id: a2?.id })).json()).toMatchObject({ status: 422, code: 'process-phases-apart' })
    expect((await order({ id: a1?.id }, { id: a2?.id, phase: 'B' }, { id: b1?.id })).json<Process>().steps.map((s) => [s.title, s.phase, s.version])).toEqual([['a1', 'A', 1], ['a2', 'B', 2], ['b1', 'B', 1]])
  })

  it('are refused from another process', async () => {
    const { steps: [foreign] } = await made()
    const { id } = await made()
    const client = await staff()
    expect((await client.get(`processes/${id}/steps/${foreign?.id}`)).json()).toMatchObject({ status: 404, code: 'process-step-not-found' })
    expect((await client.patch(`processes/${id}/steps/${foreign?.id}`, { title: 'x' }, { ifMatch: 1 })).statusCode).toBe(404)
  })

  it('leave unless somebody has spoken on them', async () => {
    const { id, steps: [first, second] } = await made()
    const client = await staff()
    expect((await client.delete(`processes/${id}/steps/${first?.id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect(titles(await read(id))).toEqual(['1 A a2', '2 B b1'])
    const [activity] = await t.db.select().from(schema.activities).limit(1)
    await t.db.insert(schema.stepMarks).values({ activityId: activity?.id ?? '', stepId: second?.id ?? '', state: 'done' })
    expect((await client.delete(`processes/${id}/steps/${second?.id}`, { ifMatch: 1 })).json()).toMatchObject({ status: 409, code: 'process-step-marked' })
  })
})
