import { describe, expect, it } from 'vitest'
import { clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const demo = demoId('mactor-study', 'concertation-2026')
const stakeholder = (code: string) => demoId('stakeholder', code)
const two = ['officines-reunies', 'aidants-debout'].map(stakeholder)

interface Study { id: string; version: number; actors: { id: string; name: string; stakeholderId: string }[]; objectives: { id: string; kind: string; title: string }[] }
interface Results { mid: (number | null)[][]; mao2: (number | null)[][]; filling: { influences: { empty: number; total: number }; stances: { empty: number; total: number } }; influences?: { riStar?: number[]; roles: string[] }; orders: { order: number }[]; reasons: { field: string; code: string; message: string }[]; actors: unknown[] }

async function begin(stakeholderIds = two, objectives: object[] = [{ title: 'Un accueil partout' }, { pointId: demoId('point', 'p04-tarif-solidaire') }]) {
  const staff = await t.as('staff')
  const made = (await staff.post('mactor-studies', { title: 'Essai', perimeterId: demoId('perimeter', 'bretagne') })).json<Study>()
  await staff.put(`mactor-studies/${made.id}/actors`, { stakeholderIds }, { ifMatch: 1 })
  const study = (await staff.put(`mactor-studies/${made.id}/objectives`, { objectives }, { ifMatch: 2 })).json<Study>()
  const [a, b] = study.actors.map((actor) => actor.id)
  return { staff, study, url: `mactor-studies/${study.id}`, a: a ?? '', b: b ?? '', results: async (query = '') => (await staff.get(`mactor-studies/${study.id}/results${query}`)).json<Results>() }
}

describe('a MACTOR study', () => {
  it('reads the demonstration: every table, and actors in each corner of the plane', async () => {
    const results = (await (await t.as('reader')).get(`mactor-studies/${demo}/results`)).json<Results>()
    expect(results.filling).toEqual({ influences: { empty: 0, total: 90 }, stances: { empty: 0, total: 80 } })
    expect(results.orders.map((o) => o.order)).toEqual([1, 2, 3])
    expect(new Set(results.influences?.roles)).toEqual(new Set(['dominant', 'relay', 'autonomous', 'dominated']))
    expect(results.reasons).toEqual([])
  })

  it('shows itself as of a day: later statements do not count, and before its beginning nobody plays', async () => {
    const reader = await t.as('reader')
    const at = async (day: string) => (await reader.get(`mactor-studies/${demo}/results?asOf=${day}`)).json<Results>()
    const [then, now] = [await at('2026-05-01'), await at('2026-10-01')]
    expect(then.influences?.riStar).not.toEqual(now.influences?.riStar)
    expect((await at('2026-03-20')).reasons.map((r) => r.code)).toContain('influences-incomplete')
    const before = await at('2026-01-01')
    expect(before.actors).toEqual([])
    expect(before.reasons.map((r) => r.code)).toEqual(['too-few-actors', 'too-few-actors'])
  })

  it('refuses to take an empty cell for a zero, says how many are empty, and does it when asked', async () => {
    const { staff, url, a, b, study, results } = await begin()
    await staff.post(`${url}/stances`, { stances: study.objectives.flatMap((o) => [{ actorId: a, objectiveId: o.id, value: 3 }, { actorId: b, objectiveId: o.id, value: -1 }]) })
    await staff.post(`${url}/influences`, { influences: [{ actorId: a, onActorId: b, value: 3 }] })
    const refused = await results()
    expect(refused.influences).toBeUndefined()
    expect(refused.orders.map((o) => o.order)).toEqual([1, 2])
    expect(refused.reasons).toContainEqual({ field: 'influences', code: 'influences-incomplete', message: expect.stringContaining('1 cases vides sur 2') as string })
    const assumed = await results('?emptyAsZero=true')
    expect(assumed.influences?.riStar).toEqual([2, 0])
    expect(assumed.orders.map((o) => o.order)).toEqual([1, 2, 3])
  })

  it('says why two actors of equal mutual influence have no balance of power', async () => {
    const { staff, url, a, b, results } = await begin(two, [])
    await staff.post(`${url}/influences`, { influences: [{ actorId: a, onActorId: b, value: 2 }, { actorId: b, onActorId: a, value: 2 }] })
    const { influences, reasons } = await results()
    expect(influences?.riStar).toBeUndefined()
    expect(reasons.map((r) => [r.field, r.code])).toEqual([['influences.riStar', 'no-balance-of-power'], ['orders', 'no-objective']])
  })

  it('keeps what was said of a cell: the latest statement counts, the others stay, an earlier day shows the earlier one', async () => {
    const { staff, url, a, b, results } = await begin()
    const say = (value: number | null, statedAt?: string) => staff.post(`${url}/influences`, { influences: [{ actorId: a, onActorId: b, value, reason: 'Essai', ...(statedAt ? { statedAt } : {}) }] })
    await say(1)
    await say(4, '2026-02-01T09:00:00Z')
    expect((await results()).mid[0]?.[1]).toBe(1)
    await say(null)
    expect((await results()).mid[0]?.[1]).toBeNull()
    const history = (await staff.get(`${url}/influences?all=true&actorId=${a}&onActorId=${b}`)).json<{ items: { value: number | null; authorName: string }[] }>()
    expect(history.items.map((s) => s.value)).toEqual([null, 1, 4])
    expect((await staff.get(`${url}/influences?asOf=2026-02-02`)).json()).toMatchObject({ items: [{ value: 4 }] })
  })

  it('takes an actor out and back with its statements', async () => {
    const { staff, url, a, b, results } = await begin()
    await staff.post(`${url}/influences`, { influences: [{ actorId: a, onActorId: b, value: 3 }] })
    await staff.put(`${url}/actors`, { stakeholderIds: [stakeholder('institut-lumen'), two[0]] }, { ifMatch: 3 })
    expect((await staff.post(`${url}/influences`, { influences: [{ actorId: a, onActorId: b, value: 1 }] })).json()).toMatchObject({ status: 422, errors: [{ pointer: '/influences/0/onActorId' }] })
    await staff.put(`${url}/actors`, { stakeholderIds: two }, { ifMatch: 4 })
    expect((await results()).mid).toEqual([[0, 3], [null, 0]])
  })

  it.each([
    ['the same actor twice', 'actors', { stakeholderIds: [two[0], two[0]] }, 'mactor-member-twice'],
    ['a person', 'actors', { stakeholderIds: [stakeholder('solene-kervadec')] }, 'mactor-person-actor'],
    ['a stakeholder that is not there', 'actors', { stakeholderIds: [demoId('none', 'x')] }, 'unknown-reference'],
    ['the same point twice', 'objectives', { objectives: [{ pointId: demoId('point', 'p01-reste-a-charge') }, { pointId: demoId('point', 'p01-reste-a-charge') }] }, 'mactor-member-twice'],
    ['an area that is not there', 'objectives', { objectives: [{ areaId: demoId('none', 'x') }] }, 'unknown-reference'],
  ])('refuses %s', async (_, what, body, code) => {
    const { staff, url } = await begin()
    expect((await staff.put(`${url}/${what}`, body, { ifMatch: 3 })).json()).toMatchObject({ status: 422, code })
  })

  it('refuses an influence on oneself, a cell twice, a value off its scale and a day to come', async () => {
    const { staff, url, a, b } = await begin()
    const post = async (...influences: object[]) => (await staff.post(`${url}/influences`, { influences })).json<{ code: string }>().code
    expect(await post({ actorId: a, onActorId: a, value: 1 })).toBe('mactor-self-influence')
    expect(await post({ actorId: a, onActorId: b, value: 1 }, { actorId: a, onActorId: b, value: 2 })).toBe('mactor-cell-twice')
    expect(await post({ actorId: a, onActorId: b, value: 5 })).toBe('invalid-request')
    expect(await post({ actorId: a, onActorId: b, value: 1, statedAt: '2199-01-01T00:00:00Z' })).toBe('mactor-statement-in-the-future')
  })

  it('is hidden from another perimeter, changed by staff only, removed and restored', async () => {
    const { staff, study, url } = await begin()
    expect((await (await t.as('reader')).patch(url, { title: 'Non' }, { ifMatch: 3 })).statusCode).toBe(403)
    expect((await staff.patch(url, { title: 'Vieux' }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await staff.delete(url, { ifMatch: 3 })).statusCode).toBe(204)
    expect((await staff.get(`${url}/results`)).statusCode).toBe(404)
    expect((await staff.post(`${url}/restore`)).json()).toMatchObject({ id: study.id, version: 5 })
  })
})

describe('filling from recorded positions', () => {
  it('brings the day of the position, leaves what a person entered, and tells each', async () => {
    const { staff, url, a, b, study, results } = await begin()
    const [own, point] = study.objectives
    await staff.post(`${url}/stances`, { stances: [{ actorId: a, objectiveId: point?.id, value: 3 }, { actorId: b, objectiveId: own?.id, value: 1 }] })
    const filled = (await staff.post(`${url}/stances/from-positions`, {})).json<{ items: { actorId: string; value: number; positionId: string; statedAt: string }[]; kept: number }>()
    expect(filled).toMatchObject({ kept: 1, same: 0, without: 0, items: [{ actorId: b, value: 4, positionId: demoId('position', 'seance-2026-10/p04-tarif-solidaire/aidants-debout') }] })
    expect(filled.items[0]?.statedAt.slice(0, 10)).toMatch(/^2026-10/)
    expect((await results()).mao2).toEqual([[null, 3], [1, 4]])
    expect((await staff.post(`${url}/stances/from-positions`, { overwrite: true })).json()).toMatchObject({ kept: 0, same: 1, items: [{ actorId: a, value: -2 }] })
    expect((await results()).mao2).toEqual([[null, -2], [1, 4]])
  })

  it('reads an ISO area through the points tied to it', async () => {
    const { staff, url } = await begin(two, [{ areaId: demoId('area', '6.7.8') }])
    const filled = (await staff.post(`${url}/stances/from-positions`, {})).json<{ items: { value: number }[] }>()
    expect(filled.items).toHaveLength(2)
  })

  it('is refused to a key that may not read the dialogue', async () => {
    const { url } = await begin()
    const admin = await t.as('administrator')
    const key = (await admin.post('api-keys', { name: 'Carte', perimeterId: demoId('perimeter', 'national'), scopes: ['map:read', 'map:write'] })).json<{ key: string }>()
    const client = clientOf(t.app, { authorization: `Bearer ${key.key}` })
    expect((await client.post(`${url}/stances/from-positions`, {})).json()).toMatchObject({ status: 403, code: 'scope-missing' })
  })
})
