import { schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { demoId, useTestApp } from '../../test/app.ts'
import { insertPoint, say } from '../../test/points.ts'

const t = useTestApp()
const staff = () => t.as('staff')
const holder = (code: string) => demoId('stakeholder', code)
const [first, second, third] = [holder('aidants-debout'), holder('chantiers-keravel'), holder('officines-reunies')]
interface Outcome { id: string; version: number; current: boolean; kind: string; owed: number; given: number; withdrawnAt: string | null; reviewedAt: string | null; perimeterId: string }
interface Owed { id: string; outcomeId: string; stakeholderId: string; since: string; waitingDays: number; mailable: boolean; value: number | null; answer: { id: string; channel: string; mailStatus: string | null } | null }
interface Page<T> { items: T[]; nextCursor: string | null }
let count = 0
/** A national point on which the first agrees, the second abstains and the third was asked without answer. */
async function spokenPoint(): Promise<string> {
  const point = await insertPoint(t.db, `Suite ${(count += 1)}`)
  await say(t.db, point, [[first, 2, '2026-02-01'], [second, 'abstained', '2026-02-01'], [third, 'no_answer', '2026-02-01']])
  return point.id
}
const decide = async (pointId: string, more: object = {}) => (await staff()).post('outcomes', { pointId, kind: 'retained', statement: 'Retenu.', decidedBy: 'Comité', decidedOn: '2026-03-01', ...more })
const owed = async (query: string) => (await (await staff()).get(`answers-owed?${query}`)).json<Page<Owed>>().items
const answer = async (id: string, body: object) => (await staff()).post(`outcomes/${id}/answers`, { channel: 'letter', text: 'Voici pourquoi.', ...body })

describe('outcomes', () => {
  it('the latest stands, the former stays, and a mistake is taken back and put back', async () => {
    const pointId = await spokenPoint()
    const former = (await decide(pointId)).json<Outcome>()
    const latest = (await decide(pointId, { kind: 'not_retained', reason: 'Trop cher.', decidedOn: '2026-04-01' })).json<Outcome>()
    const list = async (query = '') => (await (await staff()).get(`outcomes?pointId=${pointId}${query}`)).json<Page<Outcome>>().items.map((o) => o.id)
    expect([await list(), await list('&current=false'), await list('&asOf=2026-03-15')]).toEqual([[latest.id], [former.id], [former.id]])
    expect((await (await staff()).post(`outcomes/${latest.id}/withdraw`)).statusCode).toBe(200)
    expect([await list(), await list('&withdrawn=true')]).toEqual([[former.id], [latest.id]])
    expect((await (await staff()).post(`outcomes/${latest.id}/withdraw`)).json()).toMatchObject({ status: 409, code: 'outcome-withdrawn' })
    await (await staff()).post(`outcomes/${latest.id}/reinstate`)
    expect(await list()).toEqual([latest.id])
  })

  it.each([
    [{ kind: 'deferred' }, 422, 'outcome-reason-missing'], [{ decidedOn: '2999-01-01' }, 422, 'outcome-in-the-future'], [{ pointId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ bodyId: demoId('none', 'x') }, 422, 'unknown-reference'],
    [{ sessionId: demoId('none', 'x') }, 422, 'unknown-reference'], [{ decidedBy: ' ' }, 400, 'invalid-request'], [{ kind: 'maybe' }, 400, 'invalid-request'],
  ])('refuses %j with %i %s', async (more, status, code) => {
    const refused = await decide(demoId('point', 'p10-isr'), more)
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([status, code])
  })

  it('is due for review from its day until somebody has looked at it again', async () => {
    const made = (await decide(await spokenPoint(), { reviewOn: '2026-05-01' })).json<Outcome>()
    const due = async () => (await (await staff()).get('outcomes?toReview=true&limit=100')).json<Page<Outcome>>().items.some((o) => o.id === made.id)
    expect(await due()).toBe(true)
    expect((await (await staff()).patch(`outcomes/${made.id}`, { reviewed: true })).statusCode).toBe(428)
    expect((await (await staff()).patch(`outcomes/${made.id}`, { reviewed: true }, { ifMatch: 1 })).json<Outcome>().reviewedAt).not.toBeNull()
    expect(await due()).toBe(false)
  })

  it('hides what lies in another perimeter as if it were absent', async () => {
    const made = (await decide(await spokenPoint())).json<Outcome>()
    const relay = await t.as('relay')
    expect((await relay.get(`outcomes/${made.id}`)).json()).toMatchObject({ code: 'outcome-not-found' })
    expect((await relay.get(`answers-owed?outcomeId=${made.id}`)).json<Page<Owed>>().items).toEqual([])
  })
})

describe('answers owed', () => {
  it('are owed to who took position, abstention too, and to nobody else; a new outcome owes a new answer', async () => {
    const pointId = await spokenPoint()
    const { id } = (await decide(pointId)).json<Outcome>()
    expect((await owed(`outcomeId=${id}&sort=stakeholder`)).map((o) => [o.stakeholderId, o.since, o.value])).toEqual([[first, '2026-03-01', 2], [second, '2026-03-01', null]])
    expect((await answer(id, { stakeholderIds: [first, third] })).json()).toMatchObject({ status: 422, code: 'answer-not-owed', errors: [{ pointer: '/stakeholderIds/1' }] })
    const given = await answer(id, { stakeholderIds: [first], givenOn: '2026-03-11' })
    expect(given.statusCode).toBe(201)
    expect((await answer(id, { stakeholderIds: [first] })).json()).toMatchObject({ code: 'answer-not-owed' })
    expect((await owed(`outcomeId=${id}`)).map((o) => o.stakeholderId)).toEqual([second])
    expect(await owed(`outcomeId=${id}&state=given`)).toMatchObject([{ stakeholderId: first, waitingDays: 10, answer: { channel: 'letter' } }])
    const next = (await decide(pointId, { decidedOn: '2026-06-01' })).json<Outcome>()
    expect((await owed(`pointId=${pointId}`)).map((o) => o.outcomeId)).toEqual([next.id, next.id])
    expect((await owed(`stakeholderId=${first}&pointId=${pointId}&state=all`)).map((o) => o.answer !== null).sort()).toEqual([false, true])
  })

  it('is owed again once taken back', async () => {
    const { id } = (await decide(await spokenPoint())).json<Outcome>()
    const made = (await answer(id, { stakeholderIds: [first, second] })).json<{ items: { id: string }[] }>().items
    expect(await owed(`outcomeId=${id}`)).toEqual([])
    expect((await (await staff()).post(`answers/${made[0]?.id}/withdraw`)).statusCode).toBe(200)
    expect((await (await staff()).post(`answers/${made[0]?.id}/withdraw`)).json()).toMatchObject({ status: 404, code: 'answer-not-found' })
    expect(await owed(`outcomeId=${id}`)).toHaveLength(1)
  })

  it('leave by e-mail to the mandate that has an address; the others are named and still owed', async () => {
    const { id } = (await decide(await spokenPoint())).json<Outcome>()
    // The demonstration may give it an address: here it has none.
    await t.db.update(schema.mandates).set({ email: '' }).where(eq(schema.mandates.organisationId, second))
    expect((await answer(id, { stakeholderIds: [second], channel: 'mail' })).json()).toMatchObject({ status: 422, code: 'answer-no-address' })
    const [mandate] = await t.db.select().from(schema.mandates).where(eq(schema.mandates.organisationId, first))
    await t.db.update(schema.mandates).set({ email: 'aidants@exemple.fr', endOn: null, startOn: null }).where(eq(schema.mandates.id, mandate?.id ?? ''))
    const both = (await answer(id, { stakeholderIds: [first, second], channel: 'mail', text: 'Bonjour,\n\nVoici.' })).json<{ items: { mailId: string }[]; withoutAddress: { id: string }[] }>()
    expect([both.items.length, both.withoutAddress.map((x) => x.id)]).toEqual([1, [second]])
    const [mail] = await t.db.select().from(schema.mails).where(eq(schema.mails.id, both.items[0]?.mailId ?? ''))
    expect(mail).toMatchObject({ kind: 'answer', toAddress: 'aidants@exemple.fr', status: 'queued', objectType: 'outcome', objectId: id })
    expect(mail?.text).toContain('Voici.')
    expect((await owed(`outcomeId=${id}`)).map((o) => o.stakeholderId)).toEqual([second])
  })

  it('adds up over all the current outcomes of the demonstration', async () => {
    const summary = (await (await t.as('relay')).get('answers-owed/summary')).json<{ owed: number; given: number; longestDays: number; outcomes: { outcomeId: string; owed: number; given: number }[] }>()
    expect(summary.owed).toBe(summary.outcomes.reduce((sum, o) => sum + o.owed, 0))
    const published = summary.outcomes.find((o) => o.outcomeId === demoId('outcome', 'p01-reste-a-charge/1'))
    expect(published).toMatchObject({ owed: 0 })
    expect(published?.given).toBeGreaterThan(15)
    const seen: string[] = []
    let cursor: string | null = ''
    do {
      const page: Page<Owed> = (await (await t.as('relay')).get(`answers-owed?limit=40${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json<Page<Owed>>()
      seen.push(...page.items.map((o) => o.id))
      cursor = page.nextCursor
    } while (cursor)
    expect([new Set(seen).size, seen.length]).toEqual([summary.owed, summary.owed])
  })
})

describe('on the board and along the spine', () => {
  it('a point carries its outcome and its commitments, and is found by them', async () => {
    const read = async (query: string) => (await (await t.as('relay')).get(`convergence?${query}`)).json<{ items: { id: string; outcome: { kind: string; toReview: boolean } | null; commitments: { total: number; overdue: number; verified: number } }[] }>().items
    const all = await read('fictional=true')
    expect(all.filter((i) => i.outcome).length).toBe(12)
    expect(all.find((i) => i.id === demoId('point', 'p06-medicaments'))).toMatchObject({ outcome: { kind: 'partly_retained' }, commitments: { total: 2, verified: 1 } })
    expect((await read('fictional=true&outcome=not_retained')).map((i) => i.id).sort()).toEqual([demoId('point', 'p08-college-consultatif'), demoId('point', 'p11-telemedecine')].sort())
    expect((await read('fictional=true&commitment=contested')).map((i) => i.id)).toEqual([demoId('point', 'p07-agences-rurales')])
    expect((await read('fictional=true&outcome=none&asOf=2026-07-01')).length).toBe(11)
    expect((await read('commitment=none')).length).toBe(0)
  })

  it('leads from an impact to a commitment and back', async () => {
    const trace = async (type: string, id: string) => (await (await staff()).get(`trace/${type}/${id}`)).json<{ root: { status: string }; columns: Record<string, { nodes: { id: string }[] }>; links: { kind: string }[] }>()
    const id = demoId('commitment', 'charte-teleconsultation')
    const back = await trace('commitment', id)
    expect([back.root.status, back.columns.points?.nodes.map((n) => n.id), back.columns.impacts?.nodes.some((n) => n.id === demoId('impact', 'renoncement-soins-ruraux'))]).toEqual(['open', [demoId('point', 'p11-telemedecine')], true])
    const there = await trace('impact', demoId('impact', 'renoncement-soins-ruraux'))
    expect(there.columns.commitments?.nodes.map((n) => n.id)).toContain(id)
    expect(new Set(there.links.map((l) => l.kind))).toContain('became')
    expect((await trace('outcome', demoId('outcome', 'p11-telemedecine/1'))).columns.commitments?.nodes.map((n) => n.id)).toEqual([id])
  })
})
