import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { insertSignIn } from '../auth/queries.ts'
import { type Client, clientOf, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const stakeholder = (code: string) => demoId('stakeholder', code)
const national = demoId('perimeter', 'national')
const bretagne = demoId('perimeter', 'bretagne')
interface Load { total: number; invitation: number; planned: number; elsewhere: number; limit: number; level: string }
interface Row { id: string; name: string; load: Load }
const rows = async (client: Client, query: string) => (await client.get(`solicitations?${query}`)).json<{ items: Row[]; nextCursor: string | null }>()

describe('GET /solicitations', () => {
  it('names nobody to a key without the scope of the map: 403', async () => {
    const admin = await t.as('administrator')
    const keyOf = async (scopes: string[]) => (await admin.post('api-keys', { name: scopes.join(), perimeterId: national, scopes })).json<{ key: string }>().key
    const ask = async (path: string, key: string) => (await t.anonymous.get(path, { headers: { authorization: `Bearer ${key}` } })).statusCode
    const [dialogue, both] = [await keyOf(['dialogue:read']), await keyOf(['dialogue:read', 'map:read'])]
    for (const path of ['solicitations', `solicitations/${stakeholder('aidants-debout')}`]) expect([await ask(path, dialogue), await ask(path, both)], path).toEqual([403, 200])
  })

  it('lists the most asked first, page by page without a gap or a row twice, each figure equal to the rows behind it', async () => {
    const staff = await t.as('staff')
    const all = (await rows(staff, 'limit=100')).items
    expect(all.map((row) => row.load.total)).toEqual(all.map((row) => row.load.total).toSorted((a, b) => b - a))
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Row[]; nextCursor: string | null } = await rows(staff, `limit=7${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      paged.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor
    }
    expect(paged).toEqual(all.map((row) => row.id))
    for (const row of all.slice(0, 5)) {
      const one = (await staff.get(`solicitations/${row.id}`)).json<{ load: Load; asks: { kind: string; title: string | null }[] }>()
      expect([one.load, one.asks.length, one.asks.filter((ask) => ask.kind === 'invitation').length]).toEqual([row.load, row.load.total, row.load.invitation])
    }
  })

  it('warns of who is at the limit of their plan, and names the silent ones whom nobody ever asked', async () => {
    const staff = await t.as('staff')
    const over = (await rows(staff, 'state=over&limit=100')).items
    expect(over.map((row) => row.id)).toContain(stakeholder('aidants-debout'))
    for (const { load } of over) expect(load.total).toBeGreaterThanOrEqual(load.limit)
    const silent = (await rows(staff, 'state=silent&sort=name&limit=100')).items
    expect(silent.map((row) => row.id)).toContain(stakeholder('anamnese-ia'))
    expect(silent.every((row) => row.load.total === 0)).toBe(true)
    expect(silent.map((row) => row.id)).not.toContain(stakeholder('aidants-debout'))
    const summary = (await staff.get('solicitations/summary')).json<{ over: number; silent: number }>()
    expect(summary).toMatchObject({ over: over.length, silent: silent.length })
  })

  it('counts what is asked beyond the reach of the reader, and shows nothing of it', async () => {
    const [user] = await t.db.insert(schema.users).values({ email: 'relais@charge.invalid', name: 'Relais' }).returning()
    await t.db.insert(schema.grants).values({ userId: user?.id ?? '', role: 'reader', perimeterId: bretagne })
    const { token } = await insertSignIn(t.db, user?.id ?? '', 'test')
    const local = clientOf(t.app, { cookie: `convergence=${token}` })
    const [session] = await t.db.insert(schema.sessions).values({ reference: 'T-1', title: 'Séance nationale secrète', form: 'online', startsAt: new Date(Date.now() + 5 * 86_400_000), perimeterId: national }).returning()
    await t.db.insert(schema.invitations).values({ sessionId: session?.id ?? '', stakeholderId: stakeholder('anamnese-ia') })
    const where = await t.db.select({ p: schema.stakeholders.perimeterId }).from(schema.stakeholders).where(eq(schema.stakeholders.id, stakeholder('anamnese-ia')))
    await t.db.update(schema.stakeholders).set({ perimeterId: bretagne }).where(eq(schema.stakeholders.id, stakeholder('anamnese-ia')))
    const seen = await local.get(`solicitations/${stakeholder('anamnese-ia')}`)
    await t.db.update(schema.stakeholders).set({ perimeterId: where[0]?.p ?? national }).where(eq(schema.stakeholders.id, stakeholder('anamnese-ia')))
    expect(seen.json<{ load: Load }>().load).toMatchObject({ total: 1, elsewhere: 1 })
    expect(seen.body).not.toContain('secrète')
    expect(seen.json<{ asks: unknown[] }>().asks).toMatchObject([{ kind: 'invitation', title: null, objectId: null, planTitle: null }])
    await t.db.update(schema.sessions).set({ deletedAt: new Date() }).where(eq(schema.sessions.id, session?.id ?? ''))
  })

  it('refuses a window that ends before it starts, and one of more than ten years', async () => {
    const staff = await t.as('staff')
    expect((await staff.get('solicitations?from=2026-05-02&to=2026-05-01')).json()).toMatchObject({ code: 'window-invalid' })
    expect((await staff.get('solicitations?from=2006-05-02&to=2026-05-01')).json()).toMatchObject({ code: 'window-invalid' })
    expect((await staff.get('solicitations?on=2026-02-30')).statusCode).toBe(400)
    expect((await staff.get(`solicitations/${demoId('stakeholder', 'nobody')}`)).json()).toMatchObject({ code: 'stakeholder-not-found' })
  })
})

describe('POST /solicitations/warnings', () => {
  it('names, of those about to be asked, who is asked too much already, by the limit of the plan they are asked for', async () => {
    const staff = await t.as('staff')
    const ask = (more: object) => staff.post('solicitations/warnings', { stakeholderIds: [stakeholder('aidants-debout'), stakeholder('anamnese-ia')], ...more })
    expect((await ask({ activityId: demoId('activity', 'aidants') })).json()).toMatchObject({ checked: 2, items: [{ stakeholderId: stakeholder('aidants-debout'), load: { level: 'over', limit: 9 } }] })
    await t.db.update(schema.plans).set({ loadLimit: 50 }).where(eq(schema.plans.id, demoId('plan', 'plan-2026')))
    expect((await ask({ sessionId: demoId('session', 'atelier-aidants') })).json()).toMatchObject({ items: [] })
    await t.db.update(schema.plans).set({ loadLimit: 9 }).where(eq(schema.plans.id, demoId('plan', 'plan-2026')))
    expect((await ask({ sessionId: demoId('session', 'nowhere') })).json()).toMatchObject({ status: 422, code: 'unknown-reference', errors: [{ pointer: '/sessionId' }] })
  })
})

describe('the register', () => {
  it('finds who was at no session for a year and whom nobody ever asked', async () => {
    const staff = await t.as('staff')
    const ids = async (query: string) => (await staff.get(`stakeholders?limit=100&${query}`)).json<{ items: { id: string }[] }>().items.map((row) => row.id)
    const absent = await ids('withoutSession=365')
    expect(absent).toContain(stakeholder('anamnese-ia'))
    expect(absent).not.toContain(stakeholder('aidants-debout'))
    const never = await ids('neverAsked=true')
    expect(never).toContain(stakeholder('anamnese-ia'))
    expect(never).not.toContain(stakeholder('jeunes'))
    expect(new Set([...never, ...(await ids('neverAsked=false'))]).size).toBe((await ids('')).length)
  })
})
