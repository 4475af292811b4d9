import { seedReference } from '@convergence/db/seed'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { examples } from './examples.ts'

const t = useTestApp()
const power = demoId('criterion', 'power')
const { body } = examples.create
interface Made { id: string; version: number; scale: { number: number; lineage: number; min: number; max: number } }

describe('criteria', () => {
  it('come in their order with the scale in force, and in sets of the literature', async () => {
    const reader = await t.as('reader')
    const { items } = (await reader.get('criteria')).json<{ items: (Made & { rank: number; code: string })[] }>()
    expect(items.map((c) => c.rank)).toEqual(items.map((c) => c.rank).toSorted((a, b) => a - b))
    const sets = (await reader.get('criterion-sets')).json<{ items: { code: string; criterionIds: string[] }[] }>().items
    expect(sets.find((s) => s.code === 'mendelow')?.criterionIds).toEqual([power, demoId('criterion', 'interest')])
  })

  it('are added with a first scale, and refused a second time under the same code', async () => {
    const staff = await t.as('staff')
    const made = await staff.post('criteria', { ...body, code: 'essai' })
    expect([made.statusCode, made.json<Made>().scale]).toMatchObject([201, { number: 1, lineage: 1, min: 1, max: 5 }])
    expect((await staff.post('criteria', { ...body, code: 'essai' })).json()).toMatchObject({ status: 409, code: 'criterion-code-taken' })
  })

  it.each([{ labelFr: 'Appartenance syndicale' }, { labelEn: 'Religion' }, { code: 'etat-de-sante' }])('P-09: a criterion named %o is refused, at creation and by a change', async (name) => {
    const staff = await t.as('staff')
    expect((await staff.post('criteria', { ...body, code: 'essai-nom', ...name })).json()).toMatchObject({ status: 422, code: 'criterion-name-forbidden' })
    const current = (await staff.get(`criteria/${power}`)).json<Made>()
    if (!('code' in name)) expect((await staff.patch(`criteria/${power}`, name, { ifMatch: current.version })).json()).toMatchObject({ status: 422, code: 'criterion-name-forbidden' })
  })

  it('keep earlier scores on clearer words, and begin anew on another scale', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('criteria', { ...body, code: 'essai-2' })).json<Made>()
    const words = { min: 1, max: 5, anchors: [{ value: 1, labelFr: 'Aucune', labelEn: 'None' }], reason: 'Plus clair' }
    expect((await staff.post(`criteria/${id}/versions`, { ...words, keepsScores: true })).json()).toMatchObject({ number: 2, lineage: 1 })
    expect((await staff.post(`criteria/${id}/versions`, { ...words, keepsScores: true })).json()).toMatchObject({ status: 422, code: 'criterion-scale-unchanged' })
    expect((await staff.post(`criteria/${id}/versions`, { ...words, max: 7, keepsScores: true })).json()).toMatchObject({ status: 422, code: 'criterion-range-changed' })
    expect((await staff.post(`criteria/${id}/versions`, { ...words, max: 7, keepsScores: false })).json()).toMatchObject({ number: 3, lineage: 2 })
    expect((await staff.get(`criteria/${id}/versions`)).json<{ items: unknown[] }>().items).toHaveLength(3)
    expect((await staff.get(`criteria/${id}`)).json<Made>()).toMatchObject({ version: 3, scale: { number: 3, max: 7 } })
  })

  it('stand in sets that are written whole: words, criteria, order', async () => {
    const staff = await t.as('staff')
    type Set = { id: string; code: string; rank: number; labelFr: string; criterionIds: string[] }
    const [interest, urgency] = [demoId('criterion', 'interest'), demoId('criterion', 'urgency')]
    const words = { labelFr: 'Essai', labelEn: 'Trial', source: '' }
    const made = (await staff.post('criterion-sets', { ...words, code: 'essai', criterionIds: [power, interest] })).json<Set>()
    expect(made).toMatchObject({ code: 'essai', criterionIds: [power, interest] })
    expect((await staff.post('criterion-sets', { ...words, code: 'essai', criterionIds: [power] })).json()).toMatchObject({ status: 409, code: 'criterion-set-code-taken' })
    expect((await staff.put(`criterion-sets/${made.id}`, { ...words, labelFr: 'Autre', criterionIds: [urgency, power] })).json()).toMatchObject({ code: 'essai', labelFr: 'Autre', criterionIds: [urgency, power] })
    const listed = (await staff.get('criterion-sets')).json<{ items: Set[] }>().items
    expect(listed.at(-1)).toMatchObject({ id: made.id, criterionIds: [urgency, power] })
    expect((await staff.delete(`criterion-sets/${made.id}`)).statusCode).toBe(204)
    expect((await staff.delete(`criterion-sets/${made.id}`)).json()).toMatchObject({ status: 404, code: 'criterion-set-not-found' })
    expect((await staff.get(`criteria/${urgency}`)).statusCode).toBe(200)
    const { id: firstId, ...first } = listed[0] as Set & { labelEn: string; source: string }
    await staff.delete(`criterion-sets/${firstId}`)
    await staff.post('criterion-sets', first)
    expect((await staff.get('criterion-sets')).json<{ items: Set[] }>().items[0]?.code).toBe(first.code)
  })

  it('stay out of a set, and sets stay removed, when the product starts again', async () => {
    const staff = await t.as('staff')
    type Set = { id: string; code: string; labelFr: string; labelEn: string; source: string; criterionIds: string[] }
    const sets = async () => (await staff.get('criterion-sets')).json<{ items: Set[] }>().items
    const [kept, gone] = await sets()
    if (!kept || !gone) throw new Error('no set to change')
    const { id, code: _code, labelFr, labelEn, source, criterionIds } = kept
    await staff.put(`criterion-sets/${id}`, { labelFr, labelEn, source, criterionIds: criterionIds.slice(1) })
    await staff.delete(`criterion-sets/${gone.id}`)
    await seedReference(t.app.db)
    const after = await sets()
    expect(after.find((set) => set.id === id)?.criterionIds).toEqual(criterionIds.slice(1))
    expect(after.some((set) => set.id === gone.id)).toBe(false)
  })

  it.each([[[]], [[power, power]], [[demoId('criterion', 'nowhere')]]])('refuse a set of %j', async (criterionIds) => {
    const answer = await (await t.as('staff')).post('criterion-sets', { code: 'refused', labelFr: 'x', labelEn: 'x', source: '', criterionIds })
    expect([400, 422]).toContain(answer.statusCode)
  })

  it('are removed and restored, unless a formula, a classification or a round relies on them', async () => {
    const staff = await t.as('staff')
    expect((await staff.delete(`criteria/${power}`, { ifMatch: 1 })).json()).toMatchObject({ status: 409, code: 'criterion-in-use' })
    const { id } = (await staff.post('criteria', { ...body, code: 'essai-3' })).json<Made>()
    expect((await staff.delete(`criteria/${id}`, { ifMatch: 1 })).statusCode).toBe(204)
    expect((await staff.get(`criteria/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`criteria/${id}/restore`)).json()).toMatchObject({ id, version: 3 })
  })

  it.each([
    ['a maximum below the minimum', { min: 5, max: 1 }],
    ['more than twenty steps', { min: 0, max: 21, anchors: [] }],
    ['a wording outside the scale', { anchors: [{ value: 9, labelFr: 'x', labelEn: 'x' }] }],
    ['two wordings of one value', { anchors: [{ value: 1, labelFr: 'x', labelEn: 'x' }, { value: 1, labelFr: 'y', labelEn: 'y' }] }],
  ])('are refused with %s', async (_, change) => {
    expect((await (await t.as('staff')).post('criteria', { ...body, ...change, code: 'faute' })).statusCode).toBe(400)
  })
})
