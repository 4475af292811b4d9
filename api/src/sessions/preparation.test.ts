import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const perimeterId = demoId('perimeter', 'bretagne')
const body = { title: 'Essai', form: 'hybrid', startsAt: '2026-12-01T09:00:00Z', perimeterId }
interface Session { id: string; version: number; endsAt: string | null; seats: number | null; engagementLevel: string | null; bodyName: string | null; facilitatorQualified: boolean | null; aim: string }
interface Item { title: string; durationMinutes: number; pointId: string | null }

describe('a session prepared from a template', () => {
  it('takes aim, level, rule, seats and agenda, and ends when the agenda does', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('sessions', { ...body, templateId: demoId('session-template', 'table-ronde/fr'), aim: 'Le nôtre' })).json<Session>()
    expect(made).toMatchObject({ aim: 'Le nôtre', engagementLevel: 'consult', reasonRule: 'required_for_disagreement', seats: 24, endsAt: '2026-12-01T11:00:00.000Z' })
    const { items } = (await staff.get(`sessions/${made.id}/agenda-items`)).json<{ items: Item[] }>()
    expect(items.map((i) => i.durationMinutes)).toEqual([10, 30, 30, 30, 15, 5])
  })

  it('gives back the same agenda, points included, when it is kept as a template', async () => {
    const staff = await t.as('staff')
    const template = (await staff.post(`sessions/${demoId('session', 'seance-suivante')}/template`, { title: 'Suivi' })).json<{ id: string; items: Item[] }>()
    const made = (await staff.post('sessions', { ...body, templateId: template.id })).json<Session>()
    const { items } = (await staff.get(`sessions/${made.id}/agenda-items`)).json<{ items: Item[] }>()
    expect(items.map((i) => [i.title, i.durationMinutes, i.pointId])).toEqual(template.items.map((i) => [i.title, i.durationMinutes, i.pointId]))
    expect(items.filter((i) => i.pointId)).toHaveLength(4)
  })

  it('is refused a template or a body that is not there', async () => {
    const staff = await t.as('staff')
    for (const field of ['templateId', 'bodyId']) expect((await staff.post('sessions', { ...body, [field]: demoId('none', 'x') })).json()).toMatchObject({ status: 422, code: 'unknown-reference', errors: [{ pointer: `/${field}` }] })
  })

  it.each([['seats', 0], ['seats', 10_001], ['videoUrl', 'javascript:alert(1)'], ['videoUrl', 'http://a'], ['engagementLevel', 'obey'], ['reasonRule', 'never']])('refuses %s = %s', async (field, value) => {
    expect((await (await t.as('staff')).post('sessions', { ...body, [field]: value })).statusCode).toBe(400)
  })
})

describe('session templates', () => {
  it('ship in both languages, each list in its own', async () => {
    const list = async (language: string) => (await (await t.as('reader')).get(`session-templates?language=${language}`)).json<{ items: { title: string }[] }>().items.map((i) => i.title)
    expect(await list('fr')).toEqual(expect.arrayContaining(['Atelier de travail', 'Comité de pilotage', 'Forum participatif', 'Table ronde']))
    expect(await list('en')).toEqual(['Participatory forum', 'Round table', 'Steering committee', 'Workshop'])
  })

  it('replace their agenda whole, refuse unknown points, and come back after removal', async () => {
    const staff = await t.as('staff')
    const { id } = (await staff.post('session-templates', { title: 'A', form: 'online', perimeterId, items: [{ title: 'x', aim: 'inform', durationMinutes: 5 }] })).json<{ id: string }>()
    expect((await staff.patch(`session-templates/${id}`, { items: [{ title: 'x', aim: 'inform', durationMinutes: 5, pointId: demoId('none', 'x') }] }, { ifMatch: 1 })).json()).toMatchObject({ status: 422, errors: [{ pointer: '/items/0/pointId' }] })
    expect((await staff.patch(`session-templates/${id}`, { items: [{ title: 'y', aim: 'decide', durationMinutes: 15 }, { title: 'z', aim: 'inform', durationMinutes: 10 }] }, { ifMatch: 1 })).json()).toMatchObject({ minutes: 25, items: [{ title: 'y', rank: 1 }, { title: 'z', rank: 2 }] })
    expect((await staff.delete(`session-templates/${id}`, { ifMatch: 2 })).statusCode).toBe(204)
    expect((await staff.get(`session-templates/${id}`)).statusCode).toBe(404)
    expect((await staff.post(`session-templates/${id}/restore`)).json()).toMatchObject({ minutes: 25 })
  })
})

describe('bodies', () => {
  it('holds the founding document’s own as facts, in force by day', async () => {
    const reader = await t.as('reader')
    const names = async (query: string) => (await reader.get(`bodies?${query}`)).json<{ items: { name: string }[] }>().items.map((b) => b.name)
    expect(await names('on=2011-12-15')).toEqual(['Comité d’orientation', 'Commission des garanties', 'Forums participatifs', 'Groupe de travail référentiel RSE'])
    expect(await names('on=2026-11-30')).toEqual(['Comité d’orientation', 'Comité de dialogue Bretagne', 'Commission des garanties', 'Réseau d’acteurs relais RSE'])
  })

  it('names the body on its sessions, and finds them by it', async () => {
    const staff = await t.as('staff')
    const bodyId = demoId('body', 'comite-orientation')
    const made = (await staff.post('sessions', { ...body, bodyId })).json<Session>()
    expect(made.bodyName).toBe('Comité d’orientation')
    expect((await staff.get(`sessions?bodyId=${bodyId}`)).json<{ items: Session[] }>().items.map((s) => s.id)).toEqual([made.id])
    expect((await staff.post('bodies', { name: 'A', kind: 'forum', perimeterId, since: '2026-02-01', ceasedOn: '2026-01-01' })).json()).toMatchObject({ status: 422, code: 'body-ceases-before-start' })
  })
})

describe('qualifications', () => {
  it('says on the session whether its facilitator is trained on that day', async () => {
    const staff = await t.as('staff')
    const one = async (code: string) => (await staff.get(`sessions/${demoId('session', code)}`)).json<Session>().facilitatorQualified
    expect(await one('seance-suivante')).toBe(true)
    expect(await one('atelier-aidants')).toBe(false)
    expect((await staff.post('sessions', body)).json<Session>().facilitatorQualified).toBeNull()
  })

  it('counts the last day, in the time zone of the session', async () => {
    const administrator = await t.as('administrator')
    const userId = demoId('user', 'administrator')
    await administrator.post(`users/${userId}/qualifications`, { skill: 'facilitation', grantedOn: '2027-01-01', expiresOn: '2027-06-30' })
    const on = async (startsAt: string, timeZone: string) => (await administrator.post('sessions', { ...body, startsAt, timeZone, facilitatorId: userId })).json<Session>().facilitatorQualified
    expect(await on('2027-06-30T21:30:00Z', 'Europe/Paris')).toBe(true)
    expect(await on('2027-06-30T22:30:00Z', 'Europe/Paris')).toBe(false)
    expect(await on('2027-06-30T22:30:00Z', 'America/Cayenne')).toBe(true)
  })

  it('is written by administrators, read by staff, and never blocks', async () => {
    const path = `users/${demoId('user', 'relay')}/qualifications`
    const given = { skill: 'facilitation', grantedOn: '2026-01-01', expiresOn: '2025-01-01' }
    expect((await (await t.as('staff')).post(path, given)).statusCode).toBe(403)
    expect((await (await t.as('administrator')).post(path, given)).json()).toMatchObject({ status: 422, code: 'qualification-ends-before-start' })
    // What the demonstration gave stands; nothing of what was refused does.
    expect((await (await t.as('staff')).get(path)).json<{ items: { skill: string }[] }>().items.map((row) => row.skill)).not.toContain('facilitation')
    expect((await (await t.as('reader')).get(path)).statusCode).toBe(403)
    expect((await (await t.as('staff')).post('sessions', { ...body, facilitatorId: demoId('user', 'reader') })).statusCode).toBe(201)
  })

  it('lists who may run a session, without those whose account is disabled', async () => {
    const list = async () => (await (await t.as('staff')).get('facilitators?day=2026-12-15')).json<{ items: { name: string; qualified: boolean }[] }>().items
    expect((await list()).map((f) => [f.name, f.qualified])).toEqual([['Camille Arnoux', false], ['Hugo Malestroit', true], ['Nadège Le Guen', true]])
    await t.db.update(schema.users).set({ disabledAt: new Date() }).where(eq(schema.users.id, demoId('user', 'facilitator')))
    expect((await list()).map((f) => f.name)).not.toContain('Hugo Malestroit')
  })
})
