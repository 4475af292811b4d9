import { demoId, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useTestApp } from '../../test/app.ts'

const t = useTestApp()
const activityId = demoId('activity', 'acces-soins')
interface Task { id: string; version: number; title: string; late: boolean; mine: boolean; doneAt: string | null; doneByName: string | null; source: { type: string; id: string } | null; perimeterId: string; code?: string }
const create = async (payload: object): Promise<Task> => (await (await t.as('staff')).post('tasks', { title: 'Essai', ...payload })).json<Task>()
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('a task', () => {
  it('comes from one record at most, whose perimeter it takes', async () => {
    expect(await create({ activityId })).toMatchObject({ source: { type: 'activity', id: activityId }, perimeterId: demoId('perimeter', 'bretagne') })
    expect(await create({ bodyId: demoId('body', 'comite-orientation') })).toMatchObject({ source: { type: 'body' }, perimeterId: demoId('perimeter', 'national') })
    expect((await create({ activityId, sessionId: demoId('session', 'seance-suivante') })).code).toBe('task-two-sources')
    expect((await create({ activityId: demoId('activity', 'nowhere') })).code).toBe('unknown-reference')
    expect((await create({})).code).toBe('invalid-request')
    expect((await create({ activityId, dueOn: '2026-12-01', remindOn: '2026-12-02' })).code).toBe('task-reminder-after-due')
    expect((await create({ activityId, doerUserId: demoId('user', 'nobody') })).code).toBe('unknown-reference')
  })

  it('is late the day after its day, due within a week of its day or its reminder, and neither once it is done', async () => {
    const staff = await t.as('staff')
    const { id: bodyId } = (await staff.post('bodies', { name: 'Instance d’essai', kind: 'committee', perimeterId: demoId('perimeter', 'national') })).json<{ id: string }>()
    const made = { late: await create({ bodyId, dueOn: day(-2) }), soon: await create({ bodyId, dueOn: day(30), remindOn: day(3) }), far: await create({ bodyId, dueOn: day(30) }), never: await create({ bodyId }) }
    const ids = async (state: string) => new Set((await staff.get(`tasks?bodyId=${bodyId}&state=${state}`)).json<{ items: Task[] }>().items.map((task) => task.id))
    expect(await ids('late')).toEqual(new Set([made.late.id]))
    expect(await ids('due')).toEqual(new Set([made.late.id, made.soon.id]))
    expect((await ids('open')).size).toBe(4)
    expect((await staff.post(`tasks/${made.late.id}/done`)).json()).toMatchObject({ late: false, doneByName: 'Nadège Le Guen' })
    expect((await staff.post(`tasks/${made.late.id}/done`)).json()).toMatchObject({ version: 2 })
    expect(await ids('late')).toEqual(new Set())
    expect(await ids('done')).toEqual(new Set([made.late.id]))
    expect((await staff.post(`tasks/${made.late.id}/undone`)).json()).toMatchObject({ doneAt: null, late: true })
  })

  it('is done by its doer: a relay does their own and no other', async () => {
    const relay = await t.as('relay')
    const own = demoId('task', 'table-ronde-officines')
    expect((await relay.post(`tasks/${own}/done`)).json()).toMatchObject({ mine: true, doneByName: 'Typhaine Riou' })
    expect((await relay.post(`tasks/${own}/undone`)).json()).toMatchObject({ doneAt: null })
    expect((await relay.post(`tasks/${demoId('task', 'salle-seance-4')}/done`)).json()).toMatchObject({ code: 'task-not-yours' })
    expect((await (await t.as('reader')).post(`tasks/${own}/done`)).json()).toMatchObject({ code: 'role-missing' })
  })

  it('is found by whose it is and by what it came from, the next due first, undated ones last', async () => {
    const relay = await t.as('relay')
    const mine = (await relay.get('tasks?mine=true&state=open')).json<{ items: (Task & { dueOn: string | null })[] }>().items
    expect(mine.map((task) => task.mine)).toEqual(mine.map(() => true))
    expect(mine.map((task) => task.dueOn)).toEqual(mine.map((task) => task.dueOn).toSorted())
    const ofPlan = (await relay.get(`tasks?planId=${demoId('plan', 'plan-2026')}&limit=100`)).json<{ items: Task[] }>().items
    expect(ofPlan.every((task) => task.source?.type === 'activity')).toBe(true)
    const sheet = await create({ activityId })
    await t.db.update(schema.activities).set({ deletedAt: new Date() }).where(eq(schema.activities.id, activityId))
    expect((await relay.get(`tasks/${sheet.id}`)).json()).toMatchObject({ source: null })
    await t.db.update(schema.activities).set({ deletedAt: null }).where(eq(schema.activities.id, activityId))
  })

  it('is removed and restored', async () => {
    const staff = await t.as('staff')
    const { id, version } = await create({ activityId })
    expect((await staff.delete(`tasks/${id}`, { ifMatch: version })).statusCode).toBe(204)
    expect((await staff.get(`tasks/${id}`)).json()).toMatchObject({ code: 'task-not-found' })
    expect((await staff.post(`tasks/${id}/restore`)).statusCode).toBe(200)
  })
})
