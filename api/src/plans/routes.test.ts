import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type Client, useTestApp } from '../../test/app.ts'
import { periodFault, reopened } from './rules.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'bretagne')
const bodyId = demoId('body', 'comite-dialogue-bretagne')
const body = { title: 'Plan d’essai', perimeterId, startsOn: '2026-01-01', endsOn: '2027-12-31' }
interface Plan { id: string; version: number; status: string; reference: string; tally: Record<string, number>; adoptedOn: string | null }
const create = async (client: Client, more: object = {}): Promise<Plan> => (await client.post('plans', { ...body, ...more })).json<Plan>()

describe('a plan', () => {
  it('goes from draft to adopted to closed and back, one step at a time; closed it and its activities stay as they are', async () => {
    const staff = await t.as('staff')
    const { id } = await create(staff)
    const activity = (await staff.post('activities', { planId: id, title: 'Essai', engagementLevel: 'consult', startsOn: '2026-02-01', endsOn: '2026-03-01' })).json<{ id: string; version: number }>()
    const step = async (name: string, payload: object = {}) => (await staff.post(`plans/${id}/${name}`, name === 'adopt' ? payload : undefined)).json<Plan & { code?: string }>()
    expect((await step('close')).code).toBe('plan-transition-refused')
    expect((await step('reopen')).code).toBe('plan-transition-refused')
    expect(await step('adopt', { on: '2026-01-15' })).toMatchObject({ status: 'adopted', adoptedOn: '2026-01-15' })
    expect((await step('adopt', { on: '2026-01-15' })).code).toBe('plan-transition-refused')
    const closed = await step('close')
    expect(closed.status).toBe('closed')
    expect((await staff.patch(`plans/${id}`, { title: 'Autre' }, { ifMatch: closed.version })).json()).toMatchObject({ code: 'plan-closed' })
    expect((await staff.patch(`activities/${activity.id}`, { title: 'Autre' }, { ifMatch: activity.version })).json()).toMatchObject({ code: 'plan-closed' })
    expect((await staff.post('activities', { planId: id, title: 'Essai', engagementLevel: 'consult', startsOn: '2026-02-01', endsOn: '2026-03-01' })).json()).toMatchObject({ code: 'plan-closed' })
    expect(await step('reopen')).toMatchObject({ status: 'adopted', adoptedOn: '2026-01-15' })
    expect(await step('reopen')).toMatchObject({ status: 'draft', adoptedOn: null, adoptedByBodyId: null })
  })

  it('is adopted by facts: not in the future, by a body at a meeting of its own that was held', async () => {
    const staff = await t.as('staff')
    const { id } = await create(staff)
    const adopt = async (payload: object) => (await staff.post(`plans/${id}/adopt`, payload)).json<{ code?: string; status: string }>()
    expect((await adopt({ on: '2199-01-01' })).code).toBe('plan-adoption-in-future')
    expect((await adopt({ on: '2026-11-01', sessionId: demoId('session', 'seance-2026-10') })).code).toBe('plan-adoption-without-body')
    expect((await adopt({ on: '2026-11-01', bodyId: demoId('body', 'nowhere') })).code).toBe('unknown-reference')
    expect((await adopt({ on: '2026-11-01', bodyId, sessionId: demoId('session', 'nowhere') })).code).toBe('unknown-reference')
    expect((await adopt({ on: '2026-11-01', bodyId, sessionId: demoId('session', 'seance-2026-10') })).code).toBe('quorum-other-body')
    expect((await adopt({ on: '2026-11-01', bodyId, sessionId: demoId('session', 'seance-suivante') })).code).toBe('quorum-meeting-not-held')
    expect((await adopt({ on: '2026-11-01', bodyId })).code).toBe('quorum-meeting-missing')
    expect((await (await t.as('facilitator')).post(`plans/${id}/adopt`, { on: '2026-11-01' })).statusCode).toBe(403)
  })

  it('is not adopted by a body without its quorum, and is by one that has it, on the day of the meeting or later', async () => {
    const staff = await t.as('staff')
    const { id } = await create(staff)
    const meeting = demoId('session', 'comite-bretagne-2026-01')
    const adopt = async (on: string) => (await staff.post(`plans/${id}/adopt`, { on, bodyId, sessionId: meeting })).json<Plan & { code?: string; detail?: string; meetingTitle: string | null }>()
    expect((await adopt('2026-01-02')).code).toBe('plan-adoption-before-meeting')
    const came = await t.db.select().from(schema.attendances).where(eq(schema.attendances.sessionId, meeting))
    await t.db.update(schema.attendances).set({ status: 'absent' }).where(eq(schema.attendances.sessionId, meeting))
    const refused = await adopt('2026-02-02')
    expect([refused.code, refused.detail]).toEqual(['quorum-not-reached', expect.stringMatching(/0 sièges présents/)])
    for (const one of came) await t.db.update(schema.attendances).set({ status: one.status }).where(eq(schema.attendances.id, one.id))
    expect(await adopt('2026-02-02')).toMatchObject({ status: 'adopted', adoptedByBodyId: bodyId, adoptedAtSessionId: meeting, bodyName: 'Comité de dialogue Bretagne' })
  })

  it('is refused with a period upside down or of more than ten years, an unknown owner or perimeter, and without its version', async () => {
    const staff = await t.as('staff')
    const post = async (more: object) => (await staff.post('plans', { ...body, ...more })).json<{ code: string }>().code
    expect(await post({ endsOn: '2025-12-31' })).toBe('plan-ends-before-start')
    expect(await post({ endsOn: '2040-12-31' })).toBe('plan-period-too-long')
    expect(await post({ ownerUserId: demoId('user', 'nobody') })).toBe('unknown-reference')
    expect(await post({ loadLimit: 0 })).toBe('invalid-request')
    expect(await post({ title: ' ' })).toBe('invalid-request')
    const { id, version } = await create(staff)
    expect((await staff.patch(`plans/${id}`, { title: 'x' })).statusCode).toBe(428)
    expect((await staff.patch(`plans/${id}`, { title: 'x' }, { ifMatch: version + 1 })).statusCode).toBe(412)
  })

  it('is removed while nothing was begun and restored, and not removed afterwards', async () => {
    const staff = await t.as('staff')
    const { id, version } = await create(staff)
    expect((await staff.delete(`plans/${id}`, { ifMatch: version })).statusCode).toBe(204)
    expect((await staff.get(`plans/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`plans/${id}/restore`)).statusCode).toBe(200)
    const running = (await staff.get(`plans/${demoId('plan', 'plan-2026')}`)).json<Plan>()
    expect((await staff.delete(`plans/${running.id}`, { ifMatch: running.version })).json()).toMatchObject({ code: 'plan-has-activities' })
  })
})

describe('planned against done', () => {
  it('adds up what the activities of a plan say, cancelled ones apart', async () => {
    const staff = await t.as('staff')
    const id = demoId('plan', 'plan-2026')
    const { tally } = (await staff.get(`plans/${id}`)).json<Plan>()
    const { items } = (await staff.get(`activities?planId=${id}&limit=100`)).json<{ items: { status: string; pace: string; sessionsPlanned: number; sessionsHeld: number; sessionsAhead: number; sessionsDue: number; budgetPlanned: number | null; budgetSpent: number | null; tasks: number; tasksLate: number }[] }>()
    const kept = items.filter((a) => a.status !== 'cancelled')
    const sum = (of: typeof items, what: (a: (typeof items)[number]) => number | null) => of.reduce((total, a) => total + (what(a) ?? 0), 0)
    expect(tally).toMatchObject({
      activities: items.length, cancelled: 1, done: 1, late: items.filter((a) => a.pace === 'late').length, behind: items.filter((a) => a.pace === 'behind').length,
      sessionsPlanned: sum(kept, (a) => a.sessionsPlanned), sessionsHeld: sum(items, (a) => a.sessionsHeld), sessionsAhead: sum(items, (a) => a.sessionsAhead), sessionsDue: sum(items, (a) => a.sessionsDue),
      budgetPlanned: sum(kept, (a) => a.budgetPlanned), budgetSpent: sum(items, (a) => a.budgetSpent), budgetMissing: 1, overspent: 1, tasks: sum(items, (a) => a.tasks), tasksLate: sum(items, (a) => a.tasksLate),
    })
    expect([tally.late, tally.behind]).toEqual([1, 1])
  })

  it('holds of the founding year what the founding document says: six dialogues, done, without budget or adoption', async () => {
    const plan = (await (await t.as('reader')).get(`plans/${demoId('plan', 'plan-2012')}`)).json<Plan & { fictional: boolean }>()
    expect(plan).toMatchObject({ fictional: false, adoptedOn: null, tally: { activities: 6, done: 6, sessionsHeld: 3, budgetPlanned: 0, budgetSpent: 0, late: 0 } })
  })
})

describe('GET /plans/{id}/calendar.ics', () => {
  it('is read by another library: activities of whole days, sessions at their hour, under stable UIDs', async () => {
    const staff = await t.as('staff')
    const answer = await staff.get(`plans/${demoId('plan', 'plan-2026')}/calendar.ics`)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const events = new ICAL.Component(ICAL.parse(answer.body)).getAllSubcomponents('vevent').map((raw) => ({ raw, event: new ICAL.Event(raw) }))
    const charter = events.find(({ event }) => event.uid === `${demoId('activity', 'charte-achats')}@convergence`)
    expect([charter?.event.startDate.toString(), charter?.event.endDate.toString(), charter?.event.startDate.isDate]).toEqual(['2026-03-02', '2026-06-16', true])
    expect(events.find(({ event }) => event.uid === `${demoId('activity', 'reunion-methode')}@convergence`)?.raw.getFirstPropertyValue('status')).toBe('CANCELLED')
    const session = events.find(({ event }) => event.uid === `${demoId('session', 'seance-2026-10')}@convergence`)
    expect([session?.event.startDate.toString(), session?.event.startDate.isDate]).toEqual(['2026-10-13T09:30:00', false])
    expect(new Set(events.map(({ event }) => event.uid)).size).toBe(events.length)
  })
})

describe('rules', () => {
  it('reopening goes one step back; a period is at most ten years and ends after it starts', () => {
    expect([reopened('closed'), reopened('adopted'), reopened('draft')]).toEqual(['adopted', 'draft', null])
    expect([periodFault('2026-01-01', '2026-01-01'), periodFault('2026-01-02', '2026-01-01'), periodFault('2026-01-01', '2036-12-31')]).toEqual([null, 'plan-ends-before-start', 'plan-period-too-long'])
  })
})
