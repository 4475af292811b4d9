import { schema } from '@convergence/db'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'

const t = useTestApp()
const national = demoId('perimeter', 'national')
const open = demoId('round', 'cotation-plus3')
const spring = demoId('round', 'cotation-spring')
const adherents = demoId('stakeholder', 'adherents')
const power = demoId('criterion', 'power')
const body = { title: 'Essai', perimeterId: national, criterionIds: [power] }
const full = { ...body, stakeholderIds: [adherents], raters: [{ capacity: 'internal', name: 'Une direction' }] }
interface Round { id: string; version: number; phase: string; stakeholders: number; raters: number; expected: number; answered: number; criteria: { criterionVersionId: string }[]; mine: { raterId: string } | null }
interface Rater { id: string; version: number; name: string; answered: number; expected: number; linked: boolean; finishedAt: string | null }
interface Sheet { criteria: { min: number; max: number; anchors: unknown[] }[]; stakeholders: { id: string }[]; scores: { value: number | null }[]; rater: { name: string; finishedAt: string | null }; round: { phase: string } }

const create = async (client: Client, payload: object = full): Promise<Round> => (await client.post('rounds', payload)).json<Round>()
const ratersOf = async (client: Client, id: string): Promise<Rater[]> => (await client.get(`rounds/${id}/raters`)).json<{ items: Rater[] }>().items

describe('rounds', () => {
  it('go from draft to open to closed and back, and say what they lack', async () => {
    const staff = await t.as('staff')
    const empty = await create(staff, { title: 'Vide', perimeterId: national })
    const refused = (await staff.post(`rounds/${empty.id}/open`)).json<{ code: string; errors: { pointer: string }[] }>()
    expect([refused.code, refused.errors.map((e) => e.pointer)]).toEqual(['round-empty', ['/stakeholders', '/criteria', '/raters']])
    const { id } = await create(staff)
    expect((await staff.post(`rounds/${id}/close`)).json()).toMatchObject({ code: 'round-not-open' })
    expect((await staff.post(`rounds/${id}/open`)).json()).toMatchObject({ phase: 'open', expected: 1, answered: 0 })
    expect((await staff.post(`rounds/${id}/open`)).json()).toMatchObject({ code: 'round-not-draft' })
    expect((await staff.post(`rounds/${id}/close`)).json()).toMatchObject({ phase: 'closed' })
    expect((await staff.post(`rounds/${id}/reopen`, {})).json()).toMatchObject({ phase: 'open', closesAt: null })
  })

  it('close by themselves when their time is over, and wait for an opening that is planned', async () => {
    const staff = await t.as('staff')
    const late = await create(staff, { ...full, opensAt: '2199-01-01T00:00:00Z' })
    expect((await staff.post(`rounds/${late.id}/open`)).json()).toMatchObject({ phase: 'planned' })
    const { id } = await create(staff, { ...full, closesAt: '2199-01-01T00:00:00Z' })
    expect((await staff.post(`rounds/${id}/open`)).json()).toMatchObject({ phase: 'open' })
    await t.db.update(schema.rounds).set({ opensAt: new Date(Date.now() - 2000), closesAt: new Date(Date.now() - 1000) }).where(eq(schema.rounds.id, id))
    expect((await staff.get(`rounds/${id}`)).json()).toMatchObject({ phase: 'closed' })
    expect((await staff.get('rounds?phase=closed&limit=100')).json<{ items: Round[] }>().items.map((r) => r.id)).toContain(id)
  })

  it('keep the scale with which they opened', async () => {
    const staff = await t.as('staff')
    const made = (await staff.post('criteria', { code: 'campagne', labelFr: 'Essai', labelEn: 'Trial', questionFr: 'Q ?', questionEn: 'Q?', min: 1, max: 3, anchors: [] })).json<{ id: string }>()
    const rescale = (max: number) => staff.post(`criteria/${made.id}/versions`, { min: 1, max, anchors: [], reason: 'Essai', keepsScores: false })
    const { id } = await create(staff, { ...full, criterionIds: [made.id] })
    await rescale(4)
    await staff.post(`rounds/${id}/open`)
    await rescale(5)
    const [rater] = await ratersOf(staff, id)
    expect((await staff.get(`rounds/${id}/sheet?raterId=${rater?.id}`)).json<Sheet>().criteria).toMatchObject([{ min: 1, max: 4 }])
  })

  it('take stakeholders by id or by the filters of the register, each once, at most 2,000', async () => {
    const staff = await t.as('staff')
    const { id } = await create(staff, body)
    expect((await staff.post(`rounds/${id}/stakeholders`, { ids: [adherents, adherents] })).json()).toEqual({ added: 1, total: 1 })
    const added = (await staff.post(`rounds/${id}/stakeholders`, { filter: { categoryId: [demoId('category', 'associations')] } })).json<{ added: number; total: number }>()
    expect(added.added).toBeGreaterThan(0)
    expect(added.total).toBe(added.added + 1)
    expect((await staff.delete(`rounds/${id}/stakeholders/${adherents}`)).statusCode).toBe(204)
    expect((await staff.delete(`rounds/${id}/stakeholders/${adherents}`)).json()).toMatchObject({ code: 'round-stakeholder-not-found' })
    expect((await staff.delete(`rounds/${open}/stakeholders/${adherents}`)).json()).toMatchObject({ code: 'round-stakeholder-scored' })
    expect((await staff.get(`rounds/${id}/stakeholders?limit=100`)).json<{ items: unknown[] }>().items).toHaveLength(added.total - 1)
  })

  it.each([
    ['the same account twice', { capacity: 'internal', userId: demoId('user', 'staff') }, 409, 'rater-already-asked'],
    ['the same stakeholder twice', { capacity: 'stakeholder', stakeholderId: adherents, name: 'Autre voix' }, 409, 'rater-already-asked'],
    ['the same name twice', { capacity: 'internal', name: 'Direction des offres' }, 409, 'rater-already-asked'],
    ['an account without a role that scores', { capacity: 'internal', userId: demoId('user', 'reader') }, 422, 'rater-role-missing'],
    ['a stakeholder’s rater without stakeholder', { capacity: 'stakeholder', name: 'X' }, 422, 'rater-without-stakeholder'],
    ['a rater without name', { capacity: 'joint' }, 422, 'rater-name-missing'],
    ['an unknown account', { capacity: 'internal', userId: demoId('none', 'x') }, 422, 'unknown-reference'],
  ])('refuse %s', async (_, rater, status, code) => {
    const answer = await (await t.as('staff')).post(`rounds/${open}/raters`, { raters: [rater] })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('keep a rater who has scored, and let go of one who has not', async () => {
    const staff = await t.as('staff')
    const all = await ratersOf(staff, spring)
    const scored = all.find((r) => r.answered > 0)
    expect((await staff.delete(`rounds/${spring}/raters/${scored?.id}`, { ifMatch: scored?.version ?? 0 })).json()).toMatchObject({ code: 'rater-has-scores' })
    const { id } = await create(staff)
    const [free] = await ratersOf(staff, id)
    expect((await staff.delete(`rounds/${id}/raters/${free?.id}`, { ifMatch: 1 })).statusCode).toBe(204)
  })

  it('offer the accounts that may score and are not asked yet', async () => {
    const staff = await t.as('staff')
    const { id } = await create(staff)
    const all = (await staff.get(`rounds/${id}/candidates`)).json<{ items: { id: string; roles: string[] }[] }>().items
    expect(all.map((a) => a.id)).toContain(demoId('user', 'relay'))
    expect(all.map((a) => a.id)).not.toContain(demoId('user', 'reader'))
    await staff.post(`rounds/${id}/raters`, { raters: [{ capacity: 'internal', userId: demoId('user', 'relay') }] })
    expect((await staff.get(`rounds/${id}/candidates`)).json<{ items: unknown[] }>().items).toHaveLength(all.length - 1)
  })

  it('count progress by rater and by criterion alike', async () => {
    const progress = (await (await t.as('reader')).get(`rounds/${spring}/progress`)).json<{ expected: number; answered: number; raters: { answered: number; expected: number }[]; criteria: { answered: number; expected: number }[] }>()
    const sum = (list: { answered: number }[]) => list.reduce((n, x) => n + x.answered, 0)
    expect([sum(progress.raters), sum(progress.criteria)]).toEqual([progress.answered, progress.answered])
    expect(progress.expected).toBe(14 * 7 * 12)
  })

  it('are reminded by mail where an address is known, with a new link for who has no account', async () => {
    const staff = await t.as('staff')
    const [mandate] = await t.db.select().from(schema.mandates).where(and(ne(schema.mandates.email, ''), isNull(schema.mandates.endOn), isNull(schema.mandates.deletedAt)))
    const made = await staff.post(`rounds/${open}/raters`, { raters: [{ capacity: 'stakeholder', name: 'Voix jointe par courriel', stakeholderId: mandate?.organisationId, mandateId: mandate?.id }] })
    const raterId = made.json<{ items: { id: string }[] }>().items[0]?.id ?? ''
    expect((await staff.post(`rounds/${open}/reminders`, { raterIds: [raterId] })).json()).toMatchObject({ reminded: 1, mailed: 1 })
    const [mail] = await t.db.select().from(schema.mails).where(and(eq(schema.mails.kind, 'round'), eq(schema.mails.objectId, open)))
    expect(mail).toMatchObject({ toAddress: mandate?.email, linkPath: '/cotation' })
    expect((await clientOf(t.app, { authorization: `Link ${mail?.secret ?? ''}` }).get('scoring/sheet')).json<Sheet>().rater.name).toBe('Voix jointe par courriel')
    await staff.patch(`rounds/${open}/raters/${raterId}`, { finished: true }, { ifMatch: (await staff.get(`rounds/${open}/raters/${raterId}`)).json<{ version: number }>().version })
  })

  it('remind those who have not finished', async () => {
    const staff = await t.as('staff')
    const waiting = (await ratersOf(staff, open)).filter((r) => !r.finishedAt)
    expect((await staff.post(`rounds/${open}/reminders`, {})).json()).toMatchObject({ reminded: waiting.length })
    expect((await staff.post(`rounds/${spring}/reminders`, {})).json()).toMatchObject({ code: 'round-closed' })
  })

  it('are seen by a rater of another perimeter, who may not change them', async () => {
    const relay = await t.as('relay')
    const mine = (await relay.get('rounds?mine=true&limit=100')).json<{ items: Round[] }>().items
    expect(mine.map((r) => r.id)).toContain(open)
    const sheet = (await relay.get(`rounds/${open}/sheet`)).json<Sheet>()
    expect([sheet.stakeholders.length, sheet.criteria.length]).toEqual([14, 4])
    expect((await relay.post('scores', { stakeholderId: adherents, criterionId: power, roundId: open, value: 4 })).statusCode).toBe(201)
    expect((await relay.get(`rounds/${open}/sheet?raterId=${demoId('rater', 'cotation-plus3/direction-2')}`)).statusCode).toBe(403)
  })

  it('disappear with their scores when removed and come back with them', async () => {
    const staff = await t.as('staff')
    const before = (await staff.get(`scores?current=true&stakeholderId=${adherents}&criterionId=${power}&limit=100`)).json<{ items: unknown[] }>().items.length
    const { version } = (await staff.get(`rounds/${spring}`)).json<Round>()
    const autumn = demoId('round', 'cotation-autumn')
    await staff.delete(`rounds/${autumn}`, { ifMatch: (await staff.get(`rounds/${autumn}`)).json<Round>().version })
    await staff.delete(`rounds/${spring}`, { ifMatch: version })
    expect((await staff.get(`scores?current=true&stakeholderId=${adherents}&criterionId=${power}`)).json<{ items: unknown[] }>().items).toEqual([])
    await staff.post(`rounds/${autumn}/restore`)
    await staff.post(`rounds/${spring}/restore`)
    expect((await staff.get(`scores?current=true&stakeholderId=${adherents}&criterionId=${power}&limit=100`)).json<{ items: unknown[] }>().items).toHaveLength(before)
  })

  it.each([
    ['an end in the past', { ...body, closesAt: '2020-01-01T00:00:00Z' }, 'round-closes-before-opening'],
    ['an end before the start', { ...body, opensAt: '2199-01-02T00:00:00Z', closesAt: '2199-01-01T00:00:00Z' }, 'round-closes-before-opening'],
    ['an unknown criterion', { ...body, criterionIds: [demoId('none', 'x')] }, 'unknown-reference'],
    ['an unknown stakeholder', { ...body, stakeholderIds: [demoId('none', 'x')] }, 'unknown-reference'],
  ])('are refused with %s', async (_, payload, code) => {
    expect((await (await t.as('staff')).post('rounds', payload)).json()).toMatchObject({ status: 422, code })
  })
})

describe('a private link', () => {
  const raterId = demoId('rater', 'cotation-plus3/direction-3')
  const make = async () => (await (await t.as('staff')).post(`rounds/${open}/raters/${raterId}/link`, { expiresInDays: 7 })).json<{ secret: string }>().secret
  const holder = (secret: string) => clientOf(t.app, { authorization: `Link ${secret}` })

  it('lets one rater score without an account, and nothing else', async () => {
    const client = holder(await make())
    const sheet = (await client.get('scoring/sheet')).json<Sheet>()
    expect(sheet.rater.name).toBe('Direction de la prévention')
    const after = (await client.post('scoring/scores', { scores: [{ stakeholderId: adherents, criterionId: power, value: 2, reason: 'Par le lien' }] })).json<Sheet>()
    expect(after.scores.filter((s) => s.value === 2).length).toBeGreaterThan(0)
    expect((await client.post('scoring/finish', { finished: true })).json<Sheet>().rater.finishedAt).not.toBeNull()
    expect((await client.get('rounds')).statusCode).toBe(401)
    expect((await client.post('scoring/scores', { scores: [{ stakeholderId: adherents, criterionId: power, value: 9 }] })).json()).toMatchObject({ code: 'score-out-of-scale', errors: [{ pointer: '/scores/0/value' }] })
  })

  it('stops working when revoked or made anew, and is refused to a rater with an account', async () => {
    const staff = await t.as('staff')
    const first = await make()
    const second = await make()
    expect((await holder(first).get('scoring/sheet')).json()).toMatchObject({ status: 401, code: 'link-refused' })
    expect((await staff.delete(`rounds/${open}/raters/${raterId}/link`)).statusCode).toBe(204)
    expect((await holder(second).get('scoring/sheet')).statusCode).toBe(401)
    expect((await t.anonymous.get('scoring/sheet')).statusCode).toBe(401)
    expect((await staff.post(`rounds/${open}/raters/${demoId('rater', 'cotation-plus3/dris-3')}/link`, {})).json()).toMatchObject({ code: 'rater-has-account' })
  })

  it('is never stored as it is, nor replayed', async () => {
    const staff = await t.as('staff')
    const headers = { 'idempotency-key': 'lien-1' }
    const ask = () => staff.post(`rounds/${open}/raters/${raterId}/link`, { expiresInDays: 7 }, { headers })
    const { secret } = (await ask()).json<{ secret: string }>()
    expect((await ask()).json()).toMatchObject({ secret: '' })
    expect((await (await t.as('administrator')).get(`audit?objectId=${raterId}`)).body).not.toContain(secret)
  })
})
