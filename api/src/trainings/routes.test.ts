import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const person = (code: string) => demoId('stakeholder', code)
const staff = () => t.as('staff')
const codeOf = (answer: { json<T>(): T; statusCode: number }) => [answer.statusCode, answer.json<{ code: string }>().code]
interface Row { id: string; version: number; status: string; registered: number; attended: number; passed: number; trained: number }
interface Line { id: string; version: number; status: string; passed: boolean | null; granted: boolean; expiresOn: string | null; name: string }

const body = { title: 'Relire une position', audience: 'facilitators', skill: 'Relecture', validMonths: 12, durationMinutes: 120, perimeterId: national }
const programme = async (more: object = {}) => (await (await staff()).post('trainings', { ...body, ...more })).json<Row>()
const date = async (trainingId: string, more: object = {}) => (await (await staff()).post(`trainings/${trainingId}/sessions`, { startsAt: '2026-03-31T08:00:00Z', endsAt: '2026-03-31T10:00:00Z', ...more })).json<Row>()
const register = async (id: string, who: object) => (await staff()).post(`training-sessions/${id}/attendances`, who)
const skillsOf = async (stakeholderId: string) => t.db.select().from(schema.qualifications).where(eq(schema.qualifications.stakeholderId, stakeholderId))

describe('training programmes', () => {
  it('are written by staff, read by all, and brought back once removed', async () => {
    const one = await programme()
    const client = await staff()
    expect((await (await t.as('reader')).get(`trainings/${one.id}`)).json()).toMatchObject({ title: 'Relire une position', sessionsHeld: 0, sessionsPlanned: 0, nextAt: null, trained: 0 })
    expect((await (await t.as('facilitator')).post('trainings', body)).statusCode).toBe(403)
    expect((await client.patch(`trainings/${one.id}`, { validMonths: null }, { ifMatch: 1 })).json()).toMatchObject({ validMonths: null, version: 2 })
    expect((await client.patch(`trainings/${one.id}`, { title: 'X' }, { ifMatch: 1 })).statusCode).toBe(412)
    expect((await client.delete(`trainings/${one.id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect(codeOf(await client.get(`trainings/${one.id}`))).toEqual([404, 'training-not-found'])
    expect((await client.post(`trainings/${one.id}/restore`)).statusCode).toBe(200)
  })

  it.each([[{ title: ' ' }], [{ validMonths: 0 }], [{ validMonths: 241 }], [{ durationMinutes: 14 }], [{ audience: 'everybody' }], [{ skill: '' }], [{ trained: 3 }]])('refuse %j', async (more) => {
    expect((await (await staff()).post('trainings', { ...body, ...more })).statusCode).toBe(400)
  })
})

describe('a training session', () => {
  it('grants its skill to who came and showed it, from its day for the months of the programme', async () => {
    const { id } = await date((await programme({ skill: 'Relecture A' })).id)
    const lines = await Promise.all(['isaure-belmontel', 'helory-vannier', 'firmin-desparre'].map(async (code) => (await register(id, { stakeholderId: person(code) })).json<Line>()))
    const [passed, failed, absent] = lines.map((line) => line.id)
    const client = await staff()
    const open = await client.post(`training-sessions/${id}/hold`, { attendances: [{ id: passed, status: 'attended', passed: true }] })
    expect(codeOf(open)).toEqual([422, 'training-attendance-open'])
    expect(open.json<{ detail: string }>().detail).toContain('2')
    const held = await client.post(`training-sessions/${id}/hold`, { attendances: [{ id: passed, status: 'attended', passed: true }, { id: failed, status: 'attended', passed: false }, { id: absent, status: 'absent' }] })
    expect(held.json()).toMatchObject({ status: 'held', registered: 3, attended: 2, passed: 1 })
    expect((await skillsOf(person('isaure-belmontel'))).filter((q) => q.skill === 'Relecture A')).toEqual([expect.objectContaining({ grantedOn: '2026-03-31', expiresOn: '2027-03-31' })])
    expect((await skillsOf(person('helory-vannier'))).filter((q) => q.skill === 'Relecture A')).toEqual([])
    const sheet = (await client.get(`training-sessions/${id}/attendances`)).json<{ items: Line[] }>().items
    expect(sheet.map((line) => [line.name, line.granted, line.expiresOn])).toEqual([['Firmin Desparre', false, null], ['Hélory Vannier-Dauge', false, null], ['Isaure Belmontel', true, '2027-03-31']])
  })

  it('grants later what is corrected on its sheet, and takes back what was not deserved, all of it when it is reopened', async () => {
    const { id } = await date((await programme({ skill: 'Relecture B' })).id)
    const line = (await register(id, { stakeholderId: person('ombeline-tassart') })).json<Line>()
    const client = await staff()
    const granted = async () => (await skillsOf(person('ombeline-tassart'))).filter((q) => q.skill === 'Relecture B').length
    await client.post(`training-sessions/${id}/hold`, { attendances: [{ id: line.id, status: 'absent' }] })
    expect(await granted()).toBe(0)
    const read = async () => (await client.get(`training-sessions/${id}/attendances/${line.id}`)).json<Line>()
    const patch = async (change: object) => client.patch(`training-sessions/${id}/attendances/${line.id}`, change, { ifMatch: (await read()).version })
    expect((await patch({ status: 'attended', passed: true })).json()).toMatchObject({ granted: true })
    expect((await patch({ passed: true })).statusCode).toBe(200)
    expect(await granted()).toBe(1)
    expect((await patch({ status: 'absent' })).json()).toMatchObject({ granted: false, passed: null })
    expect(await granted()).toBe(0)
    await patch({ status: 'attended', passed: true })
    expect((await client.post(`training-sessions/${id}/reopen`)).json()).toMatchObject({ status: 'planned' })
    expect(await granted()).toBe(0)
    await client.post(`training-sessions/${id}/hold`, {})
    expect(await granted()).toBe(1)
    expect((await client.delete(`training-sessions/${id}/attendances/${line.id}`, { ifMatch: (await read()).version })).statusCode).toBe(204)
    expect(await granted()).toBe(0)
  })

  it('has as many places as it has, for one person once, and for people only', async () => {
    const { id, version } = await date((await programme()).id, { seats: 1 })
    expect(codeOf(await register(id, { stakeholderId: person('alliance-patients-proches') }))).toEqual([422, 'training-person-only'])
    expect(codeOf(await register(id, { stakeholderId: demoId('none', 'x') }))).toEqual([422, 'unknown-reference'])
    expect(codeOf(await register(id, { userId: demoId('none', 'x') }))).toEqual([422, 'unknown-reference'])
    for (const wrong of [{}, { userId: demoId('user', 'relay'), stakeholderId: person('isaure-belmontel') }, { userId: 'x' }]) expect((await register(id, wrong)).statusCode).toBe(400)
    const answers = await Promise.all(['relay', 'reader', 'facilitator'].map((role) => register(id, { userId: demoId('user', role) })))
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 409, 409])
    await (await staff()).patch(`training-sessions/${id}`, { seats: 9 }, { ifMatch: version })
    const already = answers.findIndex((answer) => answer.statusCode === 201)
    expect(codeOf(await register(id, { userId: demoId('user', ['relay', 'reader', 'facilitator'][already] ?? '') }))).toEqual([409, 'training-already-registered'])
    await register(id, { userId: demoId('user', 'staff') })
    expect(codeOf(await (await staff()).patch(`training-sessions/${id}`, { seats: 1 }, { ifMatch: version + 1 }))).toEqual([409, 'training-session-seats-taken'])
  })

  it('is not held before it begins, nor after it was cancelled; a cancelled one takes nobody', async () => {
    const client = await staff()
    const { id: trainingId } = await programme()
    const ahead = await date(trainingId, { startsAt: '2099-03-31T08:00:00Z', endsAt: null })
    expect(codeOf(await client.post(`training-sessions/${ahead.id}/hold`, {}))).toEqual([409, 'training-session-ahead'])
    await client.post(`training-sessions/${ahead.id}/cancel`)
    expect(codeOf(await client.post(`training-sessions/${ahead.id}/hold`, {}))).toEqual([409, 'training-session-status'])
    expect(codeOf(await register(ahead.id, { userId: demoId('user', 'relay') }))).toEqual([409, 'training-session-cancelled'])
    expect(codeOf(await client.post(`trainings/${trainingId}/sessions`, { startsAt: '2026-03-31T08:00:00Z', endsAt: '2026-03-31T07:00:00Z' }))).toEqual([422, 'training-session-order'])
    const line = (await register((await date(trainingId)).id, { userId: demoId('user', 'relay') })).json<Line>()
    expect(codeOf(await client.post(`training-sessions/${(await date(trainingId)).id}/hold`, { attendances: [{ id: line.id, status: 'attended' }] }))).toEqual([422, 'unknown-reference'])
  })

  it('shows its sheet to who answers for people only', async () => {
    const path = `training-sessions/${demoId('training-session', 'culture/2026-05')}/attendances`
    for (const role of ['facilitator', 'relay', 'reader'] as const) expect((await (await t.as(role)).get(path)).statusCode, role).toBe(403)
    expect((await (await staff()).get(path)).json<{ items: Line[] }>().items).toHaveLength(5)
  })
})
