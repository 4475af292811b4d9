import { schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { qualifiedOn } from '../qualifications/queries.ts'

const t = useTestApp()
interface Skill { skill: string; state: string; expiresOn: string | null }
interface Person { id: string; name: string; type: string; organisation: string | null; skills: Skill[] }
interface Covered { audience: string; perimeterId: string | null; people: number; trained: number; lapsing: number }
const read = async <T>(path: string) => (await (await t.as('staff')).get(path)).json<T>()
const people = async (query: string) => (await read<{ items: Person[] }>(`skills?limit=100&${query}`)).items

describe('the skills of people', () => {
  it('tell valid, lapsing, lapsed and none, for accounts and persons of the map', async () => {
    const stateOf = async (name: string, skill: string) => (await people(`q=${encodeURIComponent(name)}`))[0]?.skills.find((one) => one.skill === skill)?.state
    expect(await stateOf('Malestroit', 'facilitation')).toBe('lapsing')
    expect(await stateOf('Le Guen', 'facilitation')).toBe('valid')
    expect(await stateOf('Aubraye', 'Culture RSE')).toBe('lapsed')
    expect(await stateOf('Villemure', 'Culture RSE')).toBe('valid')
    expect((await people('q=Villemure'))[0]).toMatchObject({ type: 'person', organisation: 'Syndicat Unité Mutualiste' })
    expect((await people('state=none')).map((p) => p.name)).toContain('Camille Arnoux')
  })

  it('are filtered by skill and state, and stand as of a day', async () => {
    const names = async (query: string) => (await people(query)).map((p) => p.name)
    expect(await names('skill=Culture%20RSE&state=lapsed')).toEqual(['Nolwenn Aubraye'])
    expect(await names('skill=Culture%20RSE&state=lapsed&on=2025-01-01')).toEqual([])
    expect(await names('skill=Culture%20RSE&on=2025-01-01')).toEqual(['Gaspard Villemure', 'Nolwenn Aubraye'])
    for (const state of ['valid', 'lapsing', 'lapsed']) expect((await people(`state=${state}`)).every((p) => p.skills.some((one) => one.state === state)), state).toBe(true)
    const first = await read<{ items: Person[]; nextCursor: string }>('skills?limit=3')
    expect((await read<{ items: Person[] }>(`skills?limit=3&cursor=${encodeURIComponent(first.nextCursor)}`)).items.some((p) => first.items.some((one) => one.id === p.id))).toBe(false)
  })

  it('agree with the rule that warns when a session is given a facilitator', async () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())
    const qualified = await t.db.select({ id: schema.users.id, qualified: qualifiedOn(schema.users.id, day) }).from(schema.users)
    const listed = await people('')
    for (const { id, qualified: yes } of qualified) {
      const state = listed.find((p) => p.id === id)?.skills.find((one) => one.skill === 'facilitation')?.state
      expect(state === 'valid' || state === 'lapsing', id).toBe(listed.some((p) => p.id === id) && yes)
    }
  })

  it('are read by who answers for people only; how many are trained, by all', async () => {
    for (const path of ['skills', 'skills/coverage/rows?audience=elected']) for (const role of ['reader', 'facilitator', 'relay'] as const) expect((await (await t.as(role)).get(path)).statusCode, `${role} ${path}`).toBe(403)
    for (const path of ['skills/names', 'skills/coverage']) expect((await (await t.as('reader')).get(path)).statusCode).toBe(200)
  })

  it.each(['skills?state=good', 'skills?on=hier', 'skills/coverage/rows', 'skills/coverage/rows?audience=all', 'skills?skill='])('refuse %s', async (path) => {
    expect((await (await t.as('staff')).get(path)).statusCode).toBe(400)
  })
})

describe('the coverage of training', () => {
  it('counts facilitators, relays and elected members, in all and by perimeter, and opens its rows', async () => {
    const { items } = await read<{ items: Covered[] }>('skills/coverage')
    for (const total of items.filter((row) => row.perimeterId === null)) {
      const rows = (await read<{ items: { personId: string | null; name: string; state: string }[] }>(`skills/coverage/rows?audience=${total.audience}&limit=100`)).items
      const who = (list: typeof rows) => new Set(list.map((row) => row.personId ?? row.name)).size
      expect(who(rows), total.audience).toBe(total.people)
      expect(who(rows.filter((row) => row.state === 'valid' || row.state === 'lapsing')), total.audience).toBe(total.trained)
      expect((await read<{ items: unknown[] }>(`skills/coverage/rows?audience=${total.audience}&trained=false&limit=100`)).items).toHaveLength(rows.filter((row) => row.state === 'lapsed' || row.state === 'none').length)
    }
    expect(items.find((row) => row.audience === 'facilitators' && row.perimeterId === null)).toMatchObject({ people: 1, trained: 1, lapsing: 1 })
    expect(items.find((row) => row.audience === 'elected' && row.perimeterId === demoId('perimeter', 'bretagne'))).toMatchObject({ people: 1, trained: 0 })
  })

  it('counts whoever runs a session among the facilitators', async () => {
    await t.db.execute(sql`update sessions set facilitator_id = ${demoId('user', 'administrator')} where id = ${demoId('session', 'atelier-aidants')}`)
    expect((await read<{ items: Covered[] }>('skills/coverage')).items.find((row) => row.audience === 'facilitators' && row.perimeterId === null)).toMatchObject({ people: 2, trained: 1 })
  })
})
