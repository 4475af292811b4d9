import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
interface Entry { id: string; actor: string; actorName: string | null; action: string; objectType: string; objectId: string; objectLabel: string | null; before: Record<string, unknown> | null; after: Record<string, unknown> | null; at: string }
const audit = async (query = '') => (await (await t.as('administrator')).get(`audit${query}`)).json<{ items: Entry[]; nextCursor: string | null }>()
const target = demoId('stakeholder', 'adherents')
let renamed = 0
async function rename(): Promise<void> {
  const staff = await t.as('staff')
  const { version } = (await staff.get(`stakeholders/${target}`)).json<{ version: number }>()
  const answer = await staff.patch(`stakeholders/${target}`, { city: `Rennes ${(renamed += 1)}` }, { ifMatch: version })
  expect(answer.statusCode, answer.body).toBe(200)
}

describe('the journal', () => {
  it('says who changed what, with the fields before and after and nothing else', async () => {
    await rename()
    const { items } = await audit(`?objectId=${target}`)
    expect(items[0]).toMatchObject({ action: 'stakeholder.updated', objectType: 'stakeholder', actorName: 'Nadège Le Guen', before: { city: expect.any(String) as string }, after: { city: 'Rennes 1' } })
    expect(Object.keys(items[0]?.after ?? {})).toEqual(['city'])
    expect(items[0]?.objectLabel).not.toBeNull()
  })

  it('filters by noun, object, actor and day, and pages without a gap', async () => {
    await rename()
    await rename()
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
    const query = `?objectType=stakeholder&actor=user:${demoId('user', 'staff')}&from=${day}&to=${day}`
    const all = (await audit(query)).items
    expect(all.length).toBeGreaterThanOrEqual(3)
    const first = await audit(`${query}&limit=2`)
    const second = await audit(`${query}&limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    expect([...first.items, ...second.items].map((e) => e.id)).toEqual(all.slice(0, 4).map((e) => e.id))
    expect((await audit(`?objectType=perimeter&objectId=${target}`)).items).toEqual([])
    expect((await audit('?to=2000-01-01')).items).toEqual([])
  })

  it('shows staff the history of one object, the whole journal to administrators only', async () => {
    await rename()
    const staff = await t.as('staff')
    expect((await staff.get(`audit/objects/${target}`)).json<{ items: Entry[] }>().items.length).toBeGreaterThan(0)
    expect((await staff.get('audit')).statusCode).toBe(403)
    expect((await (await t.as('reader')).get(`audit/objects/${target}`)).statusCode).toBe(403)
    expect((await t.anonymous.get('audit')).statusCode).toBe(401)
  })

  it('shows the history of accounts, with their addresses and rights, to administrators only', async () => {
    const admin = await t.as('administrator')
    const { id } = (await admin.post('users', { email: 'tue@exemple.fr', name: 'Tue', password: 'quatre vélos rouges', grants: [{ role: 'reader', perimeterId: demoId('perimeter', 'national') }] })).json<{ id: string }>()
    expect((await admin.get(`audit/objects/${id}`)).json<{ items: Entry[] }>().items).toHaveLength(1)
    for (const role of ['staff', 'facilitator', 'relay'] as const) expect((await (await t.as(role)).get(`audit/objects/${id}`)).json<{ items: Entry[] }>().items, role).toEqual([])
  })

  it('shows the history of a draft report, with its internal note, to who answers for it and to no facilitator or relay', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('editions', { title: 'Projet', periodStart: '2026-01-01', periodEnd: '2026-12-31', perimeterId: demoId('perimeter', 'bretagne'), internalNote: 'Entre nous' })).json<{ id: string }>()
    const block = (await staff.post(`editions/${id}/blocks`, { kind: 'text', text: 'Brouillon' })).json<{ id: string }>()
    for (const objectId of [id, block.id]) {
      const heard = async (role: 'staff' | 'administrator' | 'facilitator' | 'relay') => (await (await t.as(role)).get(`audit/objects/${objectId}`)).json<{ items: Entry[] }>().items.length
      expect([await heard('staff'), await heard('administrator'), await heard('facilitator'), await heard('relay')]).toEqual([1, 1, 0, 0])
    }
  })

  it('refuses unknown parameters and impossible days', async () => {
    const admin = await t.as('administrator')
    for (const bad of ['from=0000-01-01', 'to=2026-02-30', 'sort=actor', 'x=1', 'limit=101', 'objectId=1']) expect((await admin.get(`audit?${bad}`)).statusCode, bad).toBe(400)
  })
})
