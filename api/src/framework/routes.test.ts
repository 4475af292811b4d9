import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
interface List { items: { id: string; code: string; version: number; areaIds?: string[]; certainty?: string }[]; nextCursor: null }
const area = demoId('area', '6.5.3')

describe('framework', () => {
  it.each([['subjects', 7], ['areas', 45], ['pillars', 4], ['pledges', 7], ['practices', 14], ['orientations', 5]])('lists its %s whole: %i', async (path, n) => {
    const answer = await (await t.as('reader')).get(`framework/${path}`)
    expect(answer.json<List>().items).toHaveLength(n)
    expect(answer.json<List>().nextCursor).toBeNull()
  })

  it('gives each pillar its areas and replaces them whole, growing the version', async () => {
    const admin = await t.as('administrator')
    const id = demoId('pillar', 'acces-sante')
    expect((await admin.get(`framework/pillars/${id}`)).json<{ areaIds: string[] }>().areaIds).toHaveLength(6)
    const areaIds = [demoId('area', '6.7.8'), demoId('area', '6.8.8')]
    const changed = await admin.patch(`framework/pillars/${id}`, { areaIds }, { ifMatch: 1 })
    expect(changed.json()).toMatchObject({ areaIds, version: 2 })
    expect((await admin.patch(`framework/pillars/${id}`, { areaIds: [demoId('none', 'x')] }, { ifMatch: 2 })).statusCode).toBe(422)
    expect((await admin.get(`framework/pillars/${id}`)).json()).toMatchObject({ areaIds, version: 2 })
  })

  it('lets staff word an area and say how sure it is, and no more', async () => {
    const staff = await t.as('staff')
    const before = (await staff.get(`framework/areas/${area}`)).json<{ version: number }>()
    const worded = await staff.patch(`framework/areas/${area}`, { labelFr: 'Prévention des pollutions', certainty: 'norm' }, { ifMatch: before.version })
    expect(worded.json()).toMatchObject({ labelFr: 'Prévention des pollutions', certainty: 'norm' })
    expect((await staff.patch(`framework/areas/${area}`, { rank: 3 }, { ifMatch: before.version + 1 })).json()).toMatchObject({ status: 403, code: 'framework-labels-only' })
    expect((await staff.delete(`framework/areas/${area}`, { ifMatch: before.version + 1 })).statusCode).toBe(403)
    expect((await (await t.as('reader')).patch(`framework/areas/${area}`, { labelFr: 'x' }, { ifMatch: 1 })).statusCode).toBe(403)
  })

  it('refuses to remove what the register or the cross-table refers to, and removes the rest', async () => {
    const admin = await t.as('administrator')
    for (const [path, id] of [['subjects', demoId('subject', '6.8')], ['areas', demoId('area', '6.8.5')], ['areas', demoId('area', '6.3.10')], ['pillars', demoId('pillar', 'acces-sante')]] as const) {
      expect((await admin.delete(`framework/${path}/${id}`, { headers: { 'if-match': '*' } })).json()).toMatchObject({ status: 409, code: 'framework-in-use' })
    }
    expect((await admin.delete(`framework/areas/${demoId('area', '6.8.9')}`, { ifMatch: 1 })).statusCode).toBe(204)
  })

  it('creates with a Location and refuses a code that is taken', async () => {
    const admin = await t.as('administrator')
    const body = { code: 'PC99', labelFr: 'Écouter', labelEn: 'Listening', rank: 99 }
    const made = await admin.post('framework/practices', body)
    expect(made.statusCode).toBe(201)
    expect((await admin.get(String(made.headers.location))).json()).toMatchObject(body)
    expect((await admin.post('framework/practices', body)).json()).toMatchObject({ status: 409, code: 'framework-code-taken' })
    expect((await admin.post('framework/areas', { ...body, code: 'X', subjectId: demoId('none', 'x') })).statusCode).toBe(422)
  })
})
