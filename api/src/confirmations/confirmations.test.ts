import { schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Client, clientOf, demoId, useTestApp } from '../../test/app.ts'

vi.setConfig({ testTimeout: 60_000 })
const t = useTestApp()
const session = demoId('session', 'seance-2026-10')
const point = demoId('point', 'p02-reseau-ferme')
const holderOf = (code: string) => demoId('stakeholder', code)
const positionOf = (code: string) => demoId('position', `seance-2026-10/p02-reseau-ferme/${code}`)
interface Made { items: { stakeholderId: string; secret: string; linkId: string; mailId: string | null }[] }
interface Sheet { holder: { name: string }; positions: { id: string; pointTitle: string; statement: string; value: number | null; confirmation: string; text: string; before: { value: number | null } | null }[] }
interface Item { n: number; asked: number; counts: Record<string, number>; trend: { on: string; n: number }[]; rapprochement: { moved: number } }

async function linkFor(code: string, more: object = {}): Promise<{ client: Client; linkId: string }> {
  const made = (await (await t.as('staff')).post(`sessions/${session}/confirmations`, { stakeholderIds: [holderOf(code)], send: false, ...more })).json<Made>().items[0]
  return { client: clientOf(t.app, { authorization: `Link ${made?.secret}` }), linkId: made?.linkId ?? '' }
}
const sheet = async (client: Client) => (await client.get('confirmation')).json<Sheet>()
const answer = (client: Client, ...answers: object[]) => client.post('confirmation/answers', { answers })
const figures = async (query = '') => (await (await t.as('staff')).get(`convergence/points/${point}${query}`)).json<{ point: Item }>().point
const tally = async () => (await (await t.as('staff')).get(`sessions/${session}`)).json<{ tally: { points: { pointId: string; n: number; asked: number; counts: Record<string, number> }[] } }>().tally.points.find((p) => p.pointId === point)

describe('the holder of a confirmation link', () => {
  it('reads what was recorded of it, and nothing of another', async () => {
    const { client } = await linkFor('officines-reunies')
    const read = await sheet(client)
    expect(read.positions.length).toBeGreaterThan(5)
    expect(read.positions.map((p) => p.id)).toContain(positionOf('officines-reunies'))
    const foreign = await answer(client, { positionId: positionOf('aidants-debout'), verdict: 'confirmed' })
    expect([foreign.statusCode, foreign.json()]).toMatchObject([422, { code: 'confirmation-position-not-yours' }])
  })

  it('confirms all at once after the session is closed; the trail says when and by whom', async () => {
    const { client } = await linkFor('aidants-debout')
    const { positions } = await sheet(client)
    expect((await answer(client, ...positions.map((p) => ({ positionId: p.id, verdict: 'confirmed' })))).statusCode).toBe(200)
    expect(new Set((await sheet(client)).positions.map((p) => p.confirmation))).toEqual(new Set(['confirmed']))
    const staff = await t.as('staff')
    const trail = (await staff.get(`positions/${positionOf('aidants-debout')}/confirmations`)).json<{ items: object[] }>().items
    expect(trail.at(-1)).toMatchObject({ verdict: 'confirmed', byHolder: true, by: (await sheet(client)).holder.name })
    const listed = (await staff.get(`sessions/${session}/confirmations`)).json<{ items: { stakeholderId: string; positions: number; confirmed: number; link: { state: string; lastUsedAt: string | null } }[] }>().items.find((h) => h.stakeholderId === holderOf('aidants-debout'))
    expect(listed).toMatchObject({ confirmed: positions.length, positions: positions.length, link: { state: 'working', lastUsedAt: expect.any(String) } })
  })

  it('corrects: a new written position that names the one it corrects, in its place in every figure and at its own date', async () => {
    const [before, atSession] = [await figures(), await tally()]
    const { client } = await linkFor('institut-lumen')
    const old = (await sheet(client)).positions.find((p) => p.id === positionOf('institut-lumen'))
    const value = old?.value === 2 ? -2 : 2
    expect((await answer(client, { positionId: old?.id, verdict: 'corrected', value, reason: 'Nous avions dit autre chose.', reservation: '' })).statusCode).toBe(200)
    const now = (await sheet(client)).positions.find((p) => p.pointTitle === old?.pointTitle)
    expect(now).toMatchObject({ value, confirmation: 'confirmed', before: { value: old?.value } })
    const rows = await t.db.select().from(schema.positions).where(and(eq(schema.positions.pointId, point), eq(schema.positions.holderId, holderOf('institut-lumen')), eq(schema.positions.sessionId, session)))
    expect(rows).toMatchObject([{ confirmation: 'corrected', value: old?.value }, { correctsId: old?.id, manner: 'written', value, confirmation: 'confirmed' }].sort(() => 0))
    const key = value === 2 ? 'for2' : 'against2'
    const [after, afterSession] = [await figures(), await tally()]
    expect([after.n, after.counts[key]]).toEqual([before.n, (before.counts[key] ?? 0) + 1])
    expect([afterSession?.n, afterSession?.counts[key]]).toEqual([atSession?.n, (atSession?.counts[key] ?? 0) + 1])
    expect(after.trend.map((step) => [step.on, step.n])).toEqual(before.trend.map((step) => [step.on, step.n]))
  })

  it('contests: the position counts as contested, asked and without value, everywhere, until it is corrected; its history stays', async () => {
    const [before, atSession] = [await figures(), await tally()]
    const code = 'collectif-eaux-vives'
    const { client } = await linkFor(code)
    expect((await answer(client, { positionId: positionOf(code), verdict: 'contested', text: '  ' })).json()).toMatchObject({ code: 'confirmation-text-missing' })
    expect((await answer(client, { positionId: positionOf(code), verdict: 'contested', text: 'Nous n’étions pas dans la salle.' })).statusCode).toBe(200)
    const staff = await t.as('staff')
    const [after, afterSession] = [await figures(), await tally()]
    expect([after.n, after.asked, after.counts.contested]).toEqual([before.n - 1, before.asked, (before.counts.contested ?? 0) + 1])
    expect([afterSession?.n, afterSession?.asked, afterSession?.counts.contested]).toEqual([(atSession?.n ?? 0) - 1, atSession?.asked, 1])
    const contested = { state: 'contested', value: null }
    const matrix = (await staff.get(`convergence/matrix?pointId=${point}`)).json<{ rows: { cells: { holderId: string }[] }[] }>()
    expect(matrix.rows[0]?.cells.find((c) => c.holderId === holderOf(code))).toMatchObject({ ...contested, confirmation: 'contested' })
    const map = (await staff.get(`map/positions/${point}`)).json<{ items: { holderId: string }[] }>()
    expect(map.items.find((i) => i.holderId === holderOf(code))).toMatchObject(contested)
    const { holders } = (await staff.get(`convergence/points/${point}`)).json<{ holders: { id: string; current: object | null }[] }>()
    expect(holders.find((h) => h.id === holderOf(code))?.current).toMatchObject({ ...contested, recordedState: 'stated', recordedValue: expect.any(Number) })
    const trace = (await staff.get(`trace/position/${positionOf(code)}`)).json<{ root: object }>()
    expect(trace.root).toMatchObject({ status: 'contested', value: null })
    const pair = (await staff.get(`convergence/pairs?a=${holderOf(code)}&b=${holderOf('aidants-debout')}`)).json<{ points: { pointId: string }[] }>()
    expect(pair.points.map((p) => p.pointId)).not.toContain(point)
    const past = await figures('?asOf=2026-10-31')
    expect(past.counts.contested).toBe(0)
    const board = (await staff.get(`sessions/${session}/board`)).json<{ here: { id: string; confirmation: string }[] }>()
    expect(board.here.find((row) => row.id === positionOf(code))).toMatchObject({ confirmation: 'contested' })
    expect((await staff.get(`positions/${positionOf(code)}`)).json()).toMatchObject({ state: 'stated', confirmation: 'contested' })
    expect((await answer(client, { positionId: positionOf(code), verdict: 'corrected', value: 1 })).statusCode).toBe(200)
    expect((await figures()).counts.contested).toBe(before.counts.contested)
  })

  it('has one link at a time: the former is refused once another is made, and a revoked one opens nothing', async () => {
    const first = await linkFor('officines-reunies')
    const second = await linkFor('officines-reunies')
    expect((await first.client.get('confirmation')).statusCode).toBe(401)
    expect((await second.client.get('confirmation')).statusCode).toBe(200)
    await (await t.as('staff')).delete(`access-links/${second.linkId}`)
    expect((await second.client.get('confirmation')).json()).toMatchObject({ code: 'link-refused' })
    expect((await answer(second.client, { positionId: positionOf('officines-reunies'), verdict: 'confirmed' })).statusCode).toBe(401)
  })
})

describe('asking for confirmation', () => {
  it('queues a mail where an address is known, and then gives no secret back; refuses a holder that said nothing', async () => {
    const staff = await t.as('staff')
    await t.db.update(schema.invitations).set({ email: 'officines@exemple.invalid' }).where(and(eq(schema.invitations.sessionId, session), eq(schema.invitations.stakeholderId, holderOf('officines-reunies'))))
    const made = (await staff.post(`sessions/${session}/confirmations`, { stakeholderIds: [holderOf('officines-reunies')] })).json<Made>().items[0]
    const [mail] = made?.mailId ? await t.db.select().from(schema.mails).where(eq(schema.mails.id, made.mailId)) : []
    expect(made?.secret).toBe('')
    expect(mail).toMatchObject({ toAddress: 'officines@exemple.invalid', kind: 'confirmation', linkPath: '/confirmation', secret: expect.stringMatching(/^[\w-]{43}$/) })
    const refused = await staff.post(`sessions/${session}/confirmations`, { stakeholderIds: [holderOf('adherents')] })
    expect(refused.json()).toMatchObject({ status: 422, code: 'confirmation-holder-silent' })
  })

  it('writes to each of two holders at one address: neither mail takes the place of the other, only of a former one of the same holder', async () => {
    const staff = await t.as('staff')
    const [one, other] = [holderOf('aidants-debout'), holderOf('institut-lumen')]
    for (const id of [one, other]) await t.db.insert(schema.invitations).values({ sessionId: session, stakeholderId: id, email: 'secretariat@exemple.invalid' }).onConflictDoUpdate({ target: [schema.invitations.sessionId, schema.invitations.stakeholderId], set: { email: 'secretariat@exemple.invalid' } })
    const ask = async (ids: string[]) => (await staff.post(`sessions/${session}/confirmations`, { stakeholderIds: ids })).json<Made>().items.map((item) => item.mailId ?? '')
    const statusOf = async (id: string | undefined) => (await t.db.select({ status: schema.mails.status, secret: schema.mails.secret }).from(schema.mails).where(eq(schema.mails.id, id ?? '')))[0]
    const [mine, theirs] = await ask([one, other])
    expect([await statusOf(mine), await statusOf(theirs)]).toMatchObject([{ status: 'queued' }, { status: 'queued' }])
    const [again] = await ask([one])
    expect([await statusOf(mine), await statusOf(theirs), await statusOf(again)]).toMatchObject([{ status: 'cancelled', secret: null }, { status: 'queued' }, { status: 'queued' }])
  })

  it('writes in the language of the account with that address, else in the one that is asked for; a second mail says that it is a reminder', async () => {
    const staff = await t.as('staff')
    const [id, address] = [holderOf('institut-lumen'), 'en@holder.invalid']
    await t.db.update(schema.invitations).set({ email: address }).where(and(eq(schema.invitations.sessionId, session), eq(schema.invitations.stakeholderId, id)))
    const ask = async (locale: 'fr' | 'en') => {
      const mailId = (await staff.post(`sessions/${session}/confirmations`, { stakeholderIds: [id], locale })).json<Made>().items[0]?.mailId ?? ''
      return (await t.db.select().from(schema.mails).where(eq(schema.mails.id, mailId)))[0]
    }
    const first = await ask('en')
    expect(first?.subject).toMatch(/^Your positions at the session of 13 October 2026/)
    await t.db.update(schema.mails).set({ status: 'sent', sentAt: new Date(), secret: null }).where(eq(schema.mails.id, first?.id ?? ''))
    expect((await ask('fr'))?.subject).toMatch(/^Rappel/)
    await t.db.insert(schema.users).values({ email: address, name: 'Ann', locale: 'en' })
    expect((await ask('fr'))?.subject).toMatch(/^Reminder: your positions/)
    const listed = (await staff.get(`sessions/${session}/confirmations`)).json<{ items: { stakeholderId: string; positions: number; mail: { status: string }; records: { pointTitle: string }[] }[] }>().items.find((h) => h.stakeholderId === id)
    expect(listed).toMatchObject({ mail: { status: 'queued' } })
    expect(listed?.records).toHaveLength(listed?.positions ?? 0)
  })

  it('is not for a reader, and not for a session out of reach', async () => {
    expect((await (await t.as('reader')).post(`sessions/${session}/confirmations`, {})).statusCode).toBe(403)
    expect((await (await t.as('staff')).post(`sessions/${demoId('session', 'nulle-part')}/confirmations`, {})).statusCode).toBe(404)
  })
})
