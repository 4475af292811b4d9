import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'
import { statusChange } from './rules.ts'

const t = useTestApp()
const planId = demoId('plan', 'plan-2026')
const stakeholder = (code: string) => demoId('stakeholder', code)
const body = { planId, title: 'Essai', engagementLevel: 'consult', startsOn: '2026-02-01', endsOn: '2026-03-01' }
interface Activity { id: string; version: number; status: string; pace: string; cancelReason: string; audience: number; sessionsHeld: number; sessionsAhead: number; sessionsDue: number; sessions: { id: string; held: boolean }[]; perimeterId: string }
interface Member { id: string; version: number; stakeholderId: string; attribute: string | null; reason: string; attended: number; invited: number; load: { level: string } }
const DAY_MS = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const create = async (more: object = {}): Promise<Activity> => (await (await t.as('staff')).post('activities', { ...body, ...more })).json<Activity>()
const read = async (id: string): Promise<Activity> => (await (await t.as('staff')).get(`activities/${id}`)).json<Activity>()
const audienceOf = async (id: string): Promise<Member[]> => (await (await t.as('staff')).get(`activities/${id}/stakeholders?limit=100`)).json<{ items: Member[] }>().items

describe('an activity', () => {
  it('takes the perimeter of its plan, and is cancelled with a reason alone, which goes when it is taken up again', async () => {
    const staff = await t.as('staff')
    const made = await create()
    expect(made).toMatchObject({ status: 'planned', perimeterId: demoId('perimeter', 'bretagne') })
    const patch = async (payload: object) => (await staff.patch(`activities/${made.id}`, payload, { ifMatch: (await read(made.id)).version })).json<Activity & { code?: string }>()
    expect((await patch({ status: 'cancelled' })).code).toBe('activity-cancel-reason')
    expect((await patch({ status: 'cancelled', cancelReason: '   ' })).code).toBe('activity-cancel-reason')
    expect(await patch({ status: 'cancelled', cancelReason: 'Budget retiré' })).toMatchObject({ status: 'cancelled', pace: 'cancelled', cancelReason: 'Budget retiré' })
    expect(await patch({ status: 'under_way' })).toMatchObject({ status: 'under_way', cancelReason: '' })
    const told = await t.db.select({ action: schema.auditEntries.action }).from(schema.auditEntries).where(eq(schema.auditEntries.objectId, made.id)).orderBy(schema.auditEntries.id)
    expect(told.map((row) => row.action)).toEqual(['activity.created', 'activity.cancelled', 'activity.resumed'])
  })

  it('is refused outside the period of its plan, upside down, in an unknown plan or process, and with a negative budget', async () => {
    const staff = await t.as('staff')
    const post = async (more: object) => (await staff.post('activities', { ...body, ...more })).json<{ code: string }>().code
    expect(await post({ startsOn: '2025-12-01' })).toBe('activity-outside-plan')
    expect(await post({ endsOn: '2029-03-01' })).toBe('activity-outside-plan')
    expect(await post({ endsOn: '2026-01-31' })).toBe('activity-ends-before-start')
    expect(await post({ planId: demoId('plan', 'nowhere') })).toBe('unknown-reference')
    expect(await post({ processId: demoId('process', 'nowhere') })).toBe('unknown-reference')
    expect(await post({ budgetPlanned: -1 })).toBe('invalid-request')
    expect(await post({ sessionsPlanned: 401 })).toBe('invalid-request')
  })

  it('says where it stands: to come, on time, behind, late, done', async () => {
    const paceOf = async (more: object) => (await create(more)).pace
    expect(await paceOf({ startsOn: inDays(5), endsOn: inDays(9) })).toBe('to_come')
    expect(await paceOf({ startsOn: inDays(-5), endsOn: inDays(9) })).toBe('behind')
    expect(await paceOf({ startsOn: inDays(-30), endsOn: inDays(-1) })).toBe('late')
    const half = await create({ startsOn: inDays(-50), endsOn: inDays(50), sessionsPlanned: 4 })
    const staff = await t.as('staff')
    expect((await staff.patch(`activities/${half.id}`, { status: 'under_way' }, { ifMatch: half.version })).json()).toMatchObject({ pace: 'behind', sessionsDue: 2 })
    const fewer = await read(half.id)
    expect((await staff.patch(`activities/${half.id}`, { sessionsPlanned: 1 }, { ifMatch: fewer.version })).json()).toMatchObject({ pace: 'on_time', sessionsDue: 0 })
    expect((await staff.patch(`activities/${half.id}`, { status: 'done' }, { ifMatch: (await read(half.id)).version })).json()).toMatchObject({ pace: 'done' })
  })

  it('is not removed once a session was held', async () => {
    const staff = await t.as('staff')
    const held = await read(demoId('activity', 'acces-soins'))
    expect(held).toMatchObject({ sessionsHeld: 3, sessionsAhead: 1, pace: 'on_time' })
    expect((await staff.delete(`activities/${held.id}`, { ifMatch: held.version })).json()).toMatchObject({ code: 'activity-has-sessions' })
  })
})

describe('the audience', () => {
  it('is chosen by hand, each once, with what makes a stakeholder of them; a stranger is refused', async () => {
    const staff = await t.as('staff')
    const { id } = await create()
    const add = (ids: string[], more: object = {}) => staff.post(`activities/${id}/stakeholders`, { stakeholderIds: ids, ...more })
    expect((await add([stakeholder('aidants-debout'), stakeholder('aidants-debout')], { attribute: 'dependency', reason: 'Répit' })).json()).toEqual({ added: 1, removed: 0, audience: 1 })
    expect((await add([stakeholder('aidants-debout'), stakeholder('institut-lumen')], { attribute: 'tension' })).json()).toMatchObject({ added: 1, audience: 2 })
    expect((await add([demoId('stakeholder', 'nobody')])).json()).toMatchObject({ code: 'unknown-reference' })
    const [first] = (await audienceOf(id)).filter((m) => m.stakeholderId === stakeholder('aidants-debout'))
    expect(first).toMatchObject({ attribute: 'dependency', reason: 'Répit', load: { level: 'over' } })
    expect((await staff.patch(`activities/${id}/stakeholders/${first?.id}`, { attribute: null }, { ifMatch: first?.version ?? 0 })).json()).toMatchObject({ attribute: null, reason: 'Répit' })
    expect((await staff.delete(`activities/${id}/stakeholders/${first?.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await audienceOf(id)).map((m) => m.stakeholderId)).toEqual([stakeholder('institut-lumen')])
  })

  it('is chosen by a query that reads scores and sessions: definitive stakeholders at no session for a year', async () => {
    const staff = await t.as('staff')
    const { id } = await create()
    const query = { scheme: 'salience', class: 'definitive', withoutSession: '365' }
    const classes = (await staff.get('analyses/classes?scheme=salience&class=definitive&limit=1000')).json<{ items: { id: string }[] }>().items.map((item) => item.id)
    const absent = (await staff.get('stakeholders?withoutSession=365&status=active,emerging&limit=100')).json<{ items: { id: string }[] }>().items.map((item) => item.id)
    const wanted = classes.filter((one) => absent.includes(one))
    expect(wanted.length).toBeGreaterThan(0)
    const found = (await staff.post(`activities/${id}/audience/compare`, { query })).json<{ total: number; joining: number; joiningRows: { stakeholderId: string }[]; query: object }>()
    expect(found).toMatchObject({ total: wanted.length, joining: wanted.length, leaving: 0, query })
    expect(new Set(found.joiningRows.map((row) => row.stakeholderId))).toEqual(new Set(wanted))
    expect((await staff.post(`activities/${id}/audience/apply`, { query, attribute: 'influence' })).json()).toEqual({ added: wanted.length, removed: 0, audience: wanted.length })
    // Frozen: the rows stay when the query would keep others; the refresh says who came in and who went out.
    await t.db.update(schema.stakeholders).set({ status: 'archived' }).where(eq(schema.stakeholders.id, wanted[0] ?? ''))
    expect(await read(id)).toMatchObject({ audience: wanted.length, audienceQuery: query })
    expect((await staff.post(`activities/${id}/audience/compare`, {})).json()).toMatchObject({ leaving: 1, joining: 0, leavingRows: [{ stakeholderId: wanted[0] }] })
    expect((await staff.post(`activities/${id}/audience/apply`, {})).json()).toMatchObject({ added: 0, removed: 0 })
    expect((await staff.post(`activities/${id}/audience/apply`, { remove: true })).json()).toMatchObject({ removed: 1, audience: wanted.length - 1 })
    await t.db.update(schema.stakeholders).set({ status: 'active' }).where(eq(schema.stakeholders.id, wanted[0] ?? ''))
  })

  it('is chosen by rank, and refuses an empty query, a class of another grid, an unknown filter and a refresh without a query', async () => {
    const staff = await t.as('staff')
    const { id } = await create()
    const compare = async (payload: object) => (await staff.post(`activities/${id}/audience/compare`, payload)).json<{ code?: string; total: number }>()
    const [ranking] = (await staff.get('rankings?limit=1')).json<{ items: { id: string }[] }>().items
    expect((await compare({ query: { rankingId: ranking?.id, top: '3' } })).total).toBeGreaterThanOrEqual(1)
    expect((await compare({ query: { rankingId: demoId('ranking', 'nowhere'), top: '3' } })).code).toBe('unknown-reference')
    expect((await compare({ query: {} })).code).toBe('audience-unfiltered')
    expect((await compare({ query: { scheme: 'grid', class: 'definitive' } })).code).toBe('audience-class-scheme')
    expect((await compare({ query: { class: 'definitive' } })).code).toBe('audience-class-scheme')
    expect((await compare({ query: { colour: 'blue' } })).code).toBe('invalid-request')
    expect((await compare({})).code).toBe('audience-query-missing')
  })
})

describe('sessions of an activity', () => {
  it('are planned with its aim and level and invite the organisations and groups of its audience', async () => {
    const staff = await t.as('staff')
    const { id } = await create({ objective: 'Entendre les aidants', engagementLevel: 'involve' })
    await staff.post(`activities/${id}/stakeholders`, { stakeholderIds: ['aidants-debout', 'institut-lumen', 'helory-vannier'].map(stakeholder) })
    const session = (await staff.post(`activities/${id}/sessions`, { form: 'online', startsAt: '2199-03-01T09:00:00Z' })).json<{ id: string; activityId: string; activityTitle: string; aim: string; engagementLevel: string; tally: { invited: number } }>()
    expect(session).toMatchObject({ activityId: id, activityTitle: 'Essai', aim: 'Entendre les aidants', engagementLevel: 'involve', tally: { invited: 2 } })
    expect((await audienceOf(id)).map((m) => [m.stakeholderId === stakeholder('helory-vannier'), m.invited]).sort()).toEqual([[false, 1], [false, 1], [true, 0]])
    expect((await staff.get(`sessions?activityId=${id}`)).json<{ items: { id: string }[] }>().items.map((s) => s.id)).toEqual([session.id])
    expect((await read(id)).sessions).toMatchObject([{ id: session.id, held: false }])
  })

  it('move from one activity to another and to none; an unknown one is refused, and none is planned for a cancelled one', async () => {
    const staff = await t.as('staff')
    const { id, version } = await create()
    const session = demoId('session', 'atelier-aidants')
    const put = async (activityId: string | null) => (await staff.put(`sessions/${session}/activity`, { activityId })).json<{ activityId: string | null; code?: string }>()
    expect((await put(id)).activityId).toBe(id)
    expect((await put(id)).activityId).toBe(id)
    expect((await put(null)).activityId).toBeNull()
    expect((await put(demoId('activity', 'nowhere'))).code).toBe('unknown-reference')
    expect((await put(demoId('activity', 'isr'))).code).toBe('plan-closed')
    expect((await put(demoId('activity', 'aidants'))).activityId).toBe(demoId('activity', 'aidants'))
    await staff.patch(`activities/${id}`, { status: 'cancelled', cancelReason: 'Essai' }, { ifMatch: version })
    expect((await staff.post(`activities/${id}/sessions`, { form: 'online', startsAt: '2199-03-01T09:00:00Z' })).json()).toMatchObject({ code: 'activity-cancelled' })
  })
})

describe('risks', () => {
  it('stand in order of likelihood × severity, both from 1 to 5', async () => {
    const staff = await t.as('staff')
    const { id } = await create()
    for (const [likelihood, severity] of [[1, 2], [5, 5], [2, 3]]) await staff.post(`activities/${id}/risks`, { risk: 'Essai', likelihood, severity })
    expect((await staff.get(`activities/${id}/risks`)).json<{ items: { score: number }[] }>().items.map((r) => r.score)).toEqual([25, 6, 2])
    expect(await read(id)).toMatchObject({ risks: 3, worstRisk: 25 })
    expect((await staff.post(`activities/${id}/risks`, { risk: 'Essai', likelihood: 6, severity: 1 })).statusCode).toBe(400)
    expect((await staff.get(`activities/${demoId('activity', 'acces-soins')}/risks/${demoId('activity-risk', 'aidants/1')}`)).json()).toMatchObject({ code: 'activity-part-not-found' })
  })
})

describe('rules', () => {
  it('any status follows any other; cancelling wants a reason and taking up again empties it', () => {
    expect(statusChange({ status: 'planned', cancelReason: '' }, { status: 'done' })).toEqual({ change: { cancelReason: '' }, event: 'activity.done' })
    expect(statusChange({ status: 'done', cancelReason: '' }, { status: 'planned' }).event).toBe('activity.replanned')
    expect(statusChange({ status: 'cancelled', cancelReason: 'x' }, {})).toEqual({ change: { cancelReason: 'x' }, event: 'activity.updated' })
    expect(statusChange({ status: 'cancelled', cancelReason: 'x' }, { cancelReason: '' }).fault).toBe('activity-cancel-reason')
    expect(statusChange({ status: 'cancelled', cancelReason: 'x' }, { status: 'under_way' })).toEqual({ change: { cancelReason: '' }, event: 'activity.resumed' })
  })
})
